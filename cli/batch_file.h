// SPDX-License-Identifier: Apache-2.0
//
// A table, read and mapped, as the batch commands take it: from the command
// line, or as a batch remembers it.

#pragma once

#include <memory>
#include <optional>
#include <string>

#include "command.h"
#include "onething/batch.h"
#include "onething/case_condition.h"
#include "session.h"

namespace onething::cli {

// How a table is named and read.
struct BatchSource {
  std::string workflow;
  std::string data;  // A path, or "-".
  std::string map;   // A file of columns; may be empty.
  std::string key;
  std::string sheet;
  std::string encoding = "auto";
};

// What `input` refers to lives here; it is not moved.
struct BatchFile {
  Table table;
  LoadedColumns columns;
  std::optional<RowMapping> mapping;
  std::optional<BatchInput> input;
};

BatchSource source_of(const Arguments& arguments);
// Of a batch that is there; --data and --map of the command line come first.
Result<BatchSource> source_of(const BatchRow& row, const Arguments& arguments);

// Says what it read, and which columns are not used. Mistakes in the file of
// columns are printed.
Result<std::unique_ptr<BatchFile>> load_batch_file(Session& session,
                                                   const BatchSource& source);
// The same for a batch that is there: invalid (batch.other_content) when the
// table is not the one that was pushed.
Result<std::unique_ptr<BatchFile>> load_batch_file(Session& session,
                                                   const BatchRow& row,
                                                   const Arguments& arguments);

// By its id or the beginning of it; not_found when none or several begin so.
Result<BatchRow> find_batch(Session& session, const std::string& id);

std::string defect_line(const Session& session, const RowDefect& defect);
// All of a row in one line.
std::string defects_line(const Session& session,
                         const std::vector<RowDefect>& defects);

// To a file whose name was free, or to standard output; the exit code.
int write_out(Session& session, const std::string& path,
              const std::string& bytes);

}  // namespace onething::cli
