// SPDX-License-Identifier: Apache-2.0

#include "onething/case_condition.h"

#include <algorithm>
#include <array>
#include <map>
#include <span>
#include <utility>

#include "calendar/calendar.h"
#include "engine/codec/codec.h"
#include "engine/evolve.h"
#include "engine/transitions.h"
#include "expr/evaluate.h"
#include "report/condition_terms.h"
#include "report/field_sources.h"
#include "run/definitions.h"

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

// What the formula reads: "form.owner", "steps.tax.receipt".
struct Read {
  std::string root;
  std::vector<std::string> path;

  std::string text() const {
    std::string out = root;
    for (const std::string& part : path) out += "." + part;
    return out;
  }
};

// Of what the path names below these fields, from its part `at` on; of all of
// them where it names none. What is not there tells nothing.
Sensitivity sensitivity_below(std::span<const Field> fields,
                              const std::vector<std::string>& path,
                              std::size_t at) {
  Sensitivity most = Sensitivity::open;
  for (const Field& field : fields) {
    if (at < path.size() && field.id.text != path[at]) continue;
    const bool goes_on = at + 1 < path.size() && !field.type.fields.empty();
    most = std::max(most,
                    goes_on ? sensitivity_below(field.type.fields, path, at + 1)
                            : report::sensitivity_of(field.type));
  }
  return most;
}

Sensitivity sensitivity_of(const engine::Definition& definition,
                           const Read& read) {
  const Workflow& workflow = *definition.workflow;
  if (read.root == "form")
    return sensitivity_below(workflow.form, read.path, 0);
  if (read.root == "case") {
    const bool is_subject = read.path.empty() || read.path[0] == "subject";
    return is_subject ? sensitivity_below(workflow.form, {workflow.subject}, 0)
                      : Sensitivity::open;
  }
  Sensitivity most = Sensitivity::open;
  for (const engine::StepPlan& plan : definition.plans) {
    if (plan.service == nullptr || plan.is_prefill != (read.root == "prefill"))
      continue;
    if (!read.path.empty() && plan.step->id.text != read.path[0]) continue;
    most =
        std::max(most, sensitivity_below(plan.service->output, read.path, 1));
  }
  return most;
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
  Impl(expr::Program program, std::vector<Read> reads,
       report::ConditionTerms terms)
      : program_(std::move(program)),
        reads_(std::move(reads)),
        terms_(std::move(terms)) {}

  const expr::Program& program() const { return program_; }
  const report::ConditionTerms& terms() const { return terms_; }

  // Found out once for each definition.
  Result<std::string> asks_about(Store& store, const std::string& hash) const {
    const auto known = personal_.find(hash);
    if (known != personal_.end()) return known->second;
    run::Definitions definitions(store, {});
    OT_TRY(const engine::Definition* definition, definitions.find(hash));
    std::string found;
    for (const Read& read : reads_)
      if (found.empty() &&
          sensitivity_of(*definition, read) >= Sensitivity::personal)
        found = read.text();
    return personal_[hash] = found;
  }

 private:
  expr::Program program_;
  std::vector<Read> reads_;
  report::ConditionTerms terms_;
  mutable std::map<std::string, std::string> personal_;  // By definition.
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
  std::vector<Read> reads;
  for (const expr::Reference& each :
       expr::references(std::get<expr::Ast>(parsed)))
    reads.push_back(
        {std::string(each.root), {each.path.begin(), each.path.end()}});
  return CaseCondition(std::make_unique<const Impl>(
      std::get<expr::Program>(std::move(program)), std::move(reads),
      report::terms_of(std::get<expr::Ast>(parsed))));
}

void CaseCondition::narrow(CaseFilter& filter, BySubject by_subject) const {
  const report::ConditionTerms& terms = impl_->terms();
  if (filter.workflow.empty()) filter.workflow = terms.workflow.value_or("");
  if (filter.state.empty()) filter.state = terms.state.value_or("");
  if (filter.subject.empty() && by_subject == BySubject::yes)
    filter.subject = terms.subject.value_or("");
  filter.only_attention |= terms.attention;
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

Result<std::string> CaseCondition::asks_about(Store& store,
                                              const CaseRow& row) const {
  return impl_->asks_about(store, row.definition);
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
