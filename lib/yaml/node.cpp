// SPDX-License-Identifier: Apache-2.0

#include "yaml/node.h"

namespace onething::yaml {

bool Node::is_null() const {
  return kind == NodeKind::scalar && style == Style::plain &&
         (text.empty() || text == "~" || text == "null" || text == "Null" ||
          text == "NULL");
}

const Node* Node::find(std::string_view key) const {
  for (const Entry& entry : entries)
    if (entry.key.text == key) return &entry.value;
  return nullptr;
}

}  // namespace onething::yaml
