// SPDX-License-Identifier: Apache-2.0
//
// Every `same_as` of the project with what it names, members included.
//
// Looks names up only; whether the two fields may be the same is for checks.

#pragma once

#include <vector>

#include "check/facts.h"
#include "check/once_only/same_as.h"

namespace onething::check {

struct DeclaredField {
  const Field* field = nullptr;
  SameAs same;
};

// Those in files that could be read well.
std::vector<DeclaredField> declared_fields(const ProjectFacts& facts);

}  // namespace onething::check
