// SPDX-License-Identifier: Apache-2.0
//
// What a step brings, seen as a service: the one it uses, or for a step that
// only waits one that gives the moment (`at`) and is nobody's; and whether it
// may bring nothing.
//
// Knows declarations only; what a case makes of them is the engine's.

#pragma once

#include "onething/workflow.h"

namespace onething::model {

// Null when the reference of `uses` is unresolved.
const Service* service_for(const Project& project, const Step& step);

// Gives `at`, the moment at which a wait was over.
const Service& waiting_service();

// Whether the step may be without output though its `when` holds: it was
// refused and the case went on, others sufficed, or the fallback team left it
// out. Formulas that read it must be ready for that, and checks see to it.
bool may_come_to_nothing(const Workflow& workflow, const Step& step);

}  // namespace onething::model
