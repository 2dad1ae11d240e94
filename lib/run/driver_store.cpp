// SPDX-License-Identifier: Apache-2.0

#include <utility>

#include "run/children.h"
#include "run/driver.h"

namespace onething::run {

namespace {

// A moment that is nearer is waited for; for others the case is left.
constexpr std::int64_t kPatienceMs = 30'000;

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
  OT_CHECK(begin_save(std::launch::deferred));
  return end_save();
}

Status Driver::begin_save(std::launch how) {
  OT_CHECK(end_save());
  if (changed_.empty()) return Done{};
  Flight& flight = flight_.emplace();
  for (Driven* driven : std::exchange(changed_, {})) {
    driven->changed = false;
    if (driven->is_lost) {
      if (driven->under_way == 0) rested_.push_back(driven->place);
      continue;
    }
    flight.driven.push_back(driven);
    flight.cases.push_back(&driven->open);
  }
  flight.lying = std::exchange(lying_, {});
  flight.saving = desk_.take_unsaved(flight.cases);
  flight.outcomes = std::async(
      how, [&store = desk_.store(), &commits = flight.saving.commits] {
        return store.commit(commits);
      });
  return Done{};
}

Status Driver::end_save() {
  if (!flight_) return Done{};
  Flight& flight = *flight_;
  Result<std::vector<Status>> ended = flight.outcomes.get();
  const Flight saved = std::move(flight);
  flight_.reset();
  OT_TRY(const std::vector<Status> outcomes,
         desk_.conclude(saved.cases, saved.saving, std::move(ended)));
  for (const Lying& lying : saved.lying)
    departments_->put_away(lying.receipt, lying.how, lying.why);
  desk_.give_back_all(std::exchange(locks_, {}));
  for (std::size_t i = 0; i < saved.driven.size(); ++i) {
    Driven& driven = *saved.driven[i];
    if (outcomes[i]) {
      look_at(driven);
      continue;
    }
    OT_CHECK(lose(driven, outcomes[i].error()));
  }
  for (std::size_t i = 0; i < saved.driven.size(); ++i)
    if (outcomes[i]) look_at_parent(*saved.driven[i]);
  for (std::size_t i = 0; i < saved.driven.size(); ++i)
    if (outcomes[i] && std::exchange(saved.driven[i]->is_new, false))
      OT_CHECK(feed_->told().opened(*saved.driven[i]->tag,
                                    std::optional<Rejection>()));
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
  if (driven.changed) return;  // Again, and that is not stored yet.
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
  const Instant soon =
      desk_.clock().now() + onething::milliseconds(kPatienceMs);
  if (effects.wake_at && *effects.wake_at <= soon)
    driven.wake = effects.wake_at;
  if (driven.wake) wakes_.insert({*driven.wake, driven.place});
  if (is_at_rest(driven)) rested_.push_back(driven.place);
}

}  // namespace onething::run
