// SPDX-License-Identifier: Apache-2.0

#include "model/conform.h"

#include <gtest/gtest.h>

#include <string>

#include "model/type_facts.h"

namespace onething::model {
namespace {

Type type(TypeKind kind) {
  Type out;
  out.kind = kind;
  out.sensitivity = default_sensitivity(kind);
  return out;
}

bool fits(const Value& raw, TypeKind kind) {
  return conform(raw, type(kind)).ok();
}

std::string said(const Conformed& conformed, Language language = Language::en) {
  std::string out;
  for (const Defect& defect : conformed.defects) {
    for (const std::string& member : defect.path) out += member + " ";
    out += render(defect.problem, language) + "\n";
  }
  return out;
}

Field field(std::string id, TypeKind kind, bool optional = false) {
  Field out;
  out.id.text = std::move(id);
  out.type = type(kind);
  out.optional = optional;
  return out;
}

Type choice() {
  Type out = type(TypeKind::enumeration);
  out.options.push_back({{"company", {}}, {"有限责任公司", ""}});
  out.options.push_back({{"sole", {}}, {"个人独资企业", ""}});
  return out;
}

TEST(Conform, KnowsUniformSocialCreditCodes) {
  for (const char* code :
       {"9135010026017703XW", "11511301008778183N", "115113010833722043",
        "11500000MB16179345", "11500000MB190671XX", "11440116MB2D282878"})
    EXPECT_TRUE(fits(code, TypeKind::uscc)) << code;
  for (const char* code :
       {"11440300MB2C92067X", "11511301008778183M", "1151130100877818",
        "11511301008778183n", "1151130100877818IN", "", "１１５１１３"})
    EXPECT_FALSE(fits(code, TypeKind::uscc)) << code;
}

TEST(Conform, SaysWhyACodeIsNone) {
  const auto why = [](const char* code) {
    return said(conform(Value(code), type(TypeKind::uscc)));
  };
  EXPECT_EQ(why("1151130100877818"),
            "\"1151130100877818\" is not a valid uniform social credit code: "
            "it should have 18 characters, but has 16\n");
  EXPECT_NE(why("11511301008778183n").find("capitals"), std::string::npos);
  EXPECT_NE(why("1151130100877818IN").find("character 17"), std::string::npos);
  EXPECT_NE(why("11511301008778183M").find("check digit"), std::string::npos);
}

TEST(Conform, KnowsCitizenNumbersAndNeverRepeatsThem) {
  EXPECT_TRUE(fits("11010519491231002X", TypeKind::citizen_id));
  const Conformed wrong =
      conform(Value("110105194912310021"), type(TypeKind::citizen_id));
  EXPECT_FALSE(wrong.ok());
  EXPECT_EQ(said(wrong).find("1949"), std::string::npos);
  EXPECT_EQ(
      said(conform(Value("110105194902300026"), type(TypeKind::citizen_id))),
      "the text is not a valid citizen number: the date of birth in it "
      "does not exist\n");
  EXPECT_NE(said(conform(Value("110105491231002"), type(TypeKind::citizen_id)))
                .find("15"),
            std::string::npos);
}

TEST(Conform, KnowsTheOtherIdentifiers) {
  EXPECT_TRUE(fits("MB1617934", TypeKind::organisation_code));
  EXPECT_FALSE(fits("MB1617935", TypeKind::organisation_code));
  EXPECT_TRUE(fits("370202", TypeKind::area_code));
  EXPECT_FALSE(fits("990202", TypeKind::area_code));
  EXPECT_FALSE(fits("37020", TypeKind::area_code));
  EXPECT_TRUE(fits("266000", TypeKind::postcode));
  EXPECT_FALSE(fits("26600a", TypeKind::postcode));
  EXPECT_TRUE(fits("3702020000000000012", TypeKind::bank_account));
  EXPECT_FALSE(fits("3702 0200 0000", TypeKind::bank_account));
  EXPECT_FALSE(fits("1234567", TypeKind::bank_account));
}

TEST(Conform, KnowsPhonesAndEmails) {
  for (const char* phone : {"19900000001", "+8619900000001", "0532-12345678",
                            "053212345678", "010-12345678-123"})
    EXPECT_TRUE(fits(phone, TypeKind::phone)) << phone;
  for (const char* phone : {"1990000000", "12900000001", "12345678", "0532-",
                            "199 0000 0001", "-", "0532-1234-5678-9"})
    EXPECT_FALSE(fits(phone, TypeKind::phone)) << phone;
  for (const char* email : {"a@b.cn", "first.last+x@mail.example.com.cn"})
    EXPECT_TRUE(fits(email, TypeKind::email)) << email;
  for (const char* email : {"a@b", "@b.cn", "a@@b.cn", "a..b@c.cn", "a@-b.cn",
                            "a b@c.cn", "某@例.cn", ""})
    EXPECT_FALSE(fits(email, TypeKind::email)) << email;
}

TEST(Conform, TypesWhatIsWrittenAsText) {
  EXPECT_EQ(conform("2026-03-02", type(TypeKind::date)).value,
            Value(*make_date(2026, 3, 2)));
  EXPECT_EQ(conform("1200.5", type(TypeKind::money)).value,
            Value(Money{12005000}));
  EXPECT_EQ(conform(Value(1200), type(TypeKind::money)).value,
            Value(Money{12000000}));
  EXPECT_EQ(conform(Value(1200.1), type(TypeKind::money)).value,
            Value(Money{12001000}));
  EXPECT_EQ(conform("是", type(TypeKind::boolean)).value, Value(true));
  EXPECT_EQ(conform("false", type(TypeKind::boolean)).value, Value(false));
  EXPECT_EQ(conform("12", type(TypeKind::integer)).value, Value(12));
  EXPECT_EQ(conform("5wd", type(TypeKind::duration)).value,
            Value(Term{5, TermUnit::working_days}));
}

TEST(Conform, LeavesWhatIsTypedAsItIs) {
  const Value money = Money{15000};
  EXPECT_EQ(conform(money, type(TypeKind::money)).value, money);
  const Value date = *make_date(2026, 3, 2);
  EXPECT_EQ(conform(date, type(TypeKind::date)).value, date);
}

TEST(Conform, GuessesNothingButSaysWhatWasProbablyMeant) {
  EXPECT_FALSE(fits("30万元", TypeKind::money));
  EXPECT_FALSE(fits("1,200", TypeKind::money));
  EXPECT_FALSE(fits("1.00001", TypeKind::money));
  EXPECT_FALSE(fits(Value(13800000000), TypeKind::phone));
  EXPECT_FALSE(fits(Value(3.5), TypeKind::integer));
  EXPECT_FALSE(fits("2025-02-29", TypeKind::date));
  EXPECT_NE(said(conform("2026年3月2日", type(TypeKind::date)))
                .find("write 2026-03-02"),
            std::string::npos);
  EXPECT_NE(
      said(conform("20260302", type(TypeKind::date))).find("write 2026-03-02"),
      std::string::npos);
}

TEST(Conform, ListsTheChoicesAndProposesOne) {
  EXPECT_TRUE(conform("sole", choice()).ok());
  EXPECT_EQ(said(conform("有限责任公司", choice()), Language::zh),
            "“有限责任公司”不在可选范围内；是不是 company (有限责任公司)？"
            "可以填：company (有限责任公司), sole (个人独资企业)\n");
  EXPECT_NE(said(conform("compny", choice())).find("did you mean company"),
            std::string::npos);
  EXPECT_FALSE(conform(Value(1), choice()).ok());
}

TEST(Conform, BoundsTextsNumbersAndLists) {
  Type text = type(TypeKind::text);
  text.max = 2;
  EXPECT_TRUE(conform("青岛", text).ok());
  EXPECT_FALSE(conform("青岛市", text).ok());
  text.pattern = "[A-Z]+";
  EXPECT_TRUE(conform("AB", text).ok());
  EXPECT_FALSE(conform("Ab", text).ok());
  Type money = type(TypeKind::money);
  money.min = 1;
  money.max = 10;
  EXPECT_TRUE(conform("10.00", money).ok());
  EXPECT_FALSE(conform("10.01", money).ok());
  EXPECT_FALSE(conform("0.99", money).ok());
  Type list = type(TypeKind::list);
  list.element.push_back(type(TypeKind::uscc));
  list.min = 1;
  EXPECT_FALSE(conform(Value(List{}), list).ok());
  EXPECT_FALSE(conform("9135010026017703XW", list).ok());
}

TEST(Conform, FindsEveryDefectWithItsPath) {
  std::vector<Field> fields;
  fields.push_back(field("name", TypeKind::text));
  fields.push_back(field("founded", TypeKind::date));
  fields.push_back(field("note", TypeKind::text, true));
  Field permits = field("permits", TypeKind::list);
  Type element = type(TypeKind::object);
  element.fields.push_back(field("code", TypeKind::text));
  permits.type.element.push_back(std::move(element));
  fields.push_back(std::move(permits));
  fields.push_back(field("boss", TypeKind::person));

  const Value raw =
      Object{{"founded", "x"},
             {"permits", List{Object{{"code", "A"}}, Object{{"cod", "B"}}}},
             {"boss", Object{{"name", "林示例"}, {"id", "1"}}},
             {"nmae", "y"}};
  const Conformed conformed = conform_record(raw, fields);

  EXPECT_EQ(said(conformed),
            "name is missing\n"
            "founded \"x\" is not a valid date: it should be a day that "
            "exists, written like 2026-03-02\n"
            "permits 2 code is missing\n"
            "permits 2 cod there is no field \"cod\" here; did you mean "
            "code?\n"
            "boss id the text is not a valid citizen number: it should have "
            "18 characters, but has 1\n"
            "nmae there is no field \"nmae\" here; did you mean name?\n");
}

TEST(Conform, AsksOnlyForWhatIsWanted) {
  std::vector<Field> fields;
  fields.push_back(field("name", TypeKind::text));
  fields.push_back(field("capital", TypeKind::money));
  const Wanted wanted = [](const Field& one) { return one.id.text == "name"; };

  EXPECT_TRUE(conform_record(Object{{"name", "x"}}, fields, wanted).ok());
  EXPECT_EQ(said(conform_record(Object{{"name", "x"}, {"capital", "1"}}, fields,
                                wanted)),
            "capital is not asked for in this case; leave it out\n");
}

TEST(Conform, PassesAnObjectWithoutFieldsOnAsItIs) {
  const Value any = Object{{"anything", List{1, "x"}}};
  EXPECT_EQ(conform(any, type(TypeKind::object)).value, any);
  EXPECT_FALSE(conform("x", type(TypeKind::object)).ok());
}

TEST(Types, HaveWordsThatLeadBackToThem) {
  for (int i = 0; i <= static_cast<int>(TypeKind::person); ++i) {
    const auto kind = static_cast<TypeKind>(i);
    EXPECT_EQ(type_of_word(type_word(kind)), kind);
    EXPECT_TRUE(is_known_message(type_name(kind).key));
  }
  EXPECT_FALSE(type_of_word("string"));
}

}  // namespace
}  // namespace onething::model
