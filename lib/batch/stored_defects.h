// SPDX-License-Identifier: Apache-2.0
//
// Why a row was refused, as the store keeps it: keys and arguments, so that it
// is shown in the reader's language.
//
// The other way is defects_of() of onething/batch_input.h.

#pragma once

#include <span>
#include <string>

#include "onething/row_mapping.h"

namespace onething::batch {

std::string stored_defects(std::span<const RowDefect> defects);

}  // namespace onething::batch
