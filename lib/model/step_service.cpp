// SPDX-License-Identifier: Apache-2.0

#include "model/step_service.h"

#include <algorithm>

#include "onething/message.h"

namespace onething::model {

namespace {

Title both(std::string_view key) {
  const Message message{key, {}};
  return {render(message, Language::zh), render(message, Language::en)};
}

Service make_waiting_service() {
  Service service;
  service.id.text = "wait";
  service.title = both("form.wait_title");
  Field at;
  at.id.text = "at";
  at.title = both("form.wait_at_title");
  at.type.kind = TypeKind::time;
  at.type.sensitivity = Sensitivity::open;
  service.output.push_back(std::move(at));
  return service;
}

// In a group of which not all must be done.
bool may_be_needless(const Workflow& workflow, const Step& step) {
  return std::any_of(
      workflow.groups.begin(), workflow.groups.end(), [&](const Group& group) {
        const auto size = static_cast<std::int64_t>(group.steps.size());
        return group.join.needed > 0 && group.join.needed < size &&
               std::any_of(group.steps.begin(), group.steps.end(),
                           [&](const Spelled& one) {
                             return one.text == step.id.text;
                           });
      });
}

}  // namespace

bool may_come_to_nothing(const Workflow& workflow, const Step& step) {
  // With for_each there is a list, if only of those that were done.
  const bool never_begins = step.ad_hoc || may_be_needless(workflow, step);
  return never_begins ||
         (step.for_each.empty() &&
          (step.may_skip || step.on_refused == OnRefused::go_on ||
           (step.within && step.on_late == OnLate::skip)));
}

const Service& waiting_service() {
  static const Service service = make_waiting_service();
  return service;
}

const Service* service_for(const Project& project, const Step& step) {
  if (step.wait) return &waiting_service();
  return project.service_of(step.uses);
}

}  // namespace onething::model
