// SPDX-License-Identifier: Apache-2.0
//
// Every field that somebody wrote, in forms and catalogues, members included.
//
// Fields only; where their values go is flow.h.

#pragma once

#include <string>
#include <vector>

#include "check/facts.h"

namespace onething::check {

struct WrittenField {
  const Field* field = nullptr;
  bool is_input = false;  // Of a service: here it says what for.
};

// Those in files that could be read well.
std::vector<WrittenField> all_fields(const ProjectFacts& facts);

}  // namespace onething::check
