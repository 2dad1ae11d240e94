// SPDX-License-Identifier: Apache-2.0

#include "run/case_desk.h"

#include <algorithm>
#include <set>
#include <utility>
#include <variant>

#include "engine/codec/codec.h"
#include "engine/view.h"
#include "run/child_views.h"
#include "run/commit_rows.h"
#include "run/subject_lock.h"

namespace onething::run {

namespace {

Error no_case(const CaseId& id) {
  return {ErrorCode::not_found, {"run.no_case", {{"case", id.text}}}};
}

// Another application for the same subject is being decided on.
Error subject_busy(const engine::CaseState& state) {
  return {ErrorCode::conflict,
          {"run.subject_busy", {{"subject", state.subject}}}};
}

const OpenCase* opened_in(
    const Result<std::variant<OpenCase, Rejection>>& each) {
  return each ? std::get_if<OpenCase>(&each.value()) : nullptr;
}

}  // namespace

CaseDesk::CaseDesk(Store& store, Clock& clock, const RunnerOptions& options)
    : store_(store),
      clock_(clock),
      options_(options),
      definitions_(store, {options.retry.attempts, options.retry.first_ms,
                           options.retry.longest_ms}) {}

Result<Acted> CaseDesk::open(const CaseId& id,
                             const engine::Definition& definition,
                             const Command& command) {
  OpenCase open;
  open.id = id;
  open.definition = &definition;
  OT_TRY(open.epoch, store_.claim(id, options_.worker));
  Result<Acted> acted = open_once(open, command);
  give_back(open);
  return acted;
}

// With `one_per_subject` looked for and stored under one lock.
Result<Acted> CaseDesk::open_once(OpenCase& open, const Command& command) {
  if (std::optional<Rejection> rejection = decide(open, command))
    return Acted(std::move(*rejection));
  if (!open.definition->workflow->one_per_subject || open.state.subject.empty())
    return save_and_show(open);
  OT_TRY(const SubjectLock lock,
         SubjectLock::take(store_, clock_, open.state, options_.worker));
  OT_TRY(std::optional<Rejection> taken, subject_taken(open));
  if (taken) return Acted(std::move(*taken));
  return save_and_show(open);
}

Result<std::optional<Rejection>> CaseDesk::subject_taken(const OpenCase& open) {
  using Answer = std::optional<Rejection>;
  if (!open.definition->workflow->one_per_subject || open.state.subject.empty())
    return Answer();
  OT_TRY(const std::optional<CaseId> other, running_case(store_, open.state));
  if (!other) return Answer();
  return Answer(
      Rejection{{"run.subject_taken",
                 {{"subject", open.state.subject}, {"case", other->text}}},
                {}});
}

Result<Acted> CaseDesk::rehearse_open(const CaseId& id,
                                      const engine::Definition& definition,
                                      const Command& command) {
  OpenCase open;
  open.id = id;
  open.definition = &definition;
  if (std::optional<Rejection> rejection = decide(open, command))
    return Acted(std::move(*rejection));
  OT_TRY(std::optional<Rejection> taken, subject_taken(open));
  if (taken) return Acted(std::move(*taken));
  return Acted(engine::make_view(definition, open.state));
}

Result<Acted> CaseDesk::act(const CaseId& id, const Command& command) {
  OT_TRY(OpenCase open, take(id));
  Status found = find_target(open, command);
  if (found) found = must_be_stored(open);
  if (!found) {
    give_back(open);
    return found.error();
  }
  Result<Acted> acted = decide_and_save(open, command);
  give_back(open);
  return acted;
}

// A case follows no definition that the store does not have.
Status CaseDesk::must_be_stored(const OpenCase& open) const {
  const engine::Definition* to = open.target.definition;
  if (to == nullptr || definitions_.is_stored(to->hash)) return Done{};
  return Error{ErrorCode::not_found,
               {"run.definition_not_stored", {{"hash", to->hash}}}};
}

Result<Acted> CaseDesk::rehearse(const CaseId& id, const Command& command) {
  OT_CHECK(store_.row(id));
  OpenCase open;
  open.id = id;
  OT_CHECK(read(open));
  OT_CHECK(find_target(open, command));
  if (std::optional<Rejection> rejection = decide(open, command))
    return Acted(std::move(*rejection));
  return Acted(engine::make_view(*open.definition, open.state));
}

Result<CaseView> CaseDesk::view(const CaseId& id) {
  OT_TRY(const std::vector<Record> history, store_.history(id));
  if (history.empty()) return no_case(id);
  engine::CaseState state;
  OT_CHECK(fold(history, state));
  OT_TRY(const engine::Definition* definition,
         definitions_.find(state.definition));
  CaseView view = engine::make_view(*definition, state);
  OT_TRY(view.children, children_of(store_, definitions_, view));
  return view;
}

Result<OpenCase> CaseDesk::take(const CaseId& id) {
  OT_CHECK(store_.row(id));
  OpenCase open;
  open.id = id;
  OT_TRY(open.epoch, store_.claim(id, options_.worker));
  // Read only now: before the claim somebody else may still have written.
  if (Status status = read(open); !status) {
    give_back(open);
    return status.error();
  }
  return open;
}

Status CaseDesk::read(OpenCase& open) {
  OT_TRY(const std::vector<Record> history, store_.history(open.id));
  if (history.empty()) return no_case(open.id);
  open.stored = static_cast<std::int64_t>(history.size());
  OT_CHECK(fold(history, open.state));
  OT_TRY(open.definition, definitions_.find(open.state.definition));
  return Done{};
}

// Where a case is to be moved to; and for whom it acts, since that one relies
// on what it gives.
Status CaseDesk::find_target(OpenCase& open, const Command& command) {
  const auto* wish = std::get_if<MigrateCase>(&command.what);
  if (wish == nullptr) return Done{};
  OT_TRY(open.target.definition, definitions_.find(wish->to));
  if (open.state.parent.empty()) return Done{};
  OpenCase parent;
  parent.id = CaseId{open.state.parent};
  OT_CHECK(read(parent));
  for (const engine::StepState& step : parent.state.step_states)
    for (const engine::RunState& run : step.runs)
      if (run.child == open.id.text)
        if (const auto* plan = engine::find_plan(*parent.definition, step.id))
          open.target.acts_for = plan->service;
  return Done{};
}

Result<std::vector<Result<OpenCase>>> CaseDesk::take_all(
    std::span<const CaseId> ids) {
  OT_TRY(const std::vector<Result<std::int64_t>> epochs,
         store_.claim_all(ids, options_.worker));
  std::vector<Result<OpenCase>> taken;
  taken.reserve(ids.size());
  for (std::size_t i = 0; i < ids.size(); ++i) {
    if (!epochs[i]) {
      taken.push_back(epochs[i].error());
      continue;
    }
    OpenCase open;
    open.id = ids[i];
    open.epoch = epochs[i].value();
    if (const Status status = read(open); !status) {
      give_back(open);
      taken.push_back(status.error());
    } else {
      taken.push_back(std::move(open));
    }
  }
  return taken;
}

void CaseDesk::give_back(const OpenCase& open) {
  const HeldCase held{open.id, open.epoch};
  give_back_all({&held, 1});
}

void CaseDesk::give_back_all(std::span<const HeldCase> cases) {
  // A lease that could not be given back ends with this process.
  if (!cases.empty()) static_cast<void>(store_.release_all(cases));
}

Result<CaseDesk::Opening> CaseDesk::open_all(
    std::span<const CaseId> ids, const engine::Definition& definition,
    std::span<const Command> commands) {
  Opening opening;
  OT_TRY(const std::vector<Result<std::int64_t>> epochs,
         store_.claim_all(ids, options_.worker));
  std::vector<HeldCase> unused;
  for (std::size_t i = 0; i < ids.size(); ++i) {
    if (!epochs[i]) {
      opening.cases.push_back(epochs[i].error());
      continue;
    }
    OpenCase open;
    open.id = ids[i];
    open.epoch = epochs[i].value();
    open.definition = &definition;
    if (std::optional<Rejection> rejection = decide(open, commands[i])) {
      unused.push_back({open.id, open.epoch});
      opening.cases.emplace_back(std::move(*rejection));
    } else {
      opening.cases.emplace_back(std::move(open));
    }
  }
  if (definition.workflow->one_per_subject)
    OT_CHECK(lock_subjects(opening, unused));
  give_back_all(unused);
  return opening;
}

// All at once; a subject that somebody has locked is for another time.
Status CaseDesk::lock_subjects(Opening& opening,
                               std::vector<HeldCase>& unused) {
  std::vector<CaseId> locks;
  std::vector<std::size_t> of_case;
  for (std::size_t i = 0; i < opening.cases.size(); ++i) {
    const OpenCase* open = opened_in(opening.cases[i]);
    if (open == nullptr || open->state.subject.empty()) continue;
    locks.push_back(subject_lock_id(open->state));
    of_case.push_back(i);
  }
  OT_TRY(const std::vector<Result<std::int64_t>> epochs,
         store_.claim_all(locks, options_.worker));
  std::set<CaseId> met;
  for (std::size_t k = 0; k < locks.size(); ++k) {
    auto& each = opening.cases[of_case[k]];
    const OpenCase& open = *opened_in(each);
    const HeldCase held{open.id, open.epoch};
    const bool is_first = met.insert(locks[k]).second;
    if (!epochs[k] || !is_first) {
      unused.push_back(held);
      each = subject_busy(open.state);
    }
    if (!epochs[k]) continue;
    // A later claim of the same process takes the place of an earlier one.
    std::erase_if(opening.locks,
                  [&](const HeldCase& lock) { return lock.id == locks[k]; });
    opening.locks.push_back({locks[k], epochs[k].value()});
    if (!is_first) continue;
    OT_TRY(std::optional<Rejection> taken, subject_taken(open));
    if (!taken) continue;
    unused.push_back(held);
    each = std::variant<OpenCase, Rejection>(std::move(*taken));
  }
  return Done{};
}

std::optional<Rejection> CaseDesk::decide(OpenCase& open,
                                          const Command& command) {
  // A clock that was set back does not write history backwards.
  const Moment moment = held_ ? *held_ : Moment{clock_.now(), clock_.doubted()};
  const Instant now = std::max(moment.now, open.state.changed_at);
  const std::optional<Instant> doubted = moment.doubted;
  if (!doubted) return decide_at(open, command, now);
  Command marked = command;
  marked.doubted_clock = doubted;
  return decide_at(open, marked, now);
}

std::optional<Rejection> CaseDesk::decide_at(OpenCase& open,
                                             const Command& command,
                                             Instant now) {
  engine::Emitted emitted = engine::decide_on(*open.definition, open.state,
                                              command, now, open.target);
  if (Rejection* rejection = std::get_if<Rejection>(&emitted)) {
    open.state = {};
    return std::move(*rejection);
  }
  add_events(*std::get_if<std::vector<engine::Event>>(&emitted), open.state,
             open.unsaved);
  if (open.target.definition != nullptr &&
      open.target.definition->hash == open.state.definition)
    open.definition = open.target.definition;
  open.withheld = !command.may_start;
  return std::nullopt;
}

Status CaseDesk::recall(OpenCase& open) {
  open.state = {};
  if (open.stored > 0) {
    OT_TRY(const std::vector<Record> history, store_.history(open.id));
    OT_CHECK(fold(history, open.state));
  }
  return fold(open.unsaved.records, open.state);
}

Status CaseDesk::save(std::span<OpenCase*> cases) {
  const Saving saving = take_unsaved(cases);
  if (saving.commits.empty()) return Done{};
  OT_TRY(const std::vector<Status> outcomes,
         conclude(cases, saving, store_.commit(saving.commits)));
  for (const Status& outcome : outcomes) OT_CHECK(outcome);
  return Done{};
}

CaseDesk::Saving CaseDesk::take_unsaved(std::span<OpenCase* const> cases) {
  Saving saving;
  for (std::size_t i = 0; i < cases.size(); ++i) {
    if (cases[i]->unsaved.records.empty()) continue;
    saving.commits.push_back(commit_of(*cases[i]));
    saving.changed.push_back(i);
  }
  return saving;
}

Result<std::vector<Status>> CaseDesk::conclude(
    std::span<OpenCase* const> cases, const Saving& saving,
    Result<std::vector<Status>> outcomes) {
  if (!outcomes) return outcomes.error();
  std::vector<Status> each(cases.size(), Status(Done{}));
  for (std::size_t k = 0; k < saving.changed.size(); ++k) {
    Status& outcome = each[saving.changed[k]];
    outcome = std::move(outcomes.value()[k]);
    if (!outcome) continue;
    OpenCase& open = *cases[saving.changed[k]];
    open.stored += static_cast<std::int64_t>(saving.commits[k].records.size());
    tell(open, saving.commits[k]);
  }
  if (!saving.commits.empty()) clock_.remember();
  return each;
}

void CaseDesk::hold_time() { held_ = Moment{clock_.now(), clock_.doubted()}; }

CaseCommit CaseDesk::commit_of(OpenCase& open) {
  CaseCommit commit = std::exchange(open.unsaved, {});
  commit.row = to_row(*open.definition, open.state);
  if (open.withheld && could_start(open))
    commit.row.wake_at = open.state.changed_at;
  commit.expected_length = open.stored;
  commit.epoch = open.epoch;
  return commit;
}

// Whether there is something to do for whoever may make calls. Asked of a copy,
// but only where a command was given by somebody who may not.
bool CaseDesk::could_start(const OpenCase& open) {
  if (engine::has_ended(open.state.status)) return false;
  const engine::Decision decision = engine::decide(
      *open.definition, open.state, {AdvanceCase{}, {}, true}, clock_.now());
  const auto* decided = std::get_if<engine::Decided>(&decision);
  return decided != nullptr && !decided->events.empty();
}

void CaseDesk::tell(const OpenCase& open, const CaseCommit& commit) {
  // One that refused to go on has no state any more.
  if (!options_.observer || open.state.id.text.empty()) return;
  std::vector<std::string> types;
  for (const Record& record : commit.records) types.push_back(record.type);
  options_.observer(engine::make_view(*open.definition, open.state), types);
}

Result<Acted> CaseDesk::decide_and_save(OpenCase& open,
                                        const Command& command) {
  if (std::optional<Rejection> rejection = decide(open, command))
    return Acted(std::move(*rejection));
  return save_and_show(open);
}

Result<Acted> CaseDesk::save_and_show(OpenCase& open) {
  OpenCase* cases[] = {&open};
  OT_CHECK(save(cases));
  return Acted(engine::make_view(*open.definition, open.state));
}

}  // namespace onething::run
