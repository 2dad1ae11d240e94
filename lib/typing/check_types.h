// SPDX-License-Identifier: Apache-2.0
//
// The type of a formula, and what is wrong with it before it ever runs.
//
// Follows CEL's gradual type checking: what is `dyn` may be anything. Beyond
// it, records are closed, members that may be absent need a guard, and texts
// that are one of some options are compared with those only. The overloads are
// those that the evaluator has: what is accepted here does not end in "no
// overload".
//
// Knows no workflows: roots, their types and what is known to be present come
// from the caller. Reports by kind; codes and severities are the caller's.

#pragma once

#include <cstdint>
#include <functional>
#include <span>
#include <string>
#include <vector>

#include "expr/ast.h"
#include "typing/types.h"

namespace onething::typing {

// A part of the formula that is known to be true, or false, where something
// else is read: the left side of `&&`, the condition of `?:`.
struct Assumption {
  expr::NodeIndex node = expr::no_node;
  bool truth = true;
};

// Something is read that may be absent, and the formula itself has no guard.
struct PresenceQuestion {
  std::span<const std::string> path;  // Root first: "steps", "bank", "number".
  std::span<const Assumption> assumptions;
  const expr::Ast& ast;
};

struct Variable {
  std::string name;  // May have dots.
  TypeId type = dyn_type;
};

// A function that the caller adds to those of the language.
struct Declaration {
  std::string name;
  bool is_method = false;  // The first argument is the target.
  std::vector<TypeId> arguments;
  TypeId result = dyn_type;
};

struct Environment {
  std::vector<Variable> variables;
  std::vector<Declaration> functions;
  // Where names are looked up first; see expr/container.h. For conformance.
  std::string container;
  // Names nobody declared: mistakes when true, `dyn` when false.
  bool report_unknown_names = false;
  // Maps whose keys are written out are records, else maps from text.
  bool maps_are_records = true;
  // 1 < 1.5, which CEL's specification has and cel-go's default has not.
  bool mixed_number_order = true;
  // null fits times and optionals, as cel-go keeps it for its older users.
  bool null_fits_times = false;
  // Whether the path is certain to be there. Without it nothing is.
  std::function<bool(const PresenceQuestion&)> is_known_present;
};

struct Mistake {
  enum class Kind : std::uint8_t {
    unknown_name,       // An identifier or a function nobody knows.
    unknown_member,     // A record without this member, or no record at all.
    no_overload,        // No function for arguments of these types.
    absent_used,        // `path` may be absent and nothing guards it.
    not_an_option,      // `word` is not one of the options.
    silent_conversion,  // Would need money(), date() …: `word` names it.
    bad_pattern,        // Of matches().
    mixed_list,         // Elements of different types; allowed in CEL.
    never_equal,        // Two types of which no values are equal.
    needless_guard,     // `path` is always there.
    constant_fails,     // Fails whatever the data are.
    not_bool,           // A condition that is no bool.
  };
  Kind kind = Kind::no_overload;
  expr::Range range;
  expr::NodeIndex node = expr::no_node;
  Message found;     // A headline that stands alone.
  Message expected;  // Short, beside the caret.
  Message help;      // What to write instead; may be empty.
  std::vector<std::string> path;
  std::string word;
  std::vector<std::string> proposals;  // Closest first.
};

struct Checked {
  TypeId type = dyn_type;
  std::vector<TypeId> node_types;  // One for each node of the tree.
  std::vector<Mistake> mistakes;   // In order of their places.
};

Checked check_types(const expr::Ast& ast, const Environment& environment,
                    Types& types);

// Whether a value of type `value` can stand where `target` is wanted, as the
// argument of a function could. Records fit member by member.
bool is_assignable(Types& types, TypeId value, TypeId target);

// A type for both: the more general one, or dyn when they do not agree.
TypeId join(Types& types, TypeId a, TypeId b);

}  // namespace onething::typing
