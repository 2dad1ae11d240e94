// SPDX-License-Identifier: Apache-2.0
//
// What holds a Proved (proved.h), for those who need not know what is in it:
// most checks know nothing of nets.
//
// A pointer and nothing else.

#pragma once

#include <memory>

namespace onething::check {

struct Proved;

struct FreeProved {
  void operator()(const Proved* proved) const;
};

using ProvedPointer = std::unique_ptr<const Proved, FreeProved>;

}  // namespace onething::check
