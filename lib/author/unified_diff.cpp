// SPDX-License-Identifier: Apache-2.0

#include "author/unified_diff.h"

#include <algorithm>
#include <cstddef>
#include <vector>

#include "base/format.h"

namespace onething::author {

namespace {

using Lines = std::vector<std::string_view>;

constexpr std::size_t context = 3;
// Beyond this many changed lines the middle is one block: memory grows with
// the square.
constexpr int changes_max = 1000;

Lines lines_of(std::string_view text) {
  Lines lines;
  while (!text.empty()) {
    const std::size_t end = std::min(text.find('\n'), text.size() - 1);
    lines.push_back(text.substr(0, end + 1));
    text.remove_prefix(end + 1);
  }
  return lines;
}

// ' ' for a line of both, '-' and '+' for one of the first or second alone.
struct Step {
  char sign;
  std::string_view line;
};

class Comparison {
 public:
  Comparison(const Lines& a, const Lines& b) : a_(a), b_(b) {}

  std::vector<Step> run() {
    std::size_t first = 0;
    while (first < a_.size() && first < b_.size() && a_[first] == b_[first])
      ++first;
    std::size_t last = 0;
    while (last < a_.size() - first && last < b_.size() - first &&
           a_[a_.size() - 1 - last] == b_[b_.size() - 1 - last])
      ++last;
    for (std::size_t i = 0; i < first; ++i) steps_.push_back({' ', a_[i]});
    middle(first, a_.size() - last, b_.size() - last);
    for (std::size_t i = a_.size() - last; i < a_.size(); ++i)
      steps_.push_back({' ', a_[i]});
    return std::move(steps_);
  }

 private:
  // Myers' greedy search from both beginnings; trace_[d] is how far each
  // diagonal came with d changes.
  void middle(std::size_t first, std::size_t end_a, std::size_t end_b) {
    const int n = static_cast<int>(end_a - first);
    const int m = static_cast<int>(end_b - first);
    const int most = std::min(n + m, changes_max);
    std::vector<int> far(static_cast<std::size_t>(2 * most + 3), 0);
    const auto at = [&](int k) {
      return static_cast<std::size_t>(k + most + 1);
    };
    std::vector<std::vector<int>> trace;
    for (int d = 0; d <= most; ++d) {
      trace.push_back(far);
      for (int k = -d; k <= d; k += 2) {
        const bool down =
            k == -d || (k != d && far[at(k - 1)] < far[at(k + 1)]);
        int x = down ? far[at(k + 1)] : far[at(k - 1)] + 1;
        int y = x - k;
        while (x < n && y < m && same(first, x, y)) ++x, ++y;
        far[at(k)] = x;
        if (x >= n && y >= m) return walk_back(first, n, m, trace, most);
      }
    }
    for (int x = 0; x < n; ++x) step('-', a_[first + index(x)]);
    for (int y = 0; y < m; ++y) step('+', b_[first + index(y)]);
  }

  static std::size_t index(int i) { return static_cast<std::size_t>(i); }

  bool same(std::size_t first, int x, int y) const {
    return a_[first + index(x)] == b_[first + index(y)];
  }

  void step(char sign, std::string_view line) {
    steps_.push_back({sign, line});
  }

  void walk_back(std::size_t first, int x, int y,
                 const std::vector<std::vector<int>>& trace, int most) {
    const auto at = [&](int k) {
      return static_cast<std::size_t>(k + most + 1);
    };
    std::vector<Step> reversed;
    for (int d = static_cast<int>(trace.size()) - 1; x > 0 || y > 0; --d) {
      const std::vector<int>& far = trace[index(d)];
      const int k = x - y;
      const bool down = k == -d || (k != d && far[at(k - 1)] < far[at(k + 1)]);
      const int before_x = d == 0 ? 0 : down ? far[at(k + 1)] : far[at(k - 1)];
      const int before_y = d == 0 ? 0 : before_x - (down ? k + 1 : k - 1);
      while (x > before_x && y > before_y) {
        --x, --y;
        reversed.push_back({' ', a_[first + index(x)]});
      }
      if (d == 0) break;
      if (down)
        reversed.push_back({'+', b_[first + index(--y)]});
      else
        reversed.push_back({'-', a_[first + index(--x)]});
    }
    steps_.insert(steps_.end(), reversed.rbegin(), reversed.rend());
  }

  const Lines& a_;
  const Lines& b_;
  std::vector<Step> steps_;
};

// One hunk: steps [begin, end), which start at these lines of both texts.
std::string hunk(const std::vector<Step>& steps, std::size_t begin,
                 std::size_t end, std::size_t line_a, std::size_t line_b) {
  std::size_t count_a = 0;
  std::size_t count_b = 0;
  std::string body;
  for (std::size_t i = begin; i < end; ++i) {
    count_a += steps[i].sign == '+' ? 0 : 1;
    count_b += steps[i].sign == '-' ? 0 : 1;
    body += steps[i].sign + std::string(steps[i].line);
    if (!steps[i].line.ends_with('\n'))
      body += "\n\\ No newline at end of file\n";
  }
  // An empty side is named by the line before it.
  return format("@@ -{},{} +{},{} @@\n", line_a + (count_a > 0 ? 1 : 0),
                count_a, line_b + (count_b > 0 ? 1 : 0), count_b) +
         body;
}

}  // namespace

std::string unified_diff(std::string_view path, std::string_view before,
                         std::string_view after) {
  if (before == after) return {};
  const Lines a = lines_of(before);
  const Lines b = lines_of(after);
  const std::vector<Step> steps = Comparison(a, b).run();
  std::string out = format("--- {}\n+++ {}\n", path, path);
  std::size_t line_a = 0;
  std::size_t line_b = 0;
  std::size_t counted = 0;
  const auto count_to = [&](std::size_t end) {
    for (; counted < end; ++counted) {
      line_a += steps[counted].sign == '+' ? 0 : 1;
      line_b += steps[counted].sign == '-' ? 0 : 1;
    }
  };
  std::size_t at = 0;
  while (at < steps.size()) {
    if (steps[at].sign == ' ') {
      ++at;
      continue;
    }
    const std::size_t begin = at < context ? 0 : at - context;
    std::size_t last = at;  // The last change that shares the hunk.
    for (std::size_t i = at; i < steps.size() && i <= last + 2 * context; ++i)
      if (steps[i].sign != ' ') last = i;
    const std::size_t end = std::min(last + context + 1, steps.size());
    count_to(begin);
    out += hunk(steps, begin, end, line_a, line_b);
    count_to(end);
    at = end;
  }
  return out;
}

}  // namespace onething::author
