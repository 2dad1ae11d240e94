// SPDX-License-Identifier: Apache-2.0
//
// How a batch goes on: on a terminal one steady line and a bar for each
// department, drawn again in place; elsewhere a line every ten seconds.
//
// Goes to standard error; the result of the command goes to standard output.

#pragma once

#include <chrono>
#include <optional>
#include <string>

#include "onething/batch.h"
#include "onething/pace.h"
#include "session.h"

namespace onething::cli {

class BatchProgress {
 public:
  BatchProgress(const Session& session, PacedConnector& departments,
                const Project& project);

  // How the batch stands now.
  void show(const BatchRun& run);
  // While nothing changes: clocks and bars go on.
  void tick();
  // Takes the picture off the screen.
  void finish();

 private:
  void draw();
  std::string line() const;
  std::string bar(const DepartmentTraffic& traffic) const;

  const Session& session_;
  PacedConnector& departments_;
  const Project& project_;
  std::optional<BatchRun> last_;
  std::int64_t settled_first_ = 0;
  std::chrono::steady_clock::time_point began_;
  std::chrono::steady_clock::time_point told_;
  std::size_t drawn_ = 0;  // Lines of the picture that stand on the screen.
};

// "123 of 500 done, 3 refused …" for the end and for `batch status`.
std::string standing_text(const Session& session,
                          const BatchStanding& standing);
Value standing_document(const BatchStanding& standing);

}  // namespace onething::cli
