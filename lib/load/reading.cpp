// SPDX-License-Identifier: Apache-2.0

#include "load/reading.h"

#include "base/limits.h"
#include "onething/text.h"

namespace onething::load {

std::string joined(const std::vector<std::string>& words) {
  std::string out;
  for (const std::string& word : words) {
    if (!out.empty()) out += ", ";
    out += word;
  }
  return out;
}

std::string joined(const std::vector<std::string_view>& words) {
  return joined(std::vector<std::string>(words.begin(), words.end()));
}

Message propose(std::string_view typed,
                const std::vector<std::string_view>& candidates) {
  if (candidates.empty()) return {};
  const std::vector<std::string> guesses = did_you_mean(typed, candidates);
  if (!guesses.empty())
    return {"load.help_guess", {{"guess", joined(guesses)}}};
  constexpr std::size_t listed_max = 30;
  std::vector<std::string_view> listed = candidates;
  if (listed.size() > listed_max) {
    listed.resize(listed_max);
    listed.push_back("…");
  }
  return {"load.help_allowed", {{"allowed", joined(listed)}}};
}

Message kind_of(const yaml::Node& node) {
  if (node.is_mapping()) return {"load.kind_mapping", {}};
  if (node.is_list()) return {"load.kind_list", {}};
  if (node.is_missing() || node.is_null()) return {"load.kind_nothing", {}};
  return {"load.kind_text", {}};
}

}  // namespace onething::load
