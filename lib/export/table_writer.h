// SPDX-License-Identifier: Apache-2.0
//
// One table as CSV or JSON, row by row.
//
// Knows columns and no case.

#pragma once

#include "export/table_rows.h"
#include "onething/export.h"

namespace onething::exchange {

class TableWriter {
 public:
  TableWriter(TableKind table, ExportForm form, Write write)
      : table_(table), form_(form), write_(std::move(write)) {}

  bool begin();
  bool add(const Row& row);
  bool end();
  std::int64_t rows() const { return rows_; }
  TableKind table() const { return table_; }

 private:
  TableKind table_;
  ExportForm form_;
  Write write_;
  std::int64_t rows_ = 0;
};

// Which column is coded by what, of all tables, in either form.
std::string code_systems(ExportForm form);

}  // namespace onething::exchange
