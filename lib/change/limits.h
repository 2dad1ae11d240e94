// SPDX-License-Identifier: Apache-2.0
//
// One limit compared with what it was: longer, shorter, new or gone.
//
// By length in working days, as checks compare limits.

#pragma once

#include <optional>
#include <string>

#include "change/pair.h"

namespace onething::change {

struct LimitKinds {
  Kind longer = Kind::limit_longer;
  Kind shorter = Kind::limit_shorter;
  Kind added = Kind::limit_added;
  Kind removed = Kind::limit_removed;
};
// "6x 1s 30s": attempts, the first delay and the longest.
std::string text_of(const std::optional<Retry>& retry);

void compare_limit(Pair& pair, const Spot& spot,
                   const std::optional<Limit>& before,
                   const std::optional<Limit>& after,
                   const LimitKinds& kinds = {});

}  // namespace onething::change
