// SPDX-License-Identifier: Apache-2.0
//
// What happened to a case: the only truth there is about it.
//
// An event carries every computed value that evolve() needs, so that an old
// history replays under new code, new calendars and without its workflow.
// Events are past tense and never change their meaning; a new shape gets a new
// version in codec.cpp and a page in docs/event_log.md.

#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <variant>
#include <vector>

#include "engine/people/people_events.h"
#include "onething/command.h"
#include "onething/time.h"
#include "onething/value.h"

namespace onething::engine {

struct CaseReceived {
  std::string project;
  std::string workflow;
  std::string definition;  // Content hash.
  std::string submission_key;
  std::string input_digest;
  std::string case_id;
  std::string subject;
  std::string title;
  std::uint64_t seed = 0;
  Value form;  // Typed.
  Value materials;
  std::vector<std::string> tolerated;  // Materials that may follow (容缺).
  std::vector<std::string> steps;      // Ids in order of the definition.
  Actor actor;
};

// From here the clock runs. `due` is empty when the calendar does not reach so
// far; then a person must act before it is too late.
struct CaseAccepted {
  std::optional<Term> promise;
  std::optional<Date> due;
};

struct StepSkipped {
  std::string step;
  // One run of a for_each step, or of a started one; empty: the whole step.
  std::optional<std::int64_t> iteration;
  std::string reason;  // "condition", "person", "joined", "late"
  Actor actor;
};

// for_each: how many runs there will be, and of what.
struct StepExpanded {
  std::string step;
  List elements;
};

// One field that goes to a department, for the ledger.
struct SentField {
  std::string field;
  std::vector<std::string> from;  // "applicant", department ids, "workflow".
  std::string purpose;
  std::string basis;
  std::string sensitivity;
};

// The intent: stored before anything leaves. For a person's step no call is
// made; a TaskOpened follows.
struct StepStarted {
  RunName run;
  std::int64_t generation = 0;
  std::string key;
  std::string department;
  std::string service;
  bool by_person = false;
  // Typed; members in the order of their names, so that the request, which is
  // its plain JSON, has the same bytes whenever it is sent.
  Value input;
  // The request where it was stored beside `input`: version 1 only.
  std::string request;
  std::vector<SentField> sent;
};

// Instead of a call, a step waits for a moment. Working days are over with the
// end of the last one.
struct WaitBegan {
  RunName run;
  std::int64_t generation = 0;
  std::string key;
  Instant until;
};

// The run should come back by then (`within`); with its start.
struct StepLimited {
  RunName run;
  Instant until;
};
// It did not. What follows is what `on_late` says: "attention" (a fallback task
// is opened, and what is under way may still come), "skip" or "refuse".
struct StepLate {
  RunName run;
  std::string then;
};

// Enough steps of a group are done (`join`). Nobody waits for the rest; those
// that had not begun are skipped.
struct GroupJoined {
  std::string group;
  std::vector<std::string> done;
  std::vector<std::string> rest;  // Begun, and not yet back.
};
// The same for the runs of one for_each step.
struct RunsJoined {
  std::string step;
  std::vector<std::int64_t> rest;  // Iterations.
};
// Not wanted any more: "joined" (`rest: cancel`), "ended" (the case is).
struct RunCancelled {
  RunName run;
  std::string reason;
};
// The step waits to be told by its department; nothing is sent.
struct MessageAwaited {
  RunName run;
  std::int64_t generation = 0;
  std::string key;
  std::string department;
  std::string service;
  Value input;  // Typed: what the message is correlated by.
};
// Nobody waits for it yet.
struct MessageKept {
  std::string message;  // Digest of all it says: the same twice is one.
  std::string service;  // "tax/confirm"
  Value input;          // Typed.
  Value output;
  Actor actor;
};
// StepDone follows.
struct MessageTaken {
  RunName run;
  std::string message;
};

// The step is a case of its own (`call: {workflow: …}`), under a submission key
// that is computed. It stands where StepStarted stands else.
struct ChildStarted {
  RunName run;
  std::int64_t generation = 0;
  std::string key;
  std::string department;
  std::string service;
  Value input;  // Typed: the form of the child.
  std::string workflow;
  std::string submission_key;
  std::string case_id;
  std::vector<SentField> sent;
};
// In the child, after CaseReceived: for whom it acts.
struct ParentNamed {
  std::string case_id;
  RunName run;
};

// An ad_hoc step is to act.
struct StepCalledFor {
  std::string step;
  std::string reason;
  Actor actor;
};

// `while` still holds: the step is done once more, as run `iteration`.
struct StepRepeated {
  std::string step;
  std::int64_t iteration = 1;
};

// The answer to a call that had been cancelled: it was done all the same.
struct LateAnswerTaken {
  RunName run;
  Value output;  // Typed.
};

// A person ordered another try; its attempts are counted anew. CallRetried
// follows when somebody is there to make the call.
struct RetryOrdered {
  RunName run;
};

// Nobody knew whether it was done, and a person has found out that it was not:
// it is done as a new act. CallRetried follows.
struct RunRenewed {
  RunName run;
  std::int64_t generation = 1;
  std::string key;
  std::string request;
};

struct CallRetried {
  RunName run;
  std::int64_t attempt = 2;
};

// An attempt brought no usable answer. Without `retry_at` it was the last.
struct CallFailed {
  RunName run;
  std::int64_t attempt = 1;
  bool may_have_acted = false;
  std::string failure;  // Message key.
  Value details;        // Message arguments, an object of texts.
  std::optional<Instant> retry_at;
};

struct StepDone {
  RunName run;
  Value output;  // Typed.
  Actor actor;
};

struct StepReturned {
  RunName run;
  std::vector<CaseDefect> defects;
  Actor actor;
};

struct StepRefused {
  RunName run;
  std::string reason;
  std::string basis;
  std::vector<std::string> remedies;
  bool ends_case = true;  // False with `on_refused: continue`.
  Actor actor;
};

// The department has taken the call and answers later, or nobody knows whether
// it has; it is asked at `query_at`, where it can be asked.
struct CallPending {
  RunName run;
  std::int64_t attempt = 1;
  std::optional<Instant> query_at;
  std::optional<Date> due;  // It promised to have answered by then.
  bool is_unknown = false;
};
// What became of the call is asked; this changes nothing there.
struct QueryStarted {
  RunName run;
  std::int64_t query = 1;
};
// It could not be asked. Without `query_at` it is not asked again.
struct QueryFailed {
  RunName run;
  std::int64_t query = 1;
  std::string failure;  // Message key and arguments, as in CallFailed.
  Value details;
  std::optional<Instant> query_at;
};
// The promised day has passed without an answer; a person is told.
struct CallOverdue {
  RunName run;
};

// A department refused and did not say why, on what basis, or what can be done
// about it (行政许可法 art. 38): the lead department completes it.
struct RefusalReceived {
  RunName run;
  std::string reason;
  std::string basis;
  std::vector<std::string> remedies;
};

// Only a person can go on: a fallback task is opened with it.
struct StepFailed {
  RunName run;
  std::string failure;  // Message key and arguments, as in CallFailed.
  Value details;
};

// After a supplement: what was done stays, or the step acts anew.
struct StepKept {
  std::string step;
};
struct StepReset {
  std::string step;
  std::int64_t generation = 1;
  // for_each: runs whose input is still the same; they do not act anew.
  std::vector<std::int64_t> kept;
};

struct TaskOpened {
  std::string task;  // Id.
  // "work", "fallback", "unknown" and "refusal" of a step; of the case itself:
  // "acceptance", "notice" (a second one), "delivery", "material", "special",
  // "escalation".
  std::string kind;
  RunName run;  // Of no step where the task is the case's.
  std::string department;
  std::string role;
  std::optional<Date> due;
};
struct TaskClaimed {
  std::string task;
  Actor actor;
};
struct TaskClosed {
  std::string task;
  std::string how;  // "completed", "returned", "refused", "retried",
                    // "skipped", "cancelled", "expired"
  std::string reason;
  Actor actor;
};

// One notice with all defects of all reviews (一次性告知); the clock stops.
struct CorrectionRequested {
  std::vector<CaseDefect> defects;
};
// The clock goes on; `due` is what is left of the promise from here.
struct CaseSupplemented {
  Value form;  // Whole and typed.
  Value materials;
  std::vector<std::string> changed;    // Form fields and materials.
  std::vector<std::string> tolerated;  // Materials that may still follow.
  std::int64_t paused_days = 0;        // Working days the clock stood still.
  std::optional<Date> due;
  Actor actor;
};

// No new steps; the case ends when what is under way has come back.
struct WithdrawalRequested {
  std::string reason;
  Actor actor;
};

// The case ends without a grant: what these runs did is taken back, one after
// the other in this order, by runs of "undo.STEP".
struct UndoOrdered {
  std::vector<RunName> runs;
};
// A person let one of them be as it is; it stays in force.
struct UndoGivenUp {
  RunName run;  // Of "undo.STEP".
  std::string reason;
  Actor actor;
};
// Every one of them was taken back, and nothing is in doubt.
struct CaseCompensated {
  std::vector<RunName> runs;
};

// The case is to end without a grant and without anybody's wish: what is under
// way comes back and what was done is taken back before it does.
struct EndingOrdered {
  std::string ending;  // "denied" and "terminated" by `states:`, "lapsed".
  std::string reason;
  std::string basis;
};

struct CaseGranted {
  Value outcome;
  std::optional<std::int64_t> working_days;  // Used, without pauses.
  std::string failure;  // Why the outcome could not be computed; may be empty.
  Value details;
};
struct CaseDenied {
  std::string step;
  std::string reason;
  std::string basis;
  std::vector<std::string> remedies;
  std::optional<std::int64_t> working_days;
};
struct CaseWithdrawn {
  std::string reason;
};

// Accepted because nobody said in time what is missing (行政许可法 art. 32):
// as of the day of receipt.
struct CaseDeemedAccepted {
  std::optional<Term> promise;
  std::optional<Date> due;
};
struct CaseNotAccepted {
  std::string reason;
  std::string instead;
  Actor actor;
};
struct ApplicationRefused {
  std::string reason;
  std::string basis;
  std::vector<std::string> remedies;
  Actor actor;
};
// What the notice asked for did not come in time.
struct CaseLapsed {
  std::string reason;
};

// Later materials, apart from any notice.
struct MaterialsAdded {
  Value materials;  // Whole and typed.
  std::vector<std::string> added;
  std::vector<std::string> tolerated;  // Still to follow.
  Actor actor;
};

struct CaseExtended {
  std::optional<Term> extra;
  std::optional<Date> due;
  std::string reason;
  std::string approver;
  std::optional<Date> notified_on;
  Actor actor;
};
struct SpecialStarted {
  std::string name;
  std::string reason;
  std::string approver;
  std::optional<Date> notified_on;
  std::optional<Date> until;
  Actor actor;
};
struct SpecialEnded {
  std::string result;
  Actor actor;
};
struct CaseSuspended {
  std::string reason;
  std::string basis;
  Actor actor;
};
struct CaseContinued {
  std::string reason;
  Actor actor;
};

struct TerminationRequested {
  std::string reason;
  std::string basis;
  Actor actor;
};
struct CaseTerminated {
  std::string reason;
  std::string basis;
};
struct CaseDelivered {
  std::string how;
  std::string to;
  Actor actor;
};
struct CaseRevoked {
  std::string reason;
  std::string basis;
  std::vector<std::string> remedies;
  Actor actor;
};

// A clock besides the promise begins: "notice", "supplement", "delivery",
// "special", "task:ID", "material:ID", "state:ID".
struct ClockStarted {
  std::string clock;
  std::optional<Term> budget;
  std::optional<Date> due;         // Its last day.
  std::optional<Instant> ends_at;  // The first moment after it.
};
struct ClockStopped {
  std::string clock;
};
// The end was computed anew: after a pause, or with another calendar.
struct ClockProjected {
  std::string clock;
  std::optional<Date> due;
  std::optional<Instant> ends_at;
  std::string why;  // "pause", "calendar"
};
struct ClockExpired {
  std::string clock;
};
struct Reminded {
  std::string clock;
  std::int64_t rung = 0;  // Of `reminders:`, counted from 0.
};
struct Escalated {
  std::string clock;
  std::int64_t rung = 0;  // Of `escalate:`, counted from 0.
};

// The workflow's own lifecycle (`states:`).
struct StateEntered {
  std::string state;
  std::string event;  // What led there; empty for the first.
  std::string reason;
  bool stands_still = false;  // The time in it does not count.
  Actor actor;
};
// The event has happened; the steps of `leave:` act before the next state.
struct StateLeft {
  std::string state;
  std::string event;
  std::string reason;
  Actor actor;
};

// From now on the case follows another version of its workflow. Steps stand in
// the order of that version; those that are called otherwise keep their
// history, with the keys of what is under way.
struct CaseMigrated {
  std::string was;                   // Content hash until now,
  std::string definition;            // and from now on.
  std::vector<std::string> steps;    // Ids in order of the new definition.
  std::vector<Renamed> renamed;      // As in a Migration.
  std::vector<std::string> dropped;  // Of these nothing is kept,
  std::vector<std::string> left;     // but what these did stays in force.
  Value form;                        // Whole and typed.
  Value materials;
  std::vector<std::string> tolerated;
  std::string state;  // Of the workflow's own, as it is called now.
  std::string reason;
  Actor actor;
};

// A person put something right by hand; what follows from it follows.
struct CaseRepaired {
  std::string what;  // "retry", "set", "skip", "redo", "move", "cancel"
  std::string step;  // Empty where it is about the case.
  std::optional<std::int64_t> iteration;
  std::string state;  // move: to where.
  // set, of a step that was done: its result as it really is. Else StepDone
  // follows.
  Value output;
  std::vector<std::string> recheck;  // Steps whose input may have changed.
  std::string reason;
  Actor actor;
};

// The last event of a decision that did not go by the machine's clock: what
// that showed. Changes nothing.
struct ClockDoubted {
  Instant machine;
};

using Fact = std::variant<
    CaseReceived, CaseAccepted, StepSkipped, StepExpanded, StepStarted,
    RetryOrdered, CallRetried, CallFailed, StepDone, StepReturned, StepRefused,
    StepFailed, StepKept, StepReset, TaskOpened, TaskClaimed, TaskClosed,
    CorrectionRequested, CaseSupplemented, WithdrawalRequested, CaseGranted,
    CaseDenied, CaseWithdrawn, CaseDeemedAccepted, CaseNotAccepted,
    ApplicationRefused, CaseLapsed, MaterialsAdded, CaseExtended,
    SpecialStarted, SpecialEnded, CaseSuspended, CaseContinued,
    TerminationRequested, CaseTerminated, CaseDelivered, CaseRevoked,
    ClockStarted, ClockStopped, ClockProjected, ClockExpired, Reminded,
    Escalated, StateEntered, StateLeft, WaitBegan, StepLimited, StepLate,
    GroupJoined, RunsJoined, RunCancelled, LateAnswerTaken, MessageAwaited,
    MessageKept, MessageTaken, StepCalledFor, StepRepeated, ChildStarted,
    ParentNamed, UndoOrdered, UndoGivenUp, CaseCompensated, RefusalReceived,
    RunRenewed, CallPending, QueryStarted, QueryFailed, CallOverdue,
    CaseMigrated, CaseRepaired, TaskReleased, TaskHandedOver, TaskDelegated,
    NoteAdded, FileAttached, AgentNamed, EndingOrdered, ClockDoubted>;

struct Event {
  Instant at;
  Fact fact;
};

}  // namespace onething::engine
