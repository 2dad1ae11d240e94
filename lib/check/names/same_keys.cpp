// SPDX-License-Identifier: Apache-2.0

#include "check/names/same_keys.h"

#include <algorithm>
#include <numeric>

namespace onething::check {

std::vector<SameKey> same_keys(const std::vector<std::uint64_t>& keys) {
  std::vector<SameKey> found;
  if (keys.size() < 2) return found;
  std::vector<std::size_t> order(keys.size());
  std::iota(order.begin(), order.end(), 0);
  std::sort(order.begin(), order.end(), [&keys](std::size_t a, std::size_t b) {
    return keys[a] != keys[b] ? keys[a] < keys[b] : a < b;
  });
  std::size_t first = order[0];
  for (std::size_t i = 1; i < order.size(); ++i) {
    if (keys[order[i]] == keys[first])
      found.push_back({first, order[i]});
    else
      first = order[i];
  }
  std::sort(found.begin(), found.end(), [](const SameKey& a, const SameKey& b) {
    return a.later < b.later;
  });
  return found;
}

}  // namespace onething::check
