// SPDX-License-Identifier: Apache-2.0

#include "check/situations.h"

#include <algorithm>
#include <array>
#include <string_view>
#include <utility>
#include <variant>

#include "check/types/known.h"
#include "expr/evaluate.h"
#include "model/type_facts.h"

namespace onething::check {

namespace {

using logic::Answer;
using logic::Claim;

// Real services have tens to some hundreds.
constexpr std::size_t kSituationsMax = 1'024;
constexpr std::array<std::string_view, 1> kRoots = {"form"};

std::string key_of(const Formula& formula, bool is_list) {
  return (is_list ? "each " : "when ") + std::string(formula.text());
}

}  // namespace

Situations::Situations(const WorkflowFacts& facts)
    : workflow_(facts.workflow), reasoner_([&facts](logic::Path path) {
        return known_of(facts.project, facts.workflow, path);
      }) {
  for (const Promise& each : workflow_.promises) add(each.when, false);
  for (const auto* steps : {&workflow_.prefill, &workflow_.steps})
    for (const Step& each : *steps) {
      add(each.when, false);
      add(each.for_each, true);
    }
  for (const Material& each : workflow_.materials) add(each.when, false);
  for (const Field& each : workflow_.form) add(each.when, false);
}

void Situations::add(const Formula& formula, bool is_list) {
  if (formula.empty()) return;
  if (index_.emplace(key_of(formula, is_list), conditions_.size()).second)
    conditions_.push_back({&formula, is_list});
}

std::optional<bool> Situations::answer(const Condition& condition,
                                       const Value& form) const {
  auto compiled = expr::compile(condition.formula->ast(), kRoots);
  const auto* program = std::get_if<expr::Program>(&compiled);
  if (program == nullptr) return std::nullopt;
  const std::array<const Value*, 1> roots = {&form};
  const expr::EvalResult result = expr::evaluate(*program, {roots});
  const auto* value = std::get_if<Value>(&result);
  if (value == nullptr) return std::nullopt;
  if (condition.is_list) {
    const List* list = value->list();
    if (list == nullptr) return std::nullopt;
    return !list->empty();
  }
  const bool* truth = value->as<bool>();
  if (truth == nullptr) return std::nullopt;
  return *truth;
}

// With `form.?name` and has() a formula has an answer even where the applicant
// has not got there yet. What is not asked of him is no gap.
bool Situations::reads_a_gap(const Formula& formula, const Value& form) const {
  const bool looks_away =
      std::any_of(formula.ast().nodes.begin(), formula.ast().nodes.end(),
                  [](const expr::Node& node) {
                    return node.op == expr::Op::select_optional ||
                           node.op == expr::Op::test_present;
                  });
  if (!looks_away) return false;
  for (const expr::Reference& each : formula.reads()) {
    if (each.root != "form" || each.path.empty()) continue;
    if (form.find(each.path.front()) != nullptr) continue;
    const Field* field = model::find_field(workflow_.form, each.path.front());
    if (field == nullptr) continue;
    if (field->when.empty() ||
        answer({&field->when, false}, form).value_or(true))
      return true;
  }
  return false;
}

// Everything that is not known happens, or nothing of it.
std::vector<Situation> Situations::bounds(
    const std::vector<std::optional<bool>>& known) const {
  std::vector<Situation> both(2);
  for (const std::optional<bool>& each : known) {
    both[0].holds.push_back(each.value_or(true));
    both[1].holds.push_back(each.value_or(false));
  }
  return both;
}

std::vector<Situation> Situations::list(const Value* form, Given is_known) {
  struct Partial {
    Situation situation;
    std::vector<Claim> claims;
  };
  std::vector<std::optional<bool>> all_known(conditions_.size());
  if (form != nullptr)
    for (std::size_t i = 0; i < conditions_.size(); ++i)
      if (is_known == Given::all ||
          !reads_a_gap(*conditions_[i].formula, *form))
        all_known[i] = answer(conditions_[i], *form);
  std::vector<Partial> open(1);
  for (std::size_t i = 0; i < conditions_.size(); ++i) {
    const Condition& condition = conditions_[i];
    const std::optional<bool>& known = all_known[i];
    std::optional<Claim> claim;
    if (!condition.is_list) claim = reasoner_.formula(condition.formula->ast());
    std::vector<Partial> next;
    for (const Partial& partial : open)
      for (const bool truth : {true, false}) {
        if (known && *known != truth) continue;
        Partial longer = partial;
        longer.situation.holds.push_back(truth);
        if (claim) {
          const Claim said = truth ? *claim : reasoner_.negation(*claim);
          if (!known && reasoner_.never(said, partial.claims) == Answer::yes)
            continue;
          longer.claims.push_back(said);
        }
        next.push_back(std::move(longer));
      }
    if (next.size() > kSituationsMax) {
      is_exact_ = false;
      return bounds(all_known);
    }
    open = std::move(next);
  }
  std::vector<Situation> all;
  all.reserve(open.size());
  for (Partial& each : open) all.push_back(std::move(each.situation));
  return all;
}

Situation Situations::everything() const {
  return {std::vector<bool>(conditions_.size(), true)};
}

bool Situations::holds(const Situation& situation, const Formula& when) const {
  if (when.empty()) return true;
  const auto found = index_.find(key_of(when, false));
  return found == index_.end() || situation.holds[found->second];
}

bool Situations::happens(const Situation& situation, const Step& step) const {
  if (step.ad_hoc || !holds(situation, step.when)) return false;
  if (step.for_each.empty()) return true;
  const auto found = index_.find(key_of(step.for_each, true));
  return found == index_.end() || situation.holds[found->second];
}

const Promise* Situations::promise(const Situation& situation) const {
  for (const Promise& each : workflow_.promises)
    if (holds(situation, each.when)) return &each;
  return nullptr;
}

}  // namespace onething::check
