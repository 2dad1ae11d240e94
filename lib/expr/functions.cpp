// SPDX-License-Identifier: Apache-2.0

#include "expr/functions.h"

#include <algorithm>
#include <span>

namespace onething::expr {

namespace {

constexpr Function kFunctions[] = {
#define ONETHING_FUNCTION(name, style, least, most, code) \
  {name, CallStyle::style, least, most, functions::code},
#include "expr/functions.def"
#undef ONETHING_FUNCTION
};

constexpr std::string_view kTypeNames[] = {"int",
                                           "uint",
                                           "double",
                                           "bool",
                                           "string",
                                           "bytes",
                                           "list",
                                           "map",
                                           "type",
                                           "null_type",
                                           "money",
                                           "date",
                                           "term",
                                           "optional_type",
                                           "google.protobuf.Timestamp",
                                           "google.protobuf.Duration"};

// Those of them that have a part before a dot, at the end of the list.
constexpr std::span kDottedTypeNames =
    std::span(kTypeNames)
        .last(std::ranges::count_if(kTypeNames, [](std::string_view name) {
          return name.find('.') != std::string_view::npos;
        }));

}  // namespace

std::span<const Function> all_functions() { return kFunctions; }

const Function* find_function(std::string_view name, CallStyle style) {
  for (const Function& function : kFunctions)
    if (function.style == style && function.name == name) return &function;
  return nullptr;
}

bool is_type_name(std::string_view name) {
  return std::any_of(std::begin(kTypeNames), std::end(kTypeNames),
                     [name](std::string_view type) {
                       return type.size() == name.size() &&
                              type[0] == name[0] && type == name;
                     });
}

bool is_type_space(std::string_view name) {
  return std::any_of(std::begin(kDottedTypeNames), std::end(kDottedTypeNames),
                     [name](std::string_view type) {
                       return type.size() > name.size() &&
                              type[name.size()] == '.' &&
                              type.starts_with(name);
                     });
}

std::span<const std::string_view> all_type_names() { return kTypeNames; }

}  // namespace onething::expr
