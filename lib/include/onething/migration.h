// SPDX-License-Identifier: Apache-2.0
//
// A mapping file: what is called otherwise in the version of a workflow to
// which cases are moved, and what of them is given up.
//
// Names only; whether a case fits is engine/mend/fit.h, reading the file
// load.h.

#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace onething {

// One name by its place: "register" for a step, else "prefill.licence",
// "form.name", "materials.lease", "states.work".
struct Renamed {
  std::string from;
  std::string to;

  friend bool operator==(const Renamed&, const Renamed&) = default;
};

struct Migration {
  std::vector<Renamed> renamed;
  // Steps, and what stands in a place, of which nothing is kept.
  std::vector<std::string> dropped;

  // What the name is in the new version; the same where nothing is said.
  std::string_view new_name(std::string_view name) const {
    for (const Renamed& each : renamed)
      if (each.from == name) return each.to;
    return name;
  }
  bool drops(std::string_view name) const {
    for (const std::string& each : dropped)
      if (each == name) return true;
    return false;
  }
};

}  // namespace onething
