// SPDX-License-Identifier: Apache-2.0

#include "model/template.h"

#include <utility>

#include "onething/text.h"

namespace onething::model {

namespace {

// The place of bytes [begin, end) of a formula. Exact when the formula stands
// in the file as it is; the whole formula when quotes or folded lines changed
// it.
Span place_in(const Formula& formula, expr::Range range) {
  Span span = formula.span();
  const std::string_view text = formula.text();
  const bool as_written = span.end.byte - span.begin.byte == text.size() &&
                          span.begin.line == span.end.line &&
                          range.begin <= range.end && range.end <= text.size();
  if (!as_written) return span;
  const auto columns = [&](std::size_t bytes) {
    return static_cast<std::uint32_t>(count_code_points(text.substr(0, bytes)));
  };
  const Position start = span.begin;
  span.begin = {start.byte + range.begin, start.line,
                start.column + columns(range.begin)};
  span.end = {start.byte + range.end, start.line,
              start.column + columns(range.end)};
  return span;
}

using Problem = CompiledTemplate::Problem;

std::variant<expr::Program, Problem> compile_formula(
    const Formula& formula, Span span,
    std::span<const std::string_view> roots) {
  if (formula.empty()) return Problem{span, {"form.formula_broken", {}}, {}};
  auto compiled = expr::compile(formula.ast(), roots);
  if (auto* program = std::get_if<expr::Program>(&compiled))
    return std::move(*program);
  auto& error = *std::get_if<expr::ParseError>(&compiled);
  return Problem{place_in(formula, error.range), std::move(error.message),
                 std::move(error.help)};
}

std::string text_of(const Value& value) {
  if (const std::string* text = value.text()) return *text;
  if (const Money* money = value.as<Money>()) return to_text(*money);
  if (const Date* date = value.as<Date>()) return to_text(*date);
  if (const Instant* instant = value.as<Instant>()) return to_text(*instant);
  if (const Term* term = value.as<Term>()) return to_text(*term);
  if (value.is_null()) return {};
  return to_json(value);
}

// What `optional` gave: nothing, its content, or the value itself.
struct Given {
  bool absent = false;
  Value value;
};

Given unwrap(Value value) {
  Optional* optional = value.as<Optional>();
  if (optional == nullptr) return {false, std::move(value)};
  if (optional->content.empty()) return {true, {}};
  return {false, std::move(optional->content[0])};
}

expr::EvalResult run(const expr::Program& program,
                     const expr::Bindings& bindings) {
  return expr::evaluate(program, bindings);
}

}  // namespace

// Templates nest no deeper than the documents they come from.
std::variant<CompiledTemplate, Problem> CompiledTemplate::compile(
    const Template& source, std::span<const std::string_view> roots) {
  CompiledTemplate out;
  out.kind_ = source.kind;
  out.literal_ = source.literal;
  if (source.kind == Template::Kind::formula) {
    auto program = compile_formula(source.formula, source.span, roots);
    if (auto* problem = std::get_if<Problem>(&program)) return *problem;
    out.program_.push_back(std::move(*std::get_if<expr::Program>(&program)));
  }
  for (const Template::Part& part : source.parts) {
    Part compiled;
    compiled.literal = part.literal;
    if (!part.formula.empty()) {
      auto program = compile_formula(part.formula, source.span, roots);
      if (auto* problem = std::get_if<Problem>(&program)) return *problem;
      compiled.program.push_back(
          std::move(*std::get_if<expr::Program>(&program)));
    }
    out.parts_.push_back(std::move(compiled));
  }
  for (const Template& item : source.items) {
    auto compiled = compile(item, roots);
    if (auto* problem = std::get_if<Problem>(&compiled)) return *problem;
    out.items_.push_back(std::move(*std::get_if<CompiledTemplate>(&compiled)));
  }
  for (const auto& [name, member] : source.members) {
    auto compiled = compile(member, roots);
    if (auto* problem = std::get_if<Problem>(&compiled)) return *problem;
    out.members_.emplace_back(
        name.text, std::move(*std::get_if<CompiledTemplate>(&compiled)));
  }
  return out;
}

// A formula that gives an empty optional leaves its member or element out.
expr::EvalResult CompiledTemplate::evaluate(
    const expr::Bindings& bindings) const {
  switch (kind_) {
    case Template::Kind::literal:
      return Value(literal_);
    case Template::Kind::formula:
      return run(program_[0], bindings);
    case Template::Kind::text: {
      std::string text;
      for (const Part& part : parts_) {
        if (part.program.empty()) {
          text += part.literal;
          continue;
        }
        expr::EvalResult result = run(part.program[0], bindings);
        Value* value = std::get_if<Value>(&result);
        if (value == nullptr) return result;
        text += text_of(unwrap(std::move(*value)).value);
      }
      return Value(std::move(text));
    }
    case Template::Kind::list: {
      List list;
      for (const CompiledTemplate& item : items_) {
        expr::EvalResult result = item.evaluate(bindings);
        Value* value = std::get_if<Value>(&result);
        if (value == nullptr) return result;
        Given given = unwrap(std::move(*value));
        if (!given.absent) list.push_back(std::move(given.value));
      }
      return Value(std::move(list));
    }
    case Template::Kind::object: {
      Object object;
      for (const auto& [name, member] : members_) {
        expr::EvalResult result = member.evaluate(bindings);
        Value* value = std::get_if<Value>(&result);
        if (value == nullptr) return result;
        Given given = unwrap(std::move(*value));
        if (!given.absent) object.set(name, std::move(given.value));
      }
      return Value(std::move(object));
    }
  }
  return Value();
}

}  // namespace onething::model
