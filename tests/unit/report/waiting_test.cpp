// SPDX-License-Identifier: Apache-2.0

#include <gtest/gtest.h>

#include "onething/report.h"
#include "support/case_view_sample.h"

namespace onething {
namespace {

using testing::case_view;
using testing::moment;
using testing::step_view;

std::vector<std::string> keys_of(const std::vector<Waiting>& all) {
  std::vector<std::string> keys;
  keys.reserve(all.size());
  for (const Waiting& each : all) keys.emplace_back(each.what.key);
  return keys;
}

std::string text(const Message& message) {
  const std::string zh = render(message, Language::zh);
  EXPECT_EQ(zh.find('{'), std::string::npos) << zh;
  return render(message, Language::en);
}

TEST(WhyWaiting, SaysThatACaseHasEndedAndHow) {
  CaseView view = case_view();
  view.ended = true;
  view.status = "denied";
  view.ended_at = moment("2026-03-03T01:00:00Z");

  const std::vector<Waiting> all = why_waiting(view, Language::en);

  ASSERT_EQ(all.size(), 1U);
  EXPECT_EQ(text(all[0].what), "the case has ended: denied");
  EXPECT_EQ(all[0].since, *view.ended_at);
  EXPECT_TRUE(all[0].command.empty());
}

TEST(WhyWaiting, NamesThoseWhoMayOrderAnEvent) {
  CaseView view = case_view();
  view.place = "handling";
  const OfficeView tax = {"tax", {"税务局", "Tax office"}, ""};
  const OfficeView chief = {"city", {"市府", "City hall"}, "chief"};
  view.events = {{"answer", {"答复", "Answer"}, false, {tax}},
                 {"close", {"办结", "Close"}, false, {tax, chief}},
                 {"pass_on", {"转办", "Pass on"}, false, {tax}}};

  const std::vector<Waiting> all = why_waiting(view, Language::en);

  ASSERT_EQ(all.size(), 2U);
  EXPECT_EQ(text(all[0].what),
            "stands in \"handling\" until somebody orders: Answer, Pass on");
  EXPECT_EQ(text(all[0].who), "Tax office");
  EXPECT_EQ(text(all[1].who), "Tax office, or City hall, chief");
  EXPECT_EQ(text(all[1].command), "onething case event case1 close");
}

TEST(WhyWaiting, SendsTheApplicantToTheCorrectionFirst) {
  CaseView view = case_view();
  view.status = "correcting";
  view.notice = {{"name", "Name", "too short", {}}, {"x", "X", "no", {}}};
  view.paused_since = moment("2026-03-02T01:30:00Z");
  TaskView task;
  task.id = "T1";
  task.kind = "work";
  view.tasks.push_back(task);

  const std::vector<Waiting> all = why_waiting(view, Language::en);

  EXPECT_EQ(keys_of(all), (std::vector<std::string>{"report.why_correction",
                                                    "report.why_task"}));
  EXPECT_EQ(text(all[0].what), "waits for the applicant to correct 2 items");
  EXPECT_EQ(all[0].since, *view.paused_since);
  EXPECT_EQ(text(all[0].command), "onething case supplement case1 --form FILE");
}

TEST(WhyWaiting, NamesDepartmentRoleAndCommandOfATask) {
  CaseView view = case_view();
  TaskView task;
  task.id = "case1/review";
  task.kind = "work";
  task.step = "review";
  task.department = "window";
  task.department_title = {"综合窗口", "Window"};
  task.role = "clerk";
  view.tasks.push_back(task);
  task.assignee = "li";
  view.tasks.push_back(task);

  const std::vector<Waiting> all = why_waiting(view, Language::en);

  ASSERT_EQ(all.size(), 2U);
  EXPECT_EQ(text(all[0].what), "\"review\" waits for a person");
  EXPECT_EQ(text(all[0].who), "Window, clerk");
  EXPECT_EQ(text(all[1].who), "Window, li");
  EXPECT_EQ(text(all[0].command),
            "onething task complete case1/review --set FIELD=VALUE");
}

TEST(WhyWaiting, TellsWhyTheFallbackTeamIsNeededAndWhatItMayDo) {
  CaseView view = case_view();
  TaskView task;
  task.id = "T1";
  task.kind = "fallback";
  task.step = "tax";
  task.department = "lead";
  task.failure = {"connect.server_error",
                  {{"service", "tax/carry_over"}, {"status", "503"}}};
  view.tasks.push_back(task);
  task.may_skip = true;
  view.tasks.push_back(task);

  const std::vector<Waiting> all = why_waiting(view, Language::en);

  ASSERT_EQ(all.size(), 2U);
  EXPECT_NE(text(all[0].what).find("503"), std::string::npos);
  EXPECT_EQ(text(all[0].command).find("skip"), std::string::npos);
  EXPECT_NE(text(all[1].command).find("skip"), std::string::npos);
}

TEST(WhyWaiting, TellsOfCallsUnderWayAndOfRetries) {
  CaseView view = case_view();
  view.steps = {step_view("a", "calling"), step_view("b", "retrying"),
                step_view("c", "done"), step_view("d", "waiting")};
  view.steps[1].retry_at = moment("2026-03-02T02:05:00Z");
  view.steps[3].waits_for = {"a", "b"};

  const std::vector<Waiting> all = why_waiting(view, Language::en);

  EXPECT_EQ(keys_of(all), (std::vector<std::string>{"report.why_retrying",
                                                    "report.why_calling",
                                                    "report.why_steps"}));
  EXPECT_NE(text(all[0].what).find("2026-03-02 10:05"), std::string::npos);
  EXPECT_EQ(text(all[1].who), "Tax bureau");
  EXPECT_EQ(text(all[2].what), "1 step waits for steps before it: d step");
}

TEST(WhyWaiting, CutsALongListOfWaitingSteps) {
  CaseView view = case_view();
  for (int i = 0; i < 8; ++i) {
    view.steps.push_back(step_view("s" + std::to_string(i), "waiting"));
    view.steps.back().waits_for = {"x"};
  }

  const std::vector<Waiting> all = why_waiting(view, Language::en);

  ASSERT_EQ(all.size(), 2U);
  EXPECT_EQ(all[1].what.key, "report.why_steps_more");
  EXPECT_NE(text(all[1].what).find("8 steps"), std::string::npos);
  EXPECT_EQ(text(all[1].what).find("s5"), std::string::npos);
}

TEST(WhyWaiting, SaysThatItOnlyHasToBeGoneOnWith) {
  const std::vector<Waiting> all = why_waiting(case_view(), Language::en);

  ASSERT_EQ(all.size(), 1U);
  EXPECT_EQ(all[0].what.key, "report.why_resume");
  EXPECT_EQ(text(all[0].command), "onething case resume case1");
  EXPECT_FALSE(text(all[0].who).empty());
}

TEST(WantsAttention, NamesWhoMustActAndWhy) {
  CaseView view = case_view();
  TaskView work;
  work.id = "T1";
  work.kind = "work";
  TaskView late;
  late.id = "T2";
  late.kind = "overdue";
  late.step = "tax";
  late.department = "market";
  late.role = "lead team";
  view.tasks = {work, late};

  const std::vector<Waiting> all = wants_attention(view, Language::en);

  EXPECT_EQ(keys_of(all), std::vector<std::string>{"report.why_overdue"});
  EXPECT_NE(text(all[0].who).find("lead team"), std::string::npos);
  view.tasks = {work};
  EXPECT_TRUE(wants_attention(view, Language::en).empty());
}

TEST(WantsAttention, PutsWhatIsInDoubtBeforeWhatIsLeftAsItIs) {
  CaseView view = case_view();
  view.ended = true;
  view.status = "denied";
  InForceView certain;
  certain.step = "tax";
  certain.is_certain = true;
  InForceView doubtful;
  doubtful.step = "bank";
  doubtful.is_certain = false;
  view.in_force = {certain, doubtful};

  EXPECT_EQ(
      keys_of(wants_attention(view, Language::en)),
      (std::vector<std::string>{"report.why_in_doubt", "report.why_in_force"}));
}

TEST(WhyWaiting, TellsOfALimitWhoseEndNoCalendarKnows) {
  CaseView view = case_view();
  ClockView& clock = view.clocks.emplace_back();
  clock.id = "state:late";
  clock.budget = {60, TermUnit::working_days};
  clock.running = true;

  const std::vector<Waiting> all = why_waiting(view, Language::en);

  ASSERT_EQ(all.size(), 1U);
  EXPECT_EQ(text(all[0].what),
            "the calendar does not reach the end of the time until late; "
            "update it");
  EXPECT_EQ(keys_of(wants_attention(view, Language::en)),
            std::vector<std::string>{"report.why_no_end"});
}

}  // namespace
}  // namespace onething
