// SPDX-License-Identifier: Apache-2.0

#include <gtest/gtest.h>

#include "onething/report.h"

namespace onething {
namespace {

TEST(Mask, KeepsOnlyTheEndsByKindOfText) {
  const struct {
    const char* text;
    const char* masked;
  } rows[] = {
      {"", ""},
      {"37020219900101123X", "370202********123X"},
      {"91370202MA3D000000", "913702********0000"},
      {"13800001234", "138****1234"},
      {"6222000000000000001", "6*****************1"},
      {"someone@example.cn", "s***@example.cn"},
      {"张", "***"},
      {"张三", "张*"},
      {"张三丰", "张**"},
      {"欧阳示例", "欧***"},
      {"青岛市市南区示例路77号", "青***号"},
      {"Li Example Person", "L***n"},
      {"x", "***"},
      {"ab", "***"},
      {"1234567", "***"},
  };
  for (const auto& row : rows) EXPECT_EQ(mask(row.text), row.masked);
}

TEST(Mask, NeverShowsAWholeTextWhateverItIs) {
  for (const std::string text :
       {"\xFF", "a\n", "é", "张a", "@", "a@", "a@b", "\xE5\xBC"})
    EXPECT_NE(mask(text), text);
}

TEST(ShowValue, ShowsEveryKindOnOneLine) {
  const auto shown = [](const Value& value) {
    return show_value(value, Sensitivity::open, Masking::personal,
                      Language::en);
  };
  EXPECT_EQ(shown({}), "-");
  EXPECT_EQ(shown(true), "yes");
  EXPECT_EQ(shown(12), "12");
  EXPECT_EQ(shown(Money{12'000'000}), "1200.00");
  EXPECT_EQ(shown(*parse_date("2026-03-02")), "2026-03-02");
  EXPECT_EQ(shown(*parse_instant("2026-03-02T01:00:00Z")), "2026-03-02 09:00");
  EXPECT_EQ(shown("two\nlines\x1b[1m"), "two lines [1m");
  EXPECT_EQ(shown(List{"a", "b"}), "a, b");
  EXPECT_EQ(shown(List{}), "-");
  EXPECT_EQ(shown(Object{{"a", 1}, {"b", List{2, 3}}}), "a: 1; b: 2, 3");
  EXPECT_EQ(shown(Optional{{Value("x")}}), "x");
}

TEST(ShowValue, MasksWhatIsPersonalUnlessToldNotTo) {
  const Value person = Object{{"name", "张示例"}, {"phone", "13800001234"}};

  EXPECT_EQ(show_value(person, Sensitivity::personal, Masking::personal,
                       Language::zh),
            "name：张**；phone：138****1234");
  EXPECT_EQ(
      show_value(person, Sensitivity::sensitive, Masking::none, Language::zh),
      "name：张示例；phone：13800001234");
  EXPECT_EQ(show_value("张示例", Sensitivity::internal, Masking::personal,
                       Language::zh),
            "张示例");
}

TEST(ShowValue, MasksACitizenNumberWhateverItIsDeclaredAs) {
  // The example of GB 11643-1999.
  constexpr const char* kNumber = "11010519491231002X";
  EXPECT_EQ(
      show_value(kNumber, Sensitivity::open, Masking::personal, Language::zh),
      "110105********002X");
}

}  // namespace
}  // namespace onething
