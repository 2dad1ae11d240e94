// SPDX-License-Identifier: Apache-2.0
//
// Files beside a store: what is put there comes back, once, whole, or is said
// to be damaged.

#include "onething/file_shelf.h"

#include <gtest/gtest.h>
#include <sys/stat.h>

#include <filesystem>
#include <fstream>

#include "base/limits.h"
#include "onething/id.h"
#include "support/store_folder.h"

namespace onething {
namespace {

namespace fs = std::filesystem;

class FileShelfTest : public ::testing::TestWithParam<const char*> {
 protected:
  std::unique_ptr<FileShelf> shelf() {
    const std::string kind = GetParam();
    return open_file_shelf(kind == "memory:" ? kind : "sqlite:" + path("a.db"))
        .value();
  }
  std::string path(const std::string& name) {
    return folder.path() + "/" + name;
  }
  testing::StoreFolder folder;
};

TEST_P(FileShelfTest, GivesBackWhatWasPutThere) {
  const auto one = shelf();
  const std::string bytes("a\0b\n", 4);
  const std::string digest = one->put(bytes).value();
  EXPECT_EQ(digest, to_hex(sha256(bytes)));
  EXPECT_EQ(one->get(digest).value(), bytes);
  EXPECT_EQ(one->put(bytes).value(), digest);
  EXPECT_EQ(one->put("").value(), to_hex(sha256("")));
  EXPECT_EQ(one->list().value().size(), 2U);
}

TEST_P(FileShelfTest, SaysWhatIsNotThere) {
  const auto one = shelf();
  EXPECT_TRUE(one->list().value().empty());
  for (const std::string& digest :
       {std::string(64, 'a'), std::string("../../etc/passwd"), std::string()})
    EXPECT_EQ(one->get(digest).error().code, ErrorCode::not_found);
  EXPECT_TRUE(one->remove(std::string(64, 'a')));
  EXPECT_TRUE(one->remove("../../etc/passwd"));
}

TEST_P(FileShelfTest, ForgetsWhatIsRemoved) {
  const auto one = shelf();
  const std::string digest = one->put("x").value();
  ASSERT_TRUE(one->remove(digest));
  EXPECT_EQ(one->get(digest).error().code, ErrorCode::not_found);
}

TEST_P(FileShelfTest, RefusesWhatIsTooLarge) {
  const std::string bytes(limits::file_bytes_max + 4'096, 'a');
  EXPECT_EQ(shelf()->put(bytes).error().code, ErrorCode::invalid);
}

INSTANTIATE_TEST_SUITE_P(Both, FileShelfTest,
                         ::testing::Values("memory:", "sqlite:"));

class Beside : public ::testing::Test {
 protected:
  std::string address() { return "sqlite:" + path("a.db"); }
  std::string path_of(const std::string& digest) {
    return path("a.db") + ".files/" + digest.substr(0, 2) + "/" +
           digest.substr(2, 2) + "/" + digest;
  }
  std::string path(const std::string& name) {
    return folder.path() + "/" + name;
  }
  testing::StoreFolder folder;
};

TEST_F(Beside, LieReadableByTheirOwnerOnly) {
  const std::string digest =
      open_file_shelf(address()).value()->put("x").value();
  struct stat about {};
  ASSERT_EQ(::stat(path_of(digest).c_str(), &about), 0);
  EXPECT_EQ(about.st_mode & 0777U, 0600U);
  ASSERT_EQ(::stat((path("a.db") + ".files").c_str(), &about), 0);
  EXPECT_EQ(about.st_mode & 0777U, 0700U);
}

TEST_F(Beside, ThatWereAlteredAreNotGiven) {
  const auto shelf = open_file_shelf(address()).value();
  const std::string digest = shelf->put("x").value();
  std::ofstream(path_of(digest)) << "y";
  EXPECT_EQ(shelf->get(digest).error().code, ErrorCode::corrupt);
  EXPECT_EQ(shelf->put("x").error().code, ErrorCode::corrupt);
}

TEST_F(Beside, AreCopiedWithTheirDatabaseAndNeverOverACopy) {
  const auto shelf = open_file_shelf(address()).value();
  EXPECT_EQ(back_up_files(address(), path("b.db")).value().files, 0);
  const std::string digest = shelf->put("x").value();
  EXPECT_EQ(back_up_files(address(), path("b.db")).value().files, 1);
  EXPECT_EQ(
      open_file_shelf("sqlite:" + path("b.db")).value()->get(digest).value(),
      "x");
  EXPECT_EQ(back_up_files(address(), path("b.db")).error().code,
            ErrorCode::not_found);
  std::ofstream(path_of(digest)) << "y";
  EXPECT_EQ(back_up_files(address(), path("c.db")).error().code,
            ErrorCode::corrupt);
}

TEST(FileShelf, HasNoOtherAddress) {
  for (const char* address : {"", "sqlite:", "postgresql://x"})
    EXPECT_EQ(open_file_shelf(address).error().code, ErrorCode::not_found);
}

TEST_F(Beside, FilesToAttachAreFilesAndNotTooLarge) {
  EXPECT_EQ(read_file_to_attach(path("none")).error().code,
            ErrorCode::not_found);
  EXPECT_EQ(read_file_to_attach("/").error().code, ErrorCode::invalid);
  const std::string big = path("big");
  std::ofstream(big) << "x";
  EXPECT_EQ(read_file_to_attach(big).value(), "x");
  fs::resize_file(big, limits::file_bytes_max + 1);
  EXPECT_EQ(read_file_to_attach(big).error().code, ErrorCode::invalid);
  EXPECT_FALSE(write_file_anew(big, "y"));
}

}  // namespace
}  // namespace onething
