// SPDX-License-Identifier: Apache-2.0

#include "conformance/cel_run.h"

#include <cmath>
#include <optional>
#include <set>
#include <variant>

#include "conformance/cel_types.h"
#include "conformance/debug_text.h"
#include "expr/evaluate.h"
#include "onething/author.h"
#include "value/cel_json.h"

namespace onething::conformance {

namespace {

std::string say(const Message& message) {
  return render(message, Language::en);
}

// As the suite compares results: kinds count, NaN is itself, and the order of
// the entries of a map does not matter.
bool same(const Value& a, const Value& b);

bool same_lists(const List& a, const List& b) {
  if (a.size() != b.size()) return false;
  for (std::size_t i = 0; i < a.size(); ++i)
    if (!same(a[i], b[i])) return false;
  return true;
}

bool same_objects(const Object& a, const Object& b) {
  if (a.size() != b.size()) return false;
  for (const auto& [name, member] : a) {
    const Value* other = b.find(name);
    if (other == nullptr || !same(member, *other)) return false;
  }
  return true;
}

bool same_maps(const Map& a, const Map& b) {
  if (a.entries.size() != b.entries.size()) return false;
  for (const auto& [key, member] : a.entries) {
    bool found = false;
    for (const auto& [other_key, other] : b.entries)
      found = found || (same(key, other_key) && same(member, other));
    if (!found) return false;
  }
  return true;
}

bool same(const Value& a, const Value& b) {
  if (a.kind() != b.kind()) return false;
  if (const auto* real = a.as<double>())
    return *real == *b.as<double>()
               ? std::signbit(*real) == std::signbit(*b.as<double>())
               : std::isnan(*real) && std::isnan(*b.as<double>());
  if (a.list() != nullptr) return same_lists(*a.list(), *b.list());
  if (a.object() != nullptr) return same_objects(*a.object(), *b.object());
  if (a.as<Map>() != nullptr) return same_maps(*a.as<Map>(), *b.as<Map>());
  return a == b;
}

std::string show(const Value& value) {
  return to_json(value::to_cel_json(value));
}

// The names that a formula may use, with their values or without.
struct Names {
  std::vector<std::string> names;
  std::vector<std::optional<Value>> values;
  std::string problem;
};

Names read_names(const CelCase& one) {
  Names out;
  std::set<std::string> known;
  if (const Value* bindings = one.original("bindings"))
    for (const auto& [name, binding] : *bindings->object()) {
      const Value* json = binding.find("value");
      auto value = value::from_cel_json(json == nullptr ? Value() : *json);
      if (!value) out.problem = name + ": " + say(value.error().message);
      out.names.push_back(name);
      out.values.emplace_back(value ? std::optional(value.value())
                                    : std::nullopt);
      known.insert(name);
    }
  if (const Value* declared = one.original("typeEnv"))
    for (const Value& declaration : *declared->list()) {
      const std::string& name = *declaration.find("name")->text();
      if (declaration.find("ident") == nullptr || known.contains(name))
        continue;
      out.names.push_back(name);
      out.values.emplace_back();
    }
  return out;
}

struct Failure {
  std::string message;
};
using Outcome = std::variant<Value, Failure>;

Outcome evaluate_case(const CelCase& one, const Names& names) {
  auto parsed = expr::parse(one.original_text("expr"));
  if (auto* error = std::get_if<expr::ParseError>(&parsed))
    return Failure{"parsing: " + say(error->message)};
  const std::string container = one.original_text("container");
  const std::vector<std::string_view> roots(names.names.begin(),
                                            names.names.end());
  auto program = expr::compile(std::get<expr::Ast>(parsed), roots,
                               {container, one.is_set("disableCheck")});
  if (auto* error = std::get_if<expr::ParseError>(&program))
    return Failure{"compiling: " + say(error->message)};
  std::vector<const Value*> values;
  for (const auto& value : names.values)
    values.push_back(value ? &*value : nullptr);
  auto result =
      expr::evaluate(std::get<expr::Program>(program), {values, nullptr});
  if (auto* error = std::get_if<expr::EvalError>(&result))
    return Failure{say(error->message)};
  return std::get<Value>(std::move(result));
}

// What evaluating must give: a value, an error (nothing), or `true`.
std::optional<Value> wanted_value(const CelCase& one, std::string& problem) {
  if (one.original("evalError") != nullptr) return std::nullopt;
  const Value* json = one.original("value");
  if (const Value* typed = one.original("typedResult"))
    json = typed->find("result");
  if (json == nullptr) return Value(true);
  auto value = value::from_cel_json(*json);
  if (value) return std::move(value).value();
  problem = say(value.error().message);
  return std::nullopt;
}

void judge_value(const CelCase& one, std::vector<std::string>& wrong) {
  if (one.is_set("checkOnly")) return;
  const Names names = read_names(one);
  std::string problem = names.problem;
  const std::optional<Value> wanted = wanted_value(one, problem);
  if (!problem.empty()) return wrong.push_back("the case: " + problem);
  const Outcome outcome = evaluate_case(one, names);
  const auto* failure = std::get_if<Failure>(&outcome);
  if (!wanted) {
    if (failure == nullptr)
      wrong.push_back("no error, but " + show(std::get<Value>(outcome)));
    return;
  }
  if (failure != nullptr)
    return wrong.push_back("error instead of " + show(*wanted) + ": " +
                           failure->message);
  const Value& got = std::get<Value>(outcome);
  if (!same(got, *wanted))
    wrong.push_back("got " + show(got) + " instead of " + show(*wanted));
}

// The same through `onething eval --lines`, as another program would ask.
void judge_line(const CelCase& one, std::vector<std::string>& wrong) {
  if (one.is_set("checkOnly")) return;
  std::string problem;
  const std::optional<Value> wanted = wanted_value(one, problem);
  if (!problem.empty()) return;  // Said already.
  Object request;
  for (const char* member : {"expr", "bindings", "typeEnv", "container"})
    if (const Value* found = one.original(member)) request.set(member, *found);
  const auto answer = parse_json(answer_line(to_json(request), Language::en));
  if (!answer)
    return wrong.push_back("the line: " + say(answer.error().message));
  const Value* value = answer.value().find("value");
  if (!wanted) {
    if (answer.value().find("error") == nullptr)
      wrong.push_back("the line has no error: " + to_json(answer.value()));
    return;
  }
  const auto got = value::from_cel_json(value == nullptr ? Value() : *value);
  if (!got || !same(got.value(), *wanted))
    wrong.push_back("the line says " + to_json(answer.value()));
}

void judge_tree(const CelCase& one, std::vector<std::string>& wrong) {
  const auto parsed =
      expr::parse(one.original_text("expr"), plain_options(one));
  const std::string wanted = one.text("ast");
  const auto* error = std::get_if<expr::ParseError>(&parsed);
  if (wanted.empty()) {
    // Where a value is expected, the trees just were made without what the
    // formula needs.
    if (error == nullptr && one.kind != "conformance")
      wrong.push_back("parsed, but should not: " +
                      debug_text(std::get<expr::Ast>(parsed)));
    return;
  }
  if (error != nullptr)
    return wrong.push_back("not parsed: " + say(error->message));
  const std::string got = debug_text(std::get<expr::Ast>(parsed));
  if (got != wanted)
    wrong.push_back("parsed as\n" + got + "\ninstead of\n" + wanted);
}

}  // namespace

bool gives_true(const CelCase& one) {
  const Outcome outcome = evaluate_case(one, {});
  const auto* value = std::get_if<Value>(&outcome);
  return value != nullptr && *value == Value(true);
}

std::vector<std::string> run_case(const CelCase& one) {
  std::vector<std::string> wrong;
  judge_tree(one, wrong);
  judge_type(one, wrong);
  if (one.kind != "conformance") return wrong;
  judge_value(one, wrong);
  judge_line(one, wrong);
  return wrong;
}

}  // namespace onething::conformance
