// SPDX-License-Identifier: Apache-2.0

#include "scenario/plausible.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <utility>

#include "model/form_rules.h"

namespace onething::scenario {

namespace {

constexpr std::string_view kDay = "2026-03-02";

std::string text_of(const Type& type) {
  const auto length =
      static_cast<std::size_t>(std::max<std::int64_t>(type.min.value_or(1), 1));
  return std::string(length, 'x');
}

std::string number_of(const Type& type) {
  return std::to_string(type.min.value_or(type.max.value_or(1)));
}

Value person() {
  return Object{
      {"name", "x"}, {"id", "370202199001019984"}, {"phone", "19900000001"}};
}

// "a, b": the quotes of texts taken away.
std::vector<std::string> words_of(std::string_view text) {
  std::vector<std::string> words;
  while (!text.empty()) {
    const std::size_t end = std::min(text.find(", "), text.size());
    std::string_view word = text.substr(0, end);
    if (word.size() > 1 && word.front() == '"')
      word = word.substr(1, word.size() - 2);
    words.emplace_back(word);
    text.remove_prefix(std::min(end + 2, text.size()));
  }
  return words;
}

std::optional<std::int64_t> whole(std::string_view text) {
  std::int64_t number = 0;
  const auto [end, error] =
      std::from_chars(text.data(), text.data() + text.size(), number);
  if (error != std::errc() || (end != text.data() + text.size() && *end != '.'))
    return std::nullopt;
  return number;
}

// One step away from a bound, upwards or downwards.
std::optional<Value> beside(const std::string& bound, std::int32_t by) {
  if (const std::optional<Date> day = parse_date(bound))
    return Value(to_text(Date{day->days + by}));
  if (const std::optional<std::int64_t> number = whole(bound))
    return Value(std::to_string(*number + by));
  return std::nullopt;
}

std::optional<Value> in_range(std::string_view words) {
  const std::size_t comma = words.find(", ");
  const std::string first(words.substr(2, comma - 2));
  return beside(first, words.front() == '>' ? 1 : -1);
}

std::optional<Value> none_of(const Type& type,
                             const std::vector<std::string>& words) {
  const auto is_free = [&words](const std::string& text) {
    return std::find(words.begin(), words.end(), text) == words.end();
  };
  for (const Option& option : type.options)
    if (is_free(option.id.text)) return Value(option.id.text);
  if (!type.options.empty()) return std::nullopt;
  const Value usual = plausible(type);
  if (usual.text() != nullptr && is_free(*usual.text())) return usual;
  if (!words.empty())
    if (std::optional<Value> other = beside(words.back(), 1)) return other;
  if (type.kind == TypeKind::text) return Value(text_of(type) + "x");
  return std::nullopt;
}

}  // namespace

Value plausible(const std::vector<Field>& fields) {
  Object object;
  for (const Field& field : fields)
    if (!field.optional) object.set(field.id.text, plausible(field.type));
  return object;
}

Value plausible(const Type& type) {
  switch (type.kind) {
    case TypeKind::text:
      return text_of(type);
    case TypeKind::integer:
    case TypeKind::number:
    case TypeKind::money:
      return number_of(type);
    case TypeKind::boolean:
      return "true";
    case TypeKind::date:
      return kDay;
    case TypeKind::time:
      return "2026-03-02T09:00:00Z";
    case TypeKind::duration:
      return "1d";
    case TypeKind::enumeration:
      return type.options.empty() ? "" : type.options.front().id.text;
    case TypeKind::list: {
      List list;
      for (std::int64_t i = 0; i < type.min.value_or(0); ++i)
        list.push_back(plausible(type.element.front()));
      return list;
    }
    case TypeKind::object:
      return plausible(type.fields);
    case TypeKind::file:
      return "file.pdf";
    case TypeKind::uscc:
      return "92370202MAFAKE019P";
    case TypeKind::citizen_id:
      return "370202199001019984";
    case TypeKind::organisation_code:
      return "D2143569X";
    case TypeKind::area_code:
      return "370202";
    case TypeKind::phone:
      return "19900000001";
    case TypeKind::email:
      return "a@example.cn";
    case TypeKind::postcode:
      return "266000";
    case TypeKind::bank_account:
      return "3702020000000000012";
    case TypeKind::person:
      return person();
  }
  return {};
}

std::optional<Value> value_in_words(const Type& type, std::string_view words) {
  if (words.empty()) return Value();
  if (words == "*") return plausible(type);
  if (words.starts_with("!= ")) return none_of(type, words_of(words.substr(3)));
  if (words.starts_with("> ") || words.starts_with("< "))
    return in_range(words);
  const std::vector<std::string> all = words_of(words);
  return Value(all.front());
}

const Field* field_at(const std::vector<Field>& fields, std::string_view path) {
  const std::size_t dot = std::min(path.find('.'), path.size());
  for (const Field& field : fields) {
    if (field.id.text != path.substr(0, dot)) continue;
    if (dot == path.size()) return &field;
    return field_at(field.type.fields, path.substr(dot + 1));
  }
  return nullptr;
}

void put(Value& object, std::string_view path, Value value) {
  if (object.object() == nullptr) object = Object{};
  const std::size_t dot = path.find('.');
  if (dot != std::string_view::npos) {
    if (object.find(path.substr(0, dot)) == nullptr)
      object.object()->set(path.substr(0, dot), Object{});
    return put(*object.object()->find(path.substr(0, dot)),
               path.substr(dot + 1), std::move(value));
  }
  if (value.is_null())
    object.object()->erase(path);
  else
    object.object()->set(path, std::move(value));
}

std::optional<PlausibleApplication> plausible_application(
    const Workflow& workflow,
    const std::vector<std::pair<std::string, Value>>& chosen) {
  const model::FormRules rules(workflow);
  PlausibleApplication out{plausible(workflow.form), Object{}};
  for (const auto& [path, value] : chosen) put(out.form, path, value);
  // What is not asked for in this case is taken out again.
  model::Conformed typed = rules.check_form(out.form);
  for (const model::Defect& defect : typed.defects)
    if (defect.problem.key == "form.not_asked" && defect.path.size() == 1)
      out.form.object()->erase(defect.path[0]);
  typed = rules.check_form(out.form);
  if (!typed.ok()) return std::nullopt;
  for (const Material& material : workflow.materials) {
    Value file = "file.pdf";
    if (!material.any_of.empty())
      file = Object{{material.any_of.front().text, "file.pdf"}};
    out.materials.object()->set(material.id.text, std::move(file));
  }
  for (const model::Defect& defect :
       rules.check_materials(typed.value, out.materials).defects)
    if (!defect.path.empty()) out.materials.object()->erase(defect.path[0]);
  if (!rules.check_materials(typed.value, out.materials).defects.empty())
    return std::nullopt;
  return out;
}

}  // namespace onething::scenario
