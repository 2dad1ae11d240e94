// SPDX-License-Identifier: Apache-2.0

#include "run/driver.h"

#include <algorithm>
#include <chrono>
#include <utility>

#include "engine/view.h"
#include "run/arrivals.h"
#include "run/call_words.h"
#include "run/child_views.h"

namespace onething::run {

namespace {

using std::chrono::milliseconds;

// Long enough to cost nothing, short enough that a signal is seen at once.
constexpr milliseconds kLongestWait{100};
// How long answers that are under way are waited for after a signal.
constexpr std::int64_t kGraceMs = 2'000;
// How many answers are decided on before somebody looks whether the store is
// free.
constexpr std::size_t kTaken = 32;
// How often folders are looked into while something else is waited for.
constexpr milliseconds kPickUpEvery{200};
// What part of the cases has to be at rest before others are taken although the
// store is busy: 1 / kRestedParts.
constexpr std::size_t kRestedParts = 4;

const Actor kSystem{"system", "", Channel::system};

}  // namespace

Driver::~Driver() {
  if (flight_) static_cast<void>(committer_.take());
  for (const auto& driven : cases_)
    if (driven) retired_.push_back({driven->open.id, driven->open.epoch});
  desk_.give_back_all(retired_);
}

Status Driver::take(std::span<const CaseId> ids) {
  std::vector<CaseId> wanted;
  std::set<CaseId> met;
  for (const CaseId& id : ids)
    if (!by_id_.contains(id) && met.insert(id).second) wanted.push_back(id);
  OT_TRY(std::vector<Result<OpenCase>> taken, desk_.take_all(wanted));
  for (Result<OpenCase>& each : taken)
    if (each) add(std::move(each.value()));
  for (const Result<OpenCase>& each : taken)
    if (!each) return each.error();
  return Done{};
}

Status Driver::begin() {
  for (std::size_t i = 0; i < cases_.size(); ++i) OT_CHECK(take_up(*cases_[i]));
  OT_CHECK(take_more());
  return settle();
}

Status Driver::run() {
  while (true) {
    if (stopping()) return finish();
    call_out();
    const std::optional<Instant> wake = next_wake();
    const bool is_busy = flight_ || !inbox_.empty();
    const bool is_idle = !is_busy && !is_calling() && !wake;
    OT_TRY(const bool came, pick_up(is_idle));
    if (came) continue;
    if (is_idle) return Done{};
    if (is_busy || is_calling()) {
      if (departments_ != nullptr)
        OT_CHECK(take_in(is_busy ? milliseconds(0) : wait_for(wake)));
    } else {
      desk_.clock().sleep_until(*wake);
    }
    // Whoever is told may want to know the time, and so the store.
    if (options_.waiting && !flight_) options_.waiting();
    OT_CHECK(advance_what_is_due());
    // Cases come and go in the store: not while it is busy, unless many wait.
    if (!flight_ || rested_.size() * kRestedParts > active())
      OT_CHECK(take_more());
    OT_CHECK(turn_over());
  }
}

std::vector<CaseView> Driver::views(std::span<const CaseId> ids) {
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

bool Driver::is_calling() const {
  return departments_ != nullptr && departments_->in_flight() > 0 &&
         !under_way_.empty();
}

engine::PendingEffects Driver::owed(const Driven& driven) {
  return engine::pending_effects(*driven.open.definition, driven.open.state);
}

Status Driver::decide(Driven& driven, decltype(Command::what) what) {
  if (driven.stopped) return Done{};
  if (!std::exchange(driven.changed, true)) changed_.push_back(&driven);
  const std::optional<Rejection> rejection =
      desk_.decide(driven.open, {std::move(what), kSystem, !stopping()});
  if (!rejection) return Done{};
  driven.stopped = true;
  driven.problem =
      Error{ErrorCode::invalid,
            {"run.case_stopped",
             {{"case", driven.open.id.text}, {"problem", rejection->message}}}};
  if (!problem_) problem_ = driven.problem;
  // Its state is needed once more where something is still to be stored.
  if (driven.open.unsaved.records.empty() && !flight_) return Done{};
  OT_CHECK(end_save());
  return desk_.recall(driven.open);
}

Status Driver::finish() {
  OT_CHECK(end_save());
  const Instant end = now() + onething::milliseconds(kGraceMs);
  while (!inbox_.empty() || (is_calling() && now() < end))
    OT_CHECK(take_in(kLongestWait));
  OT_CHECK(save());
  for (const Unsent& unsent : std::exchange(unsent_, {}))
    OT_CHECK(decide(*unsent.driven, never_made(unsent.call)));
  return save();
}

void Driver::call_out() {
  while (departments_ != nullptr && !unsent_.empty() &&
         departments_->in_flight() < departments_->capacity()) {
    const Unsent next = std::move(unsent_.front());
    unsent_.pop_front();
    if (next.driven->stopped)
      arrived({next.call.key, next.call.attempt});
    else
      departments_->start(to_call(next.driven->open, next.call));
  }
}

Status Driver::take_in(milliseconds timeout) {
  // Those that lie here come first.
  for (Answer& answer :
       departments_->wait(inbox_.empty() ? timeout : milliseconds(0)))
    inbox_.push_back(std::move(answer));
  if (!flight_) desk_.hold_time();
  Status taken = Done{};
  for (std::size_t left = kTaken; left > 0 && !inbox_.empty() && taken;
       --left) {
    const Answer answer = std::move(inbox_.front());
    inbox_.pop_front();
    const std::optional<Owner> owner = arrived({answer.key, answer.attempt});
    if (!owner) continue;
    taken =
        decide(*owner->driven, to_command(answer, owner->run, owner->is_query));
    if (taken) note(*owner->driven, answer);
  }
  if (!flight_) desk_.let_time_go();
  return taken;
}

std::optional<Owner> Driver::arrived(const Ticket& ticket) {
  const auto found = under_way_.find(ticket);
  if (found == under_way_.end()) return std::nullopt;
  Owner owner = std::move(found->second);
  under_way_.erase(found);
  Driven& driven = *owner.driven;
  --driven.under_way;
  if (driven.stopped && driven.under_way == 0) rested_.push_back(driven.place);
  return owner;
}

Result<bool> Driver::pick_up(bool at_once) {
  const auto now = std::chrono::steady_clock::now();
  if (departments_ == nullptr || (!at_once && now < next_pick_up_))
    return false;
  next_pick_up_ = now + kPickUpEvery;
  // Asked first, because nearly always there is nothing.
  if (departments_->cases_with_arrivals().empty()) return false;
  std::vector<std::string> ids;
  for (const auto& driven : cases_)
    if (driven && !driven->stopped) ids.push_back(driven->open.id.text);
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

void Driver::note(const Driven& driven, const Answer& answer) {
  if (answer.receipt.empty() || driven.stopped) return;
  lying_.push_back({answer.receipt,
                    answer.document ? PutAway::taken : PutAway::quarantined,
                    answer.detail});
}

milliseconds Driver::wait_for(std::optional<Instant> wake) const {
  if (!wake) return kLongestWait;
  const milliseconds left(to_milliseconds(*wake) - to_milliseconds(now()));
  return std::clamp(left, milliseconds(0), kLongestWait);
}

Status Driver::advance_what_is_due() {
  const Instant present = now();
  while (!wakes_.empty() && wakes_.begin()->first <= present) {
    Driven& driven = *cases_[wakes_.begin()->second];
    wakes_.erase(wakes_.begin());
    driven.wake.reset();
    OT_CHECK(decide(driven, AdvanceCase{}));
  }
  return Done{};
}

}  // namespace onething::run
