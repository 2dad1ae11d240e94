// SPDX-License-Identifier: Apache-2.0

#include <gtest/gtest.h>

#include "onething/value.h"

namespace onething {
namespace {

// Codes of public bodies and examples from published interface descriptions.
constexpr std::string_view kUsccs[] = {
    "9135010026017703XW", "11511301008778183N", "115113010833722043",
    "11500000MB16179345", "11500000MB190671XX", "11440116MB2D282878",
};

TEST(Uscc, AcceptsPublishedCodes) {
  for (std::string_view code : kUsccs) EXPECT_TRUE(is_uscc(code)) << code;
}

TEST(Uscc, RefusesAPublishedCodeWithAWrongCheckCharacter) {
  EXPECT_FALSE(is_uscc("11440300MB2C92067X"));
}

TEST(Uscc, NoticesEverySingleWrongCharacter) {
  constexpr std::string_view alphabet = "0123456789ABCDEFGHJKLMNPQRTUWXY";
  for (std::string_view code : kUsccs)
    for (std::size_t i = 0; i < code.size(); ++i)
      for (char wrong : alphabet) {
        if (wrong == code[i]) continue;
        std::string changed(code);
        changed[i] = wrong;
        EXPECT_FALSE(is_uscc(changed)) << changed;
      }
}

TEST(Uscc, RefusesOtherShapes) {
  EXPECT_FALSE(is_uscc(""));
  EXPECT_FALSE(is_uscc("9135010026017703X"));
  EXPECT_FALSE(is_uscc("9135010026017703XWW"));
  EXPECT_FALSE(is_uscc("9135010026017703xw"));
  EXPECT_FALSE(is_uscc("9135O10026017703XW"));
  EXPECT_FALSE(is_uscc("营业执照营业执照"));
}

TEST(OrganisationCode, IsThePartOfTheUsccBeforeItsCheckCharacter) {
  for (std::string_view code : kUsccs)
    EXPECT_TRUE(is_organisation_code(code.substr(8, 9))) << code;
  EXPECT_TRUE(is_organisation_code("MB1617934"));
  EXPECT_TRUE(is_organisation_code("MB2D28287"));
  EXPECT_TRUE(is_organisation_code("008778183"));
}

TEST(OrganisationCode, MayBeWrittenWithAHyphen) {
  EXPECT_TRUE(is_organisation_code("MB161793-4"));
  EXPECT_FALSE(is_organisation_code("MB161793-5"));
  EXPECT_FALSE(is_organisation_code("MB16179-34"));
}

TEST(OrganisationCode, RefusesOtherShapes) {
  EXPECT_FALSE(is_organisation_code(""));
  EXPECT_FALSE(is_organisation_code("mb1617934"));
  EXPECT_FALSE(is_organisation_code("MB161793"));
  EXPECT_FALSE(is_organisation_code("MB1617935"));
}

TEST(CitizenId, AcceptsTheExampleOfTheStandard) {
  EXPECT_TRUE(is_citizen_id("11010519491231002X"));
}

TEST(CitizenId, NoticesEverySingleWrongDigit) {
  constexpr std::string_view id = "11010519491231002X";
  for (std::size_t i = 0; i < id.size(); ++i)
    for (char wrong : std::string_view("0123456789")) {
      if (wrong == id[i]) continue;
      std::string changed(id);
      changed[i] = wrong;
      EXPECT_FALSE(is_citizen_id(changed)) << changed;
    }
}

TEST(CitizenId, RefusesBirthdaysThatDoNotExist) {
  // The check digits of these fit.
  EXPECT_FALSE(is_citizen_id("110105194902310026"));
  EXPECT_FALSE(is_citizen_id("110105194913010029"));
  EXPECT_FALSE(is_citizen_id("11010519490001002X"));
}

TEST(CitizenId, RefusesOtherShapes) {
  EXPECT_FALSE(is_citizen_id(""));
  EXPECT_FALSE(is_citizen_id("11010519491231002x"));
  EXPECT_FALSE(is_citizen_id("1101051949123100X2"));
  EXPECT_FALSE(is_citizen_id("110105491231002"));
}

}  // namespace
}  // namespace onething
