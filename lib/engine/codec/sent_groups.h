// SPDX-License-Identifier: Apache-2.0
//
// The fields of one call as they are stored: those that came from the same
// source for the same purpose stand together, because mostly all of them do.
//
// Knows neither input nor contract; the values are in `input`.

#pragma once

#include <string>
#include <string_view>
#include <type_traits>
#include <vector>

#include "engine/codec/archive.h"

namespace onething::engine {

std::vector<SentField> fields_of(const std::vector<SentGroup>& groups);

// In the list of an event's fields: a member that is stored in groups.
template <typename Archive, typename Sent>
void in_groups(Archive& a, std::string_view name, Sent& sent) {
  if constexpr (std::is_same_v<Archive, Writer>) {
    a.in_groups(name, sent);
  } else {
    std::vector<SentGroup> groups;
    a(name, groups);
    sent = fields_of(groups);
  }
}

}  // namespace onething::engine
