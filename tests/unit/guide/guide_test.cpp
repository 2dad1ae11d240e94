// SPDX-License-Identifier: Apache-2.0

#include "onething/guide.h"

#include <gtest/gtest.h>

#include "onething/catalog.h"
#include "unit/guide/project.h"

namespace onething {
namespace {

bool has(const std::string& text, std::string_view part) {
  return text.find(part) != std::string::npos;
}

GuideRequest request_of(const LoadedProject& project) {
  GuideRequest request;
  request.workflow = &project.project.workflows.front();
  request.today = *parse_date("2026-03-02");
  return request;
}

TEST(Guide, HasWhatTheFilesSay) {
  const LoadedProject project = testing::small_project();

  const Guide guide =
      write_guide(project, request_of(project), "markdown", Language::zh);

  for (const char* part : {"在本市居住", "甲表", "一份", "可以容缺，5 个工作日内",
                           "路线：远，并且有没有宠物：是", "示例路 1 号",
                           "要不要人到场", "网上、窗口", "调取档案，由办事处提供"})
    EXPECT_TRUE(has(guide.text, part)) << part << guide.text;
}

TEST(Guide, SaysWhatNobodyHasWrittenInsteadOfMakingItUp) {
  const LoadedProject project = testing::small_project();

  const Guide guide =
      write_guide(project, request_of(project), "markdown", Language::zh);

  std::string missing;
  for (const Message& each : guide.missing)
    missing += render(each, Language::en) + "\n";
  EXPECT_TRUE(has(missing, "guide.fee"));
  EXPECT_TRUE(has(missing, "departments/office contact.hours"));
  EXPECT_TRUE(has(missing, "statutory"));
  EXPECT_FALSE(has(missing, "contact.address"));
  EXPECT_TRUE(has(guide.text, "## 收费\n\n未提供"));
}

TEST(Guide, IsOnePageWithoutScriptWhoseTextIsNoMarkup) {
  const LoadedProject project = testing::small_project();

  const Guide guide =
      write_guide(project, request_of(project), "html", Language::zh);

  EXPECT_TRUE(has(guide.text, "满十八周岁 &lt;以上&gt;"));
  EXPECT_FALSE(has(guide.text, "<script"));
  EXPECT_FALSE(has(guide.text, "http"));
  EXPECT_TRUE(has(guide.text, "lang=\"zh-CN\""));
}

TEST(Guide, TellsOneApplicantOnlyWhatHeNeeds) {
  const LoadedProject project = testing::small_project();
  const Profile profile{Object{{"route", "short"}}, false};
  GuideRequest request = request_of(project);
  request.is_notice = true;
  request.profile = &profile;

  const Guide notice =
      write_guide(project, request, "markdown", Language::zh);

  EXPECT_TRUE(has(notice.text, "甲表"));
  EXPECT_FALSE(has(notice.text, "乙表"));
  EXPECT_FALSE(has(notice.text, "理由"));
  EXPECT_TRUE(has(notice.text, "第三十二条"));
}

TEST(Catalog, SortsByStageDepartmentWayInAndMaturity) {
  const LoadedProject project = testing::small_project();
  CatalogRequest request;
  request.language = Language::en;
  const auto groups = [&](CatalogOrder order) {
    request.by = order;
    std::string out;
    for (const CatalogGroup& each :
         make_catalog(project, request).value().groups)
      out += each.name + ";";
    return out;
  };

  EXPECT_EQ(groups(CatalogOrder::stage), "a home;");
  EXPECT_EQ(groups(CatalogOrder::department), "Office;");
  EXPECT_EQ(groups(CatalogOrder::channel), "window;online;");
  EXPECT_EQ(groups(CatalogOrder::maturity), "accepted;");
}

TEST(Catalog, SaysWhichStagesThereAreWhenNothingFits) {
  const LoadedProject project = testing::small_project();
  CatalogRequest request;
  request.stage = "出生";

  const Result<Catalog> made = make_catalog(project, request);

  ASSERT_FALSE(made);
  EXPECT_EQ(made.error().code, ErrorCode::not_found);
  EXPECT_TRUE(has(render(made.error().message, Language::zh), "置业"));
}

}  // namespace
}  // namespace onething
