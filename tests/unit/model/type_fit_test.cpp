// SPDX-License-Identifier: Apache-2.0
//
// Whether values of one type can stand where another one is asked for.

#include "model/type_fit.h"

#include <gtest/gtest.h>

#include <string>
#include <utility>
#include <vector>

namespace onething {
namespace {

Type of(TypeKind kind) {
  Type type;
  type.kind = kind;
  return type;
}

Type choice(std::vector<std::string> options) {
  Type type = of(TypeKind::enumeration);
  for (std::string& option : options)
    type.options.push_back({{std::move(option), {}}, {}});
  return type;
}

Field field(const char* id, TypeKind kind, bool optional = false) {
  Field field;
  field.id.text = id;
  field.type.kind = kind;
  field.optional = optional;
  return field;
}

// A record with one member, a number as a text unless said otherwise.
Type record(TypeKind number = TypeKind::text) {
  Type type = of(TypeKind::object);
  type.fields.push_back(field("number", number));
  return type;
}

Type list_of(Type element) {
  Type type = of(TypeKind::list);
  type.element.push_back(std::move(element));
  return type;
}

TEST(TypeFit, GoesByWhatAValueCanBeTurnedInto) {
  using Kind = TypeKind;
  const std::pair<Kind, Kind> fitting[] = {
      {Kind::date, Kind::date},       {Kind::text, Kind::date},
      {Kind::text, Kind::uscc},       {Kind::uscc, Kind::text},
      {Kind::integer, Kind::number},  {Kind::number, Kind::money},
      {Kind::enumeration, Kind::text}};
  const std::pair<Kind, Kind> misfits[] = {
      {Kind::date, Kind::text},      {Kind::money, Kind::number},
      {Kind::number, Kind::integer}, {Kind::integer, Kind::text},
      {Kind::uscc, Kind::phone},     {Kind::text, Kind::list},
      {Kind::list, Kind::text},      {Kind::boolean, Kind::text},
      {Kind::text, Kind::person},    {Kind::date, Kind::time}};
  for (const auto& [given, wanted] : fitting)
    EXPECT_TRUE(model::may_fit(of(given), of(wanted)))
        << type_word(given) << " " << type_word(wanted);
  for (const auto& [given, wanted] : misfits)
    EXPECT_FALSE(model::may_fit(of(given), of(wanted)))
        << type_word(given) << " " << type_word(wanted);
}

TEST(TypeFit, AsksForEveryOptionThatMayBeChosen) {
  EXPECT_TRUE(model::may_fit(choice({"a"}), choice({"a", "b"})));
  EXPECT_FALSE(model::may_fit(choice({"a", "c"}), choice({"a", "b"})));
}

TEST(TypeFit, LooksIntoListsAndRecords) {
  EXPECT_TRUE(model::may_fit(list_of(record()), list_of(record())));
  EXPECT_FALSE(
      model::may_fit(list_of(record()), list_of(record(TypeKind::list))));
  EXPECT_TRUE(model::may_fit(record(), of(TypeKind::object)));
  EXPECT_FALSE(model::may_fit(record(), of(TypeKind::person)));

  Type wants = record();
  wants.fields.push_back(field("note", TypeKind::text, true));
  EXPECT_TRUE(model::may_fit(record(), wants));
  wants.fields.push_back(field("day", TypeKind::date));
  EXPECT_FALSE(model::may_fit(record(), wants)) << "something is missing";
  EXPECT_FALSE(model::may_fit(wants, record())) << "something is not asked for";
}

}  // namespace
}  // namespace onething
