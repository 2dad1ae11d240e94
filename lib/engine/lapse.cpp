// SPDX-License-Identifier: Apache-2.0
//
// What the passing of time decides by itself: acceptance by law, a lapse, what
// may follow later.

#include <string>
#include <vector>

#include "engine/case_tasks.h"
#include "engine/clock_ledger.h"
#include "engine/clocks.h"
#include "engine/inputs.h"
#include "engine/steps.h"
#include "engine/tasks.h"

namespace onething::engine {

namespace {

void close_tasks(Draft& draft, const std::string& how) {
  std::vector<std::string> open;
  for (const TaskState& task : draft.state().tasks)
    if (task.open) open.push_back(task.id);
  for (const std::string& task : open) close_task(draft, task, how, "");
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
  close_tasks(draft, "expired");
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
  close_tasks(draft, "expired");
  draft.emit(CaseLapsed{"supplement"});
}

}  // namespace onething::engine
