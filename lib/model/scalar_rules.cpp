// SPDX-License-Identifier: Apache-2.0

#include "model/scalar_rules.h"

#include <algorithm>
#include <charconv>
#include <cmath>
#include <string>
#include <utility>

#include "base/format.h"
#include "expr/pattern.h"
#include "model/type_facts.h"
#include "onething/text.h"

namespace onething::model {

namespace {

bool may_be_shown(const Type& type) {
  return type.sensitivity < Sensitivity::personal;
}

// What was written, unless it is personal: then only what kind of thing it is.
Message shown(const Value& raw, const Type& type) {
  constexpr std::size_t cells = 40;
  const std::string* text = raw.text();
  if (text != nullptr && may_be_shown(type))
    return {"form.quoted", {{"text", shorten(*text, cells)}}};
  if (text == nullptr && may_be_shown(type) && raw.list() == nullptr &&
      raw.object() == nullptr)
    return {"form.plain", {{"text", shorten(to_json(raw), cells)}}};
  return kind_of_value(raw);
}

Message not_a(const Value& raw, const Type& type, Message why) {
  return {"form.not_a",
          {{"found", shown(raw, type)},
           {"type", type_name(type.kind)},
           {"why", std::move(why)}}};
}

template <typename T>
std::optional<T> parse_whole(std::string_view text) {
  T number{};
  const auto [end, error] =
      std::from_chars(text.data(), text.data() + text.size(), number);
  if (error != std::errc{} || end != text.data() + text.size())
    return std::nullopt;
  return number;
}

// `amount` against min and max of the type.
template <typename T>
Message outside(T amount, const Type& type) {
  if (type.min && amount < static_cast<T>(*type.min))
    return {"form.too_small", {{"min", std::to_string(*type.min)}}};
  if (type.max && amount > static_cast<T>(*type.max))
    return {"form.too_large", {{"max", std::to_string(*type.max)}}};
  return {};
}

Typed type_text(const Value& raw, const Type& type) {
  const std::string* text = raw.text();
  if (text == nullptr) return not_a(raw, type, {"form.why_quote", {}});
  const std::int64_t length =
      type.min || type.max ? static_cast<std::int64_t>(count_code_points(*text))
                           : 0;
  if (type.max && length > *type.max)
    return Message{"form.text_long",
                   {{"max", std::to_string(*type.max)},
                    {"count", std::to_string(length)}}};
  if (type.min && length < *type.min)
    return Message{"form.text_short",
                   {{"min", std::to_string(*type.min)},
                    {"count", std::to_string(length)}}};
  if (!type.pattern.empty() && !expr::matches_whole(type.pattern, *text))
    return Message{"form.pattern",
                   {{"found", shown(raw, type)}, {"pattern", type.pattern}}};
  return raw;
}

Typed type_integer(const Value& raw, const Type& type) {
  std::optional<std::int64_t> number;
  if (const auto* integer = raw.as<std::int64_t>())
    number = *integer;
  else if (const std::string* text = raw.text())
    number = parse_whole<std::int64_t>(*text);
  if (!number) return not_a(raw, type, {"form.why_int", {}});
  if (Message why = outside(*number, type); !why.empty()) return why;
  return Value(*number);
}

Typed type_number(const Value& raw, const Type& type) {
  std::optional<double> number;
  if (const auto* real = raw.as<double>())
    number = *real;
  else if (const auto* integer = raw.as<std::int64_t>())
    number = static_cast<double>(*integer);
  else if (const std::string* text = raw.text())
    number = parse_whole<double>(*text);
  if (!number || !std::isfinite(*number))
    return not_a(raw, type, {"form.why_number", {}});
  if (Message why = outside(*number, type); !why.empty()) return why;
  return Value(*number);
}

// A JSON number with decimals is read as it was written: its shortest text.
// With more digits than a double holds nobody knows what was written.
std::optional<Money> money_of_real(double real) {
  constexpr double exact_below = 1e11;
  if (!std::isfinite(real) || std::abs(real) >= exact_below)
    return std::nullopt;
  return parse_money(onething::format("{}", real));
}

std::optional<Money> money_of(const Value& raw) {
  if (const auto* money = raw.as<Money>()) return *money;
  if (const auto* real = raw.as<double>()) return money_of_real(*real);
  if (const auto* integer = raw.as<std::int64_t>())
    return parse_money(std::to_string(*integer));
  if (const std::string* text = raw.text()) return parse_money(*text);
  return std::nullopt;
}

Typed type_money(const Value& raw, const Type& type) {
  const std::optional<Money> money = money_of(raw);
  if (!money) return not_a(raw, type, {"form.why_money", {}});
  // Comparing whole units first keeps clear of overflow.
  const std::int64_t whole = money->units / Money::units_per_one;
  const std::int64_t rest = money->units % Money::units_per_one;
  const bool small =
      type.min && (whole < *type.min || (whole == *type.min && rest < 0));
  const bool large =
      type.max && (whole > *type.max || (whole == *type.max && rest > 0));
  if (small)
    return Message{"form.too_small", {{"min", std::to_string(*type.min)}}};
  if (large)
    return Message{"form.too_large", {{"max", std::to_string(*type.max)}}};
  return Value(*money);
}

Typed type_boolean(const Value& raw, const Type& type) {
  if (raw.as<bool>() != nullptr) return raw;
  if (const std::string* text = raw.text()) {
    // As Chinese forms have it.
    if (*text == "true" || *text == render({"form.yes", {}}, Language::zh))
      return Value(true);
    if (*text == "false" || *text == render({"form.no", {}}, Language::zh))
      return Value(false);
  }
  return not_a(raw, type, {"form.why_bool", {}});
}

// "2026/3/2", "2026年3月2日", "20260302" -> the date that was probably meant.
std::optional<Date> guess_date(const std::string& text) {
  std::vector<std::string> numbers;
  bool in_number = false;
  for (const char c : text) {
    const bool digit = c >= '0' && c <= '9';
    if (digit && !in_number) numbers.emplace_back();
    if (digit) numbers.back() += c;
    in_number = digit;
  }
  if (numbers.size() == 1 && numbers[0].size() == 8)
    numbers = {numbers[0].substr(0, 4), numbers[0].substr(4, 2),
               numbers[0].substr(6)};
  if (numbers.size() != 3 || numbers[0].size() != 4) return std::nullopt;
  for (std::string& number : numbers)
    if (number.size() < 2) number.insert(0, "0");
  return parse_date(numbers[0] + "-" + numbers[1] + "-" + numbers[2]);
}

Typed type_date(const Value& raw, const Type& type) {
  if (raw.as<Date>() != nullptr) return raw;
  const std::string* text = raw.text();
  if (text == nullptr) return not_a(raw, type, {"form.why_date", {}});
  if (const std::optional<Date> date = parse_date(*text)) return Value(*date);
  if (const std::optional<Date> meant = guess_date(*text))
    return not_a(raw, type, {"form.why_write", {{"text", to_text(*meant)}}});
  return not_a(raw, type, {"form.why_date", {}});
}

Typed type_time(const Value& raw, const Type& type) {
  if (raw.as<Instant>() != nullptr) return raw;
  const std::string* text = raw.text();
  if (text != nullptr)
    if (const std::optional<Instant> time = parse_instant(*text))
      return Value(*time);
  return not_a(raw, type, {"form.why_time", {}});
}

Typed type_duration(const Value& raw, const Type& type) {
  if (raw.as<Term>() != nullptr || raw.as<Duration>() != nullptr) return raw;
  const std::string* text = raw.text();
  if (text != nullptr)
    if (const std::optional<Term> term = parse_term(*text)) return Value(*term);
  return not_a(raw, type, {"form.why_duration", {}});
}

std::string described(const Option& option) {
  const std::string& title = option.title.in(Language::zh);
  if (title.empty() || title == option.id.text) return option.id.text;
  return option.id.text + " (" + title + ")";
}

std::string all_described(const std::vector<Option>& options) {
  constexpr std::size_t listed_max = 20;
  std::string out;
  for (std::size_t i = 0; i < options.size() && i < listed_max; ++i)
    out += (i == 0 ? "" : ", ") + described(options[i]);
  if (options.size() > listed_max) out += ", …";
  return out;
}

// The option that was meant: by its title, or by a slip of the pen.
const Option* meant_option(const std::string& text, const Type& type) {
  std::vector<std::string_view> ids;
  for (const Option& option : type.options) {
    if (!text.empty() && (option.title.zh == text || option.title.en == text))
      return &option;
    ids.push_back(option.id.text);
  }
  const std::vector<std::string> guesses = did_you_mean(text, ids);
  if (guesses.empty()) return nullptr;
  for (const Option& option : type.options)
    if (option.id.text == guesses.front()) return &option;
  return nullptr;
}

Typed type_enumeration(const Value& raw, const Type& type) {
  const std::string* text = raw.text();
  if (text == nullptr)
    return Message{"form.not_option",
                   {{"found", shown(raw, type)},
                    {"options", all_described(type.options)}}};
  for (const Option& option : type.options)
    if (option.id.text == *text) return raw;
  if (const Option* meant = meant_option(*text, type))
    return Message{"form.not_option_guess",
                   {{"found", shown(raw, type)},
                    {"guess", described(*meant)},
                    {"options", all_described(type.options)}}};
  return Message{
      "form.not_option",
      {{"found", shown(raw, type)}, {"options", all_described(type.options)}}};
}

Typed type_file(const Value& raw, const Type& type) {
  const std::string* text = raw.text();
  if (text == nullptr || text->empty())
    return not_a(raw, type, {"form.why_file", {}});
  return raw;
}

Typed type_identifier(const Value& raw, const Type& type) {
  const std::string* text = raw.text();
  if (text == nullptr) return not_a(raw, type, {"form.why_quote", {}});
  if (Message why = mistake_in_identifier(*text, type.kind); !why.empty())
    return not_a(raw, type, std::move(why));
  return raw;
}

}  // namespace

Message kind_of_value(const Value& raw) {
  switch (raw.kind()) {
    case Value::Kind::null:
      return {"form.kind_nothing", {}};
    case Value::Kind::boolean:
      return {"form.kind_bool", {}};
    case Value::Kind::integer:
    case Value::Kind::unsigned_integer:
    case Value::Kind::real:
      return {"form.kind_number", {}};
    case Value::Kind::list:
      return {"form.kind_list", {}};
    case Value::Kind::object:
    case Value::Kind::map:
      return {"form.kind_object", {}};
    default:
      return {"form.kind_text", {}};
  }
}

Typed type_scalar(const Value& raw, const Type& type) {
  switch (type.kind) {
    case TypeKind::text:
      return type_text(raw, type);
    case TypeKind::integer:
      return type_integer(raw, type);
    case TypeKind::number:
      return type_number(raw, type);
    case TypeKind::money:
      return type_money(raw, type);
    case TypeKind::boolean:
      return type_boolean(raw, type);
    case TypeKind::date:
      return type_date(raw, type);
    case TypeKind::time:
      return type_time(raw, type);
    case TypeKind::duration:
      return type_duration(raw, type);
    case TypeKind::enumeration:
      return type_enumeration(raw, type);
    case TypeKind::file:
      return type_file(raw, type);
    default:
      return type_identifier(raw, type);
  }
}

}  // namespace onething::model
