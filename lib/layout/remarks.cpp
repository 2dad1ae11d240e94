// SPDX-License-Identifier: Apache-2.0

#include "layout/remarks.h"

#include <algorithm>
#include <limits>
#include <span>

namespace onething::layout {

namespace {

constexpr std::size_t kGapMin = 2;

// The column for remarks that stand under each other: behind the longest line,
// at the smallest distance that one of them had.
std::size_t common_column(std::span<const Remark> group) {
  std::size_t width = 0;
  std::size_t gap = std::numeric_limits<std::size_t>::max();
  for (const Remark& remark : group) {
    if (remark.is_alone) continue;
    width = std::max(width, remark.width);
    gap = std::min(gap, remark.gap);
  }
  return width + std::max(gap, kGapMin);
}

std::size_t group_end(const std::vector<Remark>& remarks, std::size_t begin) {
  std::size_t end = begin + 1;
  while (end < remarks.size() &&
         remarks[end].line == remarks[end - 1].line + 1 &&
         remarks[end].column == remarks[begin].column)
    ++end;
  return end;
}

}  // namespace

std::string place_remarks(std::string_view printed,
                          const std::vector<Remark>& remarks) {
  std::string out;
  out.reserve(printed.size() + 8 * remarks.size());
  std::size_t copied = 0;
  for (std::size_t begin = 0; begin < remarks.size();) {
    const std::size_t end = group_end(remarks, begin);
    const std::size_t column =
        common_column(std::span(remarks).subspan(begin, end - begin));
    for (; begin < end; ++begin) {
      const Remark& remark = remarks[begin];
      out.append(printed.substr(copied, remark.at - copied));
      out.append(column - remark.width, ' ');
      copied = remark.at;
    }
  }
  out.append(printed.substr(copied));
  return out;
}

}  // namespace onething::layout
