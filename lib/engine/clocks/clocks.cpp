// SPDX-License-Identifier: Apache-2.0

#include "engine/clocks/clocks.h"

#include <algorithm>
#include <utility>
#include <vector>

#include "calendar/calendar.h"
#include "engine/clocks/clock_ledger.h"

namespace onething::engine {

namespace {

template <typename T>
std::optional<T> known(const Result<T>& result) {
  return result ? std::optional<T>(result.value()) : std::nullopt;
}

std::optional<std::int64_t> working_days(const Draft& draft, Instant from,
                                         Instant to) {
  return known(draft.definition().calendar->working_days_between(
      local_date(from), local_date(to)));
}

}  // namespace

bool stands_still(const CaseState& state, const ClockState& clock) {
  return state.paused_since.has_value() &&
         clock.stands_still_in(state.pauses.back());
}

std::optional<Date> due_date(const Draft& draft, Term term) {
  return project(*draft.definition().calendar, draft.now(), term).due;
}

std::optional<Instant> end_of_term(const Draft& draft, Term term) {
  return project(*draft.definition().calendar, draft.now(), term).ends_at;
}

std::optional<std::int64_t> days_paused(const Draft& draft) {
  const std::optional<Instant> since = draft.state().paused_since;
  if (!since) return 0;
  return working_days(draft, *since, draft.now());
}

std::optional<Date> promise_after_pause(const Draft& draft) {
  const ClockState* promise = draft.state().find_clock("promise");
  if (promise == nullptr) return std::nullopt;
  std::vector<ClockPause> pauses = draft.state().pauses;
  if (!pauses.empty() && !pauses.back().to) pauses.back().to = draft.now();
  return project(*draft.definition().calendar, *promise, pauses).due;
}

std::optional<std::int64_t> days_used(const Draft& draft) {
  const CaseState& state = draft.state();
  if (!state.accepted_at) return std::nullopt;
  auto used = working_days(draft, *state.accepted_at, draft.now());
  for (const ClockPause& pause : state.pauses) {
    if (pause.from < *state.accepted_at) continue;
    const auto paused =
        working_days(draft, pause.from, pause.to.value_or(draft.now()));
    if (!used || !paused) return std::nullopt;
    *used -= *paused;
  }
  if (!used) return std::nullopt;
  return std::max<std::int64_t>(0, *used);
}

void start_clock(Draft& draft, std::string clock, Term budget) {
  const Projection end =
      project(*draft.definition().calendar, draft.now(), budget);
  draft.emit(ClockStarted{std::move(clock), budget, end.due, end.ends_at});
}

void project_clocks(Draft& draft, const std::string& why) {
  std::vector<ClockProjected> moved;
  for (const ClockState& clock : draft.state().clocks) {
    if (!clock.running || stands_still(draft.state(), clock)) continue;
    const Projection now =
        project(*draft.definition().calendar, clock, draft.state().pauses);
    if (now == Projection{clock.due, clock.ends_at}) continue;
    moved.push_back({clock.id, now.due, now.ends_at, why});
  }
  for (ClockProjected& each : moved) draft.emit(std::move(each));
}

std::optional<Instant> next_clock_moment(const Definition& definition,
                                         const CaseState& state) {
  std::optional<Instant> next;
  for (const ClockState& clock : state.clocks) {
    if (stands_still(state, clock)) continue;
    const auto moment =
        next_moment(*definition.calendar, definition.workflow->clocks, clock);
    if (moment && (!next || *moment < *next)) next = moment;
  }
  return next;
}

}  // namespace onething::engine
