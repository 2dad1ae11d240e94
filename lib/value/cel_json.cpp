// SPDX-License-Identifier: Apache-2.0

#include "value/cel_json.h"

#include <charconv>
#include <cmath>
#include <limits>
#include <optional>
#include <string>

#include "base/base64.h"

namespace onething::value {

namespace {

constexpr std::string_view kTimestamp =
    "type.googleapis.com/google.protobuf.Timestamp";
constexpr std::string_view kDuration =
    "type.googleapis.com/google.protobuf.Duration";
constexpr std::string_view kMoney = "onething/money";
constexpr std::string_view kDate = "onething/date";
constexpr std::string_view kTerm = "onething/term";
constexpr std::string_view kOptional = "onething/optional";

constexpr std::string_view kForms[] = {
    "nullValue",   "boolValue", "int64Value",  "uint64Value",
    "doubleValue", "enumValue", "stringValue", "bytesValue",
    "listValue",   "mapValue",  "objectValue", "typeValue"};

Value one(std::string_view form, Value content) {
  Object out;
  out.append(std::string(form), std::move(content));
  return out;
}

Value object(std::string_view type, Value content) {
  return one("objectValue", Object{{"@type", std::string(type)},
                                   {"value", std::move(content)}});
}

// JSON has no such numbers.
Value real(double value) {
  if (std::isnan(value)) return "NaN";
  if (std::isinf(value)) return value > 0 ? "Infinity" : "-Infinity";
  return value;
}

Value entry(Value key, const Value& value) {
  return Object{{"key", std::move(key)}, {"value", to_cel_json(value)}};
}

Value list(const List& elements) {
  List values;
  for (const Value& element : elements) values.push_back(to_cel_json(element));
  return one("listValue", Object{{"values", std::move(values)}});
}

Value map(List entries) {
  return one("mapValue", Object{{"entries", std::move(entries)}});
}

// Spells one content; the overloads follow Value's variant.
struct Speller {
  Value operator()(std::monostate) const { return one("nullValue", Value()); }
  Value operator()(bool value) const { return one("boolValue", value); }
  Value operator()(std::int64_t value) const {
    return one("int64Value", std::to_string(value));
  }
  Value operator()(std::uint64_t value) const {
    return one("uint64Value", std::to_string(value));
  }
  Value operator()(double value) const {
    return one("doubleValue", real(value));
  }
  Value operator()(Money value) const { return object(kMoney, to_text(value)); }
  Value operator()(const std::string& value) const {
    return one("stringValue", value);
  }
  Value operator()(const Bytes& value) const {
    return one("bytesValue", encode_base64(value.data));
  }
  Value operator()(Date value) const { return object(kDate, to_text(value)); }
  Value operator()(Instant value) const {
    return object(kTimestamp, to_text(value));
  }
  Value operator()(Duration value) const {
    return object(kDuration, to_text(value));
  }
  Value operator()(Term value) const { return object(kTerm, to_text(value)); }
  Value operator()(const List& value) const { return list(value); }
  Value operator()(const Object& value) const {
    List entries;
    for (const auto& [name, member] : value)
      entries.push_back(entry(to_cel_json(name), member));
    return map(std::move(entries));
  }
  Value operator()(const Map& value) const {
    List entries;
    for (const auto& [key, member] : value.entries)
      entries.push_back(entry(to_cel_json(key), member));
    return map(std::move(entries));
  }
  Value operator()(const TypeName& value) const {
    return one("typeValue", value.name);
  }
  Value operator()(const Optional& value) const {
    if (value.content.empty())
      return one("objectValue", Object{{"@type", std::string(kOptional)}});
    return object(kOptional, to_cel_json(value.content[0]));
  }
};

Error bad(std::string_view form) {
  return {ErrorCode::invalid,
          {"json.bad_cel_value", {{"form", std::string(form)}}}};
}

// 64-bit numbers are texts in this form, and numbers where somebody was lazy.
template <typename Number>
Result<Value> whole(const Value& content, std::string_view form) {
  std::string text;
  if (content.text() != nullptr)
    text = *content.text();
  else if (const auto* number = content.as<std::int64_t>())
    text = std::to_string(*number);
  Number number{};
  const char* end = text.data() + text.size();
  const auto [rest, error] = std::from_chars(text.data(), end, number);
  if (text.empty() || error != std::errc() || rest != end) return bad(form);
  return Value(number);
}

Result<Value> read_real(const Value& content) {
  if (const auto* real = content.as<double>()) return Value(*real);
  if (const auto* whole = content.as<std::int64_t>())
    return Value(static_cast<double>(*whole));
  const std::string text = content.text() ? *content.text() : std::string();
  if (text == "NaN") return Value(std::numeric_limits<double>::quiet_NaN());
  if (text == "Infinity") return Value(HUGE_VAL);
  if (text == "-Infinity") return Value(-HUGE_VAL);
  return bad("doubleValue");
}

Result<Value> read_list(const Value& content) {
  List out;
  const Value* values = content.find("values");
  if (values != nullptr && values->list() == nullptr) return bad("listValue");
  if (values != nullptr)
    for (const Value& element : *values->list()) {
      auto read = from_cel_json(element);
      if (!read) return read;
      out.push_back(std::move(read).value());
    }
  return Value(std::move(out));
}

bool has_only_text_keys(const Map& map) {
  for (const auto& [key, value] : map.entries)
    if (key.text() == nullptr) return false;
  return true;
}

Result<Value> read_map(const Value& content) {
  Map out;
  const Value* entries = content.find("entries");
  if (entries != nullptr && entries->list() == nullptr) return bad("mapValue");
  if (entries != nullptr)
    for (const Value& item : *entries->list()) {
      const Value* key = item.find("key");
      const Value* value = item.find("value");
      if (key == nullptr || value == nullptr) return bad("mapValue");
      auto read_key = from_cel_json(*key);
      if (!read_key) return read_key;
      auto read_value = from_cel_json(*value);
      if (!read_value) return read_value;
      out.entries.emplace_back(std::move(read_key).value(),
                               std::move(read_value).value());
    }
  if (!has_only_text_keys(out)) return Value(std::move(out));
  Object object;
  for (auto& [key, value] : out.entries)
    object.set(*key.text(), std::move(value));
  return Value(std::move(object));
}

template <typename T>
Result<Value> parsed(const std::optional<T>& value, std::string_view type) {
  if (!value) return bad(type);
  return Value(*value);
}

Result<Value> read_object(const Value& content) {
  const Value* type = content.find("@type");
  if (type == nullptr || type->text() == nullptr) return bad("objectValue");
  const std::string& name = *type->text();
  const Value* value = content.find("value");
  if (name == kOptional) {
    Optional out;
    if (value == nullptr) return Value(std::move(out));
    auto inner = from_cel_json(*value);
    if (!inner) return inner;
    out.content.push_back(std::move(inner).value());
    return Value(std::move(out));
  }
  if (value == nullptr || value->text() == nullptr) return bad(name);
  const std::string& text = *value->text();
  if (name == kTimestamp) return parsed(parse_instant(text), name);
  if (name == kDuration) return parsed(parse_duration(text), name);
  if (name == kMoney) return parsed(parse_money(text), name);
  if (name == kDate) return parsed(parse_date(text), name);
  if (name == kTerm) return parsed(parse_term(text), name);
  return bad(name);
}

Result<Value> read_text_form(std::string_view form, const Value& content) {
  if (content.text() == nullptr) return bad(form);
  const std::string& text = *content.text();
  if (form == "stringValue") return content;
  if (form == "typeValue") return Value(TypeName{text});
  auto bytes = decode_base64(text);
  if (!bytes) return bad(form);
  return Value(Bytes{std::move(*bytes)});
}

}  // namespace

Value to_cel_json(const Value& value) { return value.visit(Speller{}); }

bool is_cel_json(const Value& json) {
  const Object* object = json.object();
  if (object == nullptr || object->size() != 1) return false;
  const std::string& form = object->begin()->first;
  for (const std::string_view known : kForms)
    if (form == known) return true;
  return false;
}

Result<Value> from_cel_json(const Value& json) {
  if (!is_cel_json(json)) return bad("cel.expr.Value");
  const auto& [form, content] = *json.object()->begin();
  if (form == "nullValue") return Value();
  if (form == "int64Value") return whole<std::int64_t>(content, form);
  if (form == "uint64Value") return whole<std::uint64_t>(content, form);
  if (form == "doubleValue") return read_real(content);
  if (form == "listValue") return read_list(content);
  if (form == "mapValue") return read_map(content);
  if (form == "objectValue") return read_object(content);
  if (form == "boolValue") {
    if (content.as<bool>() == nullptr) return bad(form);
    return content;
  }
  if (form == "enumValue") return bad(form);
  return read_text_form(form, content);
}

}  // namespace onething::value
