// SPDX-License-Identifier: Apache-2.0
//
// Files beside a case, in the clear and sealed: put there, read again,
// verified, erased with their case.

#include "onething/attachments.h"

#include <gtest/gtest.h>

#include <filesystem>

#include "onething/sealed_store.h"
#include "support/counted_randomness.h"
#include "support/people_stories.h"
#include "support/run_world.h"
#include "support/store_folder.h"

namespace onething {
namespace {

using testing::RunWorld;
using testing::StoreFolder;

constexpr const char* kOne = R"(
form: {company: {title: 企业名称, type: text, max: 40}}
steps:
  tax: {uses: tax/carry_over, with: {name: =form.company}}
)";
constexpr const char* kForm = R"({"company":"店"})";
constexpr const char* kContent = "CANARY-CONTENT";

class Attached : public ::testing::Test {
 protected:
  void use(const std::string& key) {
    world.store.reset();
    SealingOptions options;
    options.randomness = std::make_unique<testing::CountedRandomness>();
    std::string text = key;
    auto opened = seal_store(
        folder.open(),
        key.empty() ? Keyring()
                    : std::move(Keyring::parse(text, "test").value()),
        std::move(options));
    ASSERT_TRUE(opened) << RunWorld::problem_of(opened);
    world.store = std::move(opened.value());
    shelf = open_file_shelf(address()).value();
  }
  std::string address() const { return "sqlite:" + folder.database(); }

  Result<Acted> attach(const CaseId& id, const std::string& bytes = kContent,
                       Actor actor = {"陈示例", "", Channel::online}) {
    Runner runner(*world.store, world.clock, nullptr);
    return attach_file(runner, *world.store, *shelf, id, "租约.pdf", bytes,
                       actor);
  }
  CaseView view(const CaseId& id) {
    Runner runner(*world.store, world.clock, nullptr);
    return runner.view(id).value();
  }
  FilesVerified verified() {
    NamedFiles named;
    const auto reader = StoreReader::open(address());
    EXPECT_TRUE(reader.value()->each_case([&](const StoredCase& stored) {
      add_named_files(stored, named);
      return true;
    }));
    return verify_files(address(), named).value();
  }

  StoreFolder folder;
  RunWorld world{kOne};
  std::unique_ptr<FileShelf> shelf;
};

const std::string kKey(64, 'a');

TEST_F(Attached, AreReadAsTheyWerePutThere) {
  for (const std::string& key : {std::string(), kKey}) {
    use(key);
    const CaseId id = world.submit(kForm, key.empty() ? "a" : "b").id;
    const CaseView after = RunWorld::view_of(attach(id));
    ASSERT_EQ(after.files.size(), 1U);
    EXPECT_EQ(after.files[0].media_type, "application/pdf");
    EXPECT_EQ(after.files[0].size, 14);
    EXPECT_EQ(after.files[0].by, "陈示例");
    EXPECT_EQ(
        read_attached(*world.store, *shelf, id, view(id).files[0]).value(),
        kContent);
    EXPECT_EQ(RunWorld::view_of(attach(id)).files.size(), 1U);
  }
  const FilesVerified found = verified();
  EXPECT_EQ(found.files, 2);
  EXPECT_EQ(found.unnamed, 0);
  EXPECT_TRUE(found.damages.empty());
}

TEST_F(Attached, LieSealedWhereValuesDo) {
  use(kKey);
  const CaseId id = world.submit(kForm).id;
  const CaseId other = world.submit(kForm, "key-2").id;
  RunWorld::view_of(attach(id));
  RunWorld::view_of(attach(other));
  std::string disk;
  for (const std::string& digest : shelf->list().value())
    disk += shelf->get(digest).value();
  EXPECT_EQ(disk.find("CANARY"), std::string::npos);
  // Bound to their case: exchanging them is noticed.
  FileView wrong = view(id).files[0];
  wrong.stored = view(other).files[0].stored;
  EXPECT_EQ(read_attached(*world.store, *shelf, id, wrong).error().code,
            ErrorCode::corrupt);
}

TEST_F(Attached, AreGoneWithTheirErasedCaseAndVerifyAllTheSame) {
  use(kKey);
  const CaseId id = world.submit(kForm).id;
  const CaseId other = world.submit(kForm, "key-2").id;
  RunWorld::view_of(attach(id));
  RunWorld::view_of(attach(other));
  EXPECT_EQ(world.drive(id).status, "granted");
  const CaseView before = view(id);
  Runner runner(*world.store, world.clock, nullptr);
  AccessLine why;
  why.at = testing::at("2027-01-04T09:00");
  why.actor = "li_na";
  why.case_id = id.text;
  why.reason = "保存期满";
  ASSERT_TRUE(erase_case(runner, *world.store, why));

  EXPECT_FALSE(read_attached(*world.store, *shelf, id, before.files[0]));
  ASSERT_TRUE(remove_attached(*shelf, before));
  EXPECT_EQ(shelf->list().value().size(), 1U);
  EXPECT_TRUE(verified().damages.empty());
  ASSERT_EQ(view(id).files.size(), 1U);
  EXPECT_EQ(view(id).files[0].name, "");
  EXPECT_EQ(
      read_attached(*world.store, *shelf, other, view(other).files[0]).value(),
      kContent);
}

TEST_F(Attached, ThatAreMissingOrAlteredAreDamage) {
  use("");
  const CaseId id = world.submit(kForm).id;
  RunWorld::view_of(attach(id));
  RunWorld::view_of(attach(id, "another"));
  ASSERT_TRUE(shelf->put("nobody names it"));
  const std::vector<FileView> files = view(id).files;
  ASSERT_TRUE(shelf->remove(files[0].stored));
  std::ofstream(folder.database() + ".files/" + files[1].stored.substr(0, 2) +
                "/" + files[1].stored.substr(2, 2) + "/" + files[1].stored)
      << "changed";

  const FilesVerified found = verified();

  EXPECT_EQ(found.unnamed, 1);
  ASSERT_EQ(found.damages.size(), 2U);
  EXPECT_EQ(found.damages[0].key, "store.file_altered");
  EXPECT_EQ(found.damages[1].key, "store.file_missing");
}

TEST_F(Attached, AreNotWrittenForSomebodyWhoMayNot) {
  use("");
  const CaseId id = world.submit(kForm).id;
  EXPECT_EQ(
      RunWorld::refusal_of(attach(
          id, kContent, testing::person("李示例", "", {Role::applicant}))),
      "policy.not_own_case");
  EXPECT_TRUE(shelf->list().value().empty());
  EXPECT_FALSE(attach({"nosuchcase"}));
}

// The same application handed in by somebody else tells them nothing.
TEST_F(Attached, ARepeatedSubmissionByAnotherShowsNoCase) {
  use("");
  Application application;
  application.form = testing::json(kForm);
  application.materials = Object{};
  Runner runner(*world.store, world.clock, nullptr);
  const auto submit = [&](const std::string& who) {
    return runner.submit(world.loaded, world.workflow(), application, "k",
                         testing::person(who, "", {Role::applicant}));
  };
  EXPECT_EQ(RunWorld::refusal_of(submit("陈示例")), "");
  EXPECT_EQ(RunWorld::refusal_of(submit("陈示例")), "");
  EXPECT_EQ(RunWorld::refusal_of(submit("李示例")), "policy.not_own_case");
}

}  // namespace
}  // namespace onething
