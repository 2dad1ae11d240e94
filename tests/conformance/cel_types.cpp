// SPDX-License-Identifier: Apache-2.0

#include "conformance/cel_types.h"

#include <variant>

#include "expr/parse.h"
#include "typing/check_types.h"

namespace onething::conformance {

namespace {

using typing::TypeId;
using typing::Types;

std::string text_of(const Value& object, std::string_view name) {
  const Value* found = object.find(name);
  return found != nullptr && found->text() != nullptr ? *found->text()
                                                      : std::string();
}

TypeId primitive(std::string_view word) {
  if (word == "BOOL") return typing::bool_type;
  if (word == "INT64") return typing::int_type;
  if (word == "UINT64") return typing::uint_type;
  if (word == "DOUBLE") return typing::double_type;
  if (word == "STRING") return typing::text_type;
  if (word == "BYTES") return typing::bytes_type;
  return typing::dyn_type;
}

TypeId read_type(const Value& json, Types& types);

std::vector<TypeId> read_types(const Value* list, Types& types) {
  std::vector<TypeId> out;
  if (list != nullptr)
    for (const Value& one : *list->list()) out.push_back(read_type(one, types));
  return out;
}

TypeId read_member(const Value& json, std::string_view name, Types& types) {
  const Value* found = json.find(name);
  return found == nullptr ? typing::dyn_type : read_type(*found, types);
}

TypeId read_abstract(const Value& json, Types& types) {
  auto parameters = read_types(json.find("parameterTypes"), types);
  const std::string name = text_of(json, "name");
  if (name == "optional_type" && parameters.size() == 1)
    return types.optional(parameters[0]);
  return types.named(name, std::move(parameters));
}

// Messages that CEL gives types of its own.
TypeId message_type(const std::string& name, Types& types) {
  if (name == "google.protobuf.Timestamp") return typing::instant_type;
  if (name == "google.protobuf.Duration") return typing::duration_type;
  if (name == "google.protobuf.Value") return typing::dyn_type;
  if (name == "google.protobuf.ListValue") return types.list(typing::dyn_type);
  if (name == "google.protobuf.Struct")
    return types.map(typing::text_type, typing::dyn_type);
  return types.named(name);
}

// A cel.expr.Type as JSON.
TypeId read_type(const Value& json, Types& types) {
  const auto& [form, content] = *json.object()->begin();
  const std::string word = content.text() ? *content.text() : std::string();
  if (form == "null") return typing::null_type;
  if (form == "primitive") return primitive(word);
  if (form == "wrapper") return types.named("wrapper", {primitive(word)});
  if (form == "wellKnown") {
    if (word == "TIMESTAMP") return typing::instant_type;
    if (word == "DURATION") return typing::duration_type;
    return types.named("any");
  }
  if (form == "listType")
    return types.list(read_member(content, "elemType", types));
  if (form == "mapType")
    return types.map(read_member(content, "keyType", types),
                     read_member(content, "valueType", types));
  if (form == "typeParam") return types.parameter(word);
  if (form == "abstractType") return read_abstract(content, types);
  if (form == "type")
    return content.object() != nullptr && !content.object()->empty()
               ? types.type_of(read_type(content, types))
               : types.type_of(typing::dyn_type);
  if (form == "messageType") return message_type(word, types);
  return typing::dyn_type;
}

void declare_function(const Value& declaration, typing::Environment& out,
                      Types& types) {
  const Value* overloads = declaration.find("function")->find("overloads");
  for (const Value& overload : *overloads->list()) {
    const Value* instance = overload.find("isInstanceFunction");
    out.functions.push_back({text_of(declaration, "name"),
                             instance != nullptr &&
                                 instance->as<bool>() != nullptr &&
                                 *instance->as<bool>(),
                             read_types(overload.find("params"), types),
                             read_member(overload, "resultType", types)});
  }
}

// cel-go's tests of its checker declare these where a case declares nothing;
// the package does not repeat them.
void declare_defaults(typing::Environment& out) {
  out.variables = {{"is", typing::text_type},   {"ii", typing::int_type},
                   {"iu", typing::uint_type},   {"iz", typing::bool_type},
                   {"id", typing::double_type}, {"ix", typing::null_type},
                   {"ib", typing::bytes_type}};
  out.functions = {{"fg_s", false, {}, typing::text_type},
                   {"fi_s_s", true, {typing::text_type}, typing::text_type}};
}

typing::Environment read_environment(const CelCase& one, Types& types) {
  typing::Environment out;
  out.container = one.original_text("container");
  out.report_unknown_names = true;
  out.maps_are_records = false;
  out.mixed_number_order = one.kind == "conformance";
  out.null_fits_times = true;
  if (one.kind == "checking") declare_defaults(out);
  if (const Value* declared = one.original("typeEnv"))
    for (const Value& declaration : *declared->list()) {
      if (const Value* ident = declaration.find("ident"))
        out.variables.push_back(
            {text_of(declaration, "name"), read_member(*ident, "type", types)});
      else
        declare_function(declaration, out, types);
    }
  return out;
}

// What CEL calls an error; the checker knows more than that.
bool is_error(typing::Mistake::Kind kind) {
  using Kind = typing::Mistake::Kind;
  switch (kind) {
    case Kind::unknown_name:
    case Kind::unknown_member:
    case Kind::no_overload:
    case Kind::silent_conversion:
    case Kind::never_equal:
    case Kind::not_bool:
      return true;
    case Kind::absent_used:
    case Kind::not_an_option:
    case Kind::bad_pattern:
    case Kind::mixed_list:
    case Kind::needless_guard:
    case Kind::constant_fails:
      return false;
  }
  return false;
}

const typing::Mistake* first_error(const typing::Checked& checked) {
  for (const typing::Mistake& mistake : checked.mistakes)
    if (is_error(mistake.kind)) return &mistake;
  return nullptr;
}

std::string wanted_type(const CelCase& one, Types& types) {
  if (const Value* typed = one.original("typedResult"))
    if (const Value* type = typed->find("deducedType"))
      return types.spell(read_type(*type, types));
  // cel-go had cel.block declared as a function that gives anything.
  return one.file == "block_ext" ? std::string() : one.text("type");
}

}  // namespace

void judge_type(const CelCase& one, std::vector<std::string>& wrong) {
  const auto parsed = expr::parse(
      one.original_text("expr"),
      one.kind == "conformance" ? expr::ParseOptions{} : plain_options(one));
  if (std::holds_alternative<expr::ParseError>(parsed)) return;
  Types types;
  const typing::Environment environment = read_environment(one, types);
  const typing::Checked checked =
      typing::check_types(std::get<expr::Ast>(parsed), environment, types);
  const typing::Mistake* error = first_error(checked);
  const std::string wanted = wanted_type(one, types);
  if (!wanted.empty()) {
    const std::string got = types.spell(checked.type);
    if (error != nullptr)
      wrong.push_back("type error instead of " + wanted + ": " +
                      render(error->found, Language::en));
    else if (got != wanted)
      wrong.push_back("has type " + got + " instead of " + wanted);
    return;
  }
  const bool must_fail = one.kind == "checking" || one.kind == "parsing" ||
                         one.kind == "comprehension";
  if (must_fail && error == nullptr)
    wrong.push_back("has type " + types.spell(checked.type) +
                    " instead of a type error");
  if (!must_fail && error != nullptr && !one.is_set("disableCheck") &&
      one.original("evalError") == nullptr)
    wrong.push_back("type error: " + render(error->found, Language::en));
}

}  // namespace onething::conformance
