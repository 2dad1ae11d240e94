// SPDX-License-Identifier: Apache-2.0

#include "engine/decide.h"

#include <algorithm>
#include <string>
#include <utility>

#include "base/assert.h"
#include "base/limits.h"
#include "engine/draft.h"
#include "engine/people/permission.h"
#include "engine/transitions.h"

namespace onething::engine {

namespace {

const Transition* find_line(CaseStatus from, CommandKind command) {
  const auto lines = transitions();
  const auto found =
      std::find_if(lines.begin(), lines.end(), [&](const Transition& line) {
        return line.from == from && line.command == command;
      });
  return found == lines.end() ? nullptr : &*found;
}

bool is_line(CaseStatus from, CommandKind command, CaseStatus to) {
  const auto lines = transitions();
  return std::any_of(lines.begin(), lines.end(), [&](const Transition& line) {
    return line.from == from && line.command == command && line.to == to;
  });
}

Message name_of(CaseStatus status) {
  switch (status) {
    case CaseStatus::none:
      return {"engine.state_none", {}};
    case CaseStatus::received:
      return {"engine.state_received", {}};
    case CaseStatus::accepted:
      return {"engine.state_accepted", {}};
    case CaseStatus::processing:
      return {"engine.state_processing", {}};
    case CaseStatus::correcting:
      return {"engine.state_correcting", {}};
    case CaseStatus::undoing:
      return {"engine.state_undoing", {}};
    case CaseStatus::granted:
      return {"engine.state_granted", {}};
    case CaseStatus::denied:
      return {"engine.state_denied", {}};
    case CaseStatus::withdrawn:
      return {"engine.state_withdrawn", {}};
    case CaseStatus::special:
      return {"engine.state_special", {}};
    case CaseStatus::suspended:
      return {"engine.state_suspended", {}};
    case CaseStatus::not_accepted:
      return {"engine.state_not_accepted", {}};
    case CaseStatus::refused:
      return {"engine.state_refused", {}};
    case CaseStatus::terminated:
      return {"engine.state_terminated", {}};
    case CaseStatus::lapsed:
      return {"engine.state_lapsed", {}};
    case CaseStatus::delivered:
      return {"engine.state_delivered", {}};
    case CaseStatus::revoked:
      return {"engine.state_revoked", {}};
  }
  OT_ASSERT(false);
}

Message name_of(CommandKind command) {
  switch (command) {
    case CommandKind::submit:
      return {"engine.command_submit", {}};
    case CommandKind::advance:
      return {"engine.command_advance", {}};
    case CommandKind::answer:
      return {"engine.command_answer", {}};
    case CommandKind::interrupt:
      return {"engine.command_interrupt", {}};
    case CommandKind::claim:
      return {"engine.command_claim", {}};
    case CommandKind::end_task:
      return {"engine.command_end_task", {}};
    case CommandKind::supplement:
      return {"engine.command_supplement", {}};
    case CommandKind::withdraw:
      return {"engine.command_withdraw", {}};
    case CommandKind::decline:
      return {"engine.command_decline", {}};
    case CommandKind::extend:
      return {"engine.command_extend", {}};
    case CommandKind::start_special:
      return {"engine.command_start_special", {}};
    case CommandKind::end_special:
      return {"engine.command_end_special", {}};
    case CommandKind::suspend:
      return {"engine.command_suspend", {}};
    case CommandKind::go_on:
      return {"engine.command_go_on", {}};
    case CommandKind::terminate:
      return {"engine.command_terminate", {}};
    case CommandKind::deliver:
      return {"engine.command_deliver", {}};
    case CommandKind::revoke:
      return {"engine.command_revoke", {}};
    case CommandKind::fire:
      return {"engine.command_fire", {}};
    case CommandKind::call_for:
      return {"engine.command_call_for", {}};
    case CommandKind::message:
      return {"engine.command_message", {}};
    case CommandKind::migrate:
      return {"engine.command_migrate", {}};
    case CommandKind::repair:
      return {"engine.command_repair", {}};
    case CommandKind::release:
      return {"engine.command_release", {}};
    case CommandKind::hand_over:
      return {"engine.command_hand_over", {}};
    case CommandKind::delegate:
      return {"engine.command_delegate", {}};
    case CommandKind::note:
      return {"engine.command_note", {}};
    case CommandKind::attach:
      return {"engine.command_attach", {}};
  }
  OT_ASSERT(false);
}

}  // namespace

Emitted decide_on(const Definition& definition, CaseState& state,
                  const Command& command, Instant now,
                  const MigrationTarget& target) {
  const CaseStatus from = state.status;
  const CommandKind kind = kind_of(command);
  const Transition* line = find_line(from, kind);
  if (line == nullptr)
    return Rejection{{"engine.not_in_this_state",
                      {{"state", name_of(from)}, {"command", name_of(kind)}}},
                     {}};
  if (std::optional<Rejection> refusal =
          refuse_by_policy(definition, state, command, now))
    return std::move(*refusal);
  if (state.length >= static_cast<std::int64_t>(limits::case_events_max))
    return Rejection{{"engine.history_full",
                      {{"max", std::to_string(limits::case_events_max)}}},
                     {}};
  Draft draft(definition, state, now, command, target);
  if (std::optional<Rejection> rejection = line->handler(draft, command))
    return std::move(*rejection);
  if (command.doubted_clock && !draft.events().empty())
    draft.emit(ClockDoubted{*command.doubted_clock});
  OT_ASSERT(is_line(from, kind, draft.state().status));
  return draft.take_events();
}

Decision decide(const Definition& definition, CaseState state,
                const Command& command, Instant now,
                const MigrationTarget& target) {
  Emitted emitted = decide_on(definition, state, command, now, target);
  if (auto* rejection = std::get_if<Rejection>(&emitted))
    return std::move(*rejection);
  return Decided{std::move(*std::get_if<std::vector<Event>>(&emitted)),
                 std::move(state)};
}

}  // namespace onething::engine
