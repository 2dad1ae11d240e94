// SPDX-License-Identifier: Apache-2.0
//
// Runner: the shell around the pure engine, and the only place where store,
// departments and clock meet it.
//
//   load -> decide -> commit, in one transaction -> call -> answer -> decide …
//
// Whatever happens to the process, running the same command again goes on where
// the store stands. A Runner is used from one thread; it drives many cases at
// once.

#pragma once

#include <atomic>
#include <functional>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "onething/case_feed.h"
#include "onething/case_view.h"
#include "onething/clock_mark.h"
#include "onething/command.h"
#include "onething/connector.h"
#include "onething/load.h"
#include "onething/result.h"
#include "onething/store.h"

namespace onething {

// The present, handed in so that tests and simulations can make their own.
class Clock {
 public:
  virtual ~Clock() = default;
  virtual Instant now() = 0;
  // Returns when the time has come, or earlier; the caller looks again.
  virtual void sleep_until(Instant instant) = 0;

  // What the machine shows, for whoever doubts it (guarded_clock.h); nothing
  // where time is made up.
  virtual std::optional<ClockReading> reading() { return std::nullopt; }
  // What the machine's clock shows where now() does not go by it.
  virtual std::optional<Instant> doubted() { return std::nullopt; }
  // Something was stored: a moment to note how time stands.
  virtual void remember() {}
};
std::unique_ptr<Clock> make_system_clock();
// A clock that shows `start` now and goes on from there; for tests and examples
// that must read the same next year. With `since_boot` it has readings, of a
// machine that was started so long ago.
std::unique_ptr<Clock> make_clock_at(
    Instant start, std::optional<Duration> since_boot = std::nullopt);

// One connector for all departments, as an environment says. `stub_base` is
// where the stub answers ("http://127.0.0.1:8081"), for targets that are
// `stub`; `root` is where the project lies, for folders that are named from
// there; one that is missing is looked for again with each call. Errors:
// invalid for a missing secret or an unknown department.
Result<std::unique_ptr<Connector>> make_department_connector(
    const Project& project, const Environment& environment,
    std::string_view stub_base, std::string_view root = {});

// How failing calls are retried; see engine/definition.h.
struct RetryOptions {
  std::int64_t attempts = 6;
  std::int64_t first_ms = 200;
  std::int64_t longest_ms = 30'000;
};

struct RunnerOptions {
  std::string worker = "onething";  // Shown to whoever finds the case held.
  RetryOptions retry;
  // Set by a signal handler: the runner starts nothing new and returns.
  const std::atomic<bool>* stop = nullptr;
  // About ten times a second while answers or retries are waited for.
  std::function<void()> waiting;
  // After each commit, with the case as it now stands and the words of the
  // events that were stored ("step_started", …).
  std::function<void(const CaseView&, const std::vector<std::string>& events)>
      observer;
};

// A case, or why the command was refused.
using Acted = std::variant<CaseView, Rejection>;

class Runner {
 public:
  // All references must outlive the runner. `departments` may be null where
  // nothing is called (submitting, acting and looking only).
  Runner(Store& store, Clock& clock, Connector* departments,
         RunnerOptions options = {});
  ~Runner();

  // Opens a case of `workflow` and starts its first steps. The same submission
  // key with the same input gives the same case again; with other input it is
  // refused (run.key_reused).
  Result<Acted> submit(const LoadedProject& project, const Workflow& workflow,
                       const Application& application,
                       std::string_view submission_key, const Actor& actor);

  // What submit() would say now. Takes no case and stores nothing.
  Result<Acted> rehearse_submit(const LoadedProject& project,
                                const Workflow& workflow,
                                const Application& application,
                                std::string_view submission_key,
                                const Actor& actor);

  // Carries out one command on one case.
  Result<Acted> act(const CaseId& id, const Command& command);
  // What act() would say now. Takes no case and stores nothing.
  Result<Acted> rehearse(const CaseId& id, const Command& command);

  // The content hash of what `workflow` is now, for MigrateCase::to. Kept in
  // the store where cases are to follow it, else in this runner only.
  enum class Keep { in_memory, in_store };
  Result<std::string> add_definition(const LoadedProject& project,
                                     const Workflow& workflow, Keep keep);

  // Calls departments for these cases until every one has ended, or only people
  // or a correction can move it on, or until stopped. Returns how they
  // stand, in the same order. conflict when another process holds one of them;
  // invalid when a case refuses to go on (its history is full): the others have
  // then been driven all the same.
  Result<std::vector<CaseView>> drive(std::span<const CaseId> ids);

  // Submits and drives what `feed` brings, until all rest or until stopped.
  Status work(const LoadedProject& project, const Workflow& workflow,
              const Actor& actor, CaseFeed& feed, std::size_t at_once);

  // The case that waits for this message. not_found when none does; invalid
  // when several do.
  Result<CaseId> find_receiver(const GiveMessage& message);

  // Cases for which departments have laid answers down, to be driven; what lies
  // there for no case is put into quarantine.
  Result<std::vector<CaseId>> cases_with_arrivals();

  // How a case stands, without touching it.
  Result<CaseView> view(const CaseId& id);

 private:
  class Impl;
  std::unique_ptr<Impl> impl_;
};

}  // namespace onething
