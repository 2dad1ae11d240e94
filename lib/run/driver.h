// SPDX-License-Identifier: Apache-2.0
//
// The loop that drives cases. Only cases that changed are looked at again: with
// many at once, each answer costs as much as the case it belongs to.
//
// Its parts by file: the loop and the calls (driver.cpp), what a feed brings
// (driver_feed.cpp), storing and cases that act for others (driver_store.cpp).

#pragma once

#include <chrono>
#include <deque>
#include <future>
#include <map>
#include <memory>
#include <optional>
#include <set>
#include <span>
#include <string>
#include <utility>
#include <vector>

#include "run/committer.h"
#include "run/driven.h"
#include "run/fed_cases.h"

namespace onething::run {

class Driver {
 public:
  Driver(CaseDesk& desk, Connector* departments, const RunnerOptions& options)
      : desk_(desk), departments_(departments), options_(options) {}
  Driver(CaseDesk& desk, Connector* departments, const RunnerOptions& options,
         ReadyFeed& feed, std::size_t at_once)
      : Driver(desk, departments, options) {
    feed_ = &feed;
    at_once_ = at_once;
  }
  ~Driver();

  // A case that is named twice is taken once: a second lease would end the
  // first.
  Status take(std::span<const CaseId> ids);

  // Calls that a process before this one left behind, then whatever can start.
  Status begin();
  Status run();

  // Tells the feed of what has come to rest since.
  Status end();

  // The first case that refused to go on.
  const std::optional<Error>& problem() const { return problem_; }
  std::vector<CaseView> views(std::span<const CaseId> ids);

 private:
  Driven& add(OpenCase open);
  Status take_up(Driven& driven);
  Status take_more();
  Status open_new(std::vector<FedCase>& fed);
  Status take_known(const std::vector<FedCase>& fed);
  static bool is_at_rest(const Driven& driven);
  // Cases that came to rest are given back, and their memory with them.
  Status let_go();
  static Result<bool> rest_of(const Driven& driven);
  void drop(Driven& driven);
  bool stopping() const { return options_.stop && options_.stop->load(); }
  bool is_calling() const;
  static engine::PendingEffects owed(const Driven& driven);

  // What comes too late is no refusal; it only changes nothing. A refusal would
  // come again however often one asks, so the case is left as it is.
  Status decide(Driven& driven, decltype(Command::what) what);

  // After a signal: what is under way may still come in, nothing new starts.
  Status finish();
  void call_out();
  // Collects answers and decides on some of them.
  Status take_in(std::chrono::milliseconds timeout);
  std::optional<Owner> arrived(const Ticket& ticket);
  // While one part of the cases is stored the next is decided on: begins to
  // store as soon as the store is free and there is enough to be stored.
  Status turn_over();
  std::size_t active() const { return cases_.size() - free_places_.size(); }
  bool is_worth_storing() const;
  // What lies there for these cases, now and then; true when there was anything
  // to decide on.
  Result<bool> pick_up(bool at_once);
  // A case that stopped has not taken it; the next who drives it will.
  void note(const Driven& driven, const Answer& answer);
  std::optional<Instant> next_wake() const;
  std::chrono::milliseconds wait_for(std::optional<Instant> wake) const;
  Status advance_what_is_due();

  // Saves, and sees to the cases that act for others, until nothing changes.
  Status settle();
  Status tend(const ChildWork& work);
  Status answer(const ChildWork& work, AnswerCall what);
  static Message why(const Rejection& rejection);
  // Takes a case in that was not asked for.
  Status join(const CaseId& id);
  // A child that ended is what its parent waits for.
  void look_at_parent(const Driven& child);
  // All that is being stored or is to be.
  Status save();
  Flight take_changed();
  // Beside what this thread does next. Until end_save() nobody else may use the
  // store or the clock, and no call leaves that is not stored.
  void begin_save();
  Status end_save();
  // What follows from being stored: first what needs the store, then the calls.
  Status conclude(Flight& flight, Committer::Outcomes ended);
  void look_at_all(const Flight& flight);
  Instant now() const { return flight_ ? flight_->since : desk_.clock().now(); }
  // It could not be stored: somebody else has it now. Of a feed it is one of
  // many; else that is the end.
  Status lose(Driven& driven, const Error& why);
  // What a case is owed, now that it is stored.
  void look_at(Driven& driven);

  CaseDesk& desk_;
  Connector* departments_;
  const RunnerOptions& options_;
  ReadyFeed* feed_ = nullptr;
  std::size_t at_once_ = 0;
  bool is_fed_ = false;  // Nothing more comes from the feed.
  std::optional<Instant> feed_at_;
  std::vector<FedCase> put_off_;   // Others of their subjects are decided on.
  std::vector<HeldCase> locks_;    // Of subjects, until what has them is saved.
  std::vector<HeldCase> retired_;  // To be given back.
  std::vector<std::size_t> rested_;  // Places of cases that may be at rest.
  std::vector<std::size_t> free_places_;
  std::vector<std::unique_ptr<Driven>> cases_;  // Addresses are kept.
  std::map<CaseId, Driven*> by_id_;
  std::vector<Driven*> changed_;
  std::deque<Unsent> unsent_;
  std::deque<ChildWork> work_;
  std::set<std::string> answered_;     // Keys of runs that cases acted for.
  std::map<Ticket, Owner> under_way_;  // Also what is in unsent_.
  std::set<std::pair<Instant, std::size_t>> wakes_;
  std::vector<Lying> lying_;
  Committer committer_;
  std::optional<Flight> flight_;
  std::deque<Answer> inbox_;       // Not yet decided on.
  std::set<std::string> handled_;  // Receipts of what lay there.
  std::chrono::steady_clock::time_point next_pick_up_;
  std::optional<Error> problem_;
};

}  // namespace onething::run
