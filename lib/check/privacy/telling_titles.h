// SPDX-License-Identifier: Apache-2.0
//
// Which titles and purposes give a field away: those that name personal data,
// and those that name no purpose.
//
// Words only; judging is the business of the checks.

#pragma once

#include <optional>
#include <string_view>

#include "onething/type.h"

namespace onething::check {

// The type that a title such as 身份证号 or 手机号码 speaks of.
std::optional<TypeKind> kind_in_title(std::string_view title);

// 业务需要, 备用, "internal use": true of everything.
bool is_vague_purpose(std::string_view purpose);

}  // namespace onething::check
