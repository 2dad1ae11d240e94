// SPDX-License-Identifier: Apache-2.0

#include "model/step_service.h"

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

}  // namespace

const Service& waiting_service() {
  static const Service service = make_waiting_service();
  return service;
}

const Service* service_for(const Project& project, const Step& step) {
  if (step.wait) return &waiting_service();
  return project.service_of(step.uses);
}

}  // namespace onething::model
