// SPDX-License-Identifier: Apache-2.0
//
// Reading one value of the schema: a text, an id, a number, a limit, a word out
// of a list. Each function takes the key under which the value stands, for the
// message, and gives something usable when the value is wrong.

#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string_view>

#include "load/reading.h"

namespace onething::load {

// A scalar that says something; empty after reporting that it does not.
Spelled read_text(Reading& reading, const yaml::Node& node,
                  std::string_view key);

// snake_case ASCII, so that it can stand in a formula.
bool is_id(std::string_view text);
Spelled read_id(Reading& reading, const yaml::Node& node);

bool read_flag(Reading& reading, const yaml::Node& node, std::string_view key);

std::optional<std::int64_t> read_count(Reading& reading, const yaml::Node& node,
                                       std::string_view key);

// "5wd", "30d", "2h".
std::optional<Limit> read_limit(Reading& reading, const yaml::Node& node,
                                std::string_view key);

// `all`, `first` or a number: how many must have come back.
Join read_join(Reading& reading, const yaml::Node& node, std::string_view key);

// The position of the word in `words`; nothing after reporting another one.
std::optional<std::size_t> read_word(Reading& reading, const yaml::Node& node,
                                     std::string_view key,
                                     std::span<const std::string_view> words);

// A list of ids; one alone may stand without brackets.
std::vector<Spelled> read_ids(Reading& reading, const yaml::Node& node,
                              std::string_view key);

}  // namespace onething::load
