// SPDX-License-Identifier: Apache-2.0

#include "load/types.h"

#include <algorithm>
#include <array>
#include <string>
#include <string_view>
#include <utility>

#include "expr/pattern.h"
#include "load/formulas.h"
#include "load/keys.h"
#include "load/typed_words.h"
#include "model/type_facts.h"

namespace onething::load {

namespace {

using Words = std::span<const std::string_view>;

constexpr auto form_keys = std::to_array<std::string_view>(
    {"title", "type", "of", "min", "max", "pattern", "optional", "sensitivity",
     "same_as", "when", "hint", "purpose", "basis"});
constexpr auto input_keys = std::to_array<std::string_view>(
    {"title", "type", "of", "min", "max", "pattern", "optional", "sensitivity",
     "same_as", "hint", "purpose", "basis"});
constexpr auto output_keys = std::to_array<std::string_view>(
    {"title", "type", "of", "min", "max", "pattern", "optional", "sensitivity",
     "same_as"});
constexpr auto held_keys = std::to_array<std::string_view>(
    {"title", "type", "of", "min", "max", "pattern", "optional", "sensitivity",
     "same_as", "about", "basis"});
constexpr auto type_keys = std::to_array<std::string_view>(
    {"title", "type", "of", "min", "max", "pattern", "sensitivity"});

Words keys_at(FieldPlace place) {
  switch (place) {
    case FieldPlace::form:
      return form_keys;
    case FieldPlace::input:
      return input_keys;
    case FieldPlace::record_held:
      return held_keys;
    case FieldPlace::output:
    case FieldPlace::member:
      return output_keys;
  }
  return output_keys;
}

std::vector<std::string_view> all_type_words() {
  std::vector<std::string_view> words;
  for (int i = 0; i <= static_cast<int>(TypeKind::person); ++i)
    words.push_back(type_word(static_cast<TypeKind>(i)));
  return words;
}

std::optional<TypeKind> read_kind(Reading& reading, const yaml::Node& node) {
  const Spelled word = read_text(reading, node, "type");
  if (word.empty()) return std::nullopt;
  if (const auto kind = type_of_word(word.text)) return kind;
  Message help = propose(word.text, all_type_words());
  if (const std::string_view meant = type_meant(word.text); !meant.empty())
    help = {"load.help_guess", {{"guess", std::string(meant)}}};
  reading.report(codes::unknown_type, node.span,
                 {"load.unknown_type", {{"type", word.text}}},
                 {"load.expected_type", {}}, std::move(help));
  return std::nullopt;
}

bool is_one_of(TypeKind kind, std::initializer_list<TypeKind> kinds) {
  return std::find(kinds.begin(), kinds.end(), kind) != kinds.end();
}

class TypeReader {
 public:
  explicit TypeReader(Reading& reading) : reading_(reading) {}

  // In short: only the word.
  Type named(const yaml::Node& node) {
    Type type = of_kind(read_kind(reading_, node));
    if (is_one_of(type.kind, {TypeKind::list, TypeKind::enumeration}))
      report_missing_of(node.span, type.kind);
    return type;
  }

  Type full(const Keys& keys) {
    const yaml::Node* word = keys.require("type");
    if (word == nullptr) return of_kind(std::nullopt);
    const std::optional<TypeKind> kind = read_kind(reading_, *word);
    Type type = of_kind(kind);
    // Without knowing the type, nobody knows which options fit it.
    if (!kind) return type;
    read_of(keys, *word, type);
    read_bounds(keys, type);
    read_pattern(keys, type);
    read_sensitivity(keys, type);
    return type;
  }

 private:
  static Type of_kind(std::optional<TypeKind> kind) {
    Type type;
    type.kind = kind.value_or(TypeKind::text);
    type.sensitivity = default_sensitivity(type.kind);
    if (type.kind == TypeKind::person) type.fields = model::person_fields();
    return type;
  }

  void report_missing_of(Span span, TypeKind kind) {
    const bool list = kind == TypeKind::list;
    reading_.report(
        codes::missing_key, span,
        {list ? "load.list_without_of" : "load.enum_without_of", {}},
        {"load.expected_missing", {{"key", "of"}}},
        {list ? "load.help_list_of" : "load.help_enum_of", {}});
  }

  void report_option(const yaml::Node& node, std::string_view key,
                     const Type& type) {
    reading_.report(codes::option_not_for_type, node.span,
                    {"load.option_not_for_type",
                     {{"key", std::string(key)},
                      {"type", std::string(type_word(type.kind))}}},
                    {"load.expected_no_option", {}});
  }

  void read_of(const Keys& keys, const yaml::Node& word, Type& type) {
    const yaml::Node* of = keys.find("of");
    const bool needed =
        is_one_of(type.kind, {TypeKind::list, TypeKind::enumeration});
    if (of == nullptr) {
      if (needed && !reading_.damaged) report_missing_of(word.span, type.kind);
      return;
    }
    if (type.kind == TypeKind::list)
      type.element.push_back(element(*of));
    else if (type.kind == TypeKind::enumeration)
      type.options = options(*of);
    else if (type.kind == TypeKind::object)
      type.fields = read_fields(reading_, *of, FieldPlace::member);
    else
      return report_option(*of, "of", type);
    for (const Type& element : type.element)
      type.sensitivity = std::max(type.sensitivity, element.sensitivity);
    for (const Field& field : type.fields)
      type.sensitivity = std::max(type.sensitivity, field.type.sensitivity);
  }

  // A word, a type in full, or the fields of a record.
  Type element(const yaml::Node& node) {
    if (!node.is_mapping()) return named(node);
    const yaml::Node* type = node.find("type");
    if (type != nullptr && type->is_scalar()) {
      const Keys keys(reading_, node, {"load.what_type", {}}, type_keys);
      return full(keys);
    }
    Type record = of_kind(TypeKind::object);
    record.fields = read_fields(reading_, node, FieldPlace::member);
    for (const Field& field : record.fields)
      record.sensitivity = std::max(record.sensitivity, field.type.sensitivity);
    return record;
  }

  // {id: title} or [id, …].
  std::vector<Option> options(const yaml::Node& node) {
    std::vector<Option> options;
    if (node.is_mapping()) {
      for (const yaml::Entry& entry : node.entries)
        options.push_back(
            {read_id(reading_, entry.key), read_title(reading_, entry.value)});
    } else {
      for (const Spelled& id : read_ids(reading_, node, "of"))
        options.push_back({id, {}});
    }
    for (std::size_t i = 0; i < options.size(); ++i)
      for (std::size_t k = 0; k < i; ++k)
        if (options[k].id.text == options[i].id.text)
          reading_.report(
              codes::duplicate_id, options[i].id.span,
              {"load.duplicate_option", {{"id", options[i].id.text}}});
    return options;
  }

  void read_bounds(const Keys& keys, Type& type) {
    const bool bounded = is_one_of(
        type.kind, {TypeKind::text, TypeKind::integer, TypeKind::number,
                    TypeKind::money, TypeKind::list});
    for (const std::string_view key : {"min", "max"}) {
      const yaml::Node* node = keys.find(key);
      if (node == nullptr) continue;
      if (!bounded) {
        report_option(*node, key, type);
        continue;
      }
      (key == "min" ? type.min : type.max) = read_count(reading_, *node, key);
    }
    if (type.min && type.max && *type.min > *type.max)
      reading_.report(codes::empty_range, keys.find("max")->span,
                      {"load.empty_range",
                       {{"min", std::to_string(*type.min)},
                        {"max", std::to_string(*type.max)}}});
  }

  void read_pattern(const Keys& keys, Type& type) {
    const yaml::Node* node = keys.find("pattern");
    if (node == nullptr) return;
    if (type.kind != TypeKind::text)
      return report_option(*node, "pattern", type);
    type.pattern = read_text(reading_, *node, "pattern").text;
    if (expr::is_pattern(type.pattern)) return;
    reading_.report(codes::bad_pattern, node->span,
                    {"load.bad_pattern", {{"pattern", type.pattern}}},
                    {"load.expected_pattern", {}});
    type.pattern.clear();
  }

  void read_sensitivity(const Keys& keys, Type& type) {
    constexpr auto words = std::to_array<std::string_view>(
        {"open", "internal", "personal", "sensitive"});
    type.sensitivity = static_cast<Sensitivity>(keys.word(
        "sensitivity", words, static_cast<std::size_t>(type.sensitivity)));
  }

  Reading& reading_;
};

void read_field(Reading& reading, const yaml::Entry& entry, FieldPlace place,
                Field& field) {
  field.id = read_id(reading, entry.key);
  const yaml::Node& node = entry.value;
  TypeReader types(reading);
  if (!node.is_mapping()) {
    if (reading.is_lost(node)) return;
    if (node.is_list() || node.is_missing() || node.is_null())
      reading.report(codes::wrong_kind, node.span,
                     {"load.field_without_type",
                      {{"field", field.id.text}, {"found", kind_of(node)}}},
                     {"load.expected_field", {}}, {"load.help_field", {}});
    else
      field.type = types.named(node);
    return;
  }
  const Keys keys(reading, node, {"load.what_field", {}}, keys_at(place));
  field.title = keys.title();
  field.type = types.full(keys);
  field.optional = keys.flag("optional");
  const bool on_form = place == FieldPlace::form;
  if (const yaml::Node* when = on_form ? keys.find("when") : nullptr)
    field.when = read_condition(reading, *when, "when", roots::form);
  const auto text = [&](std::string_view key) {
    const yaml::Node* value = keys.find(key);
    if (value == nullptr) return std::string();
    const Words allowed = keys_at(place);
    if (std::find(allowed.begin(), allowed.end(), key) == allowed.end())
      return std::string();
    return read_text(reading, *value, key).text;
  };
  field.purpose = text("purpose");
  field.basis = text("basis");
  field.about = text("about");
  field.hint = text("hint");
  if (const yaml::Node* same_as = keys.find("same_as"))
    field.same_as = read_text(reading, *same_as, "same_as");
}

}  // namespace

// No deeper than the document, which the reader bounds.
std::vector<Field> read_fields(Reading& reading, const yaml::Node& node,
                               FieldPlace place) {
  std::vector<Field> fields;
  if (!expect_mapping(reading, node, {"load.what_fields", {}})) return fields;
  fields.reserve(node.entries.size());
  for (const yaml::Entry& entry : node.entries)
    read_field(reading, entry, place, fields.emplace_back());
  return fields;
}

}  // namespace onething::load
