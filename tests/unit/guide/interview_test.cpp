// SPDX-License-Identifier: Apache-2.0

#include "onething/interview.h"

#include <gtest/gtest.h>

#include "unit/guide/project.h"

namespace onething {
namespace {

std::string path_of(const std::optional<Question>& question) {
  return question ? question->path : "";
}

TEST(Interview, AsksWhatFollowsFromTheAnswersAndTakesThemBack) {
  const LoadedProject project = testing::small_project();
  Interview interview(project.project.workflows.front(),
                      Interview::Depth::whole, Language::zh);

  EXPECT_TRUE(interview.answer(*interview.next(), "3").empty());
  EXPECT_TRUE(interview.answer(*interview.next(), "2").empty());

  EXPECT_EQ(path_of(interview.next()), "reason");
  EXPECT_TRUE(interview.back());
  EXPECT_EQ(path_of(interview.next()), "route");
  EXPECT_TRUE(interview.answer(*interview.next(), "近").empty());
  EXPECT_EQ(path_of(interview.next()), "things");
  EXPECT_TRUE(interview.answer(*interview.next(), "床、桌子，椅子").empty());
  EXPECT_TRUE(interview.answer(*interview.next(), "否").empty());
  EXPECT_EQ(path_of(interview.next()), "");
  EXPECT_EQ(to_json(interview.form()),
            R"({"n":3,"route":"short","things":["床","桌子","椅子"],)"
            R"("pet":false})");
}

TEST(Interview, TakesNoAnswerThatDoesNotFit) {
  const LoadedProject project = testing::small_project();
  Interview interview(project.project.workflows.front(),
                      Interview::Depth::whole, Language::zh);

  EXPECT_EQ(interview.answer(*interview.next(), "").key,
            "guide.answer_needed");
  EXPECT_FALSE(interview.answer(*interview.next(), "many").empty());
  EXPECT_FALSE(interview.answer(*interview.next(), "0").empty());
  EXPECT_EQ(interview.answers(), 0U);
  EXPECT_FALSE(interview.back());
}

TEST(Interview, OfSituationsAsksOnlyWhetherAListHasAnything) {
  const LoadedProject project = testing::small_project();
  Interview interview(project.project.workflows.front(),
                      Interview::Depth::situations, Language::zh);

  const std::optional<Question> question = interview.next({"things"});

  ASSERT_TRUE(question);
  EXPECT_EQ(question->kind, Question::Kind::any);
  EXPECT_TRUE(interview.answer(*question, "no").empty());
  EXPECT_EQ(to_json(interview.form()), R"({"things":[]})");
  EXPECT_FALSE(interview.next({"things"}));
}

TEST(Interview, DoesNotAskWhatIsKnown) {
  const LoadedProject project = testing::small_project();
  Interview interview(project.project.workflows.front(),
                      Interview::Depth::whole, Language::zh);

  interview.assume(Object{{"n", 1}, {"route", "long"}});

  EXPECT_EQ(path_of(interview.next()), "reason");
}

}  // namespace
}  // namespace onething
