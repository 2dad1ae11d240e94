// SPDX-License-Identifier: Apache-2.0

#include "run/call_book.h"

#include <algorithm>
#include <optional>
#include <utility>
#include <variant>

#include "onething/id.h"

namespace onething::run {

namespace {

std::string timer_key(const RunName& run) {
  return run.step + "#" + std::to_string(run.iteration);
}

// Empty for what is not kept.
std::string name_in(const engine::CaseMigrated& migrated,
                    const std::string& step) {
  const auto& dropped = migrated.dropped;
  if (std::find(dropped.begin(), dropped.end(), step) != dropped.end())
    return {};
  for (const Renamed& each : migrated.renamed)
    if (each.from == step) return each.to;
  return step;
}

}  // namespace

// One event as an entry in the book.
class CallEntry {
 public:
  CallEntry(CallBook& book, CaseCommit& rows, Instant at)
      : calls_(book.calls_), rows_(rows), at_(at) {}

  void operator()(const engine::StepStarted& started) {
    if (started.by_person) {
      calls_.erase(started.run);
      return;
    }
    CallBook::Call& call = calls_[started.run];
    call = {};
    call.key = started.key;
    call.recipient = started.department + "/" + started.service;
    call.digest = to_hex(sha256(started.request));
    write(started.run, call, "open", started.request);
  }

  void operator()(const engine::RetryOrdered& ordered) {
    if (CallBook::Call* call = find(ordered.run))
      set_timer(ordered.run, *call, at_);
  }

  // The first attempt under the new key follows, with the same bytes.
  void operator()(const engine::RunRenewed& renewed) {
    CallBook::Call* call = find(renewed.run);
    if (call == nullptr) return;
    call->key = renewed.key;
    call->unsent = renewed.request;
    set_timer(renewed.run, *call, at_);
  }

  void operator()(const engine::CallRetried& retried) {
    CallBook::Call* call = find(retried.run);
    if (call == nullptr) return;
    call->attempt = retried.attempt;
    call->given_up = false;
    write(retried.run, *call, "open", std::exchange(call->unsent, {}));
    set_timer(retried.run, *call, std::nullopt);
  }

  void operator()(const engine::CallFailed& failed) {
    CallBook::Call* call = find(failed.run);
    if (call == nullptr) return;
    write(failed.run, *call, failed.may_have_acted ? "unknown" : "failed");
    set_timer(failed.run, *call, failed.retry_at);
  }

  // Without a failed call before it: an answer came that nobody can use.
  void operator()(const engine::StepFailed& failed) {
    CallBook::Call* call = find(failed.run);
    if (call == nullptr) return;
    if (call->open) write(failed.run, *call, "unknown");
    call->given_up = true;
    set_timer(failed.run, *call, std::nullopt);
  }

  // Not wanted any more. Whether it was done there nobody has said.
  void operator()(const engine::RunCancelled& cancelled) {
    CallBook::Call* call = find(cancelled.run);
    if (call == nullptr) return;
    if (call->open) write(cancelled.run, *call, "unknown");
    call->given_up = true;
    set_timer(cancelled.run, *call, std::nullopt);
  }

  // Its answer is still to come.
  void operator()(const engine::CallPending& pending) {
    CallBook::Call* call = find(pending.run);
    if (call == nullptr) return;
    if (!pending.is_unknown) write(pending.run, *call, "pending");
    set_timer(pending.run, *call, pending.query_at);
  }
  void operator()(const engine::QueryStarted& started) {
    if (CallBook::Call* call = find(started.run))
      set_timer(started.run, *call, std::nullopt);
  }
  void operator()(const engine::QueryFailed& failed) {
    if (CallBook::Call* call = find(failed.run))
      set_timer(failed.run, *call, failed.query_at);
  }

  void operator()(const engine::StepDone& done) { answered(done.run); }
  void operator()(const engine::StepReturned& back) { answered(back.run); }
  void operator()(const engine::RefusalReceived& refused) {
    answered(refused.run);
    if (CallBook::Call* call = find(refused.run)) call->given_up = true;
  }
  void operator()(const engine::StepRefused& refused) {
    answered(refused.run);
    if (refused.ends_case) drop_timers();
  }
  void operator()(const engine::WithdrawalRequested&) { drop_timers(); }

  void operator()(const engine::TerminationRequested&) { drop_timers(); }

  // Left out, or to act anew: what was to be tried again is not.
  void operator()(const engine::StepSkipped& skipped) {
    if (CallBook::Call* call =
            find({skipped.step, skipped.iteration.value_or(0)}))
      set_timer({skipped.step, skipped.iteration.value_or(0)}, *call,
                std::nullopt);
  }
  void operator()(const engine::StepReset& reset) {
    for (auto& [run, call] : calls_)
      if (run.step == reset.step) set_timer(run, call, std::nullopt);
  }

  // Runs go by other names; what is not kept has no call under way.
  void operator()(const engine::CaseMigrated& migrated) {
    std::map<RunName, CallBook::Call> moved;
    for (auto& [run, call] : calls_) {
      const std::optional<Instant> timer = call.timer;
      const std::string step = name_in(migrated, run.step);
      if (step != run.step) set_timer(run, call, std::nullopt);
      if (step.empty()) continue;
      CallBook::Call& kept = moved[{step, run.iteration}];
      kept = std::move(call);
      if (step != run.step && timer)
        set_timer({step, run.iteration}, kept, timer);
    }
    calls_ = std::move(moved);
  }

  void operator()(const engine::ChildStarted& started) {
    calls_.erase(started.run);
  }

  template <typename Other>
  void operator()(const Other&) {}

 private:
  CallBook::Call* find(const RunName& run) {
    const auto found = calls_.find(run);
    return found == calls_.end() ? nullptr : &found->second;
  }

  void answered(const RunName& run) {
    CallBook::Call* call = find(run);
    if (call == nullptr) return;
    if (!call->given_up) write(run, *call, "answered");
    set_timer(run, *call, std::nullopt);
  }

  // The frozen request stays with the first attempt.
  void write(const RunName& run, CallBook::Call& call, const char* state,
             std::string request = {}) {
    call.open = std::string_view(state) == "open";
    rows_.intents.push_back({call.key, call.attempt, run.step, call.recipient,
                             std::move(request), call.digest, state});
  }

  void set_timer(const RunName& run, CallBook::Call& call,
                 std::optional<Instant> at) {
    if (!at && !call.timer) return;
    call.timer = at;
    rows_.timers.push_back({timer_key(run), at});
  }

  void drop_timers() {
    for (auto& [run, call] : calls_) set_timer(run, call, std::nullopt);
  }

  std::map<RunName, CallBook::Call>& calls_;
  CaseCommit& rows_;
  Instant at_;
};

void CallBook::follow(const engine::Event& event, CaseCommit& rows) {
  std::visit(CallEntry(*this, rows, event.at), event.fact);
}

}  // namespace onething::run
