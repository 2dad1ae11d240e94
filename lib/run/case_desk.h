// SPDX-License-Identifier: Apache-2.0
//
// The desk on which cases lie while they are worked on: taking one from the
// store, deciding, writing back, giving it back.
//
// It knows store, clock and definitions, and calls no department; drive.h does
// that. One desk, one thread.

#pragma once

#include <optional>
#include <span>
#include <string>
#include <vector>

#include "engine/decide.h"
#include "onething/runner.h"
#include "run/definitions.h"

namespace onething::run {

// A case that this process holds, with its lease.
struct OpenCase {
  CaseId id;
  std::int64_t epoch = 0;
  const engine::Definition* definition = nullptr;
  engine::CaseState state;
  std::int64_t stored = 0;             // Events in the store.
  std::vector<engine::Event> unsaved;  // Decided and not yet stored.
};

class CaseDesk {
 public:
  CaseDesk(Store& store, Clock& clock, const RunnerOptions& options);

  Store& store() { return store_; }
  Clock& clock() { return clock_; }
  Definitions& definitions() { return definitions_; }

  // A new case, submitted and stored.
  Result<Acted> open(const CaseId& id, const engine::Definition& definition,
                     const Command& command);
  // One command on a stored case.
  Result<Acted> act(const CaseId& id, const Command& command);
  Result<CaseView> view(const CaseId& id);

  // Takes a case and reads it. conflict while another process has it.
  Result<OpenCase> take(const CaseId& id);
  void give_back(const OpenCase& open);

  // Lets the engine decide; what it decided lies in `open` until save().
  std::optional<Rejection> decide(OpenCase& open, const Command& command);

  // Stores what was decided in all these cases, in one transaction, and tells
  // the observer.
  Status save(std::span<OpenCase*> cases);

 private:
  Result<Acted> decide_and_save(OpenCase& open, const Command& command);

  Store& store_;
  Clock& clock_;
  const RunnerOptions& options_;
  Definitions definitions_;
};

}  // namespace onething::run
