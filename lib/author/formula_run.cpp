// SPDX-License-Identifier: Apache-2.0

#include "author/formula_run.h"

#include <algorithm>
#include <utility>
#include <vector>

#include "expr/evaluate.h"

namespace onething::author {

namespace {

FormulaProblem problem(FormulaProblem::When when, expr::ParseError error) {
  return {when, error.range, std::move(error.message), std::move(error.help)};
}

// The type that all of them have, else dyn.
class CommonType {
 public:
  void add(std::string type) {
    if (type_.empty())
      type_ = std::move(type);
    else if (type_ != type)
      type_ = "dyn";
  }
  std::string take() { return type_.empty() ? "dyn" : std::move(type_); }

 private:
  std::string type_;
};

std::string map_type(CommonType& key, CommonType& value) {
  return "map(" + key.take() + ", " + value.take() + ")";
}

// Recursion is bounded: values are no deeper than formulas and JSON.
struct Speller {
  std::string operator()(std::monostate) const { return "null_type"; }
  std::string operator()(bool) const { return "bool"; }
  std::string operator()(std::int64_t) const { return "int"; }
  std::string operator()(std::uint64_t) const { return "uint"; }
  std::string operator()(double) const { return "double"; }
  std::string operator()(Money) const { return "money"; }
  std::string operator()(const std::string&) const { return "string"; }
  std::string operator()(const Bytes&) const { return "bytes"; }
  std::string operator()(Date) const { return "date"; }
  std::string operator()(Instant) const { return "google.protobuf.Timestamp"; }
  std::string operator()(Duration) const { return "google.protobuf.Duration"; }
  std::string operator()(Term) const { return "term"; }
  std::string operator()(const List& list) const {
    CommonType element;
    for (const Value& value : list) element.add(type_of_value(value));
    return "list(" + element.take() + ")";
  }
  std::string operator()(const Object& object) const {
    CommonType key;
    CommonType value;
    for (const auto& [name, member] : object) {
      key.add("string");
      value.add(type_of_value(member));
    }
    return map_type(key, value);
  }
  std::string operator()(const Map& map) const {
    CommonType key;
    CommonType value;
    for (const auto& [name, member] : map.entries) {
      key.add(type_of_value(name));
      value.add(type_of_value(member));
    }
    return map_type(key, value);
  }
  std::string operator()(const TypeName&) const { return "type"; }
  std::string operator()(const Optional& optional) const {
    CommonType content;
    for (const Value& value : optional.content)
      content.add(type_of_value(value));
    return "optional_type(" + content.take() + ")";
  }
};

}  // namespace

std::variant<Value, FormulaProblem> run_formula(std::string_view formula,
                                                const FormulaScope& scope) {
  using When = FormulaProblem::When;
  auto parsed = expr::parse(formula);
  if (auto* error = std::get_if<expr::ParseError>(&parsed))
    return problem(When::parsing, std::move(*error));
  std::vector<std::string_view> names;
  std::vector<const Value*> values;
  for (const NamedValue& named : scope.names) {
    names.push_back(named.name);
    values.push_back(named.value);
  }
  auto program = expr::compile(std::get<expr::Ast>(parsed), names,
                               {scope.container, scope.unknown_when_used});
  if (auto* error = std::get_if<expr::ParseError>(&program))
    return problem(When::compiling, std::move(*error));
  auto result = expr::evaluate(std::get<expr::Program>(program),
                               {values, &Calendar::china()});
  if (auto* error = std::get_if<expr::EvalError>(&result))
    return FormulaProblem{When::evaluating, error->range,
                          std::move(error->message), Message{}};
  return std::get<Value>(std::move(result));
}

std::string type_of_value(const Value& value) { return value.visit(Speller{}); }

Position position_in(std::string_view text, std::size_t byte) {
  Position at;
  byte = std::min(byte, text.size());
  at.byte = static_cast<std::uint32_t>(byte);
  for (std::size_t i = 0; i < byte; ++i) {
    const auto c = static_cast<unsigned char>(text[i]);
    if (c == '\n') {
      ++at.line;
      at.column = 1;
    } else if ((c & 0xc0) != 0x80) {
      ++at.column;
    }
  }
  return at;
}

}  // namespace onething::author
