// SPDX-License-Identifier: Apache-2.0

#include "stub/fault.h"

#include "support/played_departments.h"

namespace onething::stub {
namespace {

std::string problem_of(const std::string& text) {
  const LoadedProject loaded = testing::load_played();
  const Result<Services> services = Services::compile(loaded.project);
  const Result<Faults> faults = parse_faults({text}, services.value());
  return faults ? "" : render(faults.error().message, Language::en);
}

TEST(Fault, ReadsEveryKind) {
  const LoadedProject loaded = testing::load_played();
  const Result<Services> services = Services::compile(loaded.project);

  const Result<Faults> faults = parse_faults(
      {"bank/change=fail", "bank/change=fail:3", "bank/change=slow:1500ms",
       "bank/change=return:a: b", "bank/change=refuse:no", "bank/change=lose:2",
       "bank/change=twice", "bank/change=down"},
      services.value());

  ASSERT_TRUE(faults) << render(faults.error().message, Language::en);
  const std::vector<Fault>& all = faults.value().find("bank/change")->second;
  ASSERT_EQ(all.size(), 8U);
  EXPECT_EQ(all[0].count, 1);
  EXPECT_EQ(all[1].count, 3);
  EXPECT_EQ(all[2].delay, std::chrono::milliseconds(1500));
  EXPECT_EQ(all[3].text, "a: b");
  EXPECT_EQ(all[5].count, 2);
  EXPECT_EQ(all[7].kind, Fault::Kind::down);
}

TEST(Fault, SaysWhatIsWrongAndWhatIsExpected) {
  const struct {
    const char* text;
    const char* part;
  } rows[] = {
      {"bank/change", "DEPARTMENT/SERVICE=KIND"},
      {"bank/chnge=fail", "did you mean bank/change"},
      {"xyz=fail", "there is no service"},
      {"bank/change=refus", "did you mean refuse"},
      {"bank/change=explode", "there are fail, slow"},
      {"bank/change=fail:0", "1 to 1000"},
      {"bank/change=fail:two", "1 to 1000"},
      {"bank/change=lose:1001", "1 to 1000"},
      {"bank/change=slow", "length of time"},
      {"bank/change=slow:-1s", "length of time"},
      {"bank/change=slow:11m", "length of time"},
      {"bank/change=return", "takes a text"},
      {"bank/change=refuse:", "takes a text"},
      {"bank/change=down:1", "takes nothing"},
  };
  for (const auto& row : rows)
    EXPECT_NE(problem_of(row.text).find(row.part), std::string::npos)
        << row.text << " -> " << problem_of(row.text);
}

}  // namespace
}  // namespace onething::stub
