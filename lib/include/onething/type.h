// SPDX-License-Identifier: Apache-2.0
//
// Type and Field: what a value must look like and how carefully it is handled.
//
// Types come from the documents that authors write (workflow.h); the values
// they describe are in value.h. Checking a value against a type is
// model/conform.h.

#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "onething/message.h"
#include "onething/source.h"
#include "onething/value.h"

namespace onething {

namespace expr {
struct Ast;
struct Reference;
}  // namespace expr

// A text that an author wrote, with its place.
struct Spelled {
  std::string text;
  Span span;

  bool empty() const { return text.empty(); }
};

// What people see instead of an id; one text may serve both languages.
struct Title {
  std::string zh;
  std::string en;

  bool empty() const { return zh.empty() && en.empty(); }
  const std::string& in(Language language) const {
    return (language == Language::en && !en.empty()) || zh.empty() ? en : zh;
  }
};

// A parsed formula with its place. Movable, not copyable; empty by default, and
// then as small as a pointer.
class Formula {
 public:
  Formula();
  // `places`: where each byte of the text and its end stand in the file; empty
  // when the text stands there as it is, which is nearly always so.
  Formula(Span span, expr::Ast ast, std::vector<Position> places = {});
  Formula(Formula&&) noexcept;
  Formula& operator=(Formula&&) noexcept;
  ~Formula();

  bool empty() const { return content_ == nullptr; }
  std::string_view text() const;  // Without the `=`.
  Span span() const;
  const expr::Ast& ast() const;  // Not of an empty one.
  // What it reads from its roots.
  std::span<const expr::Reference> reads() const;
  // Where bytes [begin, end) of the text stand in the file.
  Span place(std::uint32_t begin, std::uint32_t end) const;

 private:
  struct Content;
  std::unique_ptr<const Content> content_;
};

enum class TypeKind {
  text,
  integer,
  number,
  money,
  boolean,
  date,
  time,
  duration,
  enumeration,
  list,
  object,
  file,
  uscc,
  citizen_id,
  organisation_code,
  area_code,
  phone,
  email,
  postcode,
  bank_account,
  person,
};

// How carefully a value is handled; grows from first to last.
enum class Sensitivity { open, internal, personal, sensitive };

struct Field;

struct Option {
  Spelled id;
  Title title;
};

struct Type {
  TypeKind kind = TypeKind::text;
  Sensitivity sensitivity = Sensitivity::internal;
  // Characters of a text, amount of a number, elements of a list.
  std::optional<std::int64_t> min;
  std::optional<std::int64_t> max;
  std::string pattern;          // RE2, anchored at both ends; texts only.
  std::vector<Option> options;  // enumeration
  std::vector<Type> element;    // list: exactly one
  std::vector<Field> fields;    // object and person
};

struct Field {
  Spelled id;
  Title title;
  Type type;
  bool optional = false;  // May be left out even where `when` holds.
  Formula when;           // Empty: always asked.
  std::string purpose;    // Why the receiver needs it.
  std::string basis;      // On what legal basis.
  std::string about;      // holds: whose datum it is, such as "business".
  std::string hint;
  Spelled same_as;  // `field`, `a.b` or `department/field`.
};

// "text", "citizen_id" …: the word in the documents.
std::string_view type_word(TypeKind kind);
std::optional<TypeKind> type_of_word(std::string_view word);
std::string_view sensitivity_word(Sensitivity sensitivity);

// What the type is handled as unless the author says otherwise.
Sensitivity default_sensitivity(TypeKind kind);

}  // namespace onething
