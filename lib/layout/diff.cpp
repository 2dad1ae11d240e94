// SPDX-License-Identifier: Apache-2.0

#include "layout/diff.h"

#include <algorithm>
#include <vector>

#include "base/format.h"

namespace onething::layout {

namespace {

constexpr std::size_t kContext = 3;

using Lines = std::vector<std::string_view>;

// With their line feeds; the last may have none.
Lines lines_of(std::string_view text) {
  Lines lines;
  for (std::size_t at = 0; at < text.size();) {
    const std::size_t end = std::min(text.find('\n', at), text.size() - 1);
    lines.push_back(text.substr(at, end + 1 - at));
    at = end + 1;
  }
  return lines;
}

bool is_blank(std::string_view line) {
  return line.find_first_not_of(" \r\n") == std::string_view::npos;
}

struct Change {
  char sign = ' ';
  std::string_view line;
};

// Removed lines stand before those that replace them.
class Comparison {
 public:
  Comparison(std::string_view before, std::string_view after)
      : before_(lines_of(before)), after_(lines_of(after)) {}

  std::vector<Change> run() {
    std::size_t b = 0;
    std::size_t a = 0;
    while (b < before_.size() || a < after_.size()) {
      const bool has_before = b < before_.size();
      const bool has_after = a < after_.size();
      if (has_before && has_after && before_[b] == after_[a]) {
        flush();
        changes_.push_back({' ', before_[b]});
        ++b, ++a;
      } else if (has_before && (!has_after || (is_blank(before_[b]) &&
                                               !is_blank(after_[a])))) {
        changes_.push_back({'-', before_[b++]});
      } else if (!has_before) {
        added_.push_back({'+', after_[a++]});
      } else {
        changes_.push_back({'-', before_[b++]});
        added_.push_back({'+', after_[a++]});
      }
    }
    flush();
    return std::move(changes_);
  }

 private:
  void flush() {
    changes_.insert(changes_.end(), added_.begin(), added_.end());
    added_.clear();
  }

  Lines before_;
  Lines after_;
  std::vector<Change> changes_;
  std::vector<Change> added_;
};

struct Hunk {
  std::size_t begin = 0;
  std::size_t end = 0;
};

// Changes with their context; those whose contexts meet are one.
std::vector<Hunk> hunks_of(const std::vector<Change>& changes) {
  std::vector<Hunk> hunks;
  for (std::size_t i = 0; i < changes.size(); ++i) {
    if (changes[i].sign == ' ') continue;
    const std::size_t begin = i - std::min(i, kContext);
    const std::size_t end = std::min(i + 1 + kContext, changes.size());
    if (!hunks.empty() && begin <= hunks.back().end)
      hunks.back().end = end;
    else
      hunks.push_back({begin, end});
  }
  return hunks;
}

// "12,3"; a place without lines is named by the line before it.
std::string range(std::size_t first, std::size_t count) {
  return format("{},{}", count == 0 ? first : first + 1, count);
}

}  // namespace

std::string unified_diff(std::string_view path, std::string_view before,
                         std::string_view after) {
  if (before == after) return {};
  const std::vector<Change> changes = Comparison(before, after).run();
  std::string out = format("--- {0}\n+++ {0}\n", path);
  std::size_t at = 0;
  std::size_t line_before = 0;
  std::size_t line_after = 0;
  for (const Hunk& hunk : hunks_of(changes)) {
    line_before += hunk.begin - at;
    line_after += hunk.begin - at;
    std::string body;
    std::size_t removed = 0;
    std::size_t added = 0;
    for (at = hunk.begin; at < hunk.end; ++at) {
      const Change& change = changes[at];
      removed += change.sign == '+' ? 0 : 1;
      added += change.sign == '-' ? 0 : 1;
      body += change.sign;
      body += change.line;
      if (!change.line.ends_with('\n'))
        body += "\n\\ No newline at end of file\n";
    }
    out += format("@@ -{} +{} @@\n{}", range(line_before, removed),
                  range(line_after, added), body);
    line_before += removed;
    line_after += added;
  }
  return out;
}

}  // namespace onething::layout
