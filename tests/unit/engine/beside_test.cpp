// SPDX-License-Identifier: Apache-2.0
//
// Notes and files beside a case.

#include <gtest/gtest.h>

#include "base/limits.h"
#include "engine/view.h"
#include "support/life_stories.h"
#include "support/people_stories.h"

namespace onething {
namespace {

using testing::CaseBuilder;
using testing::file_of;

TEST(Notes, AreKeptWithWhoAndWhen) {
  CaseBuilder one = testing::open_case(testing::kCheck);
  one.as("甲示例").act(AddNote{"申请人来过电话"});
  EXPECT_EQ(one.last(), (std::vector<std::string>{"note_added"}));
  const CaseView view = engine::make_view(one.definition(), one.state());
  ASSERT_EQ(view.notes.size(), 1U);
  EXPECT_EQ(view.notes[0].text, "申请人来过电话");
  EXPECT_EQ(view.notes[0].by, "甲示例");
}

TEST(Notes, SayingNothingOrTooMuchAreRefused) {
  CaseBuilder one = testing::open_case(testing::kCheck);
  EXPECT_EQ(one.refused(AddNote{" \n"}), "engine.note_empty");
  EXPECT_EQ(one.refused(AddNote{std::string("a\x01", 2)}), "engine.note_unfit");
  EXPECT_EQ(one.refused(AddNote{std::string(limits::note_bytes_max + 1, 'a')}),
            "engine.note_unfit");
  for (std::size_t i = 0; i < limits::notes_max; ++i)
    one.act_unchecked(AddNote{"a"});
  EXPECT_EQ(one.refused(AddNote{"a"}), "engine.too_many_notes");
}

TEST(Files, TheSameTwiceIsOne) {
  CaseBuilder one = testing::open_case(testing::kCheck);
  one.act(file_of("租约.pdf"));
  one.act(file_of("租约.pdf"));
  EXPECT_TRUE(one.last().empty());
  one.act(file_of("另一份.pdf"));
  EXPECT_EQ(one.state().files.size(), 2U);
}

TEST(Files, WithANameThatIsAPathAreRefused) {
  CaseBuilder one = testing::open_case(testing::kCheck);
  for (const char* name : {"", "../etc/passwd", "a\nb\x02"})
    EXPECT_EQ(one.refused(file_of(name)), "engine.file_name_unfit");
}

TEST(Files, AreBounded) {
  CaseBuilder one = testing::open_case(testing::kCheck);
  for (std::size_t i = 0; i < limits::files_max; ++i)
    one.act_unchecked(file_of("f" + std::to_string(i)));
  EXPECT_EQ(one.refused(file_of("more")), "engine.too_many_files");
}

}  // namespace
}  // namespace onething
