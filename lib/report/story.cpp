// SPDX-License-Identifier: Apache-2.0
//
// A case's history as sentences. Steps and fields are named by their ids, which
// is all that events know; no value of anybody's is told.

#include <string>
#include <utility>
#include <variant>

#include "engine/codec/codec.h"
#include "engine/codec/stored_message.h"
#include "onething/report.h"
#include "report/sentence.h"
#include "report/words.h"

namespace onething {

namespace {

using report::clock_name;
using report::real_name_text;

// Characters of a hash that tell one from another.
constexpr std::size_t kHashShown = 12;

std::string number(std::int64_t count) { return std::to_string(count); }

std::string joined(const std::vector<std::string>& all) {
  std::string text;
  for (const std::string& each : all) text += (text.empty() ? "" : ", ") + each;
  return text.empty() ? "-" : text;
}

// "permits", and "permits 2" for the second of several runs.
std::string run_text(const RunName& run) {
  return run.iteration == 0 ? run.step
                            : run.step + " " + number(run.iteration + 1);
}

std::string runs_text(const std::vector<RunName>& runs) {
  std::vector<std::string> names;
  for (const RunName& run : runs) names.push_back(run_text(run));
  return joined(names);
}

std::string actor_text(const Actor& actor) {
  return actor.id.empty() ? "-" : actor.id;
}

Message failure_of(const std::string& key, const Value& details) {
  return key.empty() ? Message{"report.no_reason", {}}
                     : engine::failure_message(key, details);
}

std::string_view opened_key(const std::string& kind) {
  if (kind == "fallback") return "report.event_task_opened_fallback";
  if (kind == "unknown") return "report.event_task_opened_unknown";
  if (kind == "refusal") return "report.event_task_opened_refusal";
  if (kind == "overdue") return "report.event_task_opened_overdue";
  return "report.event_task_opened";
}

Message how_closed(const std::string& how) {
  if (how == "completed") return {"report.how_completed", {}};
  if (how == "returned") return {"report.how_returned", {}};
  if (how == "refused") return {"report.how_refused", {}};
  if (how == "failed") return {"report.how_failed", {}};
  if (how == "retried") return {"report.how_retried", {}};
  if (how == "given_up") return {"report.how_given_up", {}};
  if (how == "skipped") return {"report.how_skipped", {}};
  if (how == "expired") return {"report.how_expired", {}};
  return {"report.how_cancelled", {}};
}

Message days_of(const std::optional<std::int64_t>& days) {
  if (!days) return {"report.days_unknown", {}};
  return {"report.days", {{"days", number(*days)}}};
}

std::string renamed_text(const std::vector<Renamed>& all) {
  std::vector<std::string> names;
  for (const Renamed& each : all) names.push_back(each.from + " → " + each.to);
  return joined(names);
}

std::string said(const std::string& text) { return text.empty() ? "-" : text; }

// One sentence for each event.
struct Teller {
  Message operator()(const engine::CaseReceived& e) const {
    return {"report.event_case_received",
            {{"workflow", e.workflow}, {"actor", actor_text(e.actor)}}};
  }
  Message operator()(const engine::CaseAccepted& e) const {
    if (!e.due) return {"report.event_case_accepted", {}};
    return {"report.event_case_accepted_due", {{"due", to_text(*e.due)}}};
  }
  Message operator()(const engine::StepSkipped& e) const {
    const std::string step =
        e.iteration ? run_text({e.step, *e.iteration}) : e.step;
    if (e.reason == "joined")
      return {"report.event_step_skipped_joined", {{"step", step}}};
    if (e.reason == "late")
      return {"report.event_step_skipped_late", {{"step", step}}};
    if (e.reason == "failed")
      return {"report.event_step_skipped_failed", {{"step", step}}};
    if (e.reason == "condition")
      return {"report.event_step_skipped", {{"step", step}}};
    return {"report.event_step_skipped_by",
            {{"step", step}, {"actor", actor_text(e.actor)}}};
  }
  Message operator()(const engine::StepExpanded& e) const {
    if (e.elements.empty())
      return {"report.event_step_expanded_none", {{"step", e.step}}};
    return {"report.event_step_expanded",
            {{"step", e.step}, {"count", std::to_string(e.elements.size())}}};
  }
  Message operator()(const engine::StepStarted& e) const {
    return {e.by_person ? "report.event_step_started_person"
                        : "report.event_step_started",
            {{"step", run_text(e.run)},
             {"service", e.department + "/" + e.service},
             {"count", std::to_string(e.sent.size())}}};
  }
  Message operator()(const engine::RetryOrdered& e) const {
    return {"report.event_retry_ordered", {{"step", run_text(e.run)}}};
  }
  Message operator()(const engine::CallPending& e) const {
    const std::string next = e.query_at ? to_local_text(*e.query_at) : "-";
    if (e.is_unknown)
      return {"report.event_call_unknown",
              {{"step", run_text(e.run)}, {"time", next}}};
    return {e.query_at ? "report.event_call_pending_query"
                       : "report.event_call_pending",
            {{"step", run_text(e.run)}, {"time", next}}};
  }
  Message operator()(const engine::QueryStarted& e) const {
    return {"report.event_query_started",
            {{"step", run_text(e.run)}, {"query", number(e.query)}}};
  }
  Message operator()(const engine::QueryFailed& e) const {
    return {"report.event_query_failed",
            {{"step", run_text(e.run)},
             {"failure", failure_of(e.failure, e.details)}}};
  }
  Message operator()(const engine::CallOverdue& e) const {
    return {"report.event_call_overdue", {{"step", run_text(e.run)}}};
  }
  Message operator()(const engine::RunRenewed& e) const {
    return {"report.event_run_renewed", {{"step", run_text(e.run)}}};
  }
  Message operator()(const engine::RefusalReceived& e) const {
    return {"report.event_refusal_received",
            {{"step", run_text(e.run)},
             {"reason", e.reason.empty() ? "-" : e.reason}}};
  }
  Message operator()(const engine::CallRetried& e) const {
    return {"report.event_call_retried",
            {{"step", run_text(e.run)}, {"attempt", number(e.attempt)}}};
  }
  Message operator()(const engine::CallFailed& e) const {
    const Message failure = failure_of(e.failure, e.details);
    if (!e.retry_at)
      return {"report.event_call_failed_last",
              {{"step", run_text(e.run)},
               {"attempt", number(e.attempt)},
               {"failure", failure}}};
    return {"report.event_call_failed",
            {{"step", run_text(e.run)},
             {"attempt", number(e.attempt)},
             {"failure", failure},
             {"time", to_local_text(*e.retry_at)}}};
  }
  Message operator()(const engine::StepDone& e) const {
    if (e.actor.channel == Channel::system || e.actor.id.empty())
      return {"report.event_step_done", {{"step", run_text(e.run)}}};
    return {"report.event_step_done_by",
            {{"step", run_text(e.run)}, {"actor", actor_text(e.actor)}}};
  }
  Message operator()(const engine::StepReturned& e) const {
    return {"report.event_step_returned",
            {{"step", run_text(e.run)},
             {"count", std::to_string(e.defects.size())}}};
  }
  Message operator()(const engine::StepRefused& e) const {
    return {"report.event_step_refused",
            {{"step", run_text(e.run)},
             {"reason", e.reason.empty() ? "-" : e.reason},
             {"basis", e.basis.empty() ? "-" : e.basis}}};
  }
  Message operator()(const engine::StepFailed& e) const {
    return {"report.event_step_failed",
            {{"step", run_text(e.run)},
             {"failure", failure_of(e.failure, e.details)}}};
  }
  Message operator()(const engine::StepKept& e) const {
    return {"report.event_step_kept", {{"step", e.step}}};
  }
  Message operator()(const engine::StepReset& e) const {
    return {"report.event_step_reset", {{"step", e.step}}};
  }
  Message operator()(const engine::TaskOpened& e) const {
    if (e.run.step.empty())
      return {"report.event_case_task_opened",
              {{"kind", task_kind(e.kind)},
               {"department", e.department},
               {"role", e.role.empty() ? "-" : e.role}}};
    return {opened_key(e.kind),
            {{"step", run_text(e.run)},
             {"department", e.department},
             {"role", e.role.empty() ? "-" : e.role}}};
  }
  Message operator()(const engine::TaskClaimed& e) const {
    return {"report.event_task_claimed",
            {{"task", e.task}, {"actor", actor_text(e.actor)}}};
  }
  Message operator()(const engine::TaskReleased& e) const {
    return {e.released == "claim" ? "report.event_task_released"
                                  : "report.event_delegation_ended",
            {{"task", e.task},
             {"actor", actor_text(e.actor)},
             {"reason", said(e.reason)}}};
  }
  Message operator()(const engine::TaskHandedOver& e) const {
    const bool to_person = !e.assignee.empty();
    return {to_person ? "report.event_task_handed_over"
                      : "report.event_task_handed_to_post",
            {{"task", e.task},
             {"actor", actor_text(e.actor)},
             {"to", to_person ? e.assignee : said(e.role)},
             {"reason", said(e.reason)}}};
  }
  Message operator()(const engine::TaskDelegated& e) const {
    return {"report.event_task_delegated",
            {{"task", e.task},
             {"actor", actor_text(e.actor)},
             {"to", said(e.assignee)},
             {"reason", said(e.reason)}}};
  }
  // What a note says is a value; it stands in the case itself.
  Message operator()(const engine::NoteAdded& e) const {
    return {"report.event_note_added", {{"actor", actor_text(e.actor)}}};
  }
  Message operator()(const engine::FileAttached& e) const {
    return {"report.event_file_attached",
            {{"actor", actor_text(e.actor)},
             {"size", std::to_string(e.size)},
             {"type", e.media_type}}};
  }
  Message operator()(const engine::AgentNamed& e) const {
    return {
        "report.event_agent_named",
        {{"agent", said(e.agent.id)},
         {"check", real_name_text(e.agent.real_name)},
         {"until", e.agent.valid_until ? to_text(*e.agent.valid_until) : "-"}}};
  }
  Message operator()(const engine::TaskClosed& e) const {
    return {"report.event_task_closed",
            {{"task", e.task},
             {"how", how_closed(e.how)},
             {"actor", actor_text(e.actor)}}};
  }
  Message operator()(const engine::CorrectionRequested& e) const {
    std::vector<std::string> fields;
    for (const CaseDefect& defect : e.defects)
      if (!defect.field.empty()) fields.push_back(defect.field);
    return {"report.event_correction_requested",
            {{"count", std::to_string(e.defects.size())},
             {"fields", joined(fields)}}};
  }
  Message operator()(const engine::CaseSupplemented& e) const {
    return {"report.event_case_supplemented",
            {{"actor", actor_text(e.actor)},
             {"fields", joined(e.changed)},
             {"days", number(e.paused_days)}}};
  }
  Message operator()(const engine::WithdrawalRequested& e) const {
    return {"report.event_withdrawal_requested",
            {{"actor", actor_text(e.actor)},
             {"reason", e.reason.empty() ? "-" : e.reason}}};
  }
  Message operator()(const engine::CaseGranted& e) const {
    if (e.failure.empty())
      return {"report.event_case_granted", {{"days", days_of(e.working_days)}}};
    return {"report.event_case_granted_bare",
            {{"days", days_of(e.working_days)},
             {"failure", failure_of(e.failure, e.details)}}};
  }
  Message operator()(const engine::CaseDenied& e) const {
    return {"report.event_case_denied",
            {{"step", e.step},
             {"reason", e.reason.empty() ? "-" : e.reason},
             {"basis", e.basis.empty() ? "-" : e.basis},
             {"days", days_of(e.working_days)}}};
  }
  Message operator()(const engine::WaitBegan& e) const {
    return {"report.event_wait_began",
            {{"step", run_text(e.run)}, {"time", to_local_text(e.until)}}};
  }
  Message operator()(const engine::StepLimited& e) const {
    return {"report.event_step_limited",
            {{"step", run_text(e.run)}, {"time", to_local_text(e.until)}}};
  }
  Message operator()(const engine::StepLate& e) const {
    const std::string step = run_text(e.run);
    if (e.then == "skip")
      return {"report.event_step_late_skip", {{"step", step}}};
    if (e.then == "refuse")
      return {"report.event_step_late_refuse", {{"step", step}}};
    return {"report.event_step_late_attention", {{"step", step}}};
  }
  Message operator()(const engine::GroupJoined& e) const {
    return {"report.event_group_joined",
            {{"group", e.group}, {"done", joined(e.done)}}};
  }
  Message operator()(const engine::RunsJoined& e) const {
    return {"report.event_runs_joined",
            {{"step", e.step}, {"count", std::to_string(e.rest.size())}}};
  }
  Message operator()(const engine::RunCancelled& e) const {
    return {"report.event_run_cancelled", {{"step", run_text(e.run)}}};
  }
  Message operator()(const engine::LateAnswerTaken& e) const {
    return {"report.event_late_answer_taken", {{"step", run_text(e.run)}}};
  }
  Message operator()(const engine::MessageAwaited& e) const {
    return {"report.event_message_awaited",
            {{"step", run_text(e.run)},
             {"service", e.department + "/" + e.service}}};
  }
  Message operator()(const engine::MessageKept& e) const {
    return {"report.event_message_kept",
            {{"service", e.service}, {"actor", actor_text(e.actor)}}};
  }
  Message operator()(const engine::MessageTaken& e) const {
    return {"report.event_message_taken", {{"step", run_text(e.run)}}};
  }
  Message operator()(const engine::StepCalledFor& e) const {
    return {"report.event_step_called_for",
            {{"step", e.step},
             {"reason", e.reason},
             {"actor", actor_text(e.actor)}}};
  }
  Message operator()(const engine::StepRepeated& e) const {
    return {"report.event_step_repeated",
            {{"step", e.step}, {"times", number(e.iteration + 1)}}};
  }
  Message operator()(const engine::ChildStarted& e) const {
    return {"report.event_child_started",
            {{"step", run_text(e.run)},
             {"workflow", e.workflow},
             {"case", e.case_id}}};
  }
  Message operator()(const engine::ParentNamed& e) const {
    return {"report.event_parent_named",
            {{"step", run_text(e.run)}, {"case", e.case_id}}};
  }
  Message operator()(const engine::CaseWithdrawn& e) const {
    return {"report.event_case_withdrawn",
            {{"reason", e.reason.empty() ? "-" : e.reason}}};
  }
  Message operator()(const engine::CaseDeemedAccepted& e) const {
    return {"report.event_case_deemed_accepted",
            {{"due", e.due ? to_text(*e.due) : "-"}}};
  }
  Message operator()(const engine::CaseNotAccepted& e) const {
    return {"report.event_case_not_accepted",
            {{"actor", actor_text(e.actor)},
             {"reason", said(e.reason)},
             {"instead", said(e.instead)}}};
  }
  Message operator()(const engine::ApplicationRefused& e) const {
    return {"report.event_application_refused",
            {{"actor", actor_text(e.actor)},
             {"reason", said(e.reason)},
             {"basis", said(e.basis)}}};
  }
  Message operator()(const engine::CaseLapsed&) const {
    return {"report.event_case_lapsed", {}};
  }
  Message operator()(const engine::MaterialsAdded& e) const {
    return {"report.event_materials_added",
            {{"actor", actor_text(e.actor)}, {"materials", joined(e.added)}}};
  }
  Message operator()(const engine::CaseExtended& e) const {
    return {"report.event_case_extended",
            {{"extra", e.extra ? to_text(*e.extra) : "-"},
             {"approver", said(e.approver)},
             {"reason", said(e.reason)},
             {"due", e.due ? to_text(*e.due) : "-"}}};
  }
  Message operator()(const engine::SpecialStarted& e) const {
    return {"report.event_special_started",
            {{"name", said(e.name)},
             {"reason", said(e.reason)},
             {"approver", said(e.approver)}}};
  }
  Message operator()(const engine::SpecialEnded& e) const {
    return {"report.event_special_ended", {{"result", said(e.result)}}};
  }
  Message operator()(const engine::CaseSuspended& e) const {
    return {"report.event_case_suspended",
            {{"actor", actor_text(e.actor)}, {"reason", said(e.reason)}}};
  }
  Message operator()(const engine::CaseContinued& e) const {
    return {"report.event_case_continued", {{"actor", actor_text(e.actor)}}};
  }
  Message operator()(const engine::TerminationRequested& e) const {
    return {"report.event_termination_requested",
            {{"actor", actor_text(e.actor)},
             {"reason", said(e.reason)},
             {"basis", said(e.basis)}}};
  }
  Message operator()(const engine::EndingOrdered& e) const {
    if (e.ending == "lapsed") return {"report.event_ending_lapsed", {}};
    return {e.ending == "denied" ? "report.event_ending_denied"
                                 : "report.event_ending_terminated",
            {{"reason", said(e.reason)}}};
  }
  Message operator()(const engine::ClockDoubted& e) const {
    return {"report.event_clock_doubted", {{"time", to_local_text(e.machine)}}};
  }
  Message operator()(const engine::CaseTerminated& e) const {
    return {"report.event_case_terminated", {{"reason", said(e.reason)}}};
  }
  Message operator()(const engine::CaseDelivered& e) const {
    return {"report.event_case_delivered",
            {{"actor", actor_text(e.actor)}, {"how", said(e.how)}}};
  }
  Message operator()(const engine::CaseRevoked& e) const {
    return {"report.event_case_revoked",
            {{"actor", actor_text(e.actor)},
             {"reason", said(e.reason)},
             {"basis", said(e.basis)}}};
  }
  Message operator()(const engine::ClockStarted& e) const {
    return {"report.event_clock_started",
            {{"clock", clock_name(e.clock)},
             {"budget", e.budget ? to_text(*e.budget) : "-"},
             {"due", e.due ? to_text(*e.due) : "-"}}};
  }
  Message operator()(const engine::ClockStopped& e) const {
    return {"report.event_clock_stopped", {{"clock", clock_name(e.clock)}}};
  }
  Message operator()(const engine::ClockProjected& e) const {
    return {e.why == "calendar" ? "report.event_clock_projected_calendar"
                                : "report.event_clock_projected",
            {{"clock", clock_name(e.clock)},
             {"due", e.due ? to_text(*e.due) : "-"}}};
  }
  Message operator()(const engine::ClockExpired& e) const {
    return {"report.event_clock_expired", {{"clock", clock_name(e.clock)}}};
  }
  Message operator()(const engine::Reminded& e) const {
    return {"report.event_reminded", {{"clock", clock_name(e.clock)}}};
  }
  Message operator()(const engine::Escalated& e) const {
    return {"report.event_escalated",
            {{"clock", clock_name(e.clock)}, {"rung", number(e.rung + 1)}}};
  }
  Message operator()(const engine::StateEntered& e) const {
    return {"report.event_state_entered",
            {{"state", e.state}, {"event", said(e.event)}}};
  }
  Message operator()(const engine::StateLeft& e) const {
    return {"report.event_state_left",
            {{"state", e.state}, {"event", said(e.event)}}};
  }
  Message operator()(const engine::UndoOrdered& e) const {
    return {"report.event_undo_ordered",
            {{"count", number(static_cast<std::int64_t>(e.runs.size()))},
             {"steps", runs_text(e.runs)}}};
  }
  Message operator()(const engine::UndoGivenUp& e) const {
    return {"report.event_undo_given_up",
            {{"step", run_text(e.run)},
             {"actor", actor_text(e.actor)},
             {"reason", e.reason}}};
  }
  Message operator()(const engine::CaseCompensated& e) const {
    return {"report.event_case_compensated", {{"steps", runs_text(e.runs)}}};
  }
  Message operator()(const engine::CaseMigrated& e) const {
    return {"report.event_case_migrated",
            {{"actor", actor_text(e.actor)},
             {"was", e.was.substr(0, kHashShown)},
             {"definition", e.definition.substr(0, kHashShown)},
             {"renamed", renamed_text(e.renamed)},
             {"dropped", joined(e.dropped)},
             {"reason", said(e.reason)}}};
  }
  Message operator()(const engine::CaseRepaired& e) const {
    return {"report.event_case_repaired",
            {{"actor", actor_text(e.actor)},
             {"what", report::mending_name(e.what)},
             {"step", e.iteration      ? run_text({e.step, *e.iteration})
                      : e.step.empty() ? said(e.state)
                                       : e.step},
             {"reason", said(e.reason)}}};
  }
};

}  // namespace

Message report::sentence_of(const engine::Event& event) {
  return std::visit(Teller{}, event.fact);
}

// Sentences take their language when they are rendered.
Result<std::vector<StoryLine>> tell_story(Store& store, const CaseId& id,
                                          Language) {
  OT_TRY(const std::vector<Record> history, store.history(id));
  std::vector<StoryLine> story;
  story.reserve(history.size());
  for (const Record& record : history) {
    OT_TRY(
        const engine::Event event,
        engine::decode(record.type, record.version, record.at, record.payload));
    story.push_back({record.sequence, record.at, record.type,
                     report::sentence_of(event),
                     to_hex(record.hash).substr(0, kHashShown)});
  }
  return story;
}

}  // namespace onething
