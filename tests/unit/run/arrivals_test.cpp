// SPDX-License-Identifier: Apache-2.0

#include "run/arrivals.h"

#include <gtest/gtest.h>

#include <map>
#include <set>

#include "support/run_world.h"

namespace onething {
namespace {

using testing::json;
using testing::RunWorld;

// Takes every call and answers nothing; what a test lays down lies there until
// it is put away.
class Shelf final : public Connector {
 public:
  struct Put {
    PutAway how;
    std::string why;
  };

  void start(Call call) override {
    Answer answer;
    answer.key = call.key;
    answer.attempt = call.attempt;
    answer.document = json(R"({"pending":{}})");
    answers_.push_back(std::move(answer));
    calls.push_back(std::move(call));
  }
  std::vector<Answer> wait(std::chrono::milliseconds) override {
    return std::exchange(answers_, {});
  }
  std::size_t in_flight() const override { return answers_.size(); }

  std::vector<std::string> cases_with_arrivals() override {
    std::set<std::string> ids;
    for (const auto& [receipt, arrival] : lying) ids.insert(arrival.case_id);
    return {ids.begin(), ids.end()};
  }
  std::vector<Arrival> arrivals(std::span<const std::string> cases) override {
    std::vector<Arrival> found;
    for (const auto& [receipt, arrival] : lying)
      if (std::find(cases.begin(), cases.end(), arrival.case_id) != cases.end())
        found.push_back(arrival);
    return found;
  }
  void put_away(const std::string& receipt, PutAway how,
                const Message& why) override {
    stored_when_put_away = store->history({case_id}).value().size();
    put[receipt] = {how, std::string(why.key)};
    lying.erase(receipt);
  }

  void lay(const std::string& receipt, const std::string& key,
           std::string_view document) {
    Arrival arrival;
    arrival.case_id = case_id;
    arrival.answer.key = key;
    arrival.answer.receipt = receipt;
    if (document.empty()) {
      arrival.answer.failure = CallFailure::malformed;
      arrival.answer.detail = {"connect.file_not_json", {{"file", receipt}}};
    } else {
      arrival.answer.document = json(document);
    }
    lying[receipt] = std::move(arrival);
  }

  Store* store = nullptr;
  std::string case_id;
  std::vector<Call> calls;
  std::map<std::string, Arrival> lying;
  std::map<std::string, Put> put;
  std::size_t stored_when_put_away = 0;

 private:
  std::vector<Answer> answers_;
};

constexpr const char* kWorkflow = R"(
form: {company: text}
steps:
  survey: {uses: tax/survey, with: {name: =form.company}}
  check: {uses: window/review, with: {name: =form.company}}
)";

class Arrivals : public ::testing::Test {
 protected:
  void SetUp() override {
    shelf.store = world.store.get();
    shelf.case_id = world.submit(R"({"company":"店"})").id.text;
    drive();
    ASSERT_EQ(shelf.calls.size(), 1U);
    key = shelf.calls[0].key;
  }
  CaseView drive() {
    Runner runner(*world.store, world.clock, &shelf);
    const CaseId ids[] = {{shelf.case_id}};
    auto driven = runner.drive(ids);
    EXPECT_TRUE(driven) << RunWorld::problem_of(driven);
    return driven ? driven.value().front() : CaseView{};
  }
  std::string status_of(const CaseView& view, const std::string& step) const {
    for (const StepView& each : view.steps)
      if (each.id == step) return each.status;
    return {};
  }

  RunWorld world{kWorkflow};
  Shelf shelf;
  std::string key;
};

constexpr const char* kDone = R"({"done":{"receipt":"R"}})";

TEST_F(Arrivals, ArePutAwayOnlyWhenTheCaseIsStored) {
  shelf.lay("f", key, kDone);

  EXPECT_EQ(status_of(drive(), "survey"), "done");

  EXPECT_EQ(shelf.put["f"].how, PutAway::taken);
  EXPECT_EQ(shelf.stored_when_put_away,
            world.store->history({shelf.case_id}).value().size());
}

TEST_F(Arrivals, ThatComeTwiceOrLateChangeNothing) {
  shelf.lay("f", key, kDone);
  drive();
  const std::size_t length =
      world.store->history({shelf.case_id}).value().size();

  shelf.lay("g", key, kDone);
  drive();

  EXPECT_EQ(shelf.put["g"].how, PutAway::taken);
  EXPECT_EQ(world.store->history({shelf.case_id}).value().size(), length);
}

TEST_F(Arrivals, ThatSayOtherwiseThanBeforeGoToAPerson) {
  shelf.lay("f", key, kDone);
  drive();

  shelf.lay("g", key, R"({"refused":{"reason":"不行"}})");
  drive();

  EXPECT_EQ(shelf.put["g"].how, PutAway::quarantined);
  EXPECT_EQ(shelf.put["g"].why, "run.arrival_contradicts");
}

TEST_F(Arrivals, OfACallThatWasNeverMadeGoToAPerson) {
  const CaseView view = drive();
  std::string of_a_person;
  for (const Record& record : world.store->history({shelf.case_id}).value()) {
    if (record.type != "step_started") continue;
    const Value event = parse_canonical(record.payload).value();
    if (*event.find("by_person") == Value(true))
      of_a_person = *event.find("key")->text();
  }
  ASSERT_FALSE(of_a_person.empty());
  shelf.lay("f", "no-such-key", kDone);
  shelf.lay("g", of_a_person, R"({"done":{"result":"过"}})");

  const CaseView after = drive();

  EXPECT_EQ(status_of(after, "check"), "with_person");
  for (const char* receipt : {"f", "g"}) {
    EXPECT_EQ(shelf.put[receipt].how, PutAway::quarantined);
    EXPECT_EQ(shelf.put[receipt].why, "run.arrival_of_no_call");
  }
}

// on_unknown: ask. The department thinks that it has answered.
TEST_F(Arrivals, ThatNobodyCanReadAskAPerson) {
  shelf.lay("f", key, "");

  const CaseView view = drive();

  EXPECT_EQ(shelf.put["f"].how, PutAway::quarantined);
  EXPECT_EQ(shelf.put["f"].why, "connect.file_not_json");
  ASSERT_EQ(view.tasks.size(), 2U);
  EXPECT_TRUE(is_trouble(view.tasks[0].kind) || is_trouble(view.tasks[1].kind));
  EXPECT_TRUE(world.store->row({shelf.case_id}).value().attention);
  shelf.lay("g", key, kDone);
  EXPECT_EQ(status_of(drive(), "survey"), "done") << "it may still answer";
}

TEST_F(Arrivals, ThatSayNotYetAreTakenAndWaitedFor) {
  shelf.lay("f", key, R"({"pending":{}})");

  EXPECT_EQ(status_of(drive(), "survey"), "pending");
  EXPECT_EQ(shelf.put["f"].how, PutAway::taken);
}

TEST_F(Arrivals, OfNoCaseAreQuarantinedByWhoeverLooks) {
  shelf.lay("f", key, kDone);
  shelf.lying["f"].case_id = "nobody";
  Runner runner(*world.store, world.clock, &shelf);

  const auto cases = runner.cases_with_arrivals();

  ASSERT_TRUE(cases);
  EXPECT_TRUE(cases.value().empty());
  EXPECT_EQ(shelf.put["f"].why, "run.arrival_of_no_case");
}

}  // namespace
}  // namespace onething
