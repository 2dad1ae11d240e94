// SPDX-License-Identifier: Apache-2.0
//
// All services of a project, sorted for those who look for one: by stage of
// life, department, way in or how far it has come.
//
// Computed from files. Entries point into the project.

#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "onething/guidance.h"
#include "onething/load.h"
#include "onething/plan.h"
#include "onething/result.h"

namespace onething {

enum class CatalogOrder { stage, department, channel, maturity };

struct CatalogRequest {
  CatalogOrder by = CatalogOrder::stage;
  // Only these; empty: all.
  std::string stage;       // As the files or the reader's language have it.
  std::string department;  // Id of the lead, or of one that takes part.
  std::string channel;     // "online"
  std::string maturity;    // "accepted"
  Language language = Language::zh;
};

struct CatalogEntry {
  const Workflow* workflow = nullptr;
  const Department* lead = nullptr;
  std::vector<const Department*> involved;  // The lead too where it acts.
  Maturity maturity = Maturity::unstated;
  std::vector<Channel> channels;
  std::vector<const Promise*> promises;
  std::vector<PlannedFigure>
      figures;  // As in a plan of which nothing is known.
};

struct CatalogGroup {
  std::string name;  // For people; "" where nobody has said.
  std::vector<std::size_t> entries;
};

struct Catalog {
  const Project* project = nullptr;
  std::vector<CatalogEntry> entries;  // By id.
  std::vector<CatalogGroup> groups;   // An entry may stand in several.
};

// not_found for a stage, department, channel or level that no service has.
Result<Catalog> make_catalog(const LoadedProject& project,
                             const CatalogRequest& request);

// "text", "markdown", "html" or "json".
std::string catalog_in(std::string_view form, const Catalog& catalog,
                       Language language);

}  // namespace onething
