// SPDX-License-Identifier: Apache-2.0

#include "load/formulas.h"

#include <algorithm>
#include <memory>
#include <string>
#include <utility>
#include <variant>
#include <vector>

#include "expr/evaluate.h"
#include "expr/parse.h"
#include "load/keys.h"

namespace onething::load {

namespace {

constexpr std::array<std::string_view, 7> all_roots = {
    "form", "prefill", "materials", "steps", "case", "each", "input"};

bool holds(Roots names, std::string_view name) {
  return std::find(names.begin(), names.end(), name) != names.end();
}

// One formula inside a scalar: bytes [begin, end) of its text.
class FormulaReader {
 public:
  FormulaReader(Reading& reading, const yaml::Node& node, std::size_t begin,
                std::size_t end, Roots allowed)
      : reading_(reading), node_(node), begin_(begin), allowed_(allowed) {
    const std::string_view whole = node.text;
    while (begin_ < end && whole[begin_] == ' ') ++begin_;
    while (end > begin_ && (whole[end - 1] == ' ' || whole[end - 1] == '\n'))
      --end;
    text_ = whole.substr(begin_, end - begin_);
  }

  Formula read() {
    const Span span = place({0, static_cast<std::uint32_t>(text_.size())});
    if (text_.empty()) {
      reading_.report(codes::formula_syntax, span, {"load.formula_empty", {}},
                      {"load.expected_formula", {}});
      return {};
    }
    auto parsed = expr::parse(text_);
    if (auto* error = std::get_if<expr::ParseError>(&parsed)) {
      report(codes::formula_syntax, *error);
      return {};
    }
    Formula formula(span, std::move(*std::get_if<expr::Ast>(&parsed)),
                    places());
    if (is_known_path(formula)) return formula;
    if (check_roots(formula.reads())) {
      if (auto error = expr::check(formula.ast(), allowed_))
        report(codes::formula_unknown_name, *error);
    }
    return formula;
  }

 private:
  // Whether all of it is one path from a root that may be used here, as nearly
  // always. Its fields are looked for later.
  bool is_known_path(const Formula& formula) const {
    if (formula.reads().size() != 1) return false;
    const expr::Reference& read = formula.reads()[0];
    const expr::Ast& ast = formula.ast();
    const expr::Node& root = ast.nodes[ast.root];
    return ast.nodes.size() == read.path.size() + 1 &&
           (root.op == expr::Op::select || root.op == expr::Op::name ||
            root.op == expr::Op::select_optional) &&
           ast.nodes[0].text == read.root && holds(allowed_, read.root);
  }

  // Of the formula's bytes; empty when they stand in the file as they are.
  std::vector<Position> places() const {
    std::vector<Position> all = yaml::places_of(node_, reading_.sources);
    if (all.empty()) return all;
    const auto first = all.begin() + static_cast<std::ptrdiff_t>(begin_);
    return {first, first + static_cast<std::ptrdiff_t>(text_.size() + 1)};
  }

  Span place(expr::Range range) const {
    return yaml::place_within(node_, reading_.sources, begin_ + range.begin,
                              begin_ + range.end);
  }

  void report(const Code& code, expr::ParseError& error) {
    reading_.report(code, place(error.range), std::move(error.message), {},
                    std::move(error.help));
  }

  // False after reporting a root that is not known at this place.
  bool check_roots(std::span<const expr::Reference> references) {
    for (const expr::Reference& reference : references) {
      if (!holds(all_roots, reference.root)) continue;
      if (holds(allowed_, reference.root)) continue;
      const std::uint32_t begin = reference.range.begin;
      const auto size = static_cast<std::uint32_t>(reference.root.size());
      const bool each = reference.root == "each";
      reading_.report(
          codes::root_not_here, place({begin, begin + size}),
          {"load.root_not_here", {{"root", std::string(reference.root)}}},
          {"load.expected_root",
           {{"roots", joined(std::vector<std::string_view>(allowed_.begin(),
                                                           allowed_.end()))}}},
          each ? Message{"load.help_each", {}} : Message{});
      return false;
    }
    return true;
  }

  Reading& reading_;
  const yaml::Node& node_;
  std::size_t begin_;
  Roots allowed_;
  std::string_view text_;
};

// Just behind the `}` that closes the `${` before `from`; npos when it is not
// closed. Quotes and inner braces are skipped.
std::size_t end_of_part(std::string_view text, std::size_t from) {
  int depth = 1;
  char quote = 0;
  for (std::size_t i = from; i < text.size(); ++i) {
    const char c = text[i];
    if (quote != 0) {
      if (c == '\\') ++i;
      if (c == quote) quote = 0;
    } else if (c == '"' || c == '\'') {
      quote = c;
    } else if (c == '{') {
      ++depth;
    } else if (c == '}' && --depth == 0) {
      return i + 1;
    }
  }
  return std::string_view::npos;
}

Template read_parts(Reading& reading, const yaml::Node& node, Roots allowed) {
  Template out;
  out.kind = Template::Kind::text;
  out.span = node.span;
  const std::string_view text = node.text;
  std::size_t at = 0;
  while (at < text.size()) {
    const std::size_t open = text.find("${", at);
    const std::string_view before = text.substr(at, open - at);
    if (!before.empty()) out.parts.push_back({std::string(before), {}});
    if (open == std::string_view::npos) break;
    const std::size_t end = end_of_part(text, open + 2);
    if (end == std::string_view::npos) {
      reading.report(codes::formula_syntax,
                     yaml::place_within(node, reading.sources, open, open + 2),
                     {"load.part_not_closed", {}},
                     {"load.expected_closing", {}});
      break;
    }
    Template::Part part;
    part.formula =
        FormulaReader(reading, node, open + 2, end - 1, allowed).read();
    out.parts.push_back(std::move(part));
    at = end;
  }
  return out;
}

Template read_scalar(Reading& reading, const yaml::Node& node, Roots allowed) {
  Template out;
  out.span = node.span;
  if (node.text.starts_with('=')) {
    out.kind = Template::Kind::formula;
    out.formula =
        FormulaReader(reading, node, 1, node.text.size(), allowed).read();
    return out;
  }
  if (node.text.find("${") != std::string::npos)
    return read_parts(reading, node, allowed);
  if (node.text.starts_with("＝")) {
    const std::size_t size = std::string_view("＝").size();
    reading.report_mend(codes::formula_syntax,
                        yaml::place_within(node, reading.sources, 0, size),
                        {"load.wide_equals", {}}, {"load.expected_equals", {}},
                        {"load.help_write", {{"text", "="}}}, "=");
  }
  out.literal = node.text;
  return out;
}

}  // namespace

Formula read_condition(Reading& reading, const yaml::Node& node,
                       std::string_view key, Roots allowed) {
  const Spelled text = read_text(reading, node, key);
  if (text.empty()) return {};
  std::size_t begin = 0;
  if (text.text.starts_with('=') && !text.text.starts_with("==")) {
    begin = 1;
    reading.report_mend(codes::formula_sign,
                        yaml::place_within(node, reading.sources, 0, 1),
                        {"load.sign_not_wanted", {{"key", std::string(key)}}},
                        {"load.expected_no_sign", {}}, {}, "");
  }
  return FormulaReader(reading, node, begin, text.text.size(), allowed).read();
}

Formula read_computed(Reading& reading, const yaml::Node& node,
                      std::string_view key, Roots allowed) {
  const Spelled text = read_text(reading, node, key);
  if (text.empty()) return {};
  if (!text.text.starts_with('=')) {
    reading.report(
        codes::formula_sign, node.span,
        {"load.sign_wanted", {{"key", std::string(key)}, {"text", text.text}}},
        {"load.expected_formula", {}},
        {"load.help_write", {{"text", "=" + text.text}}});
    return {};
  }
  return FormulaReader(reading, node, 1, text.text.size(), allowed).read();
}

// No deeper than the document, which the reader bounds.
Template read_template(Reading& reading, const yaml::Node& node,
                       Roots allowed) {
  Template out;
  out.span = node.span;
  if (node.is_list()) {
    out.kind = Template::Kind::list;
    out.items.reserve(node.items.size());
    for (const yaml::Node& item : node.items)
      out.items.push_back(read_template(reading, item, allowed));
    return out;
  }
  if (node.is_mapping()) {
    out.kind = Template::Kind::object;
    out.members.reserve(node.entries.size());
    for (const yaml::Entry& entry : node.entries)
      out.members.emplace_back(Spelled{entry.key.text, entry.key.span},
                               read_template(reading, entry.value, allowed));
    return out;
  }
  if (node.is_missing() || node.is_null()) {
    if (reading.is_lost(node)) return out;
    reading.report(codes::wrong_kind, node.span, {"load.value_missing", {}},
                   {"load.expected_value", {}});
    return out;
  }
  return read_scalar(reading, node, allowed);
}

}  // namespace onething::load
