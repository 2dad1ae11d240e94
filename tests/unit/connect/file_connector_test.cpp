// SPDX-License-Identifier: Apache-2.0

#include <gtest/gtest.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <string>
#include <vector>

#include "base/limits.h"
#include "onething/connector.h"
#include "onething/id.h"
#include "support/collect_answers.h"

namespace onething {
namespace {

namespace fs = std::filesystem;
using std::chrono::milliseconds;
using Names = std::vector<std::string>;

constexpr const char* kName = "carry_over.case1.key1.json";

Call call_of(std::string body = R"({"id":"secret-value"})") {
  Call call;
  call.case_id = "case1";
  call.key = "key1";
  call.service = "tax/carry_over";
  call.body = std::move(body);
  return call;
}

class FileConnector : public ::testing::Test {
 protected:
  void SetUp() override {
    std::string pattern = (fs::temp_directory_path() / "onething-XXXXXX");
    ASSERT_NE(mkdtemp(pattern.data()), nullptr);
    folder_ = pattern;
    fs::create_directory(folder_ + "/out");
    fs::create_directory(folder_ + "/in");
    connector_ = open(milliseconds(0));
  }
  void TearDown() override { fs::remove_all(folder_); }

  std::unique_ptr<Connector> open(milliseconds settle) const {
    FileTarget target;
    target.outbox = folder_ + "/out";
    target.inbox = folder_ + "/in";
    target.settle = settle;
    auto made = make_file_connector(std::move(target));
    EXPECT_TRUE(made) << (made ? ""
                               : render(made.error().message, Language::en));
    return std::move(made.value());
  }

  Answer ask(Call call = call_of()) {
    connector_->start(std::move(call));
    std::vector<Answer> answers = test::collect_answers(*connector_);
    EXPECT_EQ(answers.size(), 1U);
    return answers.empty() ? Answer{} : answers.front();
  }

  static std::string told(const Answer& answer) {
    for (const Language language : {Language::zh, Language::en}) {
      const std::string text = render(answer.detail, language);
      EXPECT_EQ(text.find("secret-value"), std::string::npos) << text;
    }
    return answer.document ? to_json(*answer.document)
                           : std::string(answer.detail.key);
  }

  Names names(const std::string& where) const {
    Names names;
    for (const auto& entry : fs::directory_iterator(folder_ + "/" + where))
      if (!entry.is_directory()) names.push_back(entry.path().filename());
    std::sort(names.begin(), names.end());
    return names;
  }
  std::string read(const std::string& path) const {
    std::ifstream file(folder_ + "/" + path, std::ios::binary);
    return {std::istreambuf_iterator<char>(file), {}};
  }
  void write(const std::string& path, const std::string& bytes) const {
    std::ofstream(folder_ + "/" + path, std::ios::binary) << bytes;
  }

  std::vector<Arrival> arrivals(const std::string& id = "case1") {
    const std::string ids[] = {id};
    return connector_->arrivals(ids);
  }
  // The only one there is.
  Answer arrival() {
    const std::vector<Arrival> all = arrivals();
    EXPECT_EQ(all.size(), 1U);
    return all.empty() ? Answer{} : all.front().answer;
  }
  void put_away(const Answer& answer, PutAway how, Message why = {}) {
    connector_->put_away(answer.receipt, how, why);
  }

  std::string folder_;
  std::unique_ptr<Connector> connector_;
};

TEST_F(FileConnector, WritesARequestOnceWhateverHappens) {
  EXPECT_EQ(told(ask()), R"({"pending":{}})");

  EXPECT_EQ(names("out"), Names{kName});
  const std::string text = read(std::string("out/") + kName);
  EXPECT_EQ(text, "{\"case\":\"case1\",\"digest\":\"sha-256=" +
                      to_hex(sha256(R"({"id":"secret-value"})")) +
                      "\",\"input\":{\"id\":\"secret-value\"},"
                      "\"key\":\"key1\",\"service\":\"tax/carry_over\"}\n");
  struct stat about {};
  ASSERT_EQ(stat((folder_ + "/out/" + kName).c_str(), &about), 0);
  EXPECT_EQ(about.st_mode & 07777U, 0600U);
  const auto written = fs::last_write_time(folder_ + "/out/" + kName);
  // As after a crash, in another attempt.
  write("out/." + std::string(kName) + ".part", "half");
  Call again = call_of();
  again.attempt = 2;
  EXPECT_EQ(told(ask(again)), R"({"pending":{}})");
  EXPECT_EQ(read(std::string("out/") + kName), text);
  EXPECT_EQ(fs::last_write_time(folder_ + "/out/" + kName), written);
  EXPECT_EQ(names("out"), Names{kName});
}

TEST_F(FileConnector, GivesTheSameKeyWithAnotherRequestToAPerson) {
  ask();

  const Answer answer = ask(call_of(R"({"id":"other"})"));

  EXPECT_EQ(answer.failure, CallFailure::key_conflict);
  EXPECT_EQ(told(answer), "connect.file_conflict");
}

TEST_F(FileConnector, SaysThatNothingWasSentWhereItCannotWrite) {
  fs::remove_all(folder_ + "/out");

  const Answer answer = ask();

  EXPECT_EQ(answer.failure, CallFailure::unreachable);
  EXPECT_EQ(told(answer), "connect.file_not_written");
}

TEST_F(FileConnector, NamesNoFileByWhatIsNoIdentity) {
  Call call = call_of();
  call.case_id = "../../etc";

  const Answer answer = ask(call);

  EXPECT_EQ(answer.failure, CallFailure::rejected);
  EXPECT_EQ(names("out"), Names{});
}

TEST_F(FileConnector, TakesAnAnswerByItsNameAndKeepsItUntilItIsPutAway) {
  write(std::string("in/") + kName, R"({"key":"key1","done":{"receipt":"R"}})");

  EXPECT_EQ(connector_->cases_with_arrivals(), Names{"case1"});
  EXPECT_TRUE(arrivals("case2").empty());
  const Answer answer = arrival();
  EXPECT_EQ(answer.key, "key1");
  EXPECT_EQ(told(answer), R"({"done":{"receipt":"R"}})");
  EXPECT_EQ(names("in/processing"), Names{kName}) << "it is not stored yet";
  put_away(answer, PutAway::taken);
  EXPECT_EQ(names("in/processing"), Names{});
  ASSERT_EQ(names("in/done").size(), 1U);
  EXPECT_TRUE(names("in/done")[0].starts_with("carry_over.case1.key1."));
}

TEST_F(FileConnector, KeepsOneOfTheSameAnswerTwice) {
  const std::string bytes = R"({"key":"key1","done":{"receipt":"R"}})";
  for (int i = 0; i < 2; ++i) {
    write(std::string("in/") + kName, bytes);
    put_away(arrival(), PutAway::taken);
  }
  EXPECT_EQ(names("in"), Names{});
  EXPECT_EQ(names("in/done").size(), 1U);

  write(std::string("in/") + kName, R"({"key":"key1","done":{"receipt":"S"}})");
  put_away(arrival(), PutAway::taken);
  EXPECT_EQ(names("in/done").size(), 2U) << "another answer is another file";
}

TEST_F(FileConnector, TakesWhatOneWhoDiedHadClaimed) {
  write(std::string("in/") + kName, R"({"key":"key1","done":{"receipt":"R"}})");
  EXPECT_EQ(told(arrival()), R"({"done":{"receipt":"R"}})");

  connector_ = open(milliseconds(60'000));

  EXPECT_EQ(connector_->cases_with_arrivals(), Names{"case1"});
  EXPECT_EQ(told(arrival()), R"({"done":{"receipt":"R"}})");
}

// Between the two names that a file has for a moment on some file systems.
TEST_F(FileConnector, TakesWhatOneWhoDiedHadHalfClaimed) {
  write(std::string("in/") + kName, R"({"key":"key1","done":{"receipt":"R"}})");
  fs::create_hard_link(folder_ + "/in/" + kName,
                       folder_ + "/in/processing/" + kName);

  const Answer answer = arrival();

  EXPECT_EQ(told(answer), R"({"done":{"receipt":"R"}})");
  EXPECT_EQ(names("in"), Names{});
}

// The department said more before the first answer was put away.
TEST_F(FileConnector, NeverPutsAwayWhatItHasNotRead) {
  write(std::string("in/") + kName, R"({"key":"key1","pending":{}})");
  const Answer first = arrival();
  write(std::string("in/") + kName, R"({"key":"key1","done":{"receipt":"R"}})");
  EXPECT_EQ(told(arrival()), R"({"pending":{}})") << "one after the other";

  put_away(first, PutAway::taken);

  EXPECT_EQ(told(arrival()), R"({"done":{"receipt":"R"}})");
}

// It was renamed while its writer still held it open.
TEST_F(FileConnector, ReadsAgainWhatWasWrittenToAfterItWasClaimed) {
  write(std::string("in/") + kName, R"({"key":"key1","pending":{}})");
  const Answer first = arrival();
  write(std::string("in/processing/") + kName,
        R"({"key":"key1","done":{"receipt":"R"}})");

  put_away(first, PutAway::taken);

  EXPECT_EQ(told(arrival()), R"({"done":{"receipt":"R"}})");
}

struct Damaged {
  const char* bytes;
  const char* problem;
};

TEST_F(FileConnector, QuarantinesWhatNobodyCanUseWithTheReason) {
  const Damaged damaged[] = {
      {"", "connect.file_not_json"},
      {"{\"key\":\"key1\",\"done\":{\"receipt\":\"secret-va",
       "connect.file_not_json"},
      {"[1]", "connect.file_not_json"},
      {"{\"key\":\"key1\",\"done\":{\"x\":\"\xff\"}}", "connect.file_not_json"},
      {R"({"key":"key2","done":{}})", "connect.file_other_key"},
      {R"({"key":7,"done":{}})", "connect.file_other_key"},
      {R"({"done":{}})", "connect.file_other_key"},
      {R"({"key":"key1"})", "connect.file_not_agreed"},
      {R"({"key":"key1","done":{},"refused":{}})", "connect.file_not_agreed"},
      {R"({"key":"key1","unknown":{}})", "connect.file_not_agreed"},
      {R"({"key":"key1","done":{},"secret-value":1})",
       "connect.file_not_agreed"},
  };
  std::size_t count = 0;
  for (const Damaged& each : damaged) {
    write(std::string("in/") + kName, each.bytes);
    const Answer answer = arrival();
    EXPECT_EQ(told(answer), each.problem) << each.bytes;
    EXPECT_EQ(answer.failure, CallFailure::malformed);
    EXPECT_EQ(answer.key, "key1");
    put_away(answer, PutAway::quarantined, answer.detail);
    EXPECT_EQ(names("in"), Names{});
    ++count;
    EXPECT_EQ(names("in/quarantine").size(), 2 * count) << "file and reason";
  }
  EXPECT_EQ(read(std::string("in/quarantine/") + kName), "");
  EXPECT_EQ(read("in/quarantine/carry_over.case1.key1.5.json"),
            R"({"key":"key2","done":{}})");
  const Result<Value> reason =
      parse_json(read("in/quarantine/carry_over.case1.key1.5.json.reason"));
  ASSERT_TRUE(reason);
  EXPECT_EQ(*reason.value().find("message_id"),
            Value("connect.file_other_key"));
}

TEST_F(FileConnector, LeavesWhatMayBeHalfWrittenAlone) {
  connector_ = open(milliseconds(60'000));
  write(std::string("in/") + kName, R"({"key":"key1","do)");
  EXPECT_TRUE(arrivals().empty());

  write(std::string("in/") + kName, R"({"key":"key1","done":{}})");
  EXPECT_EQ(told(arrival()), R"({"done":{}})");
}

TEST_F(FileConnector, DoesNotFollowLinksNorReadWhatIsNoPlainFile) {
  write("secret", R"({"key":"key1","done":{"x":"secret-value"}})");
  const std::string path = folder_ + "/in/" + kName;
  const auto is_put_aside = [&] {
    const Answer answer = arrival();
    EXPECT_EQ(told(answer), "connect.file_not_plain");
    put_away(answer, PutAway::quarantined, answer.detail);
    EXPECT_EQ(names("in"), Names{});
    EXPECT_EQ(names("in/processing"), Names{});
  };

  fs::create_symlink(folder_ + "/secret", path);
  is_put_aside();
  fs::create_hard_link(folder_ + "/secret", path);
  is_put_aside();
  ASSERT_EQ(mkfifo(path.c_str(), 0600), 0);
  is_put_aside();

  EXPECT_EQ(read("secret"), R"({"key":"key1","done":{"x":"secret-value"}})");
}

TEST_F(FileConnector, DoesNotReadMoreThanThereMayBe) {
  write(std::string("in/") + kName,
        std::string(limits::response_bytes_max + 1, ' '));

  EXPECT_EQ(told(arrival()), "connect.file_too_big");
}

TEST_F(FileConnector, QuarantinesAnswersToNothingAndLeavesOtherFilesAlone) {
  write("in/answer.json", "{}");
  write("in/readme.txt", "hello");
  write("in/.carry_over.case1.key1.json.part", "{");

  EXPECT_TRUE(connector_->cases_with_arrivals().empty());

  EXPECT_EQ(names("in"),
            (Names{".carry_over.case1.key1.json.part", "readme.txt"}));
  EXPECT_EQ(names("in/quarantine"),
            (Names{"answer.json", "answer.json.reason"}));
}

TEST_F(FileConnector, QuarantinesNamesOfAnyLengthAndAnyBytes) {
  const std::string longest = std::string(250, 'x') + ".json";
  for (const std::string& name :
       {longest, longest, std::string("\xFF文.json")}) {
    write("in/" + name, "{}");
    EXPECT_TRUE(connector_->cases_with_arrivals().empty());
    EXPECT_EQ(names("in"), Names{});
  }

  const Names kept = names("in/quarantine");
  EXPECT_EQ(kept.size(), 6U);
  for (const std::string& name : kept) {
    if (!name.ends_with(".reason")) continue;
    EXPECT_TRUE(parse_json(read("in/quarantine/" + name))) << name;
  }
}

TEST_F(FileConnector, RefusesFoldersThatAreMissingOrLinks) {
  FileTarget target;
  target.outbox = folder_ + "/out";
  target.inbox = folder_ + "/nowhere";
  const auto missing = make_file_connector(target);
  ASSERT_FALSE(missing);
  EXPECT_EQ(missing.error().message.key, "connect.folder_missing");
  EXPECT_EQ(missing.error().code, ErrorCode::unavailable);
  fs::create_directory_symlink(folder_ + "/in", folder_ + "/link");
  target.inbox = folder_ + "/link";
  const auto link = make_file_connector(target);
  ASSERT_FALSE(link);
  EXPECT_EQ(link.error().message.key, "connect.folder_not_plain");
}

class FileQuestion : public FileConnector {
 protected:
  Answer question() {
    Call call = call_of(R"({"key":"key1"})");
    call.key = "key1.query";
    call.about = "key1";
    return ask(call);
  }
};

TEST_F(FileQuestion, IsAnsweredByTheRequestThatStillLiesThere) {
  ask();

  EXPECT_EQ(told(question()), R"({"pending":{}})");
  EXPECT_EQ(names("out"), Names{kName}) << "nobody need be asked";
}

TEST_F(FileQuestion, IsLaidDownAndItsAnswerTakenTheNextTime) {
  EXPECT_EQ(told(question()), R"({"pending":{}})");
  EXPECT_EQ(read("out/carry_over.case1.key1.query.json"),
            "{\"case\":\"case1\",\"key\":\"key1\",\"question\":true,"
            "\"service\":\"tax/carry_over\"}\n");
  write("in/carry_over.case1.key1.query.json",
        R"({"key":"key1","unknown":{}})");
  EXPECT_TRUE(arrivals().empty()) << "the answer to a question is no answer";

  const Answer answer = question();
  EXPECT_EQ(answer.key, "key1.query");
  EXPECT_EQ(told(answer), R"({"unknown":{}})");
  put_away(answer, PutAway::taken);
  EXPECT_EQ(names("in"), Names{});
}

}  // namespace
}  // namespace onething
