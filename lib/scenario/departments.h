// SPDX-License-Identifier: Apache-2.0
//
// How departments and people answer in a scenario: what its `given:` says, in
// turn, and else the samples of the contracts.
//
// Knows which turn a run has had; knows no time and decides nothing.

#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "engine/case_state.h"
#include "onething/scenarios.h"
#include "stub/services.h"

namespace onething::scenario {

// What comes of asking once.
struct Reply {
  enum class Kind : std::uint8_t { document, nothing, never };
  Kind kind = Kind::never;
  Value document;  // {"done": …} | {"returned": …} | {"refused": …}
  std::optional<Term> slow;
  Span span;        // Of the answer in the file; of nothing for a sample.
  Message problem;  // The sample could not be computed.
};

class Departments {
 public:
  // Both outlive it.
  Departments(const Scenario& scenario, const stub::Services& services)
      : scenario_(scenario), services_(services) {}

  // Of a run that is asked; each call of the same run counts.
  Reply reply(const RunName& name, const engine::RunState& run);
  // Of the case itself: "acceptance".
  Reply reply(const std::string& task_kind);

 private:
  struct Turn {
    const PlayedAnswer* answer = nullptr;  // Null: the sample.
    std::int64_t fails = 0;
  };

  Turn& turn_of(const RunName& name, const engine::RunState& run,
                const std::string& service);
  const PlayedAnswer* next_of(const std::string& step,
                              const std::string& service);
  Reply answer(const PlayedAnswer* played, const std::string& service,
               const Value& input) const;
  const Scenario& scenario_;
  const stub::Services& services_;
  std::map<std::string, std::size_t> used_;  // By part.
  std::map<std::string, Turn> turns_;        // By run and generation.
};

}  // namespace onething::scenario
