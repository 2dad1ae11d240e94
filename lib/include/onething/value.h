// SPDX-License-Identifier: Apache-2.0
//
// Value: what a field, an answer or a formula can hold.
//
// One type for everything that moves: forms, department answers, formulas and
// stored events. Money is exact, identifiers are text, dates are not instants.
// A Value knows nothing of titles, rules or sensitivity: those belong to its
// Type (workflow.h).
//
// Copies of a Value share what they hold until one of them is changed, which
// the others do not notice. Reading one from several threads is safe as long as
// none writes.

#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <type_traits>
#include <utility>
#include <variant>
#include <vector>

#include "onething/result.h"
#include "onething/shared.h"
#include "onething/time.h"

namespace onething {

class Value;

// An exact amount: whole ten-thousandths of the unit, so 1.5 is 15000. Reaches
// over 900 trillion; results beyond that are errors, never wrapped.
struct Money {
  std::int64_t units = 0;

  static constexpr std::int64_t units_per_one = 10000;
  friend auto operator<=>(const Money&, const Money&) = default;
};

// "1200", "1200.50", "-0.0001": at most four decimals.
std::optional<Money> parse_money(std::string_view text);
// At least two decimals: "1200.00".
std::string to_text(Money money);

struct Bytes {
  std::string data;
  friend auto operator<=>(const Bytes&, const Bytes&) = default;
};

// A type as a value, as CEL has it: type(1) == int.
struct TypeName {
  std::string name;
  friend auto operator<=>(const TypeName&, const TypeName&) = default;
};

using List = std::vector<Value>;

// Named members in the order in which they were written; names are unique.
// Objects here have a handful of members, so looking up is a walk.
class Object {
 public:
  using Member = std::pair<std::string, Value>;

  Object() = default;
  Object(std::initializer_list<Member> members);

  const Value* find(std::string_view name) const;
  Value* find(std::string_view name);
  // Replaces or appends.
  void set(std::string_view name, Value value);
  // Without looking: for readers that know the name to be new.
  void append(std::string name, Value value);
  void erase(std::string_view name);
  void reserve(std::size_t count);

  // Defined below Value, which they need to know.
  bool empty() const;
  std::size_t size() const;
  std::vector<Member>::const_iterator begin() const;
  std::vector<Member>::const_iterator end() const;
  std::vector<Member>::iterator begin();
  std::vector<Member>::iterator end();

 private:
  std::vector<Member> members_;
};

// A CEL map whose keys are not all strings; keys are int, uint, bool or string.
struct Map {
  std::vector<std::pair<Value, Value>> entries;
};

// CEL's optional: empty, or exactly one Value.
struct Optional {
  std::vector<Value> content;
};

class Value {
 public:
  // The order is the order of the variant below.
  enum class Kind : std::uint8_t {
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
    object,
    map,
    type,
    optional,
  };

  Value() = default;
  Value(bool value) : content_(value) {}
  Value(int value) : content_(static_cast<std::int64_t>(value)) {}
  Value(std::int64_t value) : content_(value) {}
  Value(std::uint64_t value) : content_(value) {}
  Value(double value) : content_(value) {}
  Value(Money value) : content_(value) {}
  Value(std::string value) : content_(std::move(value)) {}
  Value(std::string_view value) : content_(std::string(value)) {}
  Value(const char* value) : content_(std::string(value)) {}
  Value(Bytes value) : content_(std::move(value)) {}
  Value(Date value) : content_(value) {}
  Value(Instant value) : content_(value) {}
  Value(Duration value) : content_(value) {}
  Value(Term value) : content_(value) {}
  Value(List value) : content_(std::move(value)) {}
  Value(Object value) : content_(std::move(value)) {}
  Value(Map value) : content_(std::move(value)) {}
  Value(TypeName value) : content_(std::move(value)) {}
  Value(Optional value) : content_(std::move(value)) {}

  Kind kind() const { return static_cast<Kind>(content_.index()); }
  bool is_null() const { return kind() == Kind::null; }

  // The content when it is a T, else null: value.as<Money>(). What a Value that
  // is not const gives is to be changed: it is copied first where it is shared.
  template <typename T>
  const T* as() const {
    const auto* held = std::get_if<Held<T>>(&content_);
    return held == nullptr ? nullptr : &bare(*held);
  }
  template <typename T>
  T* as() {
    auto* held = std::get_if<Held<T>>(&content_);
    if constexpr (is_shared<T>)
      return held == nullptr ? nullptr : &held->own();
    else
      return held;
  }
  const std::string* text() const { return as<std::string>(); }
  const List* list() const { return as<List>(); }
  const Object* object() const { return as<Object>(); }
  Object* object() { return as<Object>(); }

  // Calls `visitor` with the content: std::monostate for null, bool and so on.
  template <typename Visitor>
  decltype(auto) visit(Visitor&& visitor) const {
    return std::visit(
        [&visitor](const auto& held) -> decltype(auto) {
          return visitor(bare(held));
        },
        content_);
  }

  // The member of an object, or null when this is no object or has none.
  const Value* find(std::string_view name) const;

  // Same kind and same content; objects without regard to order. This is not
  // CEL's `==`, which also compares numbers of different kinds (expr/).
  friend bool operator==(const Value& a, const Value& b);

 private:
  // What is larger than a few words, or owns something.
  template <typename T>
  static constexpr bool is_shared =
      std::is_same_v<T, std::string> || std::is_same_v<T, Bytes> ||
      std::is_same_v<T, List> || std::is_same_v<T, Object> ||
      std::is_same_v<T, Map> || std::is_same_v<T, TypeName> ||
      std::is_same_v<T, Optional>;
  template <typename T>
  using Held = std::conditional_t<is_shared<T>, Shared<T>, T>;
  template <typename T>
  static const T& bare(const Shared<T>& held) {
    return held.get();
  }
  template <typename T>
  static const T& bare(const T& held) {
    return held;
  }

  std::variant<std::monostate, bool, std::int64_t, std::uint64_t, double, Money,
               Shared<std::string>, Shared<Bytes>, Date, Instant, Duration,
               Term, Shared<List>, Shared<Object>, Shared<Map>,
               Shared<TypeName>, Shared<Optional>>
      content_;
};

inline void Object::reserve(std::size_t count) { members_.reserve(count); }
inline bool Object::empty() const { return members_.empty(); }
inline std::size_t Object::size() const { return members_.size(); }
inline auto Object::begin() const -> std::vector<Member>::const_iterator {
  return members_.begin();
}
inline auto Object::end() const -> std::vector<Member>::const_iterator {
  return members_.end();
}
inline auto Object::begin() -> std::vector<Member>::iterator {
  return members_.begin();
}
inline auto Object::end() -> std::vector<Member>::iterator {
  return members_.end();
}

// Plain JSON for people and departments: money, dates and the like as texts,
// whole numbers beyond 2^53 as texts too. Members keep their order. `indent`
// spaces a level; none gives one line.
std::string to_json(const Value& value, int indent = -1);

// Plain JSON into null, bool, int, real, text, list and object. Whole numbers
// that fit are integers; other numbers are reals. invalid (json.*) for a syntax
// error, a duplicate name, invalid UTF-8 or nesting beyond limits.h.
Result<Value> parse_json(std::string_view json);

// JSON that keeps every kind, for what is stored: {"$money":"1.00"} and so on,
// members sorted by name, so that equal Values give equal bytes.
std::string to_canonical(const Value& value);
Result<Value> parse_canonical(std::string_view text);

// Identifiers with check digits; the rule's source is with each definition.
bool is_uscc(std::string_view text);               // GB 32100-2015
bool is_organisation_code(std::string_view text);  // GB 11714-1997
bool is_citizen_id(std::string_view text);         // GB 11643-1999

}  // namespace onething
