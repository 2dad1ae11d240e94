// SPDX-License-Identifier: Apache-2.0

#include "run/drive.h"

#include "run/driver.h"

namespace onething::run {

Result<std::vector<CaseView>> drive(CaseDesk& desk, Connector* departments,
                                    const RunnerOptions& options,
                                    std::span<const CaseId> ids) {
  Driver driver(desk, departments, options);
  OT_CHECK(driver.take(ids));
  OT_CHECK(driver.begin());
  OT_CHECK(driver.run());
  if (driver.problem()) return *driver.problem();
  return driver.views(ids);
}

Status drive_fed(CaseDesk& desk, Connector* departments,
                 const RunnerOptions& options, ReadyFeed& feed,
                 std::size_t at_once) {
  Driver driver(desk, departments, options, feed, at_once);
  OT_CHECK(driver.begin());
  OT_CHECK(driver.run());
  return driver.end();
}

}  // namespace onething::run
