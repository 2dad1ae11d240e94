// SPDX-License-Identifier: Apache-2.0

#include "engine/codec/sent_groups.h"

#include <algorithm>

namespace onething::engine {

std::vector<SentGroup> groups_of(const std::vector<SentField>& sent) {
  std::vector<SentGroup> groups;
  for (const SentField& each : sent) {
    // The one before, nearly always.
    const auto group = std::find_if(
        groups.rbegin(), groups.rend(), [&](const SentGroup& known) {
          return known.from == each.from && known.purpose == each.purpose &&
                 known.basis == each.basis &&
                 known.sensitivity == each.sensitivity;
        });
    if (group != groups.rend())
      group->fields.push_back(each.field);
    else
      groups.push_back({{each.field},
                        each.from,
                        each.purpose,
                        each.basis,
                        each.sensitivity});
  }
  return groups;
}

std::vector<SentField> fields_of(const std::vector<SentGroup>& groups) {
  std::vector<SentField> sent;
  for (const SentGroup& group : groups)
    for (const std::string& field : group.fields)
      sent.push_back(
          {field, group.from, group.purpose, group.basis, group.sensitivity});
  return sent;
}

}  // namespace onething::engine
