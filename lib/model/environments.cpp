// SPDX-License-Identifier: Apache-2.0

#include "model/environments.h"

#include <algorithm>
#include <array>
#include <string_view>

namespace onething::model {

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

}  // namespace onething::model
