// SPDX-License-Identifier: Apache-2.0
//
// Program::Code: instructions for a stack of Cells. Made by compile.cpp, run by
// evaluate.cpp, known to nobody else.
//
// Roots and the variables of macros are numbered slots, functions are pointers,
// constant patterns are compiled. Jumps only go forward, except at the end of a
// loop over elements.

#pragma once

#include <re2/re2.h>

#include <cstdint>
#include <deque>
#include <memory>
#include <string>
#include <vector>

#include "expr/cell.h"
#include "expr/evaluate.h"
#include "expr/functions.h"

namespace onething::expr {

// `a` and `b` are the fields of Instruction; "pops" and "pushes" speak of the
// stack. An error on the stack is a value that strict instructions pass on.
enum class Opcode : std::uint8_t {
  constant,  // pushes constants[a]
  raise,     // pushes the error mistakes[a]
  root,      // pushes root a
  local,     // pushes local a
  store,     // pops into local a
  call,      // pops `count`, pushes code(…)
  match,     // pops a text, pushes whether patterns[a] matches
  select,    // names[a]
  select_optional,
  test_present,
  index,
  index_optional,
  make_list,  // pops `count`; flags[a] mark optional entries when b is 1
  make_map,   // pops `count` keys and values
  branch,     // pops; false: to a; neither true nor false: error, to b
  jump,       // to a
  and_left,   // false on top: to a
  and_right,  // pops two, pushes their `&&`
  or_left,
  or_right,
  not_strictly_false,
  or_value,        // present: pushes its value, to a; none: pops
  or_optional,     // present: stays, to a; none: pops
  check_optional,  // the top must be an optional
  loop_begin,      // pops the range; loop a; error or no range: to b
  loop_next,       // sets the variables of loop a; at the end: to b
  loop_test,       // pops; false: to b
  loop_step,       // pops into local a; `count` 1 and an error: to b
  append,          // pops, appends to the list in local a, pushes it
  insert,          // pops key and value, adds to the map in local a, pushes it
  insert_all,      // pops a map, adds its entries to the map in local a, pushes
};

struct Instruction {
  Opcode op;
  std::uint16_t count = 0;
  std::uint32_t a = 0;
  std::uint32_t b = 0;
  Range range;
  FunctionCode code = nullptr;
};

struct LoopSlots {
  std::uint32_t variable = 0;
  std::uint32_t second_variable = 0;
  bool has_second = false;
};

struct Program::Code {
  std::vector<Instruction> instructions;
  std::deque<Value> literals;  // Never moved: `constants` point into it.
  std::vector<Cell> constants;
  std::vector<Message> mistakes;
  std::deque<std::string> names;
  std::vector<std::string> root_names;
  std::vector<std::unique_ptr<RE2>> patterns;
  std::vector<std::vector<bool>> flags;
  std::vector<LoopSlots> loops;
  std::uint32_t locals = 0;
  std::uint32_t stack = 0;
};

// Options for every pattern: bounded memory, nothing written to stderr.
RE2::Options pattern_options();

}  // namespace onething::expr
