// SPDX-License-Identifier: Apache-2.0
//
// What people type where our words belong: names of types in Chinese and from
// other systems, units of limits, yes and no. Only for proposing the right
// word; nothing of this is accepted silently.
//
// Not what people read: that is in i18n/.

#pragma once

#include <optional>
#include <string_view>

namespace onething::load {

// "金额", "decimal" -> "money"; empty when the word says nothing to us.
std::string_view type_meant(std::string_view typed);

// "个工作日" -> "wd". Nothing for an unknown unit; an empty word for one that
// can be read in two ways, such as "天".
std::optional<std::string_view> unit_meant(std::string_view typed);

// "是", "yes" -> true.
std::optional<bool> flag_meant(std::string_view typed);

}  // namespace onething::load
