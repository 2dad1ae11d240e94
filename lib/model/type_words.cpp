// SPDX-License-Identifier: Apache-2.0

#include <algorithm>
#include <array>
#include <utility>

#include "onething/type.h"

namespace onething {

namespace {

struct Row {
  TypeKind kind;
  std::string_view word;
  Sensitivity sensitivity;
};

constexpr auto rows = std::to_array<Row>({
    {TypeKind::text, "text", Sensitivity::internal},
    {TypeKind::integer, "int", Sensitivity::internal},
    {TypeKind::number, "number", Sensitivity::internal},
    {TypeKind::money, "money", Sensitivity::internal},
    {TypeKind::boolean, "bool", Sensitivity::internal},
    {TypeKind::date, "date", Sensitivity::internal},
    {TypeKind::time, "time", Sensitivity::internal},
    {TypeKind::duration, "duration", Sensitivity::internal},
    {TypeKind::enumeration, "enum", Sensitivity::internal},
    {TypeKind::list, "list", Sensitivity::internal},
    {TypeKind::object, "object", Sensitivity::internal},
    {TypeKind::file, "file", Sensitivity::internal},
    {TypeKind::uscc, "uscc", Sensitivity::open},
    {TypeKind::citizen_id, "citizen_id", Sensitivity::sensitive},
    {TypeKind::organisation_code, "organisation_code", Sensitivity::open},
    {TypeKind::area_code, "area_code", Sensitivity::open},
    {TypeKind::phone, "phone", Sensitivity::personal},
    {TypeKind::email, "email", Sensitivity::personal},
    {TypeKind::postcode, "postcode", Sensitivity::open},
    {TypeKind::bank_account, "bank_account", Sensitivity::sensitive},
    {TypeKind::person, "person", Sensitivity::sensitive},
});

const Row& row_of(TypeKind kind) {
  return rows[static_cast<std::size_t>(kind)];
}

constexpr bool rows_stand_in_order() {
  for (std::size_t i = 0; i < rows.size(); ++i)
    if (static_cast<std::size_t>(rows[i].kind) != i) return false;
  return true;
}
static_assert(rows_stand_in_order());

}  // namespace

std::string_view type_word(TypeKind kind) { return row_of(kind).word; }

std::optional<TypeKind> type_of_word(std::string_view word) {
  // No word is empty, and size and first letter tell nearly all apart.
  for (const Row& row : rows)
    if (row.word.size() == word.size() && row.word[0] == word[0] &&
        row.word == word)
      return row.kind;
  return std::nullopt;
}

std::string_view sensitivity_word(Sensitivity sensitivity) {
  constexpr std::array<std::string_view, 4> words = {"open", "internal",
                                                     "personal", "sensitive"};
  return words[static_cast<std::size_t>(sensitivity)];
}

Sensitivity default_sensitivity(TypeKind kind) {
  return row_of(kind).sensitivity;
}

}  // namespace onething
