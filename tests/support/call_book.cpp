// SPDX-License-Identifier: Apache-2.0

#include "support/call_book.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <map>
#include <string_view>
#include <utility>
#include <variant>

#include "engine/codec/codec.h"

namespace onething::testing {

namespace {

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

// Takes in one event after the other.
class CallBook {
 public:
  void operator()(const engine::StepStarted& started) {
    if (started.by_person) {
      calls_.erase(started.run);
      return;
    }
    Call& call = calls_[started.run];
    call = {};
    call.key = started.key;
    call.recipient = started.department + "/" + started.service;
    call.digest = to_hex(sha256(started.request.empty() ? to_json(started.input)
                                                        : started.request));
    write(started.run, call, "open");
  }
  void operator()(const engine::RunRenewed& renewed) {
    if (Call* call = find(renewed.run)) call->key = renewed.key;
  }
  void operator()(const engine::CallRetried& retried) {
    Call* call = find(retried.run);
    if (call == nullptr) return;
    call->attempt = retried.attempt;
    call->given_up = false;
    write(retried.run, *call, "open");
  }
  void operator()(const engine::CallFailed& failed) {
    if (Call* call = find(failed.run))
      write(failed.run, *call, failed.may_have_acted ? "unknown" : "failed");
  }
  // Without a failed call before it: an answer came that nobody can use.
  void operator()(const engine::StepFailed& failed) { give_up(failed.run); }
  // Not wanted any more. Whether it was done there nobody has said.
  void operator()(const engine::RunCancelled& gone) { give_up(gone.run); }
  // Its answer is still to come.
  void operator()(const engine::CallPending& pending) {
    Call* call = find(pending.run);
    if (call != nullptr && !pending.is_unknown)
      write(pending.run, *call, "pending");
  }
  void operator()(const engine::StepDone& done) { answered(done.run); }
  void operator()(const engine::StepReturned& back) { answered(back.run); }
  void operator()(const engine::RefusalReceived& refused) {
    answered(refused.run);
    if (Call* call = find(refused.run)) call->given_up = true;
  }
  void operator()(const engine::StepRefused& refused) { answered(refused.run); }
  // Runs go by other names; what is not kept has no call under way.
  void operator()(const engine::CaseMigrated& migrated) {
    std::map<RunName, Call> moved;
    for (auto& [run, call] : calls_) {
      const std::string step = name_in(migrated, run.step);
      if (!step.empty()) moved[{step, run.iteration}] = std::move(call);
    }
    calls_ = std::move(moved);
  }
  void operator()(const engine::ChildStarted& started) {
    calls_.erase(started.run);
  }
  template <typename Other>
  void operator()(const Other&) {}

  std::map<std::pair<std::string, std::int64_t>, Intent> intents;

 private:
  struct Call {
    std::string key;
    std::int64_t attempt = 1;
    std::string recipient;
    std::string digest;
    bool open = true;       // No outcome is known yet.
    bool given_up = false;  // What comes now comes from a person.
  };

  Call* find(const RunName& run) {
    const auto found = calls_.find(run);
    return found == calls_.end() ? nullptr : &found->second;
  }

  void give_up(const RunName& run) {
    Call* call = find(run);
    if (call == nullptr) return;
    if (call->open) write(run, *call, "unknown");
    call->given_up = true;
  }

  void answered(const RunName& run) {
    Call* call = find(run);
    if (call != nullptr && !call->given_up) write(run, *call, "answered");
  }

  void write(const RunName& run, Call& call, const char* state) {
    call.open = std::string_view(state) == "open";
    intents[{call.key, call.attempt}] = {call.key,       call.attempt, run.step,
                                         call.recipient, call.digest,  state};
  }

  std::map<RunName, Call> calls_;
};

}  // namespace

std::vector<Intent> intents_of(Store& store, const CaseId& id) {
  CallBook book;
  const Result<std::vector<Record>> history = store.history(id);
  EXPECT_TRUE(history);
  if (!history) return {};
  for (const Record& record : history.value()) {
    const Result<engine::Event> event =
        engine::decode(record.type, record.version, record.at, record.payload);
    EXPECT_TRUE(event) << record.type;
    if (event)
      std::visit([&](const auto& fact) { book(fact); }, event.value().fact);
  }
  std::vector<Intent> intents;
  for (auto& [key, intent] : book.intents) intents.push_back(std::move(intent));
  return intents;
}

}  // namespace onething::testing
