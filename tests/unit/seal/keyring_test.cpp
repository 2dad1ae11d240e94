// SPDX-License-Identifier: Apache-2.0

#include "seal/keyring.h"

#include <gtest/gtest.h>

#include "onething/message.h"

namespace onething {
namespace {

const std::string kHex(64, 'a');
const std::string kBase64 = std::string(43, 'A') + "=";

Result<Keyring> parse(std::string text) { return Keyring::parse(text, "here"); }

TEST(Keyring, ReadsHexAndBase64AndPassesOverComments) {
  const auto ring =
      parse("# the current one\n" + kHex + "\n\n  " + kBase64 + "\r\n");
  ASSERT_TRUE(ring);
  EXPECT_EQ(ring.value().names().size(), 2u);
}

TEST(Keyring, NamesAKeyTheSameHoweverItIsWritten) {
  std::string upper(64, 'A');
  EXPECT_EQ(parse(kHex).value().names(), parse(upper).value().names());
  EXPECT_EQ(parse(kHex + "\n" + upper).value().names().size(), 1u);
}

TEST(Keyring, NeverRepeatsWhatItCouldNotRead) {
  const std::string typed = "my-secret-passphrase";
  const auto ring = parse("# x\n" + typed);
  ASSERT_FALSE(ring);
  EXPECT_EQ(ring.error().code, ErrorCode::unavailable);
  for (const Language language : {Language::zh, Language::en}) {
    const std::string said = render(ring.error().message, language);
    EXPECT_EQ(said.find(typed), std::string::npos);
    EXPECT_NE(said.find("here"), std::string::npos);
    EXPECT_NE(said.find("2"), std::string::npos);
  }
}

TEST(Keyring, RefusesWhatIsNoKey) {
  EXPECT_FALSE(parse(""));
  EXPECT_FALSE(parse("# nothing\n"));
  EXPECT_FALSE(parse(kHex.substr(1)));
  EXPECT_FALSE(parse(kHex + "a"));
  EXPECT_FALSE(parse(std::string(64, 'g')));
}

TEST(Keyring, OverwritesTheTextItWasReadFrom) {
  std::string text = kHex;
  ASSERT_TRUE(Keyring::parse(text, "here"));
  EXPECT_TRUE(text.empty());
}

TEST(Keyring, IsEmptyByDefault) {
  EXPECT_TRUE(Keyring().empty());
  EXPECT_TRUE(Keyring().names().empty());
}

}  // namespace
}  // namespace onething
