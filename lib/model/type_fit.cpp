// SPDX-License-Identifier: Apache-2.0

#include "model/type_fit.h"

#include <algorithm>
#include <span>
#include <vector>

#include "model/type_facts.h"

namespace onething::model {

namespace {

bool is_record(TypeKind kind) {
  return kind == TypeKind::object || kind == TypeKind::person;
}

// Whose values are texts with a rule of their own.
bool is_identifier(TypeKind kind) {
  switch (kind) {
    case TypeKind::uscc:
    case TypeKind::citizen_id:
    case TypeKind::organisation_code:
    case TypeKind::area_code:
    case TypeKind::phone:
    case TypeKind::email:
    case TypeKind::postcode:
    case TypeKind::bank_account:
      return true;
    default:
      return false;
  }
}

bool is_textual(TypeKind kind) {
  return kind == TypeKind::text || kind == TypeKind::enumeration ||
         kind == TypeKind::file || is_identifier(kind);
}

bool has_option(const Type& type, const Option& wanted) {
  return std::any_of(
      type.options.begin(), type.options.end(),
      [&](const Option& option) { return option.id.text == wanted.id.text; });
}

bool texts_may_fit(const Type& given, const Type& wanted) {
  if (is_identifier(given.kind) && is_identifier(wanted.kind))
    return given.kind == wanted.kind;
  if (given.kind != TypeKind::enumeration ||
      wanted.kind != TypeKind::enumeration)
    return true;
  return std::all_of(
      given.options.begin(), given.options.end(),
      [&](const Option& option) { return has_option(wanted, option); });
}

// Objects are closed: what is not asked for is as wrong as what is missing. An
// object without fields is passed on as it is.
bool records_may_fit(const Type& given, const Type& wanted) {
  const std::vector<Field> person = person_fields();
  const auto members_of = [&](const Type& type) {
    const bool is_plain_person =
        type.kind == TypeKind::person && type.fields.empty();
    return std::span<const Field>(is_plain_person ? person : type.fields);
  };
  const std::span<const Field> gives = members_of(given);
  const std::span<const Field> wants = members_of(wanted);
  if (gives.empty() || wants.empty()) return true;
  for (const Field& field : gives) {
    const Field* place = find_field(wants, field.id.text);
    if (place == nullptr ? !field.optional : !may_fit(field.type, place->type))
      return false;
  }
  return std::all_of(wants.begin(), wants.end(), [&](const Field& field) {
    return field.optional || find_field(gives, field.id.text) != nullptr;
  });
}

}  // namespace

// Types nest no deeper than the documents they come from.
bool may_fit(const Type& given, const Type& wanted) {
  if (is_textual(given.kind) && is_textual(wanted.kind))
    return texts_may_fit(given, wanted);
  if (is_record(given.kind) && is_record(wanted.kind))
    return records_may_fit(given, wanted);
  if (given.kind == TypeKind::list && wanted.kind == TypeKind::list)
    return given.element.empty() || wanted.element.empty() ||
           may_fit(given.element[0], wanted.element[0]);
  if (given.kind == wanted.kind) return true;
  if (wanted.kind == TypeKind::number)
    return given.kind == TypeKind::integer || given.kind == TypeKind::text;
  if (wanted.kind == TypeKind::money)
    return given.kind == TypeKind::integer || given.kind == TypeKind::number ||
           given.kind == TypeKind::text;
  // A date, say, can be written as a text.
  return given.kind == TypeKind::text && !is_record(wanted.kind) &&
         wanted.kind != TypeKind::list;
}

}  // namespace onething::model
