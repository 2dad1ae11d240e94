// SPDX-License-Identifier: Apache-2.0
//
// As promise_over_statutory, for one service of a department.

#include "check/checks.h"
#include "check/time/over_statutory.h"

namespace onething::check {

void check_service_promise_over_statutory(const DepartmentFacts& facts,
                                          Findings& findings) {
  for (const Service& service : facts.department.services)
    if (service.promised && service.statutory)
      report_over_statutory(findings, service.id.text, *service.promised,
                            *service.statutory);
}

}  // namespace onething::check
