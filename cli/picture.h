// SPDX-License-Identifier: Apache-2.0
//
// A case while it runs: on a terminal a picture of its departments that is
// drawn again in place, elsewhere a line for each thing that happens.
//
// Goes to standard error; the result of the command goes to standard output.

#pragma once

#include <optional>
#include <string>
#include <vector>

#include "onething/case_view.h"
#include "session.h"

namespace onething::cli {

class Picture {
 public:
  Picture(const Session& session, Clock& clock);

  // After each commit.
  void show(const CaseView& view);
  // While nothing happens: on a terminal the clocks go on.
  void tick();

 private:
  bool draws(const CaseView& view) const;
  void draw(const CaseView& view);
  void tell(const CaseView& view);

  const Session& session_;
  Clock& clock_;
  std::optional<CaseView> last_;
  std::size_t drawn_ = 0;  // Lines of the picture that stand on the screen.
  std::vector<std::string> told_;  // Status of each step when last told.
};

// One step as one line: sign, title, department, status, elapsed time.
std::string step_line(const Session& session, const StepView& step,
                      Instant now);

}  // namespace onething::cli
