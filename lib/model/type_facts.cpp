// SPDX-License-Identifier: Apache-2.0

#include "model/type_facts.h"

#include <string>
#include <utility>

namespace onething::model {

namespace {

Field make_field(std::string id, const Message& title, TypeKind kind) {
  Field field;
  field.id.text = std::move(id);
  field.title = {render(title, Language::zh), render(title, Language::en)};
  field.type.kind = kind;
  field.type.sensitivity = default_sensitivity(kind);
  return field;
}

}  // namespace

std::vector<Field> person_fields() {
  std::vector<Field> fields;
  fields.push_back(
      make_field("name", {"form.person_name", {}}, TypeKind::text));
  fields.back().type.sensitivity = Sensitivity::personal;
  fields.push_back(
      make_field("id", {"form.person_id", {}}, TypeKind::citizen_id));
  fields.push_back(
      make_field("phone", {"form.person_phone", {}}, TypeKind::phone));
  fields.back().optional = true;
  return fields;
}

Message type_name(TypeKind kind) {
  switch (kind) {
    case TypeKind::text:
      return {"form.type_text", {}};
    case TypeKind::integer:
      return {"form.type_int", {}};
    case TypeKind::number:
      return {"form.type_number", {}};
    case TypeKind::money:
      return {"form.type_money", {}};
    case TypeKind::boolean:
      return {"form.type_bool", {}};
    case TypeKind::date:
      return {"form.type_date", {}};
    case TypeKind::time:
      return {"form.type_time", {}};
    case TypeKind::duration:
      return {"form.type_duration", {}};
    case TypeKind::enumeration:
      return {"form.type_enum", {}};
    case TypeKind::list:
      return {"form.type_list", {}};
    case TypeKind::object:
      return {"form.type_object", {}};
    case TypeKind::file:
      return {"form.type_file", {}};
    case TypeKind::uscc:
      return {"form.type_uscc", {}};
    case TypeKind::citizen_id:
      return {"form.type_citizen_id", {}};
    case TypeKind::organisation_code:
      return {"form.type_organisation_code", {}};
    case TypeKind::area_code:
      return {"form.type_area_code", {}};
    case TypeKind::phone:
      return {"form.type_phone", {}};
    case TypeKind::email:
      return {"form.type_email", {}};
    case TypeKind::postcode:
      return {"form.type_postcode", {}};
    case TypeKind::bank_account:
      return {"form.type_bank_account", {}};
    case TypeKind::person:
      return {"form.type_person", {}};
  }
  return {"form.type_text", {}};
}

const Field* find_field(std::span<const Field> fields, std::string_view id) {
  // One byte tells most names apart.
  const char first = id.empty() ? '\0' : id[0];
  for (const Field& field : fields)
    if (field.id.text.size() == id.size() && field.id.text[0] == first &&
        field.id.text == id)
      return &field;
  return nullptr;
}

std::vector<std::string_view> field_ids(std::span<const Field> fields) {
  std::vector<std::string_view> ids;
  for (const Field& field : fields) ids.push_back(field.id.text);
  return ids;
}

}  // namespace onething::model
