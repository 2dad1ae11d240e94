// SPDX-License-Identifier: Apache-2.0
//
// A region's adoption of a workflow: the model's with what the region may do
// otherwise. Limits may be shortened and never lengthened, visits become fewer;
// windows, roles, hints and item codes are the region's own.
//
// The model is a text of its own among the sources, as one that uses templates
// is (expand.h): what is found in it names the model's file and line and the
// adoption. Says nothing of how the two differ for people (onething/adopt.h).

#pragma once

#include <array>
#include <cstdint>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "load/reading.h"

namespace onething::load {

// A service as the region does it, by what steps call it: "tax/carry_over".
using RegionalServices = std::vector<std::pair<std::string, Service>>;

// What an adoption may say; the first part says what it is.
inline constexpr auto kAdoptionKeys = std::to_array<std::string_view>(
    {"onething", "adopts", "as", "of_version", "region", "area", "title",
     "version", "promise", "clocks", "acceptance", "delivery", "fallback",
     "form", "steps", "services"});

// Puts the model with the changes of the adoption in the place of `root`. False
// when there is no such model, which has been reported.
bool adopt_model(Sources& sources, Reading& reading, yaml::Node& root,
                 std::uint32_t file, RegionalServices& services);

// The document whose second key says `kind: id`;
// sources.files.size() when there is none.
std::uint32_t find_document(const Sources& sources, std::string_view kind,
                            std::string_view id);

}  // namespace onething::load
