// SPDX-License-Identifier: Apache-2.0
//
// What a batch is made of: a table that is mapped to a workflow, and the
// identities that follow from it.
//
// What is done with it is batch.h. Nothing here is stored.

#pragma once

#include <string>
#include <vector>

#include "onething/batch_shelf.h"
#include "onething/load.h"
#include "onething/row_mapping.h"

namespace onething {

// A table that is to go through a workflow.
struct BatchInput {
  const LoadedProject& project;
  const Workflow& workflow;
  const Table& table;
  const RowMapping& mapping;
  std::string source;   // As it was named.
  std::string options;  // Canonical JSON of what identifies the batch beside.
};
std::string make_batch_id(const BatchInput& input);
// What tells the row's case: the row's own key, or what the batch makes of it.
std::string submission_key_of(const BatchInput& input, const TableRow& row,
                              const MappedRow& mapped);

// Reads back why a row was refused.
std::vector<RowDefect> defects_of(const BatchLine& line);

}  // namespace onething
