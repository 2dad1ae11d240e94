// SPDX-License-Identifier: Apache-2.0
//
// The head of a template: what it is called, its version, and the parameters
// that a use gives values to. Not its content (expand.h).

#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "load/reading.h"

namespace onething::load {

// What a template can bring into a workflow.
inline constexpr auto kFragmentParts = std::to_array<std::string_view>(
    {"form", "prefill", "materials", "steps", "groups"});

enum class ParameterType { text, formula, limit, count };

struct Parameter {
  std::string id;
  ParameterType type = ParameterType::text;
  std::optional<std::string> fallback;  // As it is put into the text.
};

struct TemplateHead {
  Spelled id;
  Spelled version;
  std::vector<Parameter> parameters;
};

TemplateHead read_template_head(Reading& reading, const yaml::Node& root);

// Looks at a template for itself: its head, its parameters, and that it uses no
// others. What it contains is read where it is used.
void check_template(Reading& reading, const yaml::Node& root,
                    std::uint32_t file);

// The value as it is put into the text: a formula without its sign, in brackets
// where it is more than a name. Nothing after reporting that it does not fit.
std::optional<std::string> parameter_text(Reading& reading,
                                          const yaml::Node& node,
                                          const Parameter& parameter);

}  // namespace onething::load
