// SPDX-License-Identifier: Apache-2.0

#include "schema/schema.h"

#include <set>
#include <string>
#include <utility>

#include "schema/table.h"

namespace onething::schema {

namespace {

constexpr std::string_view kDialect =
    "https://json-schema.org/draft/2020-12/schema";

Object with_texts(std::string_view text, std::string_view more,
                  Languages languages) {
  return Object{{"title", say(text, languages)},
                {"description", say(more, languages)}};
}

void append_all(Object& to, const Object& from) {
  for (const auto& [name, value] : from) to.set(name, value);
}

Object properties_of(std::string_view section, Languages languages) {
  Object out;
  for (const Key& key : all_keys()) {
    if (key.section != section) continue;
    Object property = with_texts(key.text, key.more, languages);
    append_all(property, reference(key.shape));
    out.append(std::string(key.name), std::move(property));
  }
  return out;
}

List needed_of(std::string_view section) {
  List out;
  for (const Key& key : all_keys())
    if (key.section == section && key.presence == Presence::needed)
      out.emplace_back(key.name);
  return out;
}

bool is_field(std::string_view section) {
  return section.ends_with("_field") || section == "element_type";
}

// {"type": {"const": word}} decides what `of` holds.
Object content_of(std::string_view word, std::string_view shape, bool needed) {
  Object then{{"properties", Object{{"of", reference(shape)}}}};
  if (needed) then.append("required", List{"of"});
  return Object{
      {"if", Object{{"type", "object"},
                    {"required", List{"type"}},
                    {"properties",
                     Object{{"type", Object{{"const", std::string(word)}}}}}}},
      {"then", std::move(then)}};
}

Object section_schema(const Section& section, Languages languages) {
  Object out = with_texts(section.text, section.more, languages);
  // Editors begin what they propose with the first.
  List kinds;
  if (!section.scalar.empty()) kinds.emplace_back("string");
  if (section.scalar == "text") {
    kinds.emplace_back("number");
    kinds.emplace_back("boolean");
  }
  if (section.scalar == "flag") kinds.emplace_back("boolean");
  kinds.emplace_back("object");
  out.append("type", kinds.size() == 1 ? kinds.front() : Value(kinds));
  out.append("properties", properties_of(section.name, languages));
  List needed = needed_of(section.name);
  if (!needed.empty()) out.append("required", std::move(needed));
  out.append("additionalProperties", false);
  if (!section.scalar.empty() && section.scalar != "text") {
    out.append("if", Object{{"type", "string"}});
    out.append("then", reference(section.scalar));
  }
  if (is_field(section.name))
    out.append("allOf", List{content_of("enum", "choices", true),
                             content_of("list", "element", true),
                             content_of("object", "members", false)});
  return out;
}

// Each key of any kind, so that editors propose it before the kind is known;
// what a key holds is said flatly where all kinds agree.
Object properties_of_all(Languages languages) {
  Object out;
  for (const std::string_view kind : document_kinds())
    for (const auto& [name, property] : properties_of(kind, languages)) {
      const Value* known = out.find(name);
      if (known == nullptr)
        out.append(name, property);
      else if (!(*known == property))
        out.set(name, Object{{"title", *known->find("title")},
                             {"description", *known->find("description")}});
    }
  return out;
}

Object all_kinds(Languages languages) {
  List cases;
  List markers;
  for (const std::string_view kind : document_kinds()) {
    const Object marker{{"required", List{Value(kind)}}};
    markers.push_back(marker);
    cases.push_back(Object{{"if", marker}, {"then", reference(kind)}});
  }
  return Object{{"title", "onething"},
                {"type", "object"},
                {"properties", properties_of_all(languages)},
                {"required", List{"onething"}},
                {"anyOf", std::move(markers)},
                {"allOf", std::move(cases)}};
}

constexpr std::string_view kDefinition = "#/$defs/";

// Names of definitions that `value` refers to. No deeper than our own schema.
void add_references(const Value& value, std::set<std::string>& out) {
  if (const List* list = value.list())
    for (const Value& item : *list) add_references(item, out);
  if (const Object* object = value.object())
    for (const auto& [name, member] : *object) {
      const std::string* text = member.text();
      if (name == "$ref" && text != nullptr && text->starts_with(kDefinition))
        out.insert(text->substr(kDefinition.size()));
      else
        add_references(member, out);
    }
}

// Those of `all` that `root` needs, directly or through others.
Object needed_definitions(const Object& root, const Object& all) {
  std::set<std::string> needed;
  add_references(root, needed);
  for (std::size_t before = 0; before != needed.size();) {
    before = needed.size();
    for (const auto& [name, definition] : all)
      if (needed.contains(name)) add_references(definition, needed);
  }
  Object out;
  for (const auto& [name, definition] : all)
    if (needed.contains(name)) out.append(name, definition);
  return out;
}

}  // namespace

Value document_schema(std::string_view kind, Languages languages) {
  Object definitions = shapes(languages);
  for (const Section& section : all_sections())
    definitions.append(std::string(section.name),
                       section_schema(section, languages));
  Object out{{"$schema", std::string(kDialect)}};
  const Section* section = find_section(kind);
  append_all(out, section == nullptr ? all_kinds(languages)
                                     : section_schema(*section, languages));
  out.append("$defs", needed_definitions(out, definitions));
  return out;
}

}  // namespace onething::schema
