// SPDX-License-Identifier: Apache-2.0
//
// Every `basis` of a project with its place and what it is the basis of, and
// the services that steps use.
//
// Lists only; what is wrong with a basis, the checks say.

#pragma once

#include <string_view>
#include <vector>

#include "check/facts.h"

namespace onething::check {

struct Basis {
  std::string_view owner;  // Id of the workflow, material or service.
  std::string_view text;
  Span span;
};
std::vector<Basis> all_bases(const Project& project);

// A service that at least one step uses; prefills only look up.
struct UsedService {
  const Service* service = nullptr;
  const Step* step = nullptr;  // The first that uses it.
};
// Each once, without those of broken files.
std::vector<UsedService> services_in_steps(const ProjectFacts& facts);

}  // namespace onething::check
