// SPDX-License-Identifier: Apache-2.0
//
// A workflow as a finite net: steps that wait for each other, places (the
// workflow's own states) with what leads out of them, and conditions over
// variables that have a few values each.
//
// Data without words: what a step is called and where it stands in a file, the
// caller knows (compile.h). What a case may do in it is moves.h, which case can
// come to what is explore.h.

#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "logic/variable.h"

namespace onething::proof {

using Index = std::uint16_t;
inline constexpr Index nowhere = 0xffff;

using logic::Outcomes;

// What conditions read, cut into the parts that they can tell apart. Values are
// counted from 1; 0 is "not yet looked at".
struct Variable {
  std::uint8_t values = 1;
  std::uint8_t absent = 0;    // The value that says it is not there; 0: none.
  std::vector<Index> steps;   // Whose answers it is part of; empty: the form.
  bool is_understood = true;  // Otherwise what it is compared with is a guess.
  std::string text;           // "form.kind"
  std::vector<std::string> words = {};  // By value, from 0: "\"sole\"".
};

// A part of a condition; parts come before the whole.
struct Node {
  enum class Kind : std::uint8_t {
    constant,     // `outcomes`
    atom,         // by_value[value of variable `subject` - 1]
    done,         // Whether step `subject` is done.
    negation,     // of parts[0]
    conjunction,  // of parts
    disjunction,  // of parts
    conditional,  // parts[0] ? parts[1] : parts[2]
  };
  Kind kind = Kind::constant;
  Outcomes outcomes = logic::anything;
  Index subject = 0;
  std::vector<Outcomes> by_value = {};
  std::vector<Index> parts = {};
};

// Where `premise` is true, `conclusion` is true.
struct Law {
  Index premise = 0;
  Index conclusion = 0;
};

struct Conditions {
  std::vector<Variable> variables;
  std::vector<Node> nodes;
  std::vector<Law> laws;
};

// Who ends a step that has begun.
enum class Party : std::uint8_t {
  department,  // A system that answers at once.
  later,       // A system, a message or another case: in its own time.
  person,
  moment,  // The time itself.
};

struct NetStep {
  std::vector<Index> waits = {};
  Index when = nowhere;  // Node; nowhere: always.
  Party party = Party::department;
  bool may_fail = true;       // A person may have to mend it.
  bool ends_the_case = true;  // A refusal does; else it counts as settled.
  bool may_be_refused = true;
  bool may_be_left_out = false;  // Skipped by a person, or because it is late.
  bool may_return = false;       // The applicant may have to correct.
  bool is_called = false;        // Acts only when somebody calls for it.
  bool never_ends = false;       // Nothing is heard of it once it has begun.
  Index group = nowhere;
  // Where some of its runs suffice: the group that stands for them, and whether
  // it may settle with fewer.
  Index runs = nowhere;
  bool may_fall_short = false;
};

struct NetGroup {
  std::vector<Index> members;
  std::uint8_t needed = 1;
  // Stands for the runs of its only member: one when enough of them are done.
  bool is_of_runs = false;
};

struct NetEvent {
  enum class Kind : std::uint8_t { person, settled, timer };
  Kind kind = Kind::person;
  Index when = nowhere;  // Node; nowhere: always.
  Index to = 0;
  // Of a timer, as sets of events of its place: what has run out before it, and
  // what runs out with it.
  std::uint8_t sooner = 0;
  std::uint8_t together = 0;
};

struct Place {
  enum class End : std::uint8_t { none, granted, other };
  std::vector<Index> enter = {};
  std::vector<Index> steps = {};
  std::vector<Index> leave = {};
  std::vector<NetEvent> on = {};
  End end = End::none;
};

struct Net {
  std::vector<NetStep> steps;
  std::vector<NetGroup> groups;
  std::vector<Place> places;  // Empty: granted when every step is settled.
  Conditions conditions;
};

}  // namespace onething::proof
