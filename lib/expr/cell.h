// SPDX-License-Identifier: Apache-2.0
//
// Cell: a value while a formula is being evaluated, 16 bytes, copied freely.
//
// Scalars are inside; texts, lists and maps are borrowed: from the roots, from
// the program's literals, or from the Evaluation that made them. A Cell
// therefore never outlives its Evaluation; what leaves is a Value
// (evaluation.h, to_value). An error is a Cell too, as CEL has it.

#pragma once

#include <cstdint>
#include <string_view>
#include <utility>
#include <vector>

#include "onething/value.h"

namespace onething::expr {

struct EvalError;
struct Cell;

using CellList = std::vector<Cell>;
using CellMap = std::vector<std::pair<Cell, Cell>>;

enum class Tag : std::uint8_t {
  null,
  boolean,
  integer,
  unsigned_integer,
  real,
  money,
  text,
  bytes,
  date,
  instant,
  duration,
  term,
  list,
  map,
  type,
  optional,
  error,
};

// What the pointer of a list, a map or an optional points to.
enum class Storage : std::uint8_t { none, cells, values, object, entries };

struct Cell {
  Tag tag = Tag::null;
  Storage storage = Storage::none;
  std::int32_t extra = 0;  // Bytes of a text, nanoseconds, days, a term's unit.
  union {
    std::int64_t integer = 0;  // Also money's units, seconds, a term's count.
    std::uint64_t unsigned_integer;
    double real;
    bool boolean;
    const char* data;
    CellList* cells;
    CellMap* entries;
    const List* values;
    const Object* object;
    const Map* map;
    const Value* value;
    const Cell* cell;
    const EvalError* error;
  };

  bool is(Tag other) const { return tag == other; }
  bool is_error() const { return tag == Tag::error; }
  bool is_true() const { return tag == Tag::boolean && boolean; }
  bool is_false() const { return tag == Tag::boolean && !boolean; }
  bool is_number() const {
    return tag == Tag::integer || tag == Tag::unsigned_integer ||
           tag == Tag::real;
  }

  // Of a text, bytes or a type's name.
  std::string_view text() const {
    return {data, static_cast<std::uint32_t>(extra)};
  }
  Money money() const { return {integer}; }
  Date date() const { return {extra}; }
  Instant instant() const { return {integer, extra}; }
  Duration duration() const { return {integer, extra}; }
  Term term() const { return {integer, static_cast<TermUnit>(extra)}; }
};
static_assert(sizeof(Cell) == 16);

Cell cell_of(bool value);
Cell cell_of(std::int64_t value);
Cell cell_of(std::uint64_t value);
Cell cell_of(double value);
Cell cell_of(Money value);
Cell cell_of(Date value);
Cell cell_of(Instant value);
Cell cell_of(Duration value);
Cell cell_of(Term value);
// The bytes must live as long as the cell.
Cell text_cell(std::string_view text, Tag tag = Tag::text);
// Looks at `value`, which must live as long as the cell.
Cell borrow(const Value& value);

// Lists.
std::size_t list_size(const Cell& list);
Cell list_at(const Cell& list, std::size_t index);

// Maps, in the order in which they were written.
std::size_t map_size(const Cell& map);
std::pair<Cell, Cell> map_at(const Cell& map, std::size_t index);

// Optionals.
bool has_content(const Cell& optional);
Cell content_of(const Cell& optional);

// CEL's name of the type: "int", "google.protobuf.Timestamp".
std::string_view type_name(const Cell& cell);

}  // namespace onething::expr
