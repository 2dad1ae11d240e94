// SPDX-License-Identifier: Apache-2.0

#include "stub/request_log.h"

#include "stub/call_record.h"
#include "support/played_departments.h"

namespace onething::stub {
namespace {

class RequestLogTest : public testing::PlayedDepartments {};

std::unique_ptr<RequestLog> open(const std::string& path,
                                 std::vector<Value>& lines) {
  Result<std::unique_ptr<RequestLog>> log = RequestLog::open(path, lines);
  EXPECT_TRUE(log);
  return log ? std::move(log.value()) : nullptr;
}

TEST_F(RequestLogTest, ReadsBackWhatWasWritten) {
  std::vector<Value> none;
  open(log_path(), none)->append(Object{{"a", 1}}, none);
  EXPECT_TRUE(none.empty());

  std::vector<Value> lines;
  const auto log = open(log_path(), lines);

  ASSERT_EQ(lines.size(), 1U);
  EXPECT_EQ(to_json(lines[0]), R"({"a":1})");
  EXPECT_TRUE(log->sync());
}

TEST_F(RequestLogTest, LearnsWhatAnotherAddedButNotWhatItAddedItself) {
  std::vector<Value> none;
  const auto first = open(log_path(), none);
  const auto second = open(log_path(), none);
  first->append(Object{{"a", 1}}, none);

  std::vector<Value> others;
  second->append(Object{{"b", 2}}, others);
  second->catch_up(others);

  ASSERT_EQ(others.size(), 1U);
  EXPECT_EQ(to_json(others[0]), R"({"a":1})");
  first->catch_up(none);
  ASSERT_EQ(none.size(), 1U);
  EXPECT_EQ(to_json(none[0]), R"({"b":2})");
}

TEST_F(RequestLogTest, RefusesALinkSoThatNobodyElsesFileIsWritten) {
  std::ofstream(folder_ + "/other") << "";
  std::filesystem::create_symlink(folder_ + "/other", log_path());
  std::vector<Value> lines;

  EXPECT_FALSE(RequestLog::open(log_path(), lines));
}

TEST(CallRecord, SurvivesTheWayToTheLogAndBack) {
  CallRecord record;
  record.at = *parse_instant("2026-03-02T01:00:00Z");
  record.service = "tax/find";
  record.case_id = "case1";
  record.key = "k1";
  record.attempt = 3;
  record.digest = "ab";
  record.fields = {"a", "b"};
  record.outcome = "lost";
  record.executed = true;
  record.turn = 2;
  record.fault = "return";
  record.answer = Object{{"done", Object{}}};

  const std::optional<CallRecord> back =
      to_record(parse_json(to_json(to_value(record))).value());

  ASSERT_TRUE(back);
  EXPECT_EQ(to_json(to_value(*back)), to_json(to_value(record)));
  EXPECT_FALSE(to_record(Object{{"case", "x"}}));
}

}  // namespace
}  // namespace onething::stub
