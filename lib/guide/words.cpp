// SPDX-License-Identifier: Apache-2.0

#include "guide/words.h"

#include <algorithm>
#include <optional>
#include <utility>

#include "expr/ast.h"
#include "model/step_service.h"
#include "model/type_facts.h"

namespace onething::guides {

namespace {

using expr::NodeIndex;
using expr::Op;

// A field that a path ends at, and how people call it.
struct Named {
  std::string title;
  const Field* field = nullptr;
};

class Wording {
 public:
  Wording(const Project& project, const Workflow& workflow,
          const expr::Ast& ast, Language language)
      : project_(project),
        workflow_(workflow),
        ast_(ast),
        language_(language) {}

  // Depth is that of the parser's limits.
  std::optional<std::string> words(NodeIndex index, bool is_inside) const {
    const expr::Node& node = ast_.nodes[index];
    if (node.op == Op::logical_and || node.op == Op::logical_or)
      return several(node, is_inside);
    if (const auto named = named_at(index)) {
      if (named->field != nullptr && named->field->type.kind == TypeKind::list)
        return say({"guide.has_any", {{"field", named->title}}}, language_);
      return is(*named, say({"guide.yes", {}}, language_));
    }
    if (node.op != Op::call) return std::nullopt;
    if (node.text == "!_") {
      const auto named = named_at(node.children[0]);
      if (!named) return std::nullopt;
      return is(*named, say({"guide.no", {}}, language_));
    }
    if (node.children.size() != 2) return std::nullopt;
    const auto named = named_at(node.children[0]);
    if (!named) return std::nullopt;
    return compared(node, *named);
  }

  Named named(const expr::Reference& reference) const {
    std::vector<std::string> path;
    for (const std::string_view part : reference.path) path.emplace_back(part);
    return named_by(std::string(reference.root), path)
        .value_or(Named{std::string(reference.root), nullptr});
  }

 private:
  std::optional<std::string> several(const expr::Node& node,
                                     bool is_inside) const {
    const bool is_and = node.op == Op::logical_and;
    std::string out;
    for (const NodeIndex child : node.children) {
      const auto part = words(child, true);
      if (!part) return std::nullopt;
      if (out.empty()) {
        out = *part;
        continue;
      }
      const std::vector<Arg> parts = {{"one", out}, {"other", *part}};
      out = is_and ? say({"guide.and", parts}, language_)
                   : say({"guide.or", parts}, language_);
    }
    if (!is_inside || is_and) return out;
    return say({"guide.bracketed", {{"text", out}}}, language_);
  }

  std::optional<std::string> compared(const expr::Node& node,
                                      const Named& named) const {
    if (node.text == "@in") return one_of(node.children[1], named);
    const auto value = literal(node.children[1], named);
    if (!value) return std::nullopt;
    const std::vector<Arg> args = {{"field", named.title}, {"value", *value}};
    if (node.text == "_==_") return say({"guide.is", args}, language_);
    if (node.text == "_!=_") return say({"guide.is_not", args}, language_);
    if (node.text == "_>_") return say({"guide.more_than", args}, language_);
    if (node.text == "_>=_") return say({"guide.at_least", args}, language_);
    if (node.text == "_<_") return say({"guide.less_than", args}, language_);
    if (node.text == "_<=_") return say({"guide.at_most", args}, language_);
    return std::nullopt;
  }

  std::optional<std::string> one_of(NodeIndex index, const Named& named) const {
    const expr::Node& node = ast_.nodes[index];
    if (node.op != Op::list || node.children.size() == 0) return std::nullopt;
    std::string out;
    for (const NodeIndex child : node.children) {
      const auto value = literal(child, named);
      if (!value) return std::nullopt;
      out = out.empty()
                ? *value
                : say({"guide.either", {{"one", out}, {"other", *value}}},
                      language_);
    }
    return is(named, out);
  }

  std::string is(const Named& named, const std::string& value) const {
    return say({"guide.is", {{"field", named.title}, {"value", value}}},
               language_);
  }

  std::optional<std::string> literal(NodeIndex index,
                                     const Named& named) const {
    const expr::Node& node = ast_.nodes[index];
    if (node.op != Op::literal) return std::nullopt;
    const Value& value = node.value();
    if (const bool* truth = value.as<bool>())
      return *truth ? say({"guide.yes", {}}, language_)
                    : say({"guide.no", {}}, language_);
    if (value.text() == nullptr) return to_json(value);
    if (named.field != nullptr)
      for (const Option& option : named.field->type.options)
        if (option.id.text == *value.text())
          return name_of(option.title, option.id, language_);
    return *value.text();
  }

  std::optional<Named> named_at(NodeIndex index) const {
    std::string path = expr::qualified_name(ast_, index);
    // `form.?capital` reads like `form.capital`.
    if (path.empty() && ast_.nodes[index].op == Op::select_optional) {
      path = expr::qualified_name(ast_, ast_.nodes[index].children[0]);
      if (path.empty()) return std::nullopt;
      path += "." + std::string(ast_.nodes[index].text);
    }
    std::vector<std::string> parts;
    std::size_t begin = 0;
    while (begin <= path.size() && !path.empty()) {
      const std::size_t end = std::min(path.find('.', begin), path.size());
      parts.push_back(path.substr(begin, end - begin));
      begin = end + 1;
    }
    if (parts.size() < 2) return std::nullopt;
    const std::string root = parts.front();
    parts.erase(parts.begin());
    return named_by(root, parts);
  }

  const std::vector<Field>* fields_of(const std::string& root,
                                      const std::string& step) const {
    const std::vector<Step>& steps =
        root == "prefill" ? workflow_.prefill : workflow_.steps;
    for (const Step& each : steps)
      if (each.id.text == step)
        if (const Service* service = model::service_for(project_, each))
          return &service->output;
    return nullptr;
  }

  std::optional<Named> named_by(const std::string& root,
                                const std::vector<std::string>& path) const {
    const std::vector<Field>* fields = nullptr;
    std::size_t at = 0;
    if (root == "form") fields = &workflow_.form;
    if ((root == "prefill" || root == "steps") && path.size() > 1) {
      fields = fields_of(root, path[0]);
      at = 1;
    }
    if (root == "materials" && !path.empty())
      for (const Material& each : workflow_.materials)
        if (each.id.text == path[0])
          return Named{name_of(each.title, each.id, language_), nullptr};
    Named out;
    for (; fields != nullptr && at < path.size(); ++at) {
      const Field* next = model::find_field(*fields, path[at]);
      if (next == nullptr) break;
      out.field = next;
      out.title += (out.title.empty() ? "" : " › ") +
                   name_of(next->title, next->id, language_);
      fields = &next->type.fields;
    }
    if (out.field == nullptr) return std::nullopt;
    return out;
  }

  const Project& project_;
  const Workflow& workflow_;
  const expr::Ast& ast_;
  Language language_;
};

}  // namespace

std::string say(const Message& message, Language language) {
  return render(message, language);
}

std::string term_in_words(Term term, Language language) {
  const std::string count = std::to_string(term.count);
  switch (term.unit) {
    case TermUnit::working_days:
      if (term.count == 0) return say({"guide.term_at_once", {}}, language);
      return say({"guide.term_working_days", {{"count", count}}}, language);
    case TermUnit::days:
      return say({"guide.term_days", {{"count", count}}}, language);
    case TermUnit::hours:
      return say({"guide.term_hours", {{"count", count}}}, language);
    case TermUnit::minutes:
      return say({"guide.term_minutes", {{"count", count}}}, language);
    case TermUnit::seconds:
      return say({"guide.term_seconds", {{"count", count}}}, language);
  }
  return {};
}

std::string maturity_in_words(Maturity maturity, Language language) {
  switch (maturity) {
    case Maturity::unstated:
      return say({"guide.not_said", {}}, language);
    case Maturity::topic:
      return say({"schema_word.maturity_topic", {}}, language);
    case Maturity::initiated:
      return say({"schema_word.maturity_initiated", {}}, language);
    case Maturity::in_progress:
      return say({"schema_word.maturity_in_progress", {}}, language);
    case Maturity::accepted:
      return say({"schema_word.maturity_accepted", {}}, language);
    case Maturity::retired:
      return say({"schema_word.maturity_retired", {}}, language);
  }
  return {};
}

std::string name_of(const Title& title, const Spelled& id, Language language) {
  return title.empty() ? id.text : title.in(language);
}

std::string condition_in_words(const Project& project, const Workflow& workflow,
                               const Formula& formula, Language language) {
  const Wording wording(project, workflow, formula.ast(), language);
  if (auto plain = wording.words(formula.ast().root, false)) return *plain;
  std::vector<std::string> names;
  for (const expr::Reference& each : formula.reads()) {
    std::string title = wording.named(each).title;
    if (std::find(names.begin(), names.end(), title) == names.end())
      names.push_back(std::move(title));
  }
  return say({"guide.depends_on", {{"fields", joined(names, language)}}},
             language);
}

std::optional<std::string> source_in_words(const Project& project,
                                           const Workflow& workflow,
                                           const Formula& formula,
                                           Language language) {
  if (formula.reads().size() != 1) return std::nullopt;
  const Wording wording(project, workflow, formula.ast(), language);
  return wording.named(formula.reads().front()).title;
}

std::string fields_in_words(const Workflow& workflow,
                            const std::vector<std::string>& ids,
                            Language language) {
  std::vector<std::string> names;
  for (const std::string& id : ids) {
    const Field* field = model::find_field(workflow.form, id);
    names.push_back(
        field == nullptr ? id : name_of(field->title, field->id, language));
  }
  return joined(names, language);
}

std::string joined(const std::vector<std::string>& parts, Language language) {
  std::string out;
  for (const std::string& part : parts)
    out = out.empty() ? part
                      : say({"guide.and_also", {{"one", out}, {"other", part}}},
                            language);
  return out;
}

}  // namespace onething::guides
