// SPDX-License-Identifier: Apache-2.0

#include "expr/unknown.h"

#include <algorithm>
#include <string>
#include <vector>

#include "expr/spelling.h"
#include "onething/text.h"

namespace onething::expr {

namespace {

constexpr std::string_view kMethodMacros[] = {
    "all",          "exists",           "exists_one", "map",
    "filter",       "optMap",           "optFlatMap", "transformList",
    "transformMap", "transformMapEntry"};

std::string joined(const std::vector<std::string>& names) {
  std::string out;
  for (const std::string& name : names) {
    if (!out.empty()) out += ", ";
    out += name;
  }
  return out;
}

std::string lower(std::string_view word) {
  std::string out(word);
  for (char& c : out)
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
  return out;
}

// The one that differs only in the size of letters, else what is close.
std::string close_names(std::string_view typed,
                        const std::vector<std::string_view>& names) {
  for (const std::string_view name : names)
    if (lower(name) == lower(typed)) return std::string(name);
  return joined(did_you_mean(typed, names));
}

Message did_you_mean_message(const std::string& names) {
  if (names.empty()) return {};
  return {"expr.did_you_mean", {{"names", names}}};
}

bool is_operator(std::string_view name) {
  return name.starts_with('@') || name.starts_with('_') || name.ends_with('_');
}

}  // namespace

bool is_function_space(std::string_view name) {
  const auto functions = all_functions();
  return std::any_of(functions.begin(), functions.end(),
                     [name](const Function& function) {
                       return function.name.size() > name.size() &&
                              function.name[name.size()] == '.' &&
                              function.name.starts_with(name);
                     });
}

ParseError unknown_name(const Node& node,
                        std::span<const std::string_view> roots) {
  std::vector<std::string_view> names(roots.begin(), roots.end());
  for (const std::string_view word : {"true", "false", "null"})
    names.push_back(word);
  const std::string close = close_names(node.text, names);
  Message help = did_you_mean_message(close);
  if (close.empty() && !roots.empty()) {
    const std::vector<std::string> all(roots.begin(), roots.end());
    help = {"expr.known_names", {{"names", joined(all)}}};
  }
  return {node.range,
          {"expr.unknown_name", {{"name", std::string(node.text)}}},
          std::move(help)};
}

ParseError unknown_function(const Node& node, std::string_view name,
                            CallStyle style) {
  ParseError error{node.text_range,
                   {"expr.unknown_function", {{"name", std::string(name)}}},
                   {}};
  const CallStyle other =
      style == CallStyle::global ? CallStyle::method : CallStyle::global;
  if (find_function(name, other) != nullptr) {
    if (other == CallStyle::method)
      error.help = {"expr.write_as_method", {{"name", std::string(name)}}};
    else
      error.help = {"expr.write_as_function", {{"name", std::string(name)}}};
    return error;
  }
  error.help = advise_on_function(name);
  if (!error.help.empty()) return error;
  std::vector<std::string_view> names;
  for (const Function& function : all_functions())
    if (function.style == style && !is_operator(function.name))
      names.push_back(function.name);
  if (style == CallStyle::method)
    names.insert(names.end(), std::begin(kMethodMacros),
                 std::end(kMethodMacros));
  error.help = did_you_mean_message(close_names(name, names));
  return error;
}

ParseError wrong_count(const Node& node, const Function& function,
                       std::size_t count) {
  const std::size_t target = function.style == CallStyle::method ? 1 : 0;
  std::string wanted = std::to_string(function.least_arguments - target);
  if (function.most_arguments != function.least_arguments)
    wanted += "-" + std::to_string(function.most_arguments - target);
  return {node.range,
          {"expr.argument_count",
           {{"name", std::string(function.name)},
            {"count", std::to_string(count - target)},
            {"wanted", wanted}}},
          {}};
}

}  // namespace onething::expr
