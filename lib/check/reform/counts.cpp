// SPDX-License-Identifier: Apache-2.0

#include "check/reform/counts.h"

#include <algorithm>
#include <map>
#include <set>
#include <vector>

namespace onething::check {

namespace {

class Counting {
 public:
  Counting(const WorkflowFacts& facts, const Situations& situations,
           const Situation& situation, const CountRules& rules)
      : facts_(facts),
        situations_(situations),
        situation_(situation),
        rules_(rules) {
    const std::vector<Step>& all = facts.workflow.steps;
    for (std::size_t i = 0; i < all.size(); ++i)
      if (situations.happens(situation, all[i]) &&
          facts.service_of(all[i]) != nullptr)
        steps_.push_back(i);
  }

  std::int64_t item_count() const {
    std::set<const Service*> seen;
    for (const std::size_t step : steps_) {
      const Service& service = service_of(step);
      const bool acts =
          !service.reads_only && service.kind != ServiceKind::notice;
      if (acts || rules_.items) seen.insert(&service);
    }
    return std::ssize(seen);
  }

  std::int64_t step_count() const {
    constexpr std::int64_t application = 1;
    std::set<const Service*> seen;
    std::vector<std::size_t> counted;
    for (const std::size_t step : steps_)
      if ((rules_.steps || faces_applicant(service_of(step))) &&
          seen.insert(&service_of(step)).second)
        counted.push_back(step);
    if (!rules_.parallel) return application + std::ssize(counted);
    return application +
           along(counted, [](std::size_t) -> std::int64_t { return 1; });
  }

  std::int64_t material_count() const {
    std::int64_t count = 0;
    for (const Material& each : facts_.workflow.materials) {
      if (!situations_.holds(situation_, each.when)) continue;
      count += rules_.materials && !each.any_of.empty()
                   ? std::ssize(each.any_of)
                   : 1;
    }
    return count;
  }

  // What can be done in one department at one time is one visit.
  std::int64_t visit_count() const {
    std::map<std::size_t, std::vector<std::size_t>> own;
    std::int64_t sum = 0;
    const auto asked = [this](std::size_t step) -> std::int64_t {
      return service_of(step).visits;
    };
    for (const std::size_t step : steps_) {
      if (asked(step) == 0) continue;
      sum += asked(step);
      own[department_of(step)].push_back(step);
    }
    if (rules_.visits) return sum;
    std::int64_t merged = 0;
    for (const auto& [department, list] : own) merged += along(list, asked);
    return merged;
  }

  std::int64_t department_count() const {
    std::set<std::size_t> seen;
    if (facts_.workflow.lead_department != unresolved)
      seen.insert(facts_.workflow.lead_department);
    for (const std::size_t step : steps_)
      if (rules_.departments || faces_applicant(service_of(step)))
        seen.insert(department_of(step));
    if (rules_.departments)
      for (const Step& each : facts_.workflow.prefill)
        if (facts_.service_of(each) != nullptr)
          seen.insert(each.uses.department);
    return std::ssize(seen);
  }

  // Where the applicant has to come to in person.
  std::int64_t window_count() const {
    std::set<std::size_t> seen;
    for (const std::size_t step : steps_)
      if (service_of(step).visits > 0) seen.insert(department_of(step));
    return std::ssize(seen);
  }

  std::int64_t field_count() const { return field_count(facts_.workflow.form); }

 private:
  const Service& service_of(std::size_t step) const {
    return *facts_.service_of(facts_.workflow.steps[step]);
  }
  std::size_t department_of(std::size_t step) const {
    return facts_.workflow.steps[step].uses.department;
  }

  // The most along one chain of `own`, of which each waits for the one before.
  template <typename Weight>
  std::int64_t along(std::vector<std::size_t> own, Weight weight) const {
    std::sort(own.begin(), own.end(), [this](std::size_t a, std::size_t b) {
      return facts_.before[a].count() < facts_.before[b].count();
    });
    std::map<std::size_t, std::int64_t> chain;
    std::int64_t most = 0;
    for (const std::size_t step : own) {
      std::int64_t earlier = 0;
      for (const auto& [other, sum] : chain)
        if (facts_.before[step][other]) earlier = std::max(earlier, sum);
      chain[step] = earlier + weight(step);
      most = std::max(most, chain[step]);
    }
    return most;
  }

  // No deeper than the document, which the reader bounds.
  std::int64_t field_count(const std::vector<Field>& list) const {
    std::int64_t count = 0;
    for (const Field& field : list) {
      if (!rules_.fields && !situations_.holds(situation_, field.when))
        continue;
      const Type& type =
          field.type.element.empty() ? field.type : field.type.element[0];
      count += type.kind == TypeKind::object && !type.fields.empty()
                   ? field_count(type.fields)
                   : 1;
    }
    return count;
  }

  const WorkflowFacts& facts_;
  const Situations& situations_;
  const Situation& situation_;
  const CountRules& rules_;
  std::vector<std::size_t> steps_;
};

}  // namespace

bool faces_applicant(const Service& service) {
  if (service.visits > 0) return true;
  return service.by == Performer::person && service.kind != ServiceKind::notice;
}

Counts count(const WorkflowFacts& facts, const Situations& situations,
             const Situation& situation, const CountRules& rules) {
  const Counting counting(facts, situations, situation, rules);
  Counts out;
  out.items = counting.item_count();
  out.steps = counting.step_count();
  out.materials = counting.material_count();
  out.visits = counting.visit_count();
  out.departments = counting.department_count();
  out.fields = counting.field_count();
  out.windows = counting.window_count();
  return out;
}

}  // namespace onething::check
