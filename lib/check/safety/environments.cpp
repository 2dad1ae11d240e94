// SPDX-License-Identifier: Apache-2.0

#include "check/safety/environments.h"

#include <algorithm>
#include <array>

namespace onething::check {

namespace {

template <std::size_t N>
bool holds_one_of(std::string_view name,
                  const std::array<std::string_view, N>& words) {
  return std::any_of(words.begin(), words.end(), [name](auto word) {
    return name.find(word) != std::string_view::npos;
  });
}

}  // namespace

bool is_for_practice(const Environment& environment) {
  constexpr auto words = std::to_array<std::string_view>(
      {"trial", "test", "train", "practice", "demo", "dev", "local", "sandbox",
       "stub", "mock", "staging", "rehears", "preview", "uat", "sim"});
  return holds_one_of(environment.id.text, words);
}

bool is_for_real(const Environment& environment) {
  constexpr auto words =
      std::to_array<std::string_view>({"prod", "real", "formal"});
  return !is_for_practice(environment) &&
         holds_one_of(environment.id.text, words);
}

const Target* target_of(const Environment& environment,
                        std::string_view department) {
  const Target* others = nullptr;
  for (const Target& target : environment.targets) {
    if (target.department == department) return &target;
    if (target.department == "*") others = &target;
  }
  return others;
}

Arg department_arg(const Target& target) {
  if (target.department == "*")
    return {"department", Message{"check_safety.all_others", {}}};
  return {"department", target.department};
}

}  // namespace onething::check
