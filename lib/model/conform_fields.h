// SPDX-License-Identifier: Apache-2.0
//
// Conforming with a third answer: of some fields nobody can say whether they
// are asked for, because what decides it is itself wrong or missing. Those may
// be there or not; complaining would only repeat the first defect.
//
// For form_rules.cpp; others use conform.h.

#pragma once

#include <functional>
#include <span>

#include "model/conform.h"

namespace onething::model {

enum class Asked { yes, no, unknown };

using Asking = std::function<Asked(const Field& field)>;

Conformed conform_fields(const Value& raw, std::span<const Field> fields,
                         const Asking& asking);

}  // namespace onething::model
