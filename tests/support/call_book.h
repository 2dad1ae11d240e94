// SPDX-License-Identifier: Apache-2.0
//
// The calls of one case as its history tells of them: each attempt of each run,
// and what became of it. What tests hold the engine's own state against.

#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "onething/id.h"
#include "onething/store.h"

namespace onething::testing {

// One attempt: stored before it left.
struct Intent {
  std::string key;
  std::int64_t attempt = 1;
  std::string step;
  std::string recipient;  // "tax/carry_over_taxpayer"
  std::string digest;     // Hex SHA-256 of the request.
  std::string state;      // "open", "answered", "failed", "unknown", "pending"
};

// In the order of keys and attempts.
std::vector<Intent> intents_of(Store& store, const CaseId& id);

}  // namespace onething::testing
