// SPDX-License-Identifier: Apache-2.0
//
// Where one part of an application comes from in a row: a cell, a formula, or
// several of these together.
//
// A tree that is made once for a table (find_columns.h, or from what an author
// wrote) and evaluated for each row.

#pragma once

#include <cstddef>
#include <map>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "model/template.h"
#include "onething/table.h"
#include "onething/type.h"

namespace onething::batch {

struct Source {
  struct Member;
  enum class Kind { nothing, cell, formula, object, list };
  Kind kind = Kind::nothing;
  std::size_t column = 0;                        // cell
  std::vector<model::CompiledTemplate> formula;  // formula: exactly one
  std::vector<Member> members;
  std::vector<Source> items;
};

struct Source::Member {
  std::string name;
  Source source;
};

// What a row brings to one application.
struct RowReading {
  const TableRow& row;
  const Value& texts;  // All cells by title, for formulas.
  std::vector<std::pair<std::string, Message>> problems;  // By path.
};

// Null where the row says nothing. `path` is where the value goes.
Value read_source(const Source& source, const Type& type, RowReading& reading,
                  const std::string& path);
// Of no particular type: a file's name, a key.
Value read_text(const Source& source, RowReading& reading,
                const std::string& path);

// Which columns go into which path, for saying where a defect stands.
void add_columns(const Source& source, const std::string& path,
                 std::map<std::string, std::size_t>& columns);

}  // namespace onething::batch
