// SPDX-License-Identifier: Apache-2.0

#include <gtest/gtest.h>

#include <fstream>
#include <sstream>

#include "onething/report.h"
#include "support/case_view_sample.h"

namespace onething {
namespace {

using testing::case_view;
using testing::moment;
using testing::step_view;

CaseView with_outputs() {
  CaseView view = case_view();
  StepView step = step_view("register", "done");
  step.outputs = {{"founded",
                   {"成立日期", "founded"},
                   Sensitivity::open,
                   *parse_date("2016-05-01"),
                   true},
                  {"owner",
                   {"负责人", "owner"},
                   Sensitivity::personal,
                   Object{{"name", "王示例"}, {"phone", "13800001234"}},
                   false}};
  view.steps.push_back(step);
  view.outcome = Object{{"licence", "L-1"}, {"holder", "王示例"}};
  return view;
}

TEST(Document, HasEveryPartOfACase) {
  CaseView view = with_outputs();
  view.accepted_at = moment("2026-03-02T01:00:00Z");
  view.promise = parse_term("5wd");
  view.due = parse_date("2026-03-09");
  view.notice = {{"name", "Name", "too short", {}}};
  const std::vector<Disclosure> moved = {{"name", "applicant", "tax", "tax",
                                          "tax/carry_over", "p", "b",
                                          "personal", view.changed_at}};

  const Value document =
      to_document(view, moved, Masking::personal, Language::en);

  for (const char* name :
       {"case",         "project",     "workflow",   "title",
        "definition",   "subject",     "state",      "ended",
        "received_at",  "accepted_at", "changed_at", "ended_at",
        "paused_since", "promise",     "due",        "working_days",
        "corrections",  "events",      "outcome",    "kept",
        "steps",        "tasks",       "notice",     "tolerated",
        "denied_by",    "reason",      "basis",      "remedies",
        "waiting",      "data"})
    EXPECT_NE(document.find(name), nullptr) << name;
  EXPECT_EQ(to_json(*document.find("promise")), R"("5wd")");
  EXPECT_EQ(to_json(*document.find("due")), R"("2026-03-09")");
  EXPECT_EQ(to_json(*document.find("ended_at")), "null");
  EXPECT_EQ(to_json(*document.find("title")), R"("Conversion")");
  EXPECT_EQ(document.find("data")->list()->size(), 1U);
  EXPECT_EQ(document.find("kept")->list()->size(), 1U);
  EXPECT_EQ(document.find("waiting")->list()->size(), 1U);
}

TEST(Document, MasksPersonalValuesAlsoWhereTheOutcomeRepeatsThem) {
  const std::string masked =
      to_json(to_document(with_outputs(), {}, Masking::personal, Language::zh));

  EXPECT_EQ(masked.find("王示例"), std::string::npos) << masked;
  EXPECT_EQ(masked.find("13800001234"), std::string::npos) << masked;
  EXPECT_NE(masked.find("王**"), std::string::npos) << masked;
  EXPECT_NE(masked.find("2016-05-01"), std::string::npos) << masked;
}

TEST(Document, ShowsPersonalValuesToWhoMaySeeThem) {
  const std::string open =
      to_json(to_document(with_outputs(), {}, Masking::none, Language::zh));

  EXPECT_NE(open.find("王示例"), std::string::npos) << open;
  EXPECT_EQ(open.find("王**"), std::string::npos) << open;
}

void expect_told(const Value& value, const std::string& page) {
  if (value.list() != nullptr)
    for (const Value& item : *value.list()) expect_told(item, page);
  if (value.object() == nullptr) return;
  for (const auto& [name, member] : *value.object()) {
    EXPECT_NE(page.find("`" + name + "`"), std::string::npos) << name;
    if (name != "outcome" && name != "value") expect_told(member, page);
  }
}

TEST(Document, HasNoMemberThatThePageDoesNotTell) {
  std::ifstream file("../docs/output.md");
  std::stringstream page;
  page << file.rdbuf();
  CaseView view = with_outputs();
  view.tasks.emplace_back();
  view.notice.emplace_back();

  const Value document =
      to_document(view, {Disclosure{}}, Masking::personal, Language::en);

  expect_told(document, page.str());
}

}  // namespace
}  // namespace onething
