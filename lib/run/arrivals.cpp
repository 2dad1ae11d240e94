// SPDX-License-Identifier: Apache-2.0

#include "run/arrivals.h"

#include <string>
#include <utility>

namespace onething::run {

namespace {

using engine::RunState;
using engine::RunStatus;

// A department was called for it; what people, messages and other cases do has
// keys too, but nobody there knows them.
bool is_of_a_department(RunStatus status) {
  return status != RunStatus::with_person && status != RunStatus::with_case &&
         status != RunStatus::expecting && status != RunStatus::timed;
}

std::optional<RunName> find_run(const engine::CaseState& state,
                                const std::string& key) {
  for (const engine::StepState& step : state.step_states)
    for (std::size_t i = 0; i < step.runs.size(); ++i)
      if (step.runs[i].key == key && is_of_a_department(step.runs[i].status))
        return RunName{step.id, static_cast<std::int64_t>(i)};
  return std::nullopt;
}

// The word under which an answer would have led to this; empty for the rest.
std::string_view word_of(RunStatus status) {
  if (status == RunStatus::done) return "done";
  if (status == RunStatus::returned) return "returned";
  return status == RunStatus::refused ? "refused" : std::string_view();
}

// Another ending than the one that was taken: the department says two things.
bool contradicts(const RunState& run, const Answer& answer) {
  const std::string_view word = word_of(run.status);
  return !word.empty() && answer.document &&
         answer.document->find(word) == nullptr &&
         answer.document->find("pending") == nullptr;
}

}  // namespace

ArrivalUse use_of(const engine::CaseState& state, const Arrival& arrival) {
  const Answer& answer = arrival.answer;
  const std::optional<RunName> name = find_run(state, answer.key);
  if (!name) return {{}, {"run.arrival_of_no_call", {{"key", answer.key}}}};
  const RunState& run = state.find_step(name->step)
                            ->runs[static_cast<std::size_t>(name->iteration)];
  if (contradicts(run, answer))
    return {{}, {"run.arrival_contradicts", {{"key", answer.key}}}};
  AnswerCall command;
  command.run = *name;
  command.key = answer.key;
  command.attempt = run.attempt;
  command.document = answer.document;
  command.failure = answer.detail;
  command.may_have_acted = true;
  return {std::move(command), {}};
}

Result<std::vector<CaseId>> cases_with_arrivals(Connector& departments,
                                                Store& store) {
  std::vector<CaseId> found;
  std::vector<std::string> unknown;
  for (std::string& id : departments.cases_with_arrivals()) {
    const Result<CaseRow> row = store.row({id});
    if (row)
      found.push_back({std::move(id)});
    else if (row.error().code == ErrorCode::not_found)
      unknown.push_back(std::move(id));
    else
      return row.error();
  }
  if (unknown.empty()) return found;
  for (const Arrival& arrival : departments.arrivals(unknown))
    departments.put_away(
        arrival.answer.receipt, PutAway::quarantined,
        {"run.arrival_of_no_case", {{"case", arrival.case_id}}});
  return found;
}

}  // namespace onething::run
