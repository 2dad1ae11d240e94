// SPDX-License-Identifier: Apache-2.0
//
// The field's own identifiers. The check digits are computed in value.h; here
// stands what a person is told about a wrong one.

#include <algorithm>
#include <array>
#include <string>
#include <string_view>

#include "model/scalar_rules.h"
#include "onething/text.h"

namespace onething::model {

namespace {

bool is_digit(char c) { return c >= '0' && c <= '9'; }

bool are_digits(std::string_view text) {
  return !text.empty() && std::all_of(text.begin(), text.end(), is_digit);
}

bool has_space(std::string_view text) {
  return text.find(' ') != std::string_view::npos ||
         text.find("　") != std::string_view::npos;
}

Message wrong_length(std::string_view text, std::string_view expected) {
  return {"form.why_length",
          {{"expected", std::string(expected)},
           {"count", std::to_string(count_code_points(text))}}};
}

Message wrong_character(std::string_view text, std::string_view allowed) {
  const std::size_t at = text.find_first_not_of(allowed);
  if (at == std::string_view::npos) return {};
  if (text[at] >= 'a' && text[at] <= 'z') return {"form.why_capitals", {}};
  const std::string position =
      std::to_string(count_code_points(text.substr(0, at)) + 1);
  if (static_cast<unsigned char>(text[at]) >= 0x80)
    return {"form.why_wide_character", {{"position", position}}};
  return {"form.why_character",
          {{"position", position}, {"character", std::string(1, text[at])}}};
}

Message mistake_in_code(std::string_view text, std::size_t length,
                        std::string_view allowed, bool valid) {
  if (valid) return {};
  if (has_space(text)) return {"form.why_space", {}};
  if (count_code_points(text) != length)
    return wrong_length(text, std::to_string(length));
  if (Message why = wrong_character(text, allowed); !why.empty()) return why;
  return {"form.why_check_digit", {}};
}

Message mistake_in_citizen_id(std::string_view text) {
  if (is_citizen_id(text)) return {};
  constexpr std::size_t old_length = 15;
  if (text.size() == old_length && are_digits(text))
    return {"form.why_old_citizen_id", {}};
  Message why = mistake_in_code(text, 18, "0123456789X", false);
  if (why.key != "form.why_check_digit") return why;
  std::string birth(text.substr(6, 4));
  birth.append("-").append(text.substr(10, 2));
  birth.append("-").append(text.substr(12, 2));
  if (!parse_date(birth)) return {"form.why_birth_date", {}};
  return why;
}

// GB/T 2260: the first two digits are the province.
Message mistake_in_area_code(std::string_view text) {
  constexpr std::array<std::string_view, 34> provinces = {
      "11", "12", "13", "14", "15", "21", "22", "23", "31", "32", "33", "34",
      "35", "36", "37", "41", "42", "43", "44", "45", "46", "50", "51", "52",
      "53", "54", "61", "62", "63", "64", "65", "71", "81", "82"};
  constexpr std::size_t length = 6;
  if (text.size() != length || !are_digits(text))
    return {"form.why_digits", {{"expected", std::to_string(length)}}};
  if (std::find(provinces.begin(), provinces.end(), text.substr(0, 2)) ==
      provinces.end())
    return {"form.why_province", {}};
  return {};
}

bool is_mobile(std::string_view text) {
  if (text.starts_with("+86")) text.remove_prefix(3);
  constexpr std::size_t length = 11;
  return text.size() == length && are_digits(text) && text[0] == '1' &&
         text[1] >= '3';
}

// Area code of three or four digits, seven or eight digits, an extension.
bool is_landline(std::string_view text) {
  std::string digits;
  std::size_t hyphens = 0;
  std::size_t subscriber_end = text.size();
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (is_digit(text[i])) {
      digits += text[i];
      continue;
    }
    if (text[i] != '-' || ++hyphens > 2) return false;
    const bool after_area = i == 3 || i == 4;
    if (after_area && hyphens == 1) continue;
    subscriber_end = i;
    break;
  }
  if (subscriber_end < text.size()) {
    const std::string_view extension = text.substr(subscriber_end + 1);
    if (!are_digits(extension) || extension.size() > 6) return false;
  }
  return digits.size() >= 10 && digits.size() <= 12 && digits[0] == '0' &&
         digits[1] != '0';
}

bool is_email_name(std::string_view name) {
  constexpr std::string_view allowed =
      "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789"
      ".!#$%&'*+/=?^_`{|}~-";
  return !name.empty() && name.size() <= 64 && name.front() != '.' &&
         name.back() != '.' && name.find("..") == std::string_view::npos &&
         name.find_first_not_of(allowed) == std::string_view::npos;
}

bool is_domain(std::string_view domain) {
  constexpr std::string_view allowed =
      "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-";
  std::size_t labels = 0;
  while (true) {
    const std::size_t dot = domain.find('.');
    const std::string_view label = domain.substr(0, dot);
    if (label.empty() || label.size() > 63 || label.front() == '-' ||
        label.back() == '-' ||
        label.find_first_not_of(allowed) != std::string_view::npos)
      return false;
    ++labels;
    if (dot == std::string_view::npos) return labels >= 2;
    domain.remove_prefix(dot + 1);
  }
}

bool is_email(std::string_view text) {
  const std::size_t at = text.find('@');
  return at != std::string_view::npos && text.size() <= 254 &&
         is_email_name(text.substr(0, at)) && is_domain(text.substr(at + 1));
}

Message mistake_in_bank_account(std::string_view text) {
  constexpr std::size_t shortest = 8;
  constexpr std::size_t longest = 30;
  if (has_space(text)) return {"form.why_space", {}};
  if (!are_digits(text) || text.size() < shortest || text.size() > longest)
    return {"form.why_digits", {{"expected", "8-30"}}};
  return {};
}

}  // namespace

Message mistake_in_identifier(std::string_view text, TypeKind kind) {
  constexpr std::string_view uscc_letters = "0123456789ABCDEFGHJKLMNPQRTUWXY";
  constexpr std::string_view code_letters =
      "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ";
  switch (kind) {
    case TypeKind::uscc:
      return mistake_in_code(text, 18, uscc_letters, is_uscc(text));
    case TypeKind::organisation_code:
      return mistake_in_code(text, 9, code_letters, is_organisation_code(text));
    case TypeKind::citizen_id:
      return mistake_in_citizen_id(text);
    case TypeKind::area_code:
      return mistake_in_area_code(text);
    case TypeKind::phone:
      if (is_mobile(text) || is_landline(text)) return {};
      return {"form.why_phone", {}};
    case TypeKind::email:
      return is_email(text) ? Message{} : Message{"form.why_email", {}};
    case TypeKind::postcode:
      if (text.size() == 6 && are_digits(text)) return {};
      return {"form.why_digits", {{"expected", "6"}}};
    case TypeKind::bank_account:
      return mistake_in_bank_account(text);
    default:
      return {};
  }
}

}  // namespace onething::model
