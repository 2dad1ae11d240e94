// SPDX-License-Identifier: Apache-2.0
//
// The rows by which cases, tasks, movements of data and calls are found again.

#include <gtest/gtest.h>

#include "support/run_world.h"

namespace onething {
namespace {

using testing::json;
using testing::RunWorld;
using Lines = std::vector<std::string>;

constexpr const char* kReviews = R"(
form:
  company: {title: 企业名称, type: text, max: 10}
  address: {title: 住所, type: text}
steps:
  tax: {uses: tax/carry_over, with: {name: =form.company}}
  bank: {uses: tax/debit, with: {name: =form.address}}
)";
constexpr const char* kForm = R"({"company":"新店","address":"某路1号"})";

TEST(Intents, OfACallUnderWayAcrossASupplementAreMarkedUnderTheirOwnKey) {
  RunWorld world(kReviews);
  int tax = 0;
  int bank = 0;
  world.departments.replies["tax/carry_over"] = [&](const Call&) {
    return ++tax == 1
               ? testing::document(
                     R"({"returned":[{"field":"company","problem":"x"}]})")
               : test::done({{"receipt", Value("T")}});
  };
  world.departments.replies["tax/debit"] = [&](const Call&) {
    return ++bank == 1 ? test::failed(CallFailure::rejected)
                       : test::done({{"receipt", Value("B")}});
  };
  const CaseId id = world.submit(kForm).id;
  const CaseView waiting = world.drive(id);
  ASSERT_EQ(waiting.status, "correcting");
  ASSERT_EQ(waiting.tasks.size(), 1U);
  world.act(id, testing::ending(waiting.tasks[0].id, EndTask::How::retry));
  world.act(id, SupplementCase{
                    json(R"({"company":"新新店","address":"某路2号"})"), {}});

  EXPECT_EQ(world.drive(id).status, "granted");

  EXPECT_EQ(world.intents(id),
            (Lines{"bank 1 answered", "bank 1 failed", "bank 2 answered",
                   "tax 1 answered", "tax 1 answered"}));
  EXPECT_EQ(bank, 3) << "failed, tried again, and anew with the other address";
}

}  // namespace
}  // namespace onething
