// SPDX-License-Identifier: Apache-2.0
//
// Data would go over the open network unencrypted; the connector refuses such
// an address when the environment is opened. Plain HTTP is for private networks
// that the author has declared as such.

#include <string>

#include "check/checks.h"
#include "check/safety/environments.h"
#include "check/safety/host.h"

namespace onething::check {

namespace {

// This machine and reserved addresses are another finding, whatever the scheme.
bool may_be_plain(const Target& target) {
  switch (kind_of_host(host_of(target.base))) {
    case HostKind::name:
    case HostKind::private_range:
      return target.allow_private;
    case HostKind::global:
      return false;
    case HostKind::loopback:
    case HostKind::never:
      return true;
  }
  return true;
}

}  // namespace

void check_plain_http(const ProjectFacts& facts, Findings& findings) {
  constexpr std::string_view scheme = "http://";
  for (const Environment& environment : facts.project.file.environments)
    for (const Target& target : environment.targets) {
      if (!target.base.starts_with(scheme) || may_be_plain(target)) continue;
      const std::string host(host_of(target.base));
      const bool is_open = kind_of_host(host) == HostKind::global;
      findings.report(
          target.base_span,
          {"check_safety.plain_http", {department_arg(target), {"host", host}}},
          {"check_safety.expected_https", {}},
          {is_open ? "check_safety.help_open_http"
                   : "check_safety.help_plain_http",
           {{"rest", target.base.substr(scheme.size())}}});
    }
}

}  // namespace onething::check
