// SPDX-License-Identifier: Apache-2.0

#include "engine/clocks/deadlines.h"

#include <string>
#include <vector>

#include "engine/clocks/clock_ledger.h"
#include "engine/clocks/clocks.h"
#include "engine/people/case_tasks.h"
#include "engine/people/tasks.h"
#include "engine/steps/inputs.h"
#include "engine/steps/steps.h"

namespace onething::engine {

namespace {

void clock_expired(Draft& draft, const std::string& clock) {
  if (clock == "notice") return accept_by_law(draft);
  if (clock == "supplement") return lapse(draft);
  if (clock == "special" || clock.starts_with("material:"))
    return open_case_task(draft, clock == "special" ? "special" : "material",
                          {});
  // The others are only late; what follows is escalation.
}

// One thing that one clock wants done now; false when it wants nothing.
bool move_clock(Draft& draft, const ClockState& clock) {
  const Calendar& calendar = *draft.definition().calendar;
  const auto moment =
      next_moment(calendar, draft.definition().workflow->clocks, clock);
  if (!moment || draft.now() < *moment) return false;
  const std::string id = clock.id;
  if (!clock.expired) {
    if (*moment < *clock.ends_at) {
      draft.emit(Reminded{id, clock.reminded});
      return true;
    }
    draft.emit(ClockExpired{id});
    clock_expired(draft, id);
    return true;
  }
  const std::int64_t rung = clock.escalated;
  const Office to =
      draft.definition()
          .workflow->clocks.escalate[static_cast<std::size_t>(rung)]
          .to;
  draft.emit(Escalated{id, rung});
  open_case_task(draft, "escalation", to);
  return true;
}

}  // namespace

void start_material_clocks(Draft& draft) {
  for (const std::string& id : std::vector(draft.state().tolerated))
    for (const Material& material : draft.definition().workflow->materials)
      if (material.id.text == id && material.tolerate)
        start_clock(draft, "material:" + id, material.tolerate->term);
}

// 行政许可法 art. 32 (4): whoever says nothing in time has accepted on the day
// of receipt, and the promise counts from there.
void accept_by_law(Draft& draft) {
  close_open_tasks(draft, "expired");
  CaseDeemedAccepted accepted;
  accepted.promise = promised_to(draft);
  const Instant receipt =
      draft.state().supplemented_at.value_or(draft.state().received_at);
  if (accepted.promise)
    accepted.due =
        project(*draft.definition().calendar, receipt, *accepted.promise).due;
  draft.emit(accepted);
  project_clocks(draft, "exact");
  start_material_clocks(draft);
  enter_first_state(draft);
}

void lapse(Draft& draft) {
  close_open_tasks(draft, "expired");
  draft.emit(EndingOrdered{"lapsed", "supplement", ""});
}

void look_at_clocks(Draft& draft) {
  project_clocks(draft, "calendar");
  // Every clock climbs a finite ladder, and what it starts is in the future.
  for (std::size_t i = 0; i < draft.state().clocks.size(); ++i)
    while (!stands_still(draft.state(), draft.state().clocks[i]) &&
           move_clock(draft, ClockState(draft.state().clocks[i]))) {
    }
}

}  // namespace onething::engine
