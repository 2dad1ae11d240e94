// SPDX-License-Identifier: Apache-2.0

#include "onething/case_condition.h"

#include <algorithm>
#include <array>
#include <utility>

#include "calendar/calendar.h"
#include "engine/codec.h"
#include "engine/evolve.h"
#include "engine/transitions.h"
#include "expr/evaluate.h"

namespace onething {

namespace {

constexpr std::array<std::string_view, 4> kNames = {"form", "prefill", "steps",
                                                    "case"};

Error bad_condition(const expr::ParseError& problem) {
  return {ErrorCode::not_found,
          {"report.bad_condition",
           {{"at", std::to_string(problem.range.begin + 1)},
            {"problem", problem.message}}}};
}

Value case_value(const CaseRow& row, const engine::CaseState& state) {
  Object value{{"id", row.id.text},
               {"workflow", row.workflow},
               {"state", row.state},
               {"subject", row.subject},
               {"title", row.title},
               {"received_at", row.received_at},
               {"changed_at", row.changed_at},
               {"attention", row.attention},
               {"corrections", state.corrections}};
  if (row.due) value.set("due", *row.due);
  return value;
}

Result<engine::CaseState> state_of(Store& store, const CaseId& id) {
  OT_TRY(const std::vector<Record> history, store.history(id));
  engine::CaseState state;
  for (const Record& record : history) {
    OT_TRY(
        const engine::Event event,
        engine::decode(record.type, record.version, record.at, record.payload));
    engine::evolve(state, event);
  }
  return state;
}

}  // namespace

class CaseCondition::Impl {
 public:
  explicit Impl(expr::Program program) : program_(std::move(program)) {}

  const expr::Program& program() const { return program_; }

 private:
  expr::Program program_;
};

CaseCondition::CaseCondition(std::unique_ptr<const Impl> impl)
    : impl_(std::move(impl)) {}
CaseCondition::CaseCondition(CaseCondition&&) noexcept = default;
CaseCondition& CaseCondition::operator=(CaseCondition&&) noexcept = default;
CaseCondition::~CaseCondition() = default;

Result<CaseCondition> CaseCondition::parse(std::string_view formula) {
  auto parsed = expr::parse(formula);
  if (const auto* problem = std::get_if<expr::ParseError>(&parsed))
    return bad_condition(*problem);
  auto program = expr::compile(std::get<expr::Ast>(parsed), kNames);
  if (const auto* problem = std::get_if<expr::ParseError>(&program))
    return bad_condition(*problem);
  return CaseCondition(std::make_unique<const Impl>(
      std::get<expr::Program>(std::move(program))));
}

Result<CaseCondition::Answer> CaseCondition::holds(Store& store,
                                                   const CaseRow& row) const {
  OT_TRY(const engine::CaseState state, state_of(store, row.id));
  const Value about = case_value(row, state);
  const std::array<const Value*, 4> values = {&state.form, &state.prefill,
                                              &state.steps, &about};
  const expr::EvalResult result =
      expr::evaluate(impl_->program(), {values, &Calendar::china()});
  const Value* value = std::get_if<Value>(&result);
  const bool* answer = value == nullptr ? nullptr : value->as<bool>();
  if (answer == nullptr) return Answer::none;
  return *answer ? Answer::yes : Answer::no;
}

std::vector<std::string> ended_states() {
  std::vector<std::string> words;
  for (const engine::Transition& each : engine::transitions()) {
    if (!engine::has_ended(each.to)) continue;
    std::string word(engine::status_word(each.to));
    if (std::find(words.begin(), words.end(), word) == words.end())
      words.push_back(std::move(word));
  }
  return words;
}

}  // namespace onething
