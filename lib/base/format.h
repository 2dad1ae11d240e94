// SPDX-License-Identifier: Apache-2.0
//
// The one door to the fmt library: `format` for texts that machines read, such
// as keys, dates and SQL.
//
// Not for sentences: what people read is a Message (onething/message.h).

#pragma once

#include <fmt/format.h>

namespace onething {

using fmt::format;

}  // namespace onething
