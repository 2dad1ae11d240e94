// SPDX-License-Identifier: Apache-2.0

#include "stub/script.h"

#include "support/played_departments.h"

namespace onething::stub {
namespace {

class ScriptTest : public ::testing::Test {
 protected:
  Result<Script> parse(std::string_view json) {
    return parse_script(parse_json(json).value(), services_.value());
  }

  LoadedProject loaded_ = testing::load_played();
  Result<Services> services_ = Services::compile(loaded_.project);
};

TEST_F(ScriptTest, JoinsFailuresAndDelaysToTheAnswerBehindThem) {
  const Result<Script> script = parse(
      R"({"bank/change": [{"fails": "2"}, {"slow": "2s"}, {"done": null},
                          {"returned": "too late"}, {"fails": 1}]})");

  ASSERT_TRUE(script);
  const std::vector<Turn>& turns = script.value().find("bank/change")->second;
  ASSERT_EQ(turns.size(), 3U);
  EXPECT_EQ(turns[0].fails, 2);
  EXPECT_EQ(turns[0].delay, std::chrono::seconds(2));
  EXPECT_EQ(to_json(turns[0].answer), R"({"done":{}})");
  EXPECT_EQ(to_json(turns[1].answer),
            R"({"returned":[{"field":"","problem":"too late"}]})");
  EXPECT_EQ(turns[2].fails, 1);
  EXPECT_TRUE(turns[2].answer.is_null());
}

TEST_F(ScriptTest, NamesWhatTheContractDoesNotKnow) {
  const struct {
    const char* json;
    const char* part;
  } rows[] = {
      {R"([])", "DEPARTMENT/SERVICE"},
      {R"({"bank/chang": []})", "did you mean bank/change"},
      {R"({"bank/change": ["done"]})", "each entry must say"},
      {R"({"bank/change": [{}]})", "each entry must say"},
      {R"({"bank/change": [{"don": {}}]})", "\"don\" is not known"},
      {R"({"bank/change": [{"done": {"recipt": "x"}}]})", "\"recipt\""},
      {R"({"tax/carry_over": [{"done": {"effective": "x"}}]})",
       "\"effective\" does not fit"},
      {R"({"bank/change": [{"done": {}, "refused": "x"}]})", "one answer"},
      {R"({"bank/change": [{"fails": "often"}]})", "0 to 1000"},
      {R"({"bank/change": [{"slow": 3}]})", "length of time"},
  };
  for (const auto& row : rows) {
    const Result<Script> script = parse(row.json);
    ASSERT_FALSE(script) << row.json;
    const std::string text = render(script.error().message, Language::en);
    EXPECT_NE(text.find(row.part), std::string::npos) << text;
  }
}

}  // namespace
}  // namespace onething::stub
