// SPDX-License-Identifier: Apache-2.0

#include "measure/counts.h"

#include "check/reform/counts.h"
#include "check/time/length.h"

namespace onething::measure {

namespace {

// By place in rules.def.
enum Rule {
  items,
  steps,
  parallel,
  materials,
  time,
  visits,
  departments,
  fields
};

}  // namespace

Counts count(const check::WorkflowFacts& facts,
             const check::Situations& situations,
             const check::Situation& situation, const MetricChoices& choices,
             std::int64_t path_days) {
  check::CountRules rules;
  rules.items = choices[Rule::items];
  rules.steps = choices[Rule::steps];
  rules.parallel = choices[Rule::parallel];
  rules.materials = choices[Rule::materials];
  rules.visits = choices[Rule::visits];
  rules.departments = choices[Rule::departments];
  rules.fields = choices[Rule::fields];
  const check::Counts counts =
      check::count(facts, situations, situation, rules);
  Counts out{};
  const auto at = [&out](Figure figure) -> std::int64_t& {
    return out[static_cast<std::size_t>(figure)];
  };
  at(Figure::items) = counts.items;
  at(Figure::steps) = counts.steps;
  at(Figure::materials) = counts.materials;
  const Promise* promise = situations.promise(situation);
  at(Figure::time) = promise == nullptr || choices[Rule::time]
                         ? path_days
                         : check::length_of(promise->within.term).days;
  at(Figure::visits) = counts.visits;
  at(Figure::departments) = counts.departments;
  at(Figure::fields) = counts.fields;
  at(Figure::windows) = counts.windows;
  return out;
}

}  // namespace onething::measure
