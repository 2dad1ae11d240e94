// SPDX-License-Identifier: Apache-2.0
//
// Whether what one type describes can stand where another one is asked for, by
// the rules by which conform.h turns values of one into the other.
//
// Of types alone: a text may or may not be a date, and is not complained of.

#pragma once

#include "onething/type.h"

namespace onething::model {

// False where no value of `given` fits `wanted`, and where `given` is a choice
// between options of which `wanted` lacks one.
bool may_fit(const Type& given, const Type& wanted);

}  // namespace onething::model
