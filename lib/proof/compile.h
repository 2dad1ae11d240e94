// SPDX-License-Identifier: Apache-2.0
//
// A workflow as a net: every prefill and step, every state of its own, every
// condition.
//
// Of a workflow that loaded without mistakes. Reads the model only; which
// positions there are is explore.h.

#pragma once

#include <cstddef>
#include <optional>
#include <span>
#include <vector>

#include "logic/knowledge.h"
#include "model/formula_uses.h"
#include "onething/workflow.h"
#include "proof/net.h"

namespace onething::proof {

struct WorkflowNet {
  Net net;
  std::vector<const Step*> steps;    // As net.steps: prefills first.
  std::size_t prefills = 0;          // How many of them are.
  std::vector<const Group*> groups;  // As net.groups.
  std::vector<Index> joined_steps;   // As what comes after them there.
};

// `knowledge` says which values the paths of conditions can have; of steps it
// need not know when they are done. Nothing where the workflow is larger than
// limits.h allows.
std::optional<WorkflowNet> compile(const Project& project,
                                   const Workflow& workflow,
                                   std::span<const model::FormulaUse> uses,
                                   const logic::Knowledge& knowledge);

}  // namespace onething::proof
