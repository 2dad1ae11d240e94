// SPDX-License-Identifier: Apache-2.0

#include "run/child_views.h"

#include <string>

#include "engine/case_state.h"
#include "run/commit_rows.h"

namespace onething::run {

Result<std::vector<ChildView>> children_of(Store& store,
                                           Definitions& definitions,
                                           const CaseView& view) {
  std::vector<ChildView> children;
  for (const StepView& step : view.steps)
    for (const std::string& id : step.children) {
      const Result<std::vector<Record>> history = store.history(CaseId{id});
      // It is owed and not opened yet.
      if (!history) continue;
      engine::CaseState state;
      OT_CHECK(fold(history.value(), state));
      OT_TRY(const engine::Definition* definition,
             definitions.find(state.definition));
      children.push_back({CaseId{id}, step.id, definition->workflow->title,
                          std::string(engine::status_word(state.status)),
                          engine::has_ended(state.status), state.notice});
    }
  return children;
}

}  // namespace onething::run
