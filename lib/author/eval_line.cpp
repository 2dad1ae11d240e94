// SPDX-License-Identifier: Apache-2.0

#include <deque>
#include <optional>
#include <utility>
#include <vector>

#include "author/formula_run.h"
#include "onething/author.h"
#include "value/cel_json.h"

namespace onething {

namespace {

using author::FormulaProblem;
using author::NamedValue;

Object error_object(const Message& message, Language language) {
  return Object{{"message", render(message, language)}};
}

std::string answer_error(Object error) {
  return to_json(Object{{"error", std::move(error)}});
}

std::string answer_problem(const FormulaProblem& problem,
                           std::string_view formula, Language language) {
  Object error = error_object(problem.message, language);
  const Position at = author::position_in(formula, problem.range.begin);
  error.set("line", static_cast<std::int64_t>(at.line));
  error.set("column", static_cast<std::int64_t>(at.column));
  if (!problem.help.empty()) error.set("help", render(problem.help, language));
  return answer_error(std::move(error));
}

// Two spellings: as JSON is written by hand, and as protobuf writes it.
const Value* member(const Value& line, std::string_view name,
                    std::string_view other = {}) {
  const Value* found = line.find(name);
  return found != nullptr || other.empty() ? found : line.find(other);
}

// A request as it was read; the values live as long as it does.
struct Request {
  std::string expr;
  std::string container;
  std::vector<NamedValue> names;
  std::deque<Value> values;
};

Error wrong(std::string_view name) {
  return {ErrorCode::invalid,
          {"author.eval_member", {{"name", std::string(name)}}}};
}

// {"value": {"int64Value": …}}, {"int64Value": …} or plain JSON.
Status bind_name(Request& request, std::string_view name, const Value& json) {
  const Value* inner = json.find("value");
  const bool wrapped = inner != nullptr && value::is_cel_json(*inner) &&
                       json.object()->size() == 1;
  const Value& bare = wrapped ? *inner : json;
  if (!value::is_cel_json(bare)) {
    request.names.push_back({name, &bare});
    return Done{};
  }
  auto typed = value::from_cel_json(bare);
  if (!typed) return typed.error();
  request.names.push_back(
      {name, &request.values.emplace_back(std::move(typed).value())});
  return Done{};
}

bool is_named(const Request& request, std::string_view name) {
  for (const NamedValue& known : request.names)
    if (known.name == name) return true;
  return false;
}

// Names with a declaration and without a value: a use of one is an error.
Status declare(Request& request, const Value& declarations) {
  if (declarations.list() == nullptr) return wrong("type_env");
  for (const Value& declaration : *declarations.list()) {
    const Value* name = declaration.find("name");
    if (name == nullptr || name->text() == nullptr) return wrong("type_env");
    if (declaration.find("function") == nullptr &&
        !is_named(request, *name->text()))
      request.names.push_back({*name->text(), nullptr});
  }
  return Done{};
}

Status read_text(const Value* json, std::string_view name, std::string& out) {
  if (json == nullptr || json->text() == nullptr) return wrong(name);
  out = *json->text();
  return Done{};
}

Status read_request(const Value& line, Request& request) {
  OT_CHECK(read_text(member(line, "expr"), "expr", request.expr));
  if (const Value* container = member(line, "container"))
    OT_CHECK(read_text(container, "container", request.container));
  if (const Value* bindings = member(line, "bindings")) {
    if (bindings->object() == nullptr) return wrong("bindings");
    for (const auto& [name, json] : *bindings->object())
      OT_CHECK(bind_name(request, name, json));
  }
  if (const Value* declared = member(line, "type_env", "typeEnv"))
    OT_CHECK(declare(request, *declared));
  return Done{};
}

}  // namespace

std::string answer_line(std::string_view json, Language language) {
  const auto line = parse_json(json);
  if (!line) return answer_error(error_object(line.error().message, language));
  Request request;
  const Status read = read_request(line.value(), request);
  if (!read) return answer_error(error_object(read.error().message, language));
  const auto result = author::run_formula(
      request.expr, {request.names, request.container, true});
  if (const auto* problem = std::get_if<FormulaProblem>(&result))
    return answer_problem(*problem, request.expr, language);
  const Value& value = std::get<Value>(result);
  return to_json(Object{{"value", value::to_cel_json(value)},
                        {"type", author::type_of_value(value)}});
}

}  // namespace onething
