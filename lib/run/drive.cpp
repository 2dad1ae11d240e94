// SPDX-License-Identifier: Apache-2.0

#include "run/drive.h"

#include <algorithm>
#include <chrono>
#include <deque>
#include <map>
#include <memory>
#include <set>
#include <utility>

#include "base/limits.h"
#include "engine/effects.h"
#include "engine/view.h"
#include "run/arrivals.h"
#include "run/call_words.h"
#include "run/child_views.h"
#include "run/children.h"

namespace onething::run {

namespace {

using std::chrono::milliseconds;

// Long enough to cost nothing, short enough that a signal is seen at once.
constexpr milliseconds kLongestWait{100};
// A moment that is nearer is waited for; for others the case is left.
constexpr std::int64_t kPatienceMs = 30'000;
// How long answers that are under way are waited for after a signal.
constexpr std::int64_t kGraceMs = 2'000;

// How often folders are looked into while something else is waited for.
constexpr milliseconds kPickUpEvery{200};

const Actor kSystem{"system", "", Channel::system};

// One attempt of one run in one process: what an answer is matched by.
struct Ticket {
  std::string key;
  std::int64_t attempt = 1;

  friend auto operator<=>(const Ticket&, const Ticket&) = default;
};

// A case while it is driven.
struct Driven {
  OpenCase open;
  std::size_t place = 0;        // In Driver::cases_.
  bool changed = false;         // Since it was last looked at.
  bool stopped = false;         // It refused to go on.
  std::optional<Instant> wake;  // As it stands in Driver::wakes_.
};

struct Owner {
  Driven* driven = nullptr;
  RunName run;
  bool is_query = false;
};

// An intent that is stored, and its call not yet made.
struct Unsent {
  Driven* driven = nullptr;
  engine::OwedCall call;
};

// What a department had laid down, until its case is stored.
struct Lying {
  std::string receipt;
  PutAway how = PutAway::taken;
  Message why;
};

// A case that does a run of another.
struct ChildWork {
  Driven* parent = nullptr;
  engine::OwedChild child;
};

// Only cases that changed are looked at again: with many at once, each answer
// costs as much as the case it belongs to.
class Driver {
 public:
  Driver(CaseDesk& desk, Connector* departments, const RunnerOptions& options)
      : desk_(desk), departments_(departments), options_(options) {}

  ~Driver() {
    for (const auto& driven : cases_) desk_.give_back(driven->open);
  }

  // A case that is named twice is taken once: a second lease would end the
  // first.
  Status take(std::span<const CaseId> ids) {
    for (const CaseId& id : ids) {
      if (by_id_.contains(id)) continue;
      OT_TRY(OpenCase open, desk_.take(id));
      auto driven = std::make_unique<Driven>();
      driven->open = std::move(open);
      driven->place = cases_.size();
      by_id_[id] = driven.get();
      cases_.push_back(std::move(driven));
    }
    return Done{};
  }

  // Calls that a process before this one left behind, then whatever can start.
  Status begin() {
    for (const auto& driven : cases_) {
      for (const engine::OwedCall& call : owed(*driven).calls)
        OT_CHECK(decide(*driven, InterruptCall{call.run, call.attempt}));
      OT_CHECK(decide(*driven, AdvanceCase{}));
    }
    return settle();
  }

  Status run() {
    while (true) {
      if (stopping()) return finish();
      call_out();
      const std::optional<Instant> wake = next_wake();
      const bool is_idle = !is_calling() && !wake;
      OT_TRY(const bool came, pick_up(is_idle));
      if (came) continue;
      if (is_idle) return Done{};
      if (is_calling()) {
        OT_CHECK(take_in(wait_for(wake)));
      } else {
        desk_.clock().sleep_until(*wake);
      }
      if (options_.waiting) options_.waiting();
      OT_CHECK(advance_what_is_due());
      OT_CHECK(settle());
    }
  }

  // The first case that refused to go on.
  const std::optional<Error>& problem() const { return problem_; }

  std::vector<CaseView> views(std::span<const CaseId> ids) {
    std::vector<CaseView> views;
    for (const CaseId& id : ids) {
      const OpenCase& open = by_id_.at(id)->open;
      CaseView view = engine::make_view(*open.definition, open.state);
      if (auto children = children_of(desk_.store(), desk_.definitions(), view))
        view.children = std::move(children.value());
      views.push_back(std::move(view));
    }
    return views;
  }

 private:
  bool stopping() const { return options_.stop && options_.stop->load(); }

  bool is_calling() const {
    return departments_ != nullptr && departments_->in_flight() > 0 &&
           !under_way_.empty();
  }

  static engine::PendingEffects owed(const Driven& driven) {
    return engine::pending_effects(*driven.open.definition, driven.open.state);
  }

  // What comes too late is no refusal; it only changes nothing. A refusal would
  // come again however often one asks, so the case is left as it is.
  template <typename What>
  Status decide(Driven& driven, What what) {
    if (driven.stopped) return Done{};
    if (!std::exchange(driven.changed, true)) changed_.push_back(&driven);
    const std::optional<Rejection> rejection =
        desk_.decide(driven.open, {std::move(what), kSystem, !stopping()});
    if (!rejection) return Done{};
    driven.stopped = true;
    if (!problem_)
      problem_ = Error{
          ErrorCode::invalid,
          {"run.case_stopped",
           {{"case", driven.open.id.text}, {"problem", rejection->message}}}};
    // Its state is needed once more where something is still to be stored.
    if (driven.open.unsaved.records.empty()) return Done{};
    return desk_.recall(driven.open);
  }

  // After a signal: what is under way may still come in, nothing new starts.
  Status finish() {
    const Instant end = desk_.clock().now() + onething::milliseconds(kGraceMs);
    while (is_calling() && desk_.clock().now() < end)
      OT_CHECK(take_in(kLongestWait));
    OT_CHECK(save());
    for (const Unsent& unsent : std::exchange(unsent_, {}))
      OT_CHECK(decide(*unsent.driven, never_made(unsent.call)));
    return save();
  }

  void call_out() {
    while (departments_ != nullptr && !unsent_.empty() &&
           departments_->in_flight() < limits::calls_in_flight_max) {
      const Unsent next = std::move(unsent_.front());
      unsent_.pop_front();
      if (next.driven->stopped)
        under_way_.erase({next.call.key, next.call.attempt});
      else
        departments_->start(to_call(next.driven->open, next.call));
    }
  }

  Status take_in(milliseconds timeout) {
    for (const Answer& answer : departments_->wait(timeout)) {
      const auto found = under_way_.find({answer.key, answer.attempt});
      if (found == under_way_.end()) continue;
      const Owner owner = found->second;
      under_way_.erase(found);
      OT_CHECK(
          decide(*owner.driven, to_command(answer, owner.run, owner.is_query)));
      note(*owner.driven, answer);
    }
    return Done{};
  }

  // What lies there for these cases, now and then; true when there was anything
  // to decide on.
  Result<bool> pick_up(bool at_once) {
    const auto now = std::chrono::steady_clock::now();
    if (departments_ == nullptr || (!at_once && now < next_pick_up_))
      return false;
    next_pick_up_ = now + kPickUpEvery;
    // Asked first, because nearly always there is nothing.
    if (departments_->cases_with_arrivals().empty()) return false;
    std::vector<std::string> ids;
    for (const auto& driven : cases_)
      if (!driven->stopped) ids.push_back(driven->open.id.text);
    bool came = false;
    for (const Arrival& arrival : departments_->arrivals(ids)) {
      // What could not be put away would come again for ever.
      if (!handled_.insert(arrival.answer.receipt).second) continue;
      Driven& driven = *by_id_.at({arrival.case_id});
      ArrivalUse use = use_of(driven.open.state, arrival);
      if (!use.command) {
        departments_->put_away(arrival.answer.receipt, PutAway::quarantined,
                               use.unusable);
        continue;
      }
      came = true;
      OT_CHECK(decide(driven, std::move(*use.command)));
      note(driven, arrival.answer);
    }
    if (came) OT_CHECK(settle());
    return came;
  }

  // A case that stopped has not taken it; the next who drives it will.
  void note(const Driven& driven, const Answer& answer) {
    if (answer.receipt.empty() || driven.stopped) return;
    lying_.push_back({answer.receipt,
                      answer.document ? PutAway::taken : PutAway::quarantined,
                      answer.detail});
  }

  std::optional<Instant> next_wake() const {
    if (wakes_.empty()) return std::nullopt;
    return wakes_.begin()->first;
  }

  milliseconds wait_for(std::optional<Instant> wake) const {
    if (!wake) return kLongestWait;
    const milliseconds left(to_milliseconds(*wake) -
                            to_milliseconds(desk_.clock().now()));
    return std::clamp(left, milliseconds(0), kLongestWait);
  }

  Status advance_what_is_due() {
    const Instant now = desk_.clock().now();
    for (const auto& [wake, place] : wakes_) {
      if (wake > now) break;
      OT_CHECK(decide(*cases_[place], AdvanceCase{}));
    }
    return Done{};
  }

  // Saves, and sees to the cases that act for others, until nothing changes.
  Status settle() {
    OT_CHECK(save());
    while ((!work_.empty() || !changed_.empty()) && !stopping()) {
      if (!work_.empty()) {
        const ChildWork next = std::move(work_.front());
        work_.pop_front();
        OT_CHECK(tend(next));
      }
      OT_CHECK(save());
    }
    return Done{};
  }

  Status tend(const ChildWork& work) {
    const CaseId id{work.child.case_id};
    if (answered_.contains(work.child.key)) return Done{};
    if (!by_id_.contains(id)) {
      const Result<CaseRow> row = desk_.store().row(id);
      if (!row && row.error().code != ErrorCode::not_found) return row.error();
      if (!row && !work.child.is_wanted)
        return answer(work,
                      not_opened(work.child, {"run.child_not_needed", {}}));
      if (!row) {
        OT_TRY(const Acted acted,
               open_child(desk_, work.parent->open, work.child));
        if (const auto* refused = std::get_if<Rejection>(&acted))
          return answer(work, not_opened(work.child, why(*refused)));
      }
      const Status taken = join(id);
      // Another process has it, and will tell when it has ended.
      if (!taken)
        return taken.error().code == ErrorCode::conflict ? Status(Done{})
                                                         : taken;
    }
    Driven& child = *by_id_.at(id);
    if (engine::has_ended(child.open.state.status))
      return answer(work, answer_of(*work.parent->open.definition, work.child,
                                    child.open.state));
    if (work.child.is_wanted || engine::is_ending(child.open.state))
      return Done{};
    return decide(child, WithdrawCase{render({"run.parent_withdrawn", {}},
                                             Language::zh)});
  }

  // Once: the answer to a run that is not waited for any more changes nothing.
  Status answer(const ChildWork& work, AnswerCall what) {
    answered_.insert(work.child.key);
    return decide(*work.parent, std::move(what));
  }

  // The first defect says more than that there are some.
  static Message why(const Rejection& rejection) {
    if (rejection.defects.empty()) return rejection.message;
    const CaseDefect& first = rejection.defects.front();
    return {"run.child_defect",
            {{"field", first.field}, {"problem", first.message}}};
  }

  // Takes a case in that was not asked for, and sees what it is owed.
  Status join(const CaseId& id) {
    const CaseId ids[] = {id};
    OT_CHECK(take(ids));
    Driven& driven = *by_id_.at(id);
    for (const engine::OwedCall& call : owed(driven).calls)
      OT_CHECK(decide(driven, InterruptCall{call.run, call.attempt}));
    return decide(driven, AdvanceCase{});
  }

  // A child that ended is what its parent waits for.
  void look_at_parent(const Driven& child) {
    const engine::CaseState& state = child.open.state;
    if (state.parent.empty() || !engine::has_ended(state.status)) return;
    const CaseId id{state.parent};
    if (by_id_.contains(id)) return look_at(*by_id_.at(id));
    // Held elsewhere: whoever has it looks at its children when it is taken up.
    static_cast<void>(join(id));
  }

  Status save() {
    std::vector<OpenCase*> changed;
    for (Driven* driven : changed_) changed.push_back(&driven->open);
    OT_CHECK(desk_.save(changed));
    for (const Lying& lying : std::exchange(lying_, {}))
      departments_->put_away(lying.receipt, lying.how, lying.why);
    for (Driven* driven : std::exchange(changed_, {})) {
      look_at(*driven);
      look_at_parent(*driven);
    }
    return Done{};
  }

  // What a case is owed, now that it is stored.
  void look_at(Driven& driven) {
    driven.changed = false;
    if (driven.wake) wakes_.erase({*driven.wake, driven.place});
    driven.wake.reset();
    if (driven.stopped) return;
    engine::PendingEffects effects = owed(driven);
    for (engine::OwedCall& call : effects.calls) {
      const bool is_new =
          under_way_
              .try_emplace({call.key, call.attempt},
                           Owner{&driven, call.run, call.is_query})
              .second;
      if (is_new) unsent_.push_back({&driven, std::move(call)});
    }
    for (engine::OwedChild& child : effects.children)
      work_.push_back({&driven, std::move(child)});
    driven.wake = effects.retry_at;
    const Instant soon =
        desk_.clock().now() + onething::milliseconds(kPatienceMs);
    if (effects.wake_at && *effects.wake_at <= soon)
      driven.wake = effects.wake_at;
    if (driven.wake) wakes_.insert({*driven.wake, driven.place});
  }

  CaseDesk& desk_;
  Connector* departments_;
  const RunnerOptions& options_;
  std::vector<std::unique_ptr<Driven>> cases_;  // Addresses are kept.
  std::map<CaseId, Driven*> by_id_;
  std::vector<Driven*> changed_;
  std::deque<Unsent> unsent_;
  std::deque<ChildWork> work_;
  std::set<std::string> answered_;     // Keys of runs that cases acted for.
  std::map<Ticket, Owner> under_way_;  // Also what is in unsent_.
  std::set<std::pair<Instant, std::size_t>> wakes_;
  std::vector<Lying> lying_;
  std::set<std::string> handled_;  // Receipts of what lay there.
  std::chrono::steady_clock::time_point next_pick_up_;
  std::optional<Error> problem_;
};

}  // namespace

Result<std::vector<CaseView>> drive(CaseDesk& desk, Connector* departments,
                                    const RunnerOptions& options,
                                    std::span<const CaseId> ids) {
  Driver driver(desk, departments, options);
  OT_CHECK(driver.take(ids));
  OT_CHECK(driver.begin());
  OT_CHECK(driver.run());
  if (driver.problem()) return *driver.problem();
  return driver.views(ids);
}

}  // namespace onething::run
