// SPDX-License-Identifier: Apache-2.0
//
// Collects changes while two versions are compared: each with its kind, its
// name and its places in both files.
//
// Decides nothing; what a kind weighs is in changes.def.

#pragma once

#include <string>
#include <utility>
#include <vector>

#include "onething/change.h"

namespace onething::change {

enum class Kind : std::uint8_t {
#define ONETHING_CHANGE(kind, area, weight, affects, sentence, reason) kind,
#include "change/changes.def"
};

// What is compared, and where it stands; a side that has it not is null.
struct Spot {
  std::string place;
  const Title* title = nullptr;
  const Span* before = nullptr;
  const Span* after = nullptr;

  Spot below(std::string_view member) const {
    Spot spot = *this;
    spot.place += "." + std::string(member);
    return spot;
  }
};

class Found {
 public:
  Found(const Sources& before, const Sources& after)
      : before_(before), after_(after) {}

  void add(Kind kind, const Spot& spot, std::vector<Arg> args = {});
  // Both texts where they differ; an absent one reads "—".
  void differ(Kind kind, const Spot& spot, const std::string& before,
              const std::string& after);

  std::vector<Change> take() { return std::move(changes_); }
  bool has_breaking() const;

 private:
  const Sources& before_;
  const Sources& after_;
  std::vector<Change> changes_;
};

}  // namespace onething::change
