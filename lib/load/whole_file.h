// SPDX-License-Identifier: Apache-2.0
//
// Reading a document that is a file of its own and no part of a project: a
// migration, the columns of a table.

#pragma once

#include <utility>

#include "load/reading.h"
#include "yaml/read.h"

namespace onething::load {

// Of the one file of reading.sources; `read` gets its root. A damaged file ends
// here: what it lacks may stand in the part that was not read.
template <typename Read>
void read_whole_file(Reading& reading, Read read) {
  yaml::Document document = yaml::read(reading.sources, 0);
  reading.damaged = has_errors(document.diagnostics);
  reading.diagnostics = std::move(document.diagnostics);
  if (reading.damaged) return;
  read(document.root);
  sort_and_merge(reading.diagnostics);
}

}  // namespace onething::load
