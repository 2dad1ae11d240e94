// SPDX-License-Identifier: Apache-2.0
//
// Formulas in documents: conditions without a sign, values that begin with `=`,
// texts with `${…}`. Each is parsed and checked against the roots that are
// known at its place, so that slips show up with exact places; whether what it
// reads exists is resolved later.

#pragma once

#include <array>
#include <span>
#include <string_view>

#include "load/reading.h"

namespace onething::load {

using Roots = std::span<const std::string_view>;

namespace roots {
inline constexpr std::array<std::string_view, 1> form = {"form"};
inline constexpr std::array<std::string_view, 2> materials = {"form",
                                                              "materials"};
inline constexpr std::array<std::string_view, 5> step = {
    "form", "prefill", "materials", "steps", "case"};
inline constexpr std::array<std::string_view, 6> element = {
    "form", "prefill", "materials", "steps", "case", "each"};
inline constexpr std::array<std::string_view, 1> sample = {"input"};
inline constexpr std::array<std::string_view, 1> table_row = {"row"};
}  // namespace roots

// `when: form.kind == "company"`
Formula read_condition(Reading& reading, const yaml::Node& node,
                       std::string_view key, Roots allowed);

// `for_each: =form.permits`: must begin with `=`.
Formula read_computed(Reading& reading, const yaml::Node& node,
                      std::string_view key, Roots allowed);

// Anything: literals, formulas, texts, lists and mappings of these.
Template read_template(Reading& reading, const yaml::Node& node, Roots allowed);

}  // namespace onething::load
