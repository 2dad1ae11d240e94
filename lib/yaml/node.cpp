// SPDX-License-Identifier: Apache-2.0

#include "yaml/node.h"

namespace onething::yaml {

bool Node::is_null() const {
  return kind == NodeKind::scalar && style == Style::plain &&
         text.size() <= std::string_view("null").size() &&
         (text.empty() || text == "~" || text == "null" || text == "Null" ||
          text == "NULL");
}

const Node* Node::find(std::string_view key) const {
  // One byte tells most keys apart.
  const char first = key.empty() ? '\0' : key[0];
  for (const Entry& entry : entries)
    if (entry.key.text.size() == key.size() && entry.key.text[0] == first &&
        entry.key.text == key)
      return &entry.value;
  return nullptr;
}

}  // namespace onething::yaml
