// SPDX-License-Identifier: Apache-2.0
//
// How an adopted workflow differs from its model, and what the model has
// changed since it was adopted.
//
// Whether a region may say what it says is decided where the project is loaded
// (OT2129); this only compares.

#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "onething/load.h"

namespace onething {

struct AdoptedChange {
  std::string place;  // "steps.tax.limit", as the adoption writes it.
  std::string model;  // Empty where the model says nothing.
  std::string here;
};

struct ModelChange {
  std::string place;
  std::string before, now;  // Empty: it was not there, it is not there.
  bool also_here = false;   // The region says something of its own there.
};

struct AdoptionReport {
  std::string id, model, region, area;
  std::string of_version, version;  // Of the model: adopted, and now.
  std::vector<AdoptedChange> changes;
  // Only with the text of the old model.
  std::optional<std::vector<ModelChange>> model_changes;
};

// Those of a project, in the order of its files.
std::vector<const Workflow*> adoptions(const LoadedProject& project);

// Of one of `adoptions`. not_found (adopt.not_the_model) when `old_model` is
// the text of another document.
Result<AdoptionReport> adoption_report(
    const LoadedProject& project, const Workflow& adopted,
    const std::optional<std::string>& old_model);

}  // namespace onething
