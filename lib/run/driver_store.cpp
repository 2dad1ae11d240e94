// SPDX-License-Identifier: Apache-2.0

#include <algorithm>
#include <utility>

#include "run/children.h"
#include "run/driver.h"

namespace onething::run {

namespace {

// A moment that is nearer is waited for; for others the case is left.
constexpr std::int64_t kPatienceMs = 30'000;
// Into how many parts the cases are cut, of which one is stored while another
// is decided on, and how small and how large these get.
constexpr std::size_t kParts = 3;
constexpr std::size_t kPartMin = 64;
constexpr std::size_t kPartMax = 400;

}  // namespace

Status Driver::settle() {
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

Status Driver::tend(const ChildWork& work) {
  const CaseId id{work.child.case_id};
  if (answered_.contains(work.child.key)) return Done{};
  if (!by_id_.contains(id)) {
    const Result<CaseRow> row = desk_.store().row(id);
    if (!row && row.error().code != ErrorCode::not_found) return row.error();
    if (!row && !work.child.is_wanted)
      return answer(work, not_opened(work.child, {"run.child_not_needed", {}}));
    if (!row) {
      OT_TRY(const Acted acted,
             open_child(desk_, work.parent->open, work.child));
      if (const auto* refused = std::get_if<Rejection>(&acted))
        return answer(work, not_opened(work.child, why(*refused)));
    }
    const Status taken = join(id);
    // Another process has it, and will tell when it has ended.
    if (!taken)
      return taken.error().code == ErrorCode::conflict ? Status(Done{}) : taken;
  }
  Driven& child = *by_id_.at(id);
  if (engine::has_ended(child.open.state.status))
    return answer(work, answer_of(*work.parent->open.definition, work.child,
                                  child.open.state));
  if (work.child.is_wanted || engine::is_ending(child.open.state))
    return Done{};
  return decide(
      child, WithdrawCase{render({"run.parent_withdrawn", {}}, Language::zh)});
}

Status Driver::answer(const ChildWork& work, AnswerCall what) {
  answered_.insert(work.child.key);
  return decide(*work.parent, std::move(what));
}

Message Driver::why(const Rejection& rejection) {
  if (rejection.defects.empty()) return rejection.message;
  const CaseDefect& first = rejection.defects.front();
  return {"run.child_defect",
          {{"field", first.field}, {"problem", first.message}}};
}

Status Driver::join(const CaseId& id) {
  const CaseId ids[] = {id};
  OT_CHECK(take(ids));
  return take_up(*by_id_.at(id));
}

void Driver::look_at_parent(const Driven& child) {
  const engine::CaseState& state = child.open.state;
  if (state.parent.empty() || !engine::has_ended(state.status)) return;
  const CaseId id{state.parent};
  if (by_id_.contains(id)) return look_at(*by_id_.at(id));
  // Held elsewhere: whoever has it looks at its children when it is taken up.
  static_cast<void>(join(id));
}

Status Driver::save() {
  OT_CHECK(end_save());
  if (changed_.empty()) return Done{};
  Flight flight = take_changed();
  OT_CHECK(conclude(flight, desk_.store().commit(flight.saving.commits)));
  look_at_all(flight);
  return Done{};
}

Flight Driver::take_changed() {
  Flight flight;
  for (Driven* driven : std::exchange(changed_, {})) {
    driven->changed = false;
    if (driven->is_lost) {
      if (driven->under_way == 0) rested_.push_back(driven->place);
      continue;
    }
    driven->in_flight = true;
    flight.driven.push_back(driven);
    flight.cases.push_back(&driven->open);
  }
  flight.lying = std::exchange(lying_, {});
  flight.saving = desk_.take_unsaved(flight.cases);
  return flight;
}

void Driver::begin_save() {
  if (changed_.empty()) return;
  desk_.hold_time();
  const Instant since = desk_.clock().now();
  flight_ = take_changed();
  flight_->since = since;
  committer_.begin(desk_.store(), flight_->saving.commits);
}

Status Driver::end_save() {
  if (!flight_) return Done{};
  Committer::Outcomes ended = committer_.take();
  Flight saved = std::move(*flight_);
  flight_.reset();
  desk_.let_time_go();
  OT_CHECK(conclude(saved, std::move(ended)));
  look_at_all(saved);
  return Done{};
}

Status Driver::conclude(Flight& flight, Committer::Outcomes ended) {
  for (Driven* driven : flight.driven) driven->in_flight = false;
  OT_TRY(const std::vector<Status> outcomes,
         desk_.conclude(flight.cases, flight.saving, std::move(ended)));
  for (const Lying& lying : flight.lying)
    departments_->put_away(lying.receipt, lying.how, lying.why);
  desk_.give_back_all(std::exchange(locks_, {}));
  std::vector<Driven*> stored;
  for (std::size_t i = 0; i < flight.driven.size(); ++i) {
    if (outcomes[i])
      stored.push_back(flight.driven[i]);
    else
      OT_CHECK(lose(*flight.driven[i], outcomes[i].error()));
  }
  flight.driven = std::move(stored);
  for (const Driven* driven : flight.driven) look_at_parent(*driven);
  for (Driven* driven : flight.driven)
    if (std::exchange(driven->is_new, false))
      OT_CHECK(feed_->told().opened(*driven->tag, std::optional<Rejection>()));
  return Done{};
}

void Driver::look_at_all(const Flight& flight) {
  for (Driven* driven : flight.driven) look_at(*driven);
}

bool Driver::is_worth_storing() const {
  return inbox_.empty() ||
         changed_.size() >= std::clamp(active() / kParts, kPartMin, kPartMax);
}

Status Driver::turn_over() {
  if (!work_.empty()) return settle();
  // Nothing else can be decided on before this is stored.
  if (!flight_ && inbox_.empty()) return settle();
  if (flight_ && (committer_.is_done() || inbox_.empty())) {
    Committer::Outcomes ended = committer_.take();
    Flight saved = std::move(*flight_);
    flight_.reset();
    desk_.let_time_go();
    OT_CHECK(conclude(saved, std::move(ended)));
    if (options_.waiting) options_.waiting();
    if (work_.empty() && is_worth_storing()) begin_save();
    look_at_all(saved);
    return Done{};
  }
  if (!flight_ && is_worth_storing()) begin_save();
  return Done{};
}

Status Driver::lose(Driven& driven, const Error& why) {
  if (!driven.tag) return why;
  driven.is_lost = true;
  driven.stopped = true;
  driven.problem = why;
  if (driven.under_way == 0) rested_.push_back(driven.place);
  if (!std::exchange(driven.is_new, false)) return Done{};
  const std::int64_t tag = *driven.tag;
  driven.tag.reset();
  return feed_->told().opened(tag, why);
}

void Driver::look_at(Driven& driven) {
  // Something came after it, and that is not stored yet.
  if (driven.changed || driven.in_flight) return;
  if (driven.wake) wakes_.erase({*driven.wake, driven.place});
  driven.wake.reset();
  if (driven.stopped) {
    if (driven.under_way == 0) rested_.push_back(driven.place);
    return;
  }
  engine::PendingEffects effects = owed(driven);
  for (engine::OwedCall& call : effects.calls) {
    const bool is_new =
        under_way_
            .try_emplace({call.key, call.attempt},
                         Owner{&driven, call.run, call.is_query})
            .second;
    if (!is_new) continue;
    ++driven.under_way;
    unsent_.push_back({&driven, std::move(call)});
  }
  driven.waits_for_cases = !effects.children.empty();
  for (engine::OwedChild& child : effects.children)
    work_.push_back({&driven, std::move(child)});
  driven.wake = effects.retry_at;
  const Instant soon = now() + onething::milliseconds(kPatienceMs);
  if (effects.wake_at && *effects.wake_at <= soon)
    driven.wake = effects.wake_at;
  if (driven.wake) wakes_.insert({*driven.wake, driven.place});
  if (is_at_rest(driven)) rested_.push_back(driven.place);
}

}  // namespace onething::run
