// SPDX-License-Identifier: Apache-2.0
//
// The contract says that a service goes by folders of exchange, and the
// environment reaches its department in another way; or the other way round.

#include <string>

#include "check/checks.h"
#include "check/safety/environments.h"

namespace onething::check {

namespace {

// A contract without `call` goes any way; the stub takes every one.
bool fits(const Service& service, const Target& target) {
  if (target.kind == Target::Kind::stub) return true;
  const bool is_exchange = target.kind == Target::Kind::file;
  if (service.call.file) return is_exchange;
  return !is_exchange || (!service.call.http && !service.call.exec);
}

std::string_view way_of(const Service& service) {
  if (service.call.file) return "file";
  return service.call.exec ? "exec" : "http";
}

std::string_view word_of(Target::Kind kind) {
  switch (kind) {
    case Target::Kind::stub:
      return "stub";
    case Target::Kind::http:
      return "http";
    case Target::Kind::exec:
      return "exec";
    case Target::Kind::file:
      return "file";
  }
  return "";
}

void look_at(const Environment& environment, const Department& department,
             Findings& findings) {
  const Target* target = target_of(environment, department.id.text);
  if (target == nullptr) return;
  for (const Service& service : department.services) {
    if (service.by != Performer::system || !service.call.workflow.empty() ||
        fits(service, *target))
      continue;
    findings
        .report(target->span,
                {"check_safety.target_does_not_fit",
                 {{"service", department.id.text + "/" + service.id.text},
                  {"way", std::string(way_of(service))},
                  {"target", std::string(word_of(target->kind))},
                  {"environment", environment.id.text}}},
                {"check_safety.expected_same_way", {}},
                {"check_safety.help_target_does_not_fit", {}})
        .labels.push_back(
            {service.call.span, {"check_safety.label_called_so", {}}});
  }
}

}  // namespace

void check_target_does_not_fit(const ProjectFacts& facts, Findings& findings) {
  for (const Environment& environment : facts.project.file.environments) {
    if (facts.is_broken(environment.id.span)) continue;
    for (const Department& department : facts.project.departments)
      if (!facts.is_broken(department.id.span))
        look_at(environment, department, findings);
  }
}

}  // namespace onething::check
