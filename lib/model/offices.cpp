// SPDX-License-Identifier: Apache-2.0

#include "model/offices.h"

namespace onething::model {

std::vector<const Office*> offices(const Workflow& workflow) {
  std::vector<const Office*> all;
  if (workflow.acceptance) all.push_back(&*workflow.acceptance);
  if (workflow.delivery) all.push_back(&*workflow.delivery);
  for (const Escalation& rung : workflow.clocks.escalate)
    all.push_back(&rung.to);
  for (const Step& step : workflow.steps)
    if (step.fallback) all.push_back(&*step.fallback);
  for (const LifeState& state : workflow.states)
    for (const StateEvent& event : state.on)
      for (const Office& office : event.who) all.push_back(&office);
  return all;
}

}  // namespace onething::model
