// SPDX-License-Identifier: Apache-2.0
//
// How a case moves on by itself: what every handler calls after its own fact.
//
// Each function emits what follows from the state and nothing else; whether the
// command was allowed has been asked before.

#pragma once

#include <string>
#include <vector>

#include "engine/draft.h"

namespace onething::engine {

// Starts whatever can start; then asks for a correction, grants, denies or
// closes the case where nothing else is left.
void go_on(Draft& draft);

// Evaluates and starts one step that waits for nothing any more
// (start_steps.cpp). Runs that were kept by a reset are left as they are.
void start_step(Draft& draft, const StepPlan& plan);

// Settled, or an ad_hoc step that nobody called for: nobody waits for it.
bool is_out_of_the_way(const Draft& draft, const StepPlan& plan);

// The step waits for a message; one that was kept is taken at once
// (messages.cpp).
void await_message(Draft& draft, const StepPlan& plan, const RunName& run,
                   Value input);

// After StepDone: once more, while the step's condition holds (repeats.cpp).
void repeat_while_wanted(Draft& draft, const StepPlan& plan,
                         const RunName& run);
// Starts the repetition that is due.
void start_repetition(Draft& draft, const StepPlan& plan);

// Settles every group and every for_each step of which enough is done
// (joins.cpp). True when anything was settled.
bool join_what_suffices(Draft& draft);

// Whether a refusal of this run ends the case: not while enough others can
// still be done.
bool ends_the_case(const Draft& draft, const StepPlan& plan,
                   const RunName& run);

// Whether others of its group suffice without this step.
bool is_joined_out(const Draft& draft, const StepPlan& plan);

// Ends what is under way there and no longer wanted; its tasks are closed.
void cancel_run(Draft& draft, const RunName& run, const std::string& reason);
// One field for the ledger: what goes to the department, and whose it was.
SentField sent_field(const StepPlan& plan, const Field& field,
                     std::vector<std::string> from);

// Stores the intent of one run with its whole input, and opens the task where a
// person does it (start_steps.cpp).
void begin_run(Draft& draft, const StepPlan& plan, const RunName& run,
               std::int64_t generation, Value input,
               std::vector<SentField> sent);

// A step that had acted before a supplement: keeps it when its input is still
// the same, else has it act anew (supplement.cpp).
void recheck_step(Draft& draft, const StepPlan& plan);

// One notice of all that was returned, once nothing else is under way; a second
// one needs somebody who gives the reason (notice.cpp).
void request_correction(Draft& draft);
// The notice itself; the clock of the applicant starts.
void give_notice(Draft& draft, std::vector<CaseDefect> defects);
// Of all runs that were returned and have not acted anew.
std::vector<CaseDefect> returned_defects(const CaseState& state);
// Has the returned runs act anew with what there is.
void review_again(Draft& draft);

// Materials that may follow have their time from acceptance (deadlines.cpp).
void start_material_clocks(Draft& draft);
// Accepted because nobody gave a notice in time (deadlines.cpp).
void accept_by_law(Draft& draft);
// What the notice asked for did not come in time (deadlines.cpp).
void lapse(Draft& draft);

// The workflow's own states (life_states.cpp): where a case begins, and the
// changes that follow by themselves. Nothing without `states:`.
void enter_first_state(Draft& draft);
bool move_state(Draft& draft);
// By hand, past events and guards; what the state that is left would have done
// is not done.
void move_to_state(Draft& draft, const StatePlan& to,
                   const std::string& reason);
// Whether a step may act where the case is now.
bool acts_here(const Draft& draft, const StepPlan& plan);

// Waits that are over and runs that are late, by now (moments.cpp).
void settle_moments(Draft& draft);
void begin_wait(Draft& draft, const StepPlan& plan, const RunName& run);
void limit_run(Draft& draft, const StepPlan& plan, const RunName& run);

// Whatever is still open but what takes something back: that is let finish
// (endings.cpp).
void close_open_tasks(Draft& draft, const std::string& how);

// Closes open tasks and, once no call is under way and everything is taken back
// that can be, the case (endings.cpp).
void come_to_an_end(Draft& draft);

// Ends the case when every step is settled (endings.cpp).
void grant_when_settled(Draft& draft);
void grant(Draft& draft);

}  // namespace onething::engine
