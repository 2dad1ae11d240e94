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
#include <variant>
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
  engine::MigrationTarget target;  // While it is to be moved there.
  engine::CaseState state;
  std::int64_t stored = 0;  // Events in the store.
  CaseCommit unsaved;       // What was decided since, without the case's row.
  bool withheld = false;    // The last command was not allowed to start steps.
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
  // What open() would say; takes no case and stores nothing.
  Result<Acted> rehearse_open(const CaseId& id,
                              const engine::Definition& definition,
                              const Command& command);
  // One command on a stored case.
  Result<Acted> act(const CaseId& id, const Command& command);
  // What act() would say; takes no case and stores nothing.
  Result<Acted> rehearse(const CaseId& id, const Command& command);
  Result<CaseView> view(const CaseId& id);

  // Takes a case and reads it. conflict while another process has it.
  Result<OpenCase> take(const CaseId& id);
  // Many, with one transaction for all their leases.
  Result<std::vector<Result<OpenCase>>> take_all(std::span<const CaseId> ids);
  void give_back(const OpenCase& open);
  void give_back_all(std::span<const HeldCase> cases);

  // New cases of one definition, as decided but not yet saved; each is what its
  // application became. The locks of their subjects are held until they are
  // given back, after saving; conflict for the second of two that have the
  // same.
  struct Opening {
    std::vector<Result<std::variant<OpenCase, Rejection>>> cases;
    std::vector<HeldCase> locks;
  };
  Result<Opening> open_all(std::span<const CaseId> ids,
                           const engine::Definition& definition,
                           std::span<const Command> commands);

  // Lets the engine decide; what it decided lies in `open` until save(). The
  // state goes into the decision: after a rejection it is gone until recall().
  std::optional<Rejection> decide(OpenCase& open, const Command& command);

  // Brings the state back, from the store and from what is not yet saved.
  Status recall(OpenCase& open);

  // Stores what was decided in all these cases, in one transaction, and tells
  // the observer. Where one case conflicts the others are stored all the same.
  Status save(std::span<OpenCase*> cases);
  // The same in three parts, of which the one in the middle, Store::commit, may
  // be done by another thread; until then nobody else uses the store.
  struct Saving {
    std::vector<CaseCommit> commits;
    std::vector<std::size_t> changed;  // Whose they are.
  };
  Saving take_unsaved(std::span<OpenCase* const> cases);
  // What became of each of `cases`.
  Result<std::vector<Status>> conclude(std::span<OpenCase* const> cases,
                                       const Saving& saving,
                                       Result<std::vector<Status>> outcomes);

  // One moment for everything that is decided until it is let go: neither clock
  // nor store is asked.
  void hold_time();
  void let_time_go() { held_.reset(); }

 private:
  std::optional<Rejection> decide_at(OpenCase& open, const Command& command,
                                     Instant now);
  Result<std::optional<Rejection>> subject_taken(const OpenCase& open);
  Status lock_subjects(Opening& opening, std::vector<HeldCase>& unused);
  Result<Acted> open_once(OpenCase& open, const Command& command);
  Status read(OpenCase& open);
  Status find_target(OpenCase& open, const Command& command);
  Status must_be_stored(const OpenCase& open) const;
  Result<Acted> save_and_show(OpenCase& open);
  Result<Acted> decide_and_save(OpenCase& open, const Command& command);
  CaseCommit commit_of(OpenCase& open);
  bool could_start(const OpenCase& open);
  void tell(const OpenCase& open, const CaseCommit& commit);

  struct Moment {
    Instant now;
    std::optional<Instant> doubted;
  };

  Store& store_;
  Clock& clock_;
  const RunnerOptions& options_;
  Definitions definitions_;
  std::optional<Moment> held_;
};

}  // namespace onething::run
