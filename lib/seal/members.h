// SPDX-License-Identifier: Apache-2.0
//
// Canonical JSON cut into its outermost parts, as text.
//
// Not a parser: it relies on the text being what to_canonical() wrote and only
// says that it is not.

#pragma once

#include <optional>
#include <string_view>
#include <utility>
#include <vector>

namespace onething::seal {

// Names as written, without their quotes; nothing for what is no object.
using Member = std::pair<std::string_view, std::string_view>;
std::optional<std::vector<Member>> members_of(std::string_view object);

// Nothing for what is no list.
std::optional<std::vector<std::string_view>> items_of(std::string_view list);

}  // namespace onething::seal
