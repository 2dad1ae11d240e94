// SPDX-License-Identifier: Apache-2.0
//
// Names within a container, as CEL resolves them: in the container `a.b` the
// name `c` stands for `a.b.c`, else `a.c`, else `c`; a leading dot asks for the
// last one only.
//
// Nothing is looked up here. Workflows have no containers; programs that use
// CEL between each other have.

#pragma once

#include <string>
#include <string_view>

namespace onething::expr {

// The first name for which `is_known(name)` holds, or empty.
template <typename Test>
std::string resolve_name(std::string_view container, std::string_view name,
                         Test is_known) {
  if (name.starts_with('.')) {
    name.remove_prefix(1);
    container = {};
  }
  while (!container.empty()) {
    std::string full = std::string(container) + "." + std::string(name);
    if (is_known(full)) return full;
    const std::size_t dot = container.rfind('.');
    container = container.substr(0, dot == container.npos ? 0 : dot);
  }
  return is_known(name) ? std::string(name) : std::string();
}

}  // namespace onething::expr
