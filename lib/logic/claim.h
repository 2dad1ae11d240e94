// SPDX-License-Identifier: Apache-2.0
//
// The words of reasoning: a claim, an answer about claims, and what has to be
// so for an answer to come out as it did.
//
// Names only; what can be asked is reasoner.h.

#pragma once

#include <cstdint>
#include <string>
#include <utility>
#include <vector>

namespace onething::logic {

enum class Answer : std::uint8_t { no, yes, unknown };

// Something that is true, false or an error; made by one Reasoner, for it.
struct Claim {
  std::uint32_t index = 0;
  friend bool operator==(Claim, Claim) = default;
};

// Paths and where their values lie, such as {"form.kind", "\"sole\""}. The
// second is empty where the path is absent.
using Witness = std::vector<std::pair<std::string, std::string>>;

}  // namespace onething::logic
