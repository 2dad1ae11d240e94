// SPDX-License-Identifier: Apache-2.0

#include "run/drive.h"

#include <algorithm>
#include <chrono>
#include <map>
#include <utility>

#include "base/limits.h"
#include "engine/effects.h"
#include "engine/view.h"

namespace onething::run {

namespace {

using std::chrono::milliseconds;

// Long enough to cost nothing, short enough that a signal is seen at once.
constexpr milliseconds kLongestWait{100};
// How long answers that are under way are waited for after a signal.
constexpr std::int64_t kGraceMs = 2'000;

const Actor kSystem{"system", "", Channel::system};

// One attempt of one run in one process: what an answer is matched by.
struct Ticket {
  std::string key;
  std::int64_t attempt = 1;

  friend auto operator<=>(const Ticket&, const Ticket&) = default;
};

struct Owner {
  OpenCase* open = nullptr;
  RunName run;
};

AnswerCall to_command(const Answer& answer, const RunName& run) {
  AnswerCall command;
  command.run = run;
  command.key = answer.key;
  command.attempt = answer.attempt;
  command.document = answer.document;
  command.failure = answer.detail;
  // "Busy" is an answer about this very key: asking again is what it asks for.
  command.may_have_acted = answer.failure == CallFailure::unknown ||
                           answer.failure == CallFailure::malformed;
  command.try_again = answer.failure != CallFailure::rejected &&
                      answer.failure != CallFailure::key_conflict;
  if (answer.retry_after)
    command.retry_after = Duration{answer.retry_after->count(), 0};
  return command;
}

class Driver {
 public:
  Driver(CaseDesk& desk, Connector* departments, const RunnerOptions& options)
      : desk_(desk), departments_(departments), options_(options) {}

  ~Driver() {
    for (const auto& open : cases_) desk_.give_back(*open);
  }

  Status take(std::span<const CaseId> ids) {
    for (const CaseId& id : ids) {
      OT_TRY(OpenCase open, desk_.take(id));
      cases_.push_back(std::make_unique<OpenCase>(std::move(open)));
    }
    return Done{};
  }

  // Calls that a process before this one left behind, then whatever can start.
  Status begin() {
    for (const auto& open : cases_) {
      for (const engine::OwedCall& call : owed(*open).calls)
        decide(*open, InterruptCall{call.run, call.attempt});
      decide(*open, AdvanceCase{});
    }
    return save();
  }

  Status run() {
    while (true) {
      if (stopping()) return finish();
      call_out();
      const std::optional<Instant> wake = next_wake();
      const bool calling = departments_ && departments_->in_flight() > 0;
      if (!calling && !wake) return Done{};
      if (calling)
        take_in(wait_for(wake));
      else
        desk_.clock().sleep_until(*wake);
      advance_what_is_due();
      OT_CHECK(save());
    }
  }

  std::vector<CaseView> views() const {
    std::vector<CaseView> views;
    for (const auto& open : cases_)
      views.push_back(engine::make_view(*open->definition, open->state));
    return views;
  }

 private:
  bool stopping() const { return options_.stop && options_.stop->load(); }

  engine::PendingEffects owed(const OpenCase& open) const {
    return engine::pending_effects(*open.definition, open.state);
  }

  template <typename What>
  void decide(OpenCase& open, What what) {
    // Refusals here are answers that come too late; they change nothing.
    static_cast<void>(
        desk_.decide(open, {std::move(what), kSystem, !stopping()}));
  }

  // After a signal: what is under way may still come in, nothing new starts.
  Status finish() {
    const Instant end = desk_.clock().now() + milliseconds_of(kGraceMs);
    while (departments_ && departments_->in_flight() > 0 &&
           desk_.clock().now() < end)
      take_in(kLongestWait);
    return save();
  }

  static Duration milliseconds_of(std::int64_t count) {
    return onething::milliseconds(count);
  }

  void call_out() {
    for (const auto& open : cases_) {
      for (const engine::OwedCall& owed_call : owed(*open).calls) {
        const Ticket ticket{owed_call.key, owed_call.attempt};
        if (under_way_.contains(ticket)) continue;
        if (departments_ == nullptr ||
            departments_->in_flight() >= limits::calls_in_flight_max)
          return;
        under_way_[ticket] = {open.get(), owed_call.run};
        start(*open, owed_call);
      }
    }
  }

  void start(const OpenCase& open, const engine::OwedCall& owed_call) {
    engine::CallText text =
        engine::call_text(*open.definition, open.state, owed_call);
    Call call;
    call.case_id = open.id.text;
    call.key = owed_call.key;
    call.attempt = owed_call.attempt;
    call.epoch = open.epoch;
    call.service = std::move(text.service);
    call.method = std::move(text.method);
    call.path = std::move(text.path);
    call.body = std::move(text.body);
    departments_->start(std::move(call));
  }

  void take_in(milliseconds timeout) {
    for (const Answer& answer : departments_->wait(timeout)) {
      const auto found = under_way_.find({answer.key, answer.attempt});
      if (found == under_way_.end()) continue;
      const Owner owner = found->second;
      under_way_.erase(found);
      decide(*owner.open, to_command(answer, owner.run));
    }
  }

  std::optional<Instant> next_wake() const {
    std::optional<Instant> earliest;
    for (const auto& open : cases_) {
      const std::optional<Instant> wake = owed(*open).wake_at;
      if (wake && (!earliest || *wake < *earliest)) earliest = wake;
    }
    return earliest;
  }

  milliseconds wait_for(std::optional<Instant> wake) const {
    if (!wake) return kLongestWait;
    const milliseconds left(to_milliseconds(*wake) -
                            to_milliseconds(desk_.clock().now()));
    return std::clamp(left, milliseconds(0), kLongestWait);
  }

  void advance_what_is_due() {
    const Instant now = desk_.clock().now();
    for (const auto& open : cases_) {
      const std::optional<Instant> wake = owed(*open).wake_at;
      if (wake && *wake <= now) decide(*open, AdvanceCase{});
    }
  }

  Status save() {
    std::vector<OpenCase*> all;
    for (const auto& open : cases_) all.push_back(open.get());
    return desk_.save(all);
  }

  CaseDesk& desk_;
  Connector* departments_;
  const RunnerOptions& options_;
  std::vector<std::unique_ptr<OpenCase>> cases_;  // Addresses are kept.
  std::map<Ticket, Owner> under_way_;
};

}  // namespace

Result<std::vector<CaseView>> drive(CaseDesk& desk, Connector* departments,
                                    const RunnerOptions& options,
                                    std::span<const CaseId> ids) {
  Driver driver(desk, departments, options);
  OT_CHECK(driver.take(ids));
  OT_CHECK(driver.begin());
  OT_CHECK(driver.run());
  return driver.views();
}

}  // namespace onething::run
