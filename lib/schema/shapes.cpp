// SPDX-License-Identifier: Apache-2.0

#include "schema/shapes.h"

#include <string>
#include <utility>

#include "base/assert.h"
#include "schema/table.h"

namespace onething::schema {

namespace {

struct Shape {
  std::string_view name;
  std::string_view json;
};

constexpr Shape kShapes[] = {
    {"anything", "{}"},
    {"version", R"({"enum": [1, "1"]})"},
    {"text", R"({"type": ["string", "number", "boolean"]})"},
    {"texts",
     R"({"type": "array", "minItems": 1, "items": {"$ref": "#/$defs/text"}})"},
    {"id", R"({"type": "string", "pattern": "^[a-z][a-z0-9_]*$"})"},
    {"ids",
     R"({"type": ["string", "array"], "pattern": "^[a-z][a-z0-9_]*$",
         "items": {"$ref": "#/$defs/id"}})"},
    {"uses",
     R"({"type": "string", "pattern": "^[a-z][a-z0-9_]*/[a-z][a-z0-9_]*$"})"},
    {"template_use",
     R"({"type": "string", "pattern": "^templates/[a-z][a-z0-9_]*@[0-9]+$"})"},
    {"rate", R"({"type": "string", "pattern": "^[1-9][0-9]*/(s|min|h)$"})"},
    {"hours",
     R"({"type": "string", "pattern": "^[0-9]{1,2}:[0-9]{2}-[0-9]{1,2}:[0-9]{2}$"})"},
    {"limit", R"({"type": "string", "pattern": "^[0-9]+(wd|d|h|min|s)$"})"},
    {"join", R"({"type": ["string", "integer"], "minimum": 1,
         "pattern": "^(all|first|[1-9][0-9]*)$"})"},
    {"flag", R"({"type": ["boolean", "string"], "pattern": "^(true|false)$"})"},
    {"count", R"({"type": ["integer", "string"], "pattern": "^-?[0-9]+$"})"},
    {"condition", R"({"type": ["string", "boolean"]})"},
    {"values", R"({"type": "object"})"},
    {"promise",
     R"({"type": ["string", "array"], "pattern": "^[0-9]+(wd|d|h|min|s)$",
         "items": {"$ref": "#/$defs/promise_route"}})"},
    {"terms",
     R"({"type": ["string", "array"], "pattern": "^[0-9]+(wd|d|h|min|s)$",
         "items": {"$ref": "#/$defs/limit"}})"},
    {"offices",
     R"({"type": ["object", "array"], "if": {"type": "object"},
         "then": {"$ref": "#/$defs/office"},
         "else": {"items": {"$ref": "#/$defs/office"}}})"},
    {"day", R"({"type": "string", "pattern": "^[0-9]{4}-[0-9]{2}-[0-9]{2}$"})"},
    {"played",
     R"({"type": ["object", "array"], "if": {"type": "object"},
         "then": {"$ref": "#/$defs/played_answer"},
         "else": {"items": {"$ref": "#/$defs/played_answer"}}})"},
    {"posts",
     R"({"type": ["string", "array"], "items": {"$ref": "#/$defs/text"}})"},
    {"grades",
     R"({"type": ["string", "array"], "minItems": 1,
         "items": {"$ref": "#/$defs/text"}})"},
    // One word, or a list of them.
    {"person_roles",
     R"({"type": ["string", "array"], "if": {"type": "string"},
         "then": {"$ref": "#/$defs/role"},
         "else": {"items": {"$ref": "#/$defs/role"}}})"},
    {"channels",
     R"({"type": ["string", "array"], "if": {"type": "string"},
         "then": {"$ref": "#/$defs/channel"},
         "else": {"items": {"$ref": "#/$defs/channel"}}})"},
    {"barred_acts",
     R"({"type": ["string", "array"], "if": {"type": "string"},
         "then": {"$ref": "#/$defs/barred_act"},
         "else": {"items": {"$ref": "#/$defs/barred_act"}}})"},
    {"stub", R"({"const": "stub"})"},
    {"program_or_folder", R"({"enum": ["exec", "file"]})"},
    // The choices of an enum: ids with titles, or only ids.
    {"choices",
     R"({"type": ["object", "array", "string"],
         "propertyNames": {"$ref": "#/$defs/id"},
         "additionalProperties": {"$ref": "#/$defs/title"},
         "items": {"$ref": "#/$defs/id"}})"},
    {"members",
     R"({"type": "object", "propertyNames": {"$ref": "#/$defs/id"},
         "additionalProperties": {"$ref": "#/$defs/output_field"}})"},
    // Of a list: a word, a type in full, or the fields of a record.
    {"element",
     R"({"type": ["string", "object"],
         "if": {"type": "string"},
         "then": {"$ref": "#/$defs/type_word"},
         "else": {
           "if": {"required": ["type"],
                  "properties": {"type": {"type": "string"}}},
           "then": {"$ref": "#/$defs/element_type"},
           "else": {"$ref": "#/$defs/members"}}})"},
};

Object parse(std::string_view json) {
  const Result<Value> value = parse_json(json);
  OT_ASSERT(value && value.value().object() != nullptr);
  return *value.value().object();
}

Object words_of(std::string_view list, Languages languages) {
  List choices;
  for (const Word& word : all_words())
    if (word.list == list)
      choices.push_back(Object{{"const", std::string(word.word)},
                               {"title", say(word.text, languages)},
                               {"description", say(word.text, languages)}});
  return Object{{"type", "string"}, {"oneOf", std::move(choices)}};
}

Object named(std::string_view name) {
  return Object{{"$ref", "#/$defs/" + std::string(name)}};
}

}  // namespace

std::string say(std::string_view text, Languages languages) {
  const Message message = {text, {}};
  if (languages) return render(message, *languages);
  const std::string zh = render(message, Language::zh);
  const std::string en = render(message, Language::en);
  // Names stand beside each other, sentences under each other.
  return zh + (text.ends_with(".more") ? "\n\n" : " / ") + en;
}

Object shapes(Languages languages) {
  Object out;
  for (const Shape& shape : kShapes)
    out.append(std::string(shape.name), parse(shape.json));
  for (const Word& word : all_words())
    if (out.find(word.list) == nullptr)
      out.append(std::string(word.list), words_of(word.list, languages));
  return out;
}

Object reference(std::string_view shape) {
  const std::size_t colon = shape.find(':');
  if (colon == std::string_view::npos) return named(shape);
  const std::string_view how = shape.substr(0, colon);
  const Object inner = named(shape.substr(colon + 1));
  if (how == "list") return Object{{"type", "array"}, {"items", inner}};
  Object out{{"type", "object"}};
  if (how == "map") out.append("propertyNames", named("id"));
  out.append("additionalProperties", inner);
  return out;
}

}  // namespace onething::schema
