// SPDX-License-Identifier: Apache-2.0

#include <algorithm>
#include <iterator>
#include <utility>
#include <variant>

#include "run/commit_rows.h"
#include "run/driver.h"

namespace onething::run {

namespace {

// Until what is in the way of an application may be gone, and how often that is
// looked at.
constexpr std::int64_t kPutOffMs = 20;
constexpr int kPutOffMax = 250;

}  // namespace

Driven& Driver::add(OpenCase open) {
  auto driven = std::make_unique<Driven>();
  driven->open = std::move(open);
  if (free_places_.empty()) {
    driven->place = cases_.size();
    cases_.emplace_back();
  } else {
    driven->place = free_places_.back();
    free_places_.pop_back();
  }
  Driven& added = *driven;
  by_id_[added.open.id] = &added;
  cases_[added.place] = std::move(driven);
  return added;
}

Status Driver::take_up(Driven& driven) {
  for (const engine::OwedCall& call : owed(driven).calls)
    OT_CHECK(decide(driven, InterruptCall{call.run, call.attempt}));
  return decide(driven, AdvanceCase{});
}

Status Driver::take_more() {
  OT_CHECK(end_save());
  if (feed_ == nullptr) return Done{};
  OT_CHECK(let_go());
  const std::size_t active = this->active();
  if (active >= at_once_ || stopping()) return Done{};
  std::vector<FedCase> fed = std::exchange(put_off_, {});
  const Instant now = desk_.clock().now();
  if (!is_fed_ && (!feed_at_ || *feed_at_ <= now) &&
      active + fed.size() < at_once_) {
    OT_TRY(FedCases more, feed_->more(at_once_ - active - fed.size()));
    is_fed_ = more.is_last || (more.cases.empty() && !more.next_at);
    feed_at_ = more.next_at;
    std::move(more.cases.begin(), more.cases.end(), std::back_inserter(fed));
  }
  OT_CHECK(open_new(fed));
  return take_known(fed);
}

Status Driver::open_new(std::vector<FedCase>& fed) {
  std::vector<CaseId> ids;
  std::vector<Command> commands;
  std::vector<const FedCase*> owners;
  for (FedCase& each : fed) {
    if (!each.submit) continue;
    ids.push_back(each.id);
    commands.push_back({*each.submit, feed_->actor(), true});
    owners.push_back(&each);
  }
  if (ids.empty()) return Done{};
  OT_TRY(CaseDesk::Opening opening,
         desk_.open_all(ids, feed_->definition(), commands));
  locks_ = std::move(opening.locks);
  for (std::size_t i = 0; i < ids.size(); ++i) {
    const std::int64_t tag = owners[i]->tag;
    auto& outcome = opening.cases[i];
    if (!outcome && outcome.error().message.key == "run.subject_busy" &&
        owners[i]->put_off < kPutOffMax) {
      put_off_.push_back(*owners[i]);
      ++put_off_.back().put_off;
    } else if (!outcome) {
      OT_CHECK(feed_->told().opened(tag, outcome.error()));
    } else if (auto* no = std::get_if<Rejection>(&outcome.value())) {
      OT_CHECK(feed_->told().opened(tag, std::optional(std::move(*no))));
    } else {
      Driven& driven = add(std::move(std::get<OpenCase>(outcome.value())));
      driven.tag = tag;
      driven.is_new = true;
      driven.changed = true;
      changed_.push_back(&driven);
    }
  }
  if (changed_.empty()) desk_.give_back_all(std::exchange(locks_, {}));
  return Done{};
}

Status Driver::take_known(const std::vector<FedCase>& fed) {
  std::vector<CaseId> ids;
  std::vector<std::int64_t> tags;
  for (const FedCase& each : fed) {
    if (each.submit || by_id_.contains(each.id)) continue;
    ids.push_back(each.id);
    tags.push_back(each.tag);
  }
  if (ids.empty()) return Done{};
  OT_TRY(std::vector<Result<OpenCase>> taken, desk_.take_all(ids));
  for (std::size_t i = 0; i < ids.size(); ++i) {
    if (!taken[i]) {
      OT_CHECK(feed_->told().rested(tags[i], taken[i].error()));
      continue;
    }
    Driven& driven = add(std::move(taken[i].value()));
    driven.tag = tags[i];
    OT_CHECK(take_up(driven));
  }
  return Done{};
}

bool Driver::is_at_rest(const Driven& driven) {
  if (driven.changed || driven.in_flight || driven.under_way > 0) return false;
  return driven.stopped || (!driven.wake && !driven.waits_for_cases);
}

Status Driver::let_go() {
  std::vector<std::pair<std::int64_t, Result<bool>>> told;
  for (const std::size_t place : std::exchange(rested_, {})) {
    Driven* driven = cases_[place].get();
    if (driven == nullptr || !is_at_rest(*driven)) continue;
    if (driven->tag) told.emplace_back(*driven->tag, rest_of(*driven));
    drop(*driven);
  }
  desk_.give_back_all(std::exchange(retired_, {}));
  for (const auto& [tag, attention] : told)
    OT_CHECK(feed_->told().rested(tag, attention));
  return Done{};
}

Result<bool> Driver::rest_of(const Driven& driven) {
  if (driven.problem) return *driven.problem;
  return needs_a_person(*driven.open.definition, driven.open.state);
}

void Driver::drop(Driven& driven) {
  if (driven.wake) wakes_.erase({*driven.wake, driven.place});
  retired_.push_back({driven.open.id, driven.open.epoch});
  by_id_.erase(driven.open.id);
  free_places_.push_back(driven.place);
  cases_[driven.place].reset();
}

Status Driver::end() {
  OT_CHECK(let_go());
  if (stopping()) return Done{};
  for (const auto& driven : cases_)
    if (driven && driven->tag)
      OT_CHECK(feed_->told().rested(*driven->tag, rest_of(*driven)));
  return Done{};
}

std::optional<Instant> Driver::next_wake() const {
  std::optional<Instant> wake;
  if (!wakes_.empty()) wake = wakes_.begin()->first;
  if (feed_ == nullptr) return wake;
  const Instant now = this->now();
  std::optional<Instant> fed;
  const bool has_room = cases_.size() - free_places_.size() < at_once_;
  if (has_room && !is_fed_) fed = feed_at_.value_or(now);
  if (has_room && !put_off_.empty())
    fed = now + onething::milliseconds(kPutOffMs);
  if (!rested_.empty()) fed = now;
  return !wake ? fed : !fed ? wake : std::min(*wake, *fed);
}

}  // namespace onething::run
