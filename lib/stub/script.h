// SPDX-License-Identifier: Apache-2.0
//
// How departments answer one case, as an application's `given:` says:
// {service: [answer…]}, one answer for each time a service is asked anew.
//
// Reading only; who has had which answer is kept by memory.h.

#pragma once

#include <chrono>
#include <cstdint>
#include <map>
#include <string>
#include <vector>

#include "onething/result.h"
#include "onething/value.h"
#include "stub/services.h"

namespace onething::stub {

// One turn: calls that fail or dawdle, then one answer.
struct Turn {
  std::int64_t fails = 0;
  std::chrono::milliseconds delay{0};
  // {"done": {…}}, laid over the sample, {"returned": […]} or {"refused": {…}};
  // null: the sample alone.
  Value answer;
};

using Script = std::map<std::string, std::vector<Turn>, std::less<>>;

// invalid (stub.bad_given, stub.unknown_service) with the first that cannot be
// read or that the service's contract does not know.
Result<Script> parse_script(const Value& given, const Services& services);

}  // namespace onething::stub
