// SPDX-License-Identifier: Apache-2.0
//
// A numeric address that the connector will refuse to call: a private network
// that is not declared, this machine, link-local (where clouds keep their
// machines' credentials), reserved ranges. Host names show only at run time.

#include "check/checks.h"
#include "check/safety/environments.h"
#include "check/safety/host.h"

namespace onething::check {

namespace {

Message reason(const Target& target, HostKind kind) {
  if (kind == HostKind::private_range && !target.allow_private)
    return {"check_safety.host_private", {}};
  if (kind == HostKind::loopback) return {"check_safety.host_loopback", {}};
  if (kind == HostKind::never) return {"check_safety.host_never", {}};
  return {};
}

Message help(HostKind kind) {
  if (kind == HostKind::private_range) return {"check_safety.help_private", {}};
  if (kind == HostKind::loopback) return {"check_safety.help_loopback", {}};
  return {"check_safety.help_never", {}};
}

}  // namespace

void check_refused_address(const ProjectFacts& facts, Findings& findings) {
  for (const Environment& environment : facts.project.file.environments)
    for (const Target& target : environment.targets) {
      if (target.base.empty()) continue;
      const std::string host(host_of(target.base));
      const HostKind kind = kind_of_host(host);
      const Message why = reason(target, kind);
      if (why.empty()) continue;
      findings.report(target.base_span,
                      {"check_safety.refused_address",
                       {department_arg(target), {"host", host}}},
                      why, help(kind));
    }
}

}  // namespace onething::check
