// SPDX-License-Identifier: Apache-2.0
//
// What people are asked to do: the work of a service, and mending a run that
// failed (兜底).
//
// Who may act on a task is asked in tasks.cpp; rights of people are not known
// here.

#pragma once

#include <optional>
#include <string>

#include "engine/draft.h"
#include "onething/command.h"
#include "onething/message.h"

namespace onething::engine {

void open_work_task(Draft& draft, const StepPlan& plan, const RunName& run);

// The run failed for good, and the fallback team has to go on. While the case
// comes to its end nobody is asked any more.
void fail_run(Draft& draft, const StepPlan& plan, const RunName& run,
              const Message& why);

// A department, or its clerk, has returned the step with defects: they go into
// the notice to the applicant, to the fallback team, or count as a refusal, as
// `on_returned` says.
void take_return(Draft& draft, const StepPlan& plan, const RunName& run,
                 std::vector<CaseDefect> defects);

// What the workflow wants to count as a refusal (`on_late`, `on_failed`,
// `on_returned`), on the basis of the service; nobody has given remedies.
void count_as_refusal(Draft& draft, const StepPlan& plan, const RunName& run,
                      std::string reason);

// It failed and nothing was done: the fallback team's, left out, or a refusal,
// as `on_failed` says. What may have been done there is for a person to look
// at, whatever the workflow says.
void fail_for_good(Draft& draft, const StepPlan& plan, const RunName& run,
                   const Message& why);

// The id of the next task that is opened.
std::string next_task_id(const Draft& draft);
// Whatever is still open about this run is cancelled.
void close_tasks_of(Draft& draft, const RunName& run);
// As fail_run, where nobody knows whether the department acted: a person finds
// out first.
void ask_what_happened(Draft& draft, const StepPlan& plan, const RunName& run,
                       const Message& why);

// The promised day has passed; the answer may still come.
void open_overdue_task(Draft& draft, const StepPlan& plan, const RunName& run);

// The lead department completes what a department said of its refusal.
void open_refusal_task(Draft& draft, const StepPlan& plan, const RunName& run);

// One EndTask on an open task of a step.
std::optional<Rejection> end_step_task(Draft& draft, const EndTask& wish,
                                       const TaskState& task);

void close_task(Draft& draft, const std::string& task, const std::string& how,
                const std::string& reason);

}  // namespace onething::engine
