// SPDX-License-Identifier: Apache-2.0

#include "model/service_facts.h"

#include <algorithm>

namespace onething::model {

std::string_view method_of(const Service& service) {
  if (service.call.exec || !service.call.http) return "POST";
  return service.call.http->method;
}

bool is_reading(const Service& service) {
  if (service.reads_only) return true;
  return service.by == Performer::system && method_of(service) == "GET";
}

const Service* undo_of(const Department& department, const Service& service) {
  if (service.undo.empty()) return nullptr;
  const auto found =
      std::find_if(department.services.begin(), department.services.end(),
                   [&service](const Service& other) {
                     return other.id.text == service.undo.text;
                   });
  return found == department.services.end() ? nullptr : &*found;
}

const std::optional<Limit>& promised_limit(const Step& step,
                                           const Service& service) {
  return step.limit ? step.limit : service.promised;
}

bool leaves_something(const Service& service) {
  if (is_reading(service)) return false;
  switch (service.kind) {
    case ServiceKind::notice:
    case ServiceKind::review:
      return false;
    case ServiceKind::licence:
    case ServiceKind::registration:
    case ServiceKind::benefit:
    case ServiceKind::certificate:
      return true;
    case ServiceKind::unstated:
    case ServiceKind::other:
      return service.by == Performer::system || !service.undo.empty();
  }
  return false;
}

}  // namespace onething::model
