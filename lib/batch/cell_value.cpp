// SPDX-License-Identifier: Apache-2.0

#include "batch/cell_value.h"

#include <algorithm>
#include <charconv>
#include <optional>
#include <utility>
#include <vector>

#include "base/format.h"

namespace onething::batch {

namespace {

// Words of a message in both languages, one from the other by spaces.
std::vector<std::string> words_of(std::string_view key) {
  std::vector<std::string> words;
  for (const Language language : {Language::zh, Language::en}) {
    const std::string text = render({key, {}}, language);
    for (std::size_t at = 0; at < text.size();) {
      const std::size_t end = std::min(text.find(' ', at), text.size());
      if (end > at) words.push_back(text.substr(at, end - at));
      at = end + 1;
    }
  }
  return words;
}

// Made once: a table asks for them at every cell.
struct Words {
  std::vector<std::string> yes = words_of("table.yes_words");
  std::vector<std::string> no = words_of("table.no_words");
  std::vector<std::string> money = words_of("table.money_signs");
  std::vector<std::string> list = words_of("table.list_signs");
  std::vector<std::string> date = words_of("table.date_signs");
};

const Words& words() {
  static const Words all;
  return all;
}

bool starts_like_formula(std::string_view text) {
  for (const std::string_view sign :
       {"=", "+", "-", "@", "＝", "＋", "－", "＠"})
    if (text.starts_with(sign)) return true;
  return false;
}

std::string lower(std::string_view text) {
  std::string out(text);
  for (char& c : out)
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
  return out;
}

// Letters, digits and signs of the full width, U+FF01 to U+FF5E, as usual ones.
std::string half_width(std::string_view text) {
  std::string out;
  for (std::size_t i = 0; i < text.size();) {
    const auto byte = [&](std::size_t at) {
      return at < text.size() ? static_cast<unsigned char>(text[at]) : 0U;
    };
    const unsigned code = (byte(i) & 0x0fU) << 12 | (byte(i + 1) & 0x3fU) << 6 |
                          (byte(i + 2) & 0x3fU);
    constexpr unsigned kFirst = 0xff01;
    constexpr unsigned kLast = 0xff5e;
    constexpr unsigned kShift = 0xfee0;
    if (byte(i) == 0xef && code >= kFirst && code <= kLast) {
      out += static_cast<char>(code - kShift);
      i += 3;
    } else {
      out += text[i++];
    }
  }
  return out;
}

bool is_digits(std::string_view text) {
  return !text.empty() &&
         text.find_first_not_of("0123456789") == std::string_view::npos;
}

void erase_all(std::string& text, std::string_view what) {
  for (std::size_t at = text.find(what); at != std::string::npos;
       at = text.find(what, at))
    text.erase(at, what.size());
}

// "1,234,567.5" -> "1234567.5"; other commas stay.
std::string without_thousands(const std::string& text) {
  constexpr std::size_t kGroup = 3;
  const std::size_t point = std::min(text.find('.'), text.size());
  std::size_t at = text.find(',');
  const std::size_t first = text.starts_with('-') ? 1 : 0;
  if (at == std::string::npos || at == first || at > first + kGroup)
    return text;
  for (; at < point; at += kGroup + 1)
    if (text[at] != ',' || point < at + kGroup + 1) return text;
  if (at != point) return text;
  std::string out = text;
  erase_all(out, ",");
  return out.find_first_not_of("-0123456789.") == std::string::npos ? out
                                                                    : text;
}

// As a spreadsheet shows a number: with fifteen digits.
std::string shown_number(const std::string& text) {
  double number = 0;
  const char* end = text.data() + text.size();
  const auto [rest, error] = std::from_chars(text.data(), end, number);
  if (error != std::errc() || rest != end) return text;
  constexpr double kWhole = 1e15;
  if (number == static_cast<double>(static_cast<std::int64_t>(number)) &&
      number < kWhole && number > -kWhole)
    return std::to_string(static_cast<std::int64_t>(number));
  return format("{:.15g}", number);
}

std::string amount_text(std::string text) {
  text = half_width(text);
  for (const std::string& sign : words().money) {
    erase_all(text, sign);
    erase_all(text, half_width(sign));
  }
  erase_all(text, " ");
  if (text.starts_with('(') && text.ends_with(')'))
    text = "-" + text.substr(1, text.size() - 2);
  return without_thousands(text);
}

std::string integer_text(std::string text) {
  text = without_thousands(half_width(text));
  const std::size_t point = text.find('.');
  if (point != std::string::npos && point + 1 < text.size() &&
      text.find_first_not_of('0', point + 1) == std::string::npos)
    text.erase(point);
  return text;
}

std::string two_digits(std::string_view number) {
  return (number.size() < 2 ? "0" : "") + std::string(number);
}

// "2026/3/2", "2026年3月2日", "20260302", each also with a time behind it.
std::string date_text(std::string_view written) {
  std::string text = half_width(written);
  for (const std::string& sign : words().date)
    for (std::size_t at = text.find(sign); at != std::string::npos;
         at = text.find(sign, at + 1))
      text.replace(at, sign.size(), "-");
  while (text.ends_with('-')) text.pop_back();
  const std::size_t end = text.find_first_of(" T");
  const std::string day = text.substr(0, end);
  if (day.size() == 8 && is_digits(day))
    return day.substr(0, 4) + "-" + day.substr(4, 2) + "-" + day.substr(6);
  const std::size_t first = day.find('-');
  const std::size_t second = day.find('-', first + 1);
  if (first != 4 || second == std::string::npos) return std::string(written);
  const std::string year = day.substr(0, first);
  const std::string month = day.substr(first + 1, second - first - 1);
  const std::string number = day.substr(second + 1);
  if (!is_digits(year) || !is_digits(month) || !is_digits(number) ||
      month.size() > 2 || number.size() > 2)
    return std::string(written);
  return year + "-" + two_digits(month) + "-" + two_digits(number);
}

std::string time_text(std::string_view written) {
  const std::string text = half_width(written);
  const std::size_t space = text.find_first_of(" T");
  if (space == std::string::npos) return std::string(written);
  std::string hours = text.substr(space + 1);
  if (hours.find(':') == 1) hours.insert(0, "0");
  return date_text(std::string_view(text).substr(0, space)) + "T" + hours;
}

std::optional<bool> truth_of(std::string_view text) {
  const std::string wanted = lower(half_width(text));
  for (const std::string& word : words().yes)
    if (word == wanted) return true;
  for (const std::string& word : words().no)
    if (word == wanted) return false;
  return std::nullopt;
}

std::string option_text(std::string_view text, const Type& type) {
  const std::string wanted = normal_title(text);
  for (const Option& option : type.options)
    if (normal_title(option.id.text) == wanted ||
        (!option.title.zh.empty() && normal_title(option.title.zh) == wanted) ||
        (!option.title.en.empty() && normal_title(option.title.en) == wanted))
      return option.id.text;
  return std::string(text);
}

bool is_identifier(TypeKind kind) {
  switch (kind) {
    case TypeKind::uscc:
    case TypeKind::citizen_id:
    case TypeKind::organisation_code:
    case TypeKind::area_code:
    case TypeKind::phone:
    case TypeKind::postcode:
    case TypeKind::bank_account:
      return true;
    default:
      return false;
  }
}

bool is_scientific(std::string_view text) {
  const std::size_t e = text.find_first_of("eE");
  return e != std::string_view::npos && e > 0 && e + 1 < text.size() &&
         text.find_first_not_of("0123456789.") == e &&
         text.find_first_not_of("+0123456789", e + 1) == std::string_view::npos;
}

// Fifteen digits and then zeros: what a spreadsheet leaves of a longer number.
bool looks_rounded(std::string_view digits) {
  constexpr std::size_t kKept = 15;
  return digits.size() > kKept && is_digits(digits) &&
         digits.find_first_not_of('0', kKept) == std::string_view::npos;
}

CellValue identifier_value(const Cell& cell, std::string_view bare,
                           const Type& type) {
  std::string text(bare);
  if (is_scientific(text))
    return {Value(text), {"table.scientific", {{"text", text}}}};
  if (cell.kind == CellKind::number) text = shown_number(text);
  if (is_scientific(text))
    return {Value(text), {"table.scientific", {{"text", text}}}};
  const bool is_citizen = type.kind == TypeKind::citizen_id;
  if (looks_rounded(text) &&
      (cell.kind == CellKind::number || (is_citizen && !is_citizen_id(text))))
    return {Value(text), {"table.rounded", {}}};
  return {Value(text), {}};
}

std::string scalar_text(const Cell& cell, std::string_view bare,
                        const Type& type) {
  const bool is_number = cell.kind == CellKind::number;
  const std::string text =
      is_number ? shown_number(std::string(bare)) : std::string(bare);
  switch (type.kind) {
    case TypeKind::integer:
    case TypeKind::number:
      return integer_text(text);
    case TypeKind::money:
      return amount_text(text);
    case TypeKind::date:
      return date_text(text);
    case TypeKind::time:
      return time_text(text);
    case TypeKind::enumeration:
      return option_text(text, type);
    default:
      return text;
  }
}

}  // namespace

std::string_view bare_text(std::string_view text) {
  constexpr std::string_view kWide = "\xE3\x80\x80";
  constexpr std::string_view kNoBreak = "\xC2\xA0";
  while (true) {
    if (text.empty()) return text;
    if (std::string_view(" \t\r\n").find(text.front()) !=
        std::string_view::npos)
      text.remove_prefix(1);
    else if (std::string_view(" \t\r\n").find(text.back()) !=
             std::string_view::npos)
      text.remove_suffix(1);
    else if (text.starts_with(kWide))
      text.remove_prefix(kWide.size());
    else if (text.ends_with(kWide))
      text.remove_suffix(kWide.size());
    else if (text.starts_with(kNoBreak))
      text.remove_prefix(kNoBreak.size());
    else if (text.ends_with(kNoBreak))
      text.remove_suffix(kNoBreak.size());
    else
      break;
  }
  // What a guard against formulas puts in front (table.h, csv_line).
  if (text.starts_with('\'') && starts_like_formula(text.substr(1)))
    return text.substr(1);
  return text;
}

std::string normal_title(std::string_view title) {
  std::string out = lower(half_width(title));
  for (const std::string_view sign :
       {" ", "\t", "\r", "\n", "\xC2\xA0", "\xE3\x80\x80", "*", "_", "-", "/",
        ".", ":", "·", "›", ">", "、"})
    erase_all(out, sign);
  return out;
}

std::vector<std::string> split_list(std::string_view text) {
  std::vector<std::string> signs = words().list;
  signs.emplace_back("\n");
  std::vector<std::string> items(1);
  for (std::size_t at = 0; at < text.size();) {
    const auto sign =
        std::find_if(signs.begin(), signs.end(), [&](const std::string& each) {
          return text.substr(at).starts_with(each);
        });
    if (sign == signs.end()) {
      items.back() += text[at++];
      continue;
    }
    items.emplace_back();
    at += sign->size();
  }
  std::vector<std::string> out;
  for (const std::string& item : items)
    if (const std::string_view bare = bare_text(item); !bare.empty())
      out.emplace_back(bare);
  return out;
}

CellValue cell_value(const Cell& cell, const Type& type) {
  if (cell.kind == CellKind::nested) {
    Result<Value> nested = parse_json(cell.text);
    if (nested) return {std::move(nested.value()), {}};
    return {Value(), nested.error().message};
  }
  std::string_view text = bare_text(cell.text);
  if (text.empty()) return {};
  // ="0532…" and '0532… are how people keep a spreadsheet from counting.
  constexpr std::string_view kKept = "=\"";
  if (text.starts_with(kKept) && text.ends_with('"') && text.size() > 3)
    text = text.substr(kKept.size(), text.size() - kKept.size() - 1);
  else if (text.starts_with('\'') && type.kind != TypeKind::text)
    text.remove_prefix(1);
  if (type.kind == TypeKind::boolean) {
    if (const std::optional<bool> truth = truth_of(text)) return {*truth, {}};
    return {Value(text), {}};
  }
  if (is_identifier(type.kind)) return identifier_value(cell, text, type);
  if (type.kind == TypeKind::list && !type.element.empty()) {
    CellValue out;
    List items;
    for (const std::string& item : split_list(text)) {
      CellValue one = cell_value({CellKind::text, item}, type.element.front());
      items.push_back(std::move(one.value));
      if (out.problem.empty()) out.problem = std::move(one.problem);
    }
    out.value = std::move(items);
    return out;
  }
  return {Value(scalar_text(cell, text, type)), {}};
}

}  // namespace onething::batch
