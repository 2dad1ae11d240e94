// SPDX-License-Identifier: Apache-2.0

#include <gtest/gtest.h>
#include <sys/stat.h>

#include <cstdlib>
#include <fstream>

#include "onething/message.h"
#include "onething/sealed_store.h"
#include "support/store_folder.h"

namespace onething {
namespace {

const std::string kKey(64, 'b');

class KeyPlace : public ::testing::Test {
 protected:
  std::string file(const std::string& text, mode_t mode) {
    const std::string path = folder.path() + "/key";
    std::ofstream(path) << text;
    ::chmod(path.c_str(), mode);
    return "file:" + path;
  }
  void TearDown() override {
    ::unsetenv("ONETHING_SEALING_KEY");
    ::unsetenv("ONETHING_KEY_FILE");
  }

  testing::StoreFolder folder;
};

TEST_F(KeyPlace, IsAFileThatNobodyElseMayOpen) {
  EXPECT_TRUE(read_keyring(file(kKey + "\n", 0600)));
  EXPECT_TRUE(read_keyring(file(kKey, 0400)));
  for (const mode_t mode : {0640, 0604, 0660, 0644}) {
    const auto open = read_keyring(file(kKey, mode));
    ASSERT_FALSE(open) << mode;
    EXPECT_EQ(open.error().code, ErrorCode::unavailable);
    EXPECT_NE(render(open.error().message, Language::en).find("0600"),
              std::string::npos);
  }
}

TEST_F(KeyPlace, MustBeThere) {
  EXPECT_EQ(read_keyring("file:" + folder.path() + "/none").error().code,
            ErrorCode::unavailable);
  EXPECT_FALSE(read_keyring("file:" + folder.path()));
  EXPECT_FALSE(read_keyring("env:ONETHING_TEST_NO_SUCH"));
}

TEST_F(KeyPlace, IsTheEnvironmentAsWell) {
  ::setenv("ONETHING_SEALING_KEY", kKey.c_str(), 1);
  const auto ring = read_keyring(keyring_place(""));
  ASSERT_TRUE(ring);
  EXPECT_EQ(ring.value().names(),
            read_keyring(file(kKey, 0600)).value().names());
}

TEST_F(KeyPlace, IsTakenFromTheNearestOfThree) {
  EXPECT_EQ(keyring_place(""), "");
  EXPECT_EQ(keyring_place("env:MINE"), "env:MINE");
  ::setenv("ONETHING_SEALING_KEY", kKey.c_str(), 1);
  EXPECT_EQ(keyring_place("env:MINE"), "env:ONETHING_SEALING_KEY");
  ::setenv("ONETHING_KEY_FILE", "/run/key", 1);
  EXPECT_EQ(keyring_place("env:MINE"), "file:/run/key");
}

TEST_F(KeyPlace, IsNeverTheKeyItself) {
  const auto wrong = read_keyring(kKey);
  ASSERT_FALSE(wrong);
  for (const Language language : {Language::zh, Language::en})
    EXPECT_EQ(render(wrong.error().message, language).find(kKey),
              std::string::npos);
}

}  // namespace
}  // namespace onething
