// SPDX-License-Identifier: Apache-2.0

#include "guide/figures.h"

#include <algorithm>
#include <array>

#include "measure/counts.h"

namespace onething::guides {

namespace {

constexpr std::array kFigures = {Figure::departments, Figure::steps,
                                 Figure::materials, Figure::visits,
                                 Figure::fields};

}  // namespace

std::vector<PlannedFigure> figures_of(
    const check::WorkflowFacts& facts, const check::Situations& situations,
    const std::vector<check::Situation>& list) {
  std::vector<PlannedFigure> out;
  for (const Figure figure : kFigures) out.push_back({figure});
  bool is_first = true;
  for (const check::Situation& each : list) {
    const measure::Counts counts =
        measure::count(facts, situations, each, {}, 0);
    for (PlannedFigure& figure : out) {
      const std::int64_t count =
          counts[static_cast<std::size_t>(figure.figure)];
      figure.least = is_first ? count : std::min(figure.least, count);
      figure.most = std::max(figure.most, count);
    }
    is_first = false;
  }
  return out;
}

}  // namespace onething::guides
