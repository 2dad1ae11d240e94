// SPDX-License-Identifier: Apache-2.0
//
// What a service does before it behaves, as people write it:
// "tax/carry_over_taxpayer=fail:2". The kinds are told in onething/stub.h.
//
// Reading only; acting on faults is play.cpp.

#pragma once

#include <chrono>
#include <cstdint>
#include <map>
#include <string>
#include <vector>

#include "onething/result.h"
#include "stub/services.h"

namespace onething::stub {

struct Fault {
  enum class Kind {
    fail,
    slow,
    give_back,
    refuse,
    lose,
    twice,
    down,
    later,
    gone
  };
  Kind kind = Kind::fail;
  std::int64_t count = 1;  // fail, lose, gone
  std::chrono::milliseconds delay{0};
  std::string text;  // give_back: the problem; refuse: the reason
};

// By service; in the order in which they were given.
using Faults = std::map<std::string, std::vector<Fault>, std::less<>>;

// invalid (stub.bad_fault, stub.unknown_service) with the first that cannot be
// read.
Result<Faults> parse_faults(const std::vector<std::string>& texts,
                            const Services& services);

// "2s", "200ms", "1m30s": how long an answer takes. Nothing when it is no such
// text or longer than limits::stub_delay_max.
std::optional<std::chrono::milliseconds> parse_delay(std::string_view text);

}  // namespace onething::stub
