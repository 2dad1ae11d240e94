// SPDX-License-Identifier: Apache-2.0

#include "onething/text.h"

#include <algorithm>
#include <numeric>
#include <optional>
#include <span>

#include "base/limits.h"
#include "base/utf8.h"

namespace onething {

namespace {

// Letters of one case, since a wrong capital is the smallest of mistakes.
std::u32string folded(std::string_view text) {
  std::u32string out;
  out.reserve(text.size());
  while (!text.empty()) {
    const base::CodePoint point = base::first_code_point(text);
    const bool is_capital = point.value >= U'A' && point.value <= U'Z';
    out += is_capital ? point.value + (U'a' - U'A') : point.value;
    text.remove_prefix(point.length);
  }
  return out;
}

// Insertions, deletions, replacements and swaps of neighbours, one each.
std::size_t edit_distance(const std::u32string& a, const std::u32string& b) {
  std::vector<std::size_t> before(b.size() + 1);
  std::vector<std::size_t> above(b.size() + 1);
  std::vector<std::size_t> row(b.size() + 1);
  std::iota(row.begin(), row.end(), std::size_t{0});
  for (std::size_t i = 0; i < a.size(); ++i) {
    before.swap(above);
    above.swap(row);
    row[0] = i + 1;
    for (std::size_t j = 0; j < b.size(); ++j) {
      const std::size_t replaced = above[j] + (a[i] == b[j] ? 0 : 1);
      row[j + 1] = std::min({row[j] + 1, above[j + 1] + 1, replaced});
      const bool is_swap =
          i > 0 && j > 0 && a[i] == b[j - 1] && a[i - 1] == b[j];
      if (is_swap) row[j + 1] = std::min(row[j + 1], before[j - 1] + 1);
    }
  }
  return row.back();
}

bool is_ascii(const std::u32string& text) {
  return std::all_of(text.begin(), text.end(),
                     [](char32_t c) { return c < 0x80; });
}

bool share_a_character(const std::u32string& a, const std::u32string& b) {
  return a.find_first_of(b) != std::u32string::npos;
}

bool is_subsequence(const std::u32string& part, const std::u32string& whole) {
  std::size_t at = 0;
  for (char32_t c : whole)
    if (at < part.size() && part[at] == c) ++at;
  return at == part.size();
}

// The distance when a person may have meant `name` by `typed`.
std::optional<std::size_t> closeness(const std::u32string& typed,
                                     const std::u32string& name) {
  if (!share_a_character(typed, name)) return std::nullopt;
  if (is_ascii(typed) && is_ascii(name)) {
    const std::size_t limit = std::max<std::size_t>(1, typed.size() / 3);
    const auto [shorter, longer] = std::minmax({typed.size(), name.size()});
    if (longer - shorter > limit) return std::nullopt;
    const std::size_t distance = edit_distance(typed, name);
    if (distance > limit) return std::nullopt;
    return distance;
  }
  const std::size_t distance = edit_distance(typed, name);
  // A Chinese character carries as much as a word: one of two is another name.
  const bool is_slip =
      distance <= 1 && std::min(typed.size(), name.size()) >= 3;
  if (is_slip || is_subsequence(typed, name) || is_subsequence(name, typed))
    return distance;
  return std::nullopt;
}

}  // namespace

std::vector<std::string> did_you_mean(
    std::string_view typed, const std::vector<std::string_view>& candidates) {
  struct Proposal {
    std::size_t distance;
    std::string_view name;
  };
  std::vector<Proposal> proposals;
  if (typed.size() > limits::id_bytes_max) return {};
  const std::u32string wanted = folded(typed);
  // A file may have many names and misspell as many.
  const std::size_t count =
      std::min(candidates.size(), limits::spelling_candidates_max);
  for (const std::string_view name : std::span(candidates).first(count)) {
    if (name == typed || name.size() > limits::id_bytes_max) continue;
    if (const auto distance = closeness(wanted, folded(name)))
      proposals.push_back({*distance, name});
  }
  std::stable_sort(proposals.begin(), proposals.end(),
                   [](const Proposal& a, const Proposal& b) {
                     return a.distance < b.distance;
                   });
  std::vector<std::string> names;
  for (const Proposal& proposal : proposals) {
    if (names.size() == limits::spelling_proposals_max) break;
    names.emplace_back(proposal.name);
  }
  return names;
}

}  // namespace onething
