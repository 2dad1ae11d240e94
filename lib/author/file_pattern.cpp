// SPDX-License-Identifier: Apache-2.0

#include "author/file_pattern.h"

#include <cstddef>
#include <vector>

namespace onething::author {

namespace {

using Names = std::vector<std::string_view>;

Names names_of(std::string_view path) {
  Names names;
  while (true) {
    const std::size_t slash = path.find('/');
    names.push_back(path.substr(0, slash));
    if (slash == std::string_view::npos) return names;
    path.remove_prefix(slash + 1);
  }
}

// The bytes of the character that begins here: `?` stands for a whole one.
std::size_t character_bytes(std::string_view text, std::size_t at) {
  std::size_t end = at + 1;
  while (end < text.size() &&
         (static_cast<unsigned char>(text[end]) & 0xC0) == 0x80)
    ++end;
  return end - at;
}

// `[…]` at `at`: moves behind it and says whether `c` is meant. A bracket that
// is never closed stands for itself.
bool matches_set(std::string_view pattern, std::size_t& at, char c) {
  std::size_t i = at + 1;
  const bool negated =
      i < pattern.size() && (pattern[i] == '!' || pattern[i] == '^');
  if (negated) ++i;
  const std::size_t first = i;
  bool found = false;
  while (i < pattern.size() && (pattern[i] != ']' || i == first)) {
    if (i + 2 < pattern.size() && pattern[i + 1] == '-' &&
        pattern[i + 2] != ']') {
      found = found || (pattern[i] <= c && c <= pattern[i + 2]);
      i += 3;
    } else {
      found = found || pattern[i++] == c;
    }
  }
  if (i == pattern.size()) {
    ++at;
    return c == '[';
  }
  at = i + 1;
  return found != negated;
}

// One character of `name` against what stands at `at`; moves both on.
bool matches_one(std::string_view pattern, std::size_t& at,
                 std::string_view name, std::size_t& in) {
  const char p = pattern[at];
  if (p == '?') {
    ++at;
    in += character_bytes(name, in);
    return true;
  }
  if (p == '[') {
    const bool found = matches_set(pattern, at, name[in]);
    ++in;
    return found;
  }
  if (p == '\\' && at + 1 < pattern.size()) ++at;
  return pattern[at++] == name[in++];
}

bool matches_name(std::string_view pattern, std::string_view name) {
  std::size_t at = 0;
  std::size_t in = 0;
  std::size_t star = std::string_view::npos;  // Behind the last `*` seen,
  std::size_t taken = 0;                      // and what it has taken so far.
  while (in < name.size()) {
    if (at < pattern.size() && pattern[at] == '*') {
      star = ++at;
      taken = in;
      continue;
    }
    if (at < pattern.size() && matches_one(pattern, at, name, in)) continue;
    if (star == std::string_view::npos) return false;
    at = star;
    in = ++taken;
  }
  while (at < pattern.size() && pattern[at] == '*') ++at;
  return at == pattern.size();
}

}  // namespace

bool is_pattern(std::string_view text) {
  return text.find_first_of("*?[") != std::string_view::npos;
}

bool matches(std::string_view pattern, std::string_view path) {
  const Names wanted = names_of(pattern);
  const Names names = names_of(path);
  std::size_t at = 0;
  std::size_t in = 0;
  std::size_t star =
      std::string_view::npos;  // The same one level up, for `**`.
  std::size_t taken = 0;
  while (in < names.size()) {
    if (at < wanted.size() && wanted[at] == "**") {
      star = ++at;
      taken = in;
      // At the end it means everything below, not the folder itself.
      if (star == wanted.size()) return true;
      continue;
    }
    if (at < wanted.size() && matches_name(wanted[at], names[in])) {
      ++at;
      ++in;
      continue;
    }
    if (star == std::string_view::npos) return false;
    at = star;
    in = ++taken;
  }
  return at == wanted.size();
}

}  // namespace onething::author
