// SPDX-License-Identifier: Apache-2.0
//
// Which ids and titles say what a field is about, and which are so general
// that two fields may share them and mean different things.
//
// Words only; what follows from them is likeness.h.

#pragma once

#include <string_view>

namespace onething::check {

// "name", "id", "remark" …
bool is_general_id(std::string_view id);
// 姓名, 名称, "name" …
bool is_general_title(std::string_view title);

// The title without the word for "number" at its end: 手机号 and 手机号码 ask
// the same.
std::string_view without_number(std::string_view title);

// Whether words such as 新, 原 or "former" set one title apart from another
// that is otherwise the same.
bool sets_apart(std::string_view rest);

}  // namespace onething::check
