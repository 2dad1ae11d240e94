// SPDX-License-Identifier: Apache-2.0

#include "author/catalogue.h"

#include <algorithm>
#include <cctype>

#include "check/checks.h"
#include "diag/codes.h"
#include "diag/family.h"
#include "onething/text.h"

namespace onething {

namespace {

struct FamilyTitle {
  std::string_view family;
  std::string_view key;
};

constexpr FamilyTitle family_titles[] = {
    {"shape", "author.family_shape"},
    {"names", "author.family_names"},
    {"form", "author.family_form"},
    {"types", "author.family_types"},
    {"order", "author.family_order"},
    {"once_only", "author.family_once_only"},
    {"privacy", "author.family_privacy"},
    {"time", "author.family_time"},
    {"law", "author.family_law"},
    {"safety", "author.family_safety"},
    {"reform", "author.family_reform"},
    {"people", "author.family_people"},
    {"soundness", "author.family_soundness"},
    {"notes", "author.family_notes"},
};

}  // namespace

std::vector<CodeEntry> all_codes() {
  std::vector<CodeEntry> all;
  for (const Code& each : codes::all)
    all.push_back({each.code, each.name, family_of(each.code), each.severity});
  for (const check::CheckRow& each : check::all_checks())
    all.push_back({each.code, each.name, family_of(each.code), each.severity});
  std::sort(all.begin(), all.end(), [](const CodeEntry& a, const CodeEntry& b) {
    return a.code < b.code;
  });
  return all;
}

Message family_title(std::string_view family) {
  for (const FamilyTitle& row : family_titles)
    if (row.family == family) return {row.key, {}};
  return {};
}

std::vector<CodeEntry> find_codes(std::string_view wish) {
  std::vector<CodeEntry> found;
  for (const CodeEntry& each : all_codes())
    if (author::means(wish, each)) found.push_back(each);
  return found;
}

std::string codes_close_to(std::string_view wish) {
  return author::close_to(wish, all_codes());
}

namespace author {

namespace {

bool starts_with_in_any_case(std::string_view text, std::string_view start) {
  if (text.size() < start.size()) return false;
  for (std::size_t i = 0; i < start.size(); ++i)
    if (std::toupper(static_cast<unsigned char>(text[i])) !=
        std::toupper(static_cast<unsigned char>(start[i])))
      return false;
  return true;
}

// "O" or "OT" would mean everything, most likely by mistake.
constexpr std::size_t shortest_beginning = 3;

bool begins_with_digit(std::string_view text) {
  return !text.empty() && text.front() >= '0' && text.front() <= '9';
}

}  // namespace

bool means(std::string_view wish, const CodeEntry& entry) {
  if (wish == entry.name || wish == entry.family) return true;
  // People leave out what all codes have in common.
  if (begins_with_digit(wish)) return entry.code.substr(2).starts_with(wish);
  return wish.size() >= shortest_beginning &&
         starts_with_in_any_case(entry.code, wish);
}

const CodeEntry* find_code(const std::vector<CodeEntry>& all,
                           std::string_view code) {
  for (const CodeEntry& each : all)
    if (each.code == code) return &each;
  return nullptr;
}

std::string close_to(std::string_view wish, const std::vector<CodeEntry>& all) {
  std::vector<std::string_view> words;
  for (const CodeEntry& each : all) {
    words.push_back(each.code);
    words.push_back(each.name);
    if (std::find(words.begin(), words.end(), each.family) == words.end())
      words.push_back(each.family);
  }
  std::string out;
  for (const std::string& word : did_you_mean(wish, words))
    out += (out.empty() ? "" : ", ") + word;
  return out;
}

}  // namespace author
}  // namespace onething
