// SPDX-License-Identifier: Apache-2.0

#include "seal/members.h"

namespace onething::seal {

namespace {

// The end of the value that begins at `at`: the comma or bracket after it.
std::size_t end_of_value(std::string_view text, std::size_t at) {
  std::size_t depth = 0;
  bool is_quoted = false;
  for (; at < text.size(); ++at) {
    const char c = text[at];
    if (is_quoted) {
      if (c == '\\') ++at;
      if (c == '"') is_quoted = false;
      continue;
    }
    if (c == '"') is_quoted = true;
    if (c == '{' || c == '[') ++depth;
    if (depth == 0 && (c == ',' || c == '}' || c == ']')) return at;
    if (c == '}' || c == ']') --depth;
  }
  return std::string_view::npos;
}

bool is_between(std::string_view text, char open, char close) {
  return text.size() >= 2 && text.front() == open && text.back() == close;
}

}  // namespace

std::optional<std::vector<Member>> members_of(std::string_view object) {
  if (!is_between(object, '{', '}')) return std::nullopt;
  std::vector<Member> members;
  std::size_t at = 1;
  while (at + 1 < object.size()) {
    if (object[at] != '"') return std::nullopt;
    const std::size_t colon = object.find("\":", at + 1);
    if (colon == std::string_view::npos) return std::nullopt;
    const std::size_t begin = colon + 2;
    const std::size_t end = end_of_value(object, begin);
    if (end == std::string_view::npos || end == begin) return std::nullopt;
    members.emplace_back(object.substr(at + 1, colon - at - 1),
                         object.substr(begin, end - begin));
    at = end + 1;
  }
  return members;
}

std::optional<std::vector<std::string_view>> items_of(std::string_view list) {
  if (!is_between(list, '[', ']')) return std::nullopt;
  std::vector<std::string_view> items;
  std::size_t at = 1;
  while (at + 1 < list.size()) {
    const std::size_t end = end_of_value(list, at);
    if (end == std::string_view::npos || end == at) return std::nullopt;
    items.push_back(list.substr(at, end - at));
    at = end + 1;
  }
  return items;
}

}  // namespace onething::seal
