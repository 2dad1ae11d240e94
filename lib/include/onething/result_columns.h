// SPDX-License-Identifier: Apache-2.0
//
// The columns that results have behind those of the table, by which a file of
// results can be mended and run again: they mean nothing when they are read.
//
// Known in both languages.

#pragma once

#include <span>
#include <string_view>

#include "onething/message.h"

namespace onething {

// Their titles, as keys of messages: row, case, state, result, reason, files,
// defects.
std::span<const std::string_view> result_columns();
bool is_result_column(std::string_view title);

}  // namespace onething
