// SPDX-License-Identifier: Apache-2.0

#include "connect/exchange_name.h"

#include <algorithm>
#include <array>

namespace onething::connect {

namespace {

constexpr std::size_t kPartMax = 80;
constexpr std::string_view kEnd = ".json";
constexpr std::string_view kQuestionEnd = ".query.json";

bool is_plain(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') ||
         (c >= '0' && c <= '9') || c == '_' || c == '-';
}

}  // namespace

bool is_name_part(std::string_view text) {
  return !text.empty() && text.size() <= kPartMax &&
         std::all_of(text.begin(), text.end(), is_plain);
}

std::optional<std::string> file_name_of(const Call& call) {
  const bool is_question = !call.about.empty();
  const std::string& key = is_question ? call.about : call.key;
  const std::string name = call.name.empty()
                               ? call.service.substr(call.service.find('/') + 1)
                               : call.name;
  if (!is_name_part(name) || !is_name_part(call.case_id) || !is_name_part(key))
    return std::nullopt;
  std::string file = name;
  file += '.';
  file += call.case_id;
  file += '.';
  file += key;
  file += is_question ? kQuestionEnd : kEnd;
  return file;
}

std::optional<ExchangeName> parse_file_name(std::string_view name) {
  ExchangeName parsed;
  parsed.is_question = name.ends_with(kQuestionEnd);
  const std::string_view end = parsed.is_question ? kQuestionEnd : kEnd;
  if (!name.ends_with(end)) return std::nullopt;
  name.remove_suffix(end.size());
  const std::array<std::string*, 3> parts = {&parsed.name, &parsed.case_id,
                                             &parsed.key};
  for (std::size_t i = 0; i < parts.size(); ++i) {
    const std::size_t dot = name.find('.');
    const bool is_last = i + 1 == parts.size();
    if ((dot == std::string_view::npos) != is_last) return std::nullopt;
    const std::string_view part = name.substr(0, dot);
    if (!is_name_part(part)) return std::nullopt;
    *parts[i] = part;
    name.remove_prefix(is_last ? name.size() : dot + 1);
  }
  return parsed;
}

}  // namespace onething::connect
