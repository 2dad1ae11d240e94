// SPDX-License-Identifier: Apache-2.0

#include "engine/codec/sent_groups.h"

namespace onething::engine {

std::vector<SentField> fields_of(const std::vector<SentGroup>& groups) {
  std::vector<SentField> sent;
  for (const SentGroup& group : groups)
    for (const std::string& field : group.fields)
      sent.push_back(
          {field, group.from, group.purpose, group.basis, group.sensitivity});
  return sent;
}

}  // namespace onething::engine
