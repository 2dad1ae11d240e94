// SPDX-License-Identifier: Apache-2.0
//
// Types: the static types of formulas, as small numbers into a pool.
//
// A pool owns its types; a TypeId means nothing in another pool. Types are
// structural: two ids may describe the same type, so compare with is_same().
// Nothing here knows workflows, form fields or CEL's syntax; what a function
// accepts is in overloads.def, what a formula gives is check_types.h.
// A pool grows while formulas are checked: shrink_to() its size of before. One
// thread at a time.

#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "onething/message.h"

namespace onething::typing {

using TypeId = std::uint32_t;

enum class Kind : std::uint8_t {
  dyn,    // Nobody knows; everything is allowed.
  error,  // A mistake was reported already; everything is allowed, silently.
  null,
  boolean,
  integer,
  unsigned_integer,
  real,
  text,
  bytes,
  money,
  date,
  instant,
  duration,
  term,
  enumeration,  // A text that is one of `options`.
  list,         // of first
  map,          // from first to second
  record,       // `members`, and others when it is open
  optional,     // of first
  type,         // type(first), or any type
  parameter,    // `A` in the declaration of a function
  variable,     // Not yet known, while a formula is checked.
  named,        // Known by its name only: for tests of conformance.
};

// The types without content, always under the same number.
inline constexpr TypeId dyn_type = 0;
inline constexpr TypeId error_type = 1;
inline constexpr TypeId null_type = 2;
inline constexpr TypeId bool_type = 3;
inline constexpr TypeId int_type = 4;
inline constexpr TypeId uint_type = 5;
inline constexpr TypeId double_type = 6;
inline constexpr TypeId text_type = 7;
inline constexpr TypeId bytes_type = 8;
inline constexpr TypeId money_type = 9;
inline constexpr TypeId date_type = 10;
inline constexpr TypeId instant_type = 11;
inline constexpr TypeId duration_type = 12;
inline constexpr TypeId term_type = 13;

struct Member {
  std::string name;
  TypeId type = dyn_type;
  bool may_be_absent = false;
};

class Types {
 public:
  Types();

  TypeId list(TypeId element);
  TypeId map(TypeId key, TypeId value);
  TypeId optional(TypeId content);
  TypeId type_of(TypeId type);  // no_type: `type` itself
  TypeId enumeration(std::vector<std::string> options);
  // Closed, or with others of any type.
  TypeId record(std::vector<Member> members);
  TypeId open_record(std::vector<Member> members);
  TypeId parameter(std::string name);
  TypeId named(std::string name, std::vector<TypeId> arguments = {});
  TypeId variable();

  Kind kind(TypeId type) const { return nodes_[type].kind; }
  // The element, key or content; of a variable what it stands for.
  TypeId first(TypeId type) const { return nodes_[type].first; }
  TypeId second(TypeId type) const { return nodes_[type].second; }
  std::span<const Member> members(TypeId record) const;
  bool is_open(TypeId record) const;
  const Member* find_member(TypeId record, std::string_view name) const;
  std::span<const std::string> options(TypeId enumeration) const;
  const std::string& name(TypeId type) const;  // parameter, named
  std::span<const TypeId> arguments(TypeId named) const;

  // What a variable stands for, itself when that is not known.
  TypeId resolve(TypeId type) const;
  // Whether a variable or a parameter may be somewhere inside.
  bool has_variables(TypeId type) const { return nodes_[type].has_variables; }
  // An unbound variable becomes `type`; no_type frees it again.
  void bind(TypeId variable, TypeId type) { nodes_[variable].first = type; }

  // False also for what is too intricate to compare.
  bool is_same(TypeId a, TypeId b) const;

  // As CEL writes it: "list(int)", "map(string, dyn)", "optional_type(int)",
  // "timestamp". A record is "map(string, dyn)".
  std::string spell(TypeId type) const;
  // As people call it.
  Message describe(TypeId type) const;

  std::size_t size() const { return nodes_.size(); }
  // Forgets every type made since.
  void shrink_to(std::size_t size);
  static constexpr TypeId no_type = 0xffffffff;

 private:
  struct Node {
    Kind kind = Kind::dyn;
    bool has_variables = false;
    TypeId first = no_type;
    TypeId second = no_type;
    TypeId list_of = no_type;  // Made once.
    std::uint32_t shape = 0;   // Into `shapes_`.
  };
  // What does not fit into a node.
  struct Shape {
    std::string name;
    std::vector<Member> members;
    std::vector<std::string> options;
    std::vector<TypeId> arguments;
    bool open = false;
  };

  TypeId add(Kind kind, TypeId first = no_type, TypeId second = no_type);
  TypeId add_shape(Kind kind, Shape shape);
  const Shape& shape(TypeId type) const { return shapes_[nodes_[type].shape]; }
  bool same(TypeId a, TypeId b, std::size_t& steps) const;
  bool same_contents(TypeId a, TypeId b, std::size_t& steps) const;
  std::vector<Node> nodes_;
  std::vector<Shape> shapes_;
};

}  // namespace onething::typing
