// SPDX-License-Identifier: Apache-2.0

#include "change/found.h"

#include <algorithm>
#include <array>

namespace onething {

namespace {

constexpr std::array kRules = {
#define ONETHING_CHANGE(kind, area, weight, affects, sentence, reason) \
  ChangeRule{#kind, #area, ChangeWeight::weight, #affects, sentence, reason},
#include "change/changes.def"
};

}  // namespace

std::span<const ChangeRule> change_rules() { return kRules; }

std::string_view weight_word(ChangeWeight weight) {
  switch (weight) {
    case ChangeWeight::breaking:
      return "breaking";
    case ChangeWeight::review:
      return "review";
    case ChangeWeight::harmless:
      return "harmless";
  }
  return "";
}

namespace change {

namespace {

std::optional<ChangePlace> place_of(const Sources& sources, const Span* span) {
  if (span == nullptr || span->file >= sources.files.size())
    return std::nullopt;
  return ChangePlace{sources.files[span->file].path, span->begin.line,
                     span->begin.column};
}

}  // namespace

void Found::add(Kind kind, const Spot& spot, std::vector<Arg> args) {
  Change change;
  change.rule = &kRules[static_cast<std::size_t>(kind)];
  change.place = spot.place;
  if (spot.title != nullptr) change.title = *spot.title;
  change.before = place_of(before_, spot.before);
  change.after = place_of(after_, spot.after);
  change.args = std::move(args);
  changes_.push_back(std::move(change));
}

void Found::differ(Kind kind, const Spot& spot, const std::string& before,
                   const std::string& after) {
  if (before == after) return;
  add(kind, spot,
      {{"before", before.empty() ? "—" : before},
       {"after", after.empty() ? "—" : after}});
}

bool Found::has_breaking() const {
  return std::any_of(changes_.begin(), changes_.end(), [](const Change& each) {
    return each.rule->weight == ChangeWeight::breaking;
  });
}

}  // namespace change

}  // namespace onething
