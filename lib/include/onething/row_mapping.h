// SPDX-License-Identifier: Apache-2.0
//
// RowMapping: rows of a table as applications to one workflow.
//
// A column is found by the title or the id of its field, unless an author says
// otherwise (columns.h). Dates, money and choices may be written in the ways in
// which spreadsheets and people write them; everything that does not fit is
// told at once, for each row. Knows no store.

#pragma once

#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "onething/columns.h"
#include "onething/load.h"
#include "onething/table.h"

namespace onething {

// One thing that is wrong with a row.
struct RowDefect {
  std::string column;  // Title in the table; empty where it has none.
  std::string field;   // "operator.id"; empty where it is about the row.
  Message title;       // Of the field, for people; may be empty.
  Message problem;
};

// A row as an application.
struct MappedRow {
  Application application;
  std::string key;  // Empty where no key was asked for, or it is missing.
  std::vector<RowDefect> defects;
};

// What each column of a table is.
struct ColumnUse {
  std::string title;
  std::string field;  // Empty: not used.
};

class RowMapping {
 public:
  // `columns` may be null. `key` is a title, the id of a field, or a formula
  // over `row` behind `=`; it overrides the one in `columns`. References must
  // outlive it. invalid (batch.*) when a title is named that the table has not,
  // or nothing of the form is in the table.
  static Result<RowMapping> make(const Workflow& workflow, const Table& table,
                                 const Columns* columns, std::string_view key);
  RowMapping(RowMapping&&) noexcept;
  RowMapping& operator=(RowMapping&&) noexcept;
  ~RowMapping();

  MappedRow map(const TableRow& row) const;
  bool has_key() const;
  std::span<const ColumnUse> uses() const;

 private:
  class Impl;
  explicit RowMapping(std::unique_ptr<Impl> impl);
  std::unique_ptr<Impl> impl_;
};

// An empty table for a workflow: a column for each entry of its form.
struct TemplateColumn {
  std::string title;  // By which the column is found again.
  std::string field;  // "operator.id"
  std::string type;   // "citizen_id"
  std::vector<std::string> choices;
  std::string hint;
  bool required = false;
  bool is_date = false;
};
std::vector<TemplateColumn> template_columns(const Workflow& workflow,
                                             Language language);

}  // namespace onething
