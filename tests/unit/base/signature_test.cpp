// SPDX-License-Identifier: Apache-2.0

#include "base/signature.h"

#include <gtest/gtest.h>

namespace onething {

namespace {

std::string bytes(std::string_view hex) {
  std::string out;
  for (std::size_t i = 0; i + 1 < hex.size(); i += 2)
    out += static_cast<char>(
        std::stoi(std::string(hex.substr(i, 2)), nullptr, 16));
  return out;
}

// RFC 8032, section 7.1, test 2.
TEST(Signature, IsThatOfTheStandard) {
  const std::string secret =
      bytes("4ccd089b28ff96da9db6c346ec114e0f5b8a319f35aba624da8cf6ed4fb8a6fb");
  const auto pair = pair_of(secret);
  ASSERT_TRUE(pair);
  EXPECT_EQ(pair->open,
            bytes("3d4017c3e843895a92b70aa74d1b7ebc9c982ccf2ec4968cc"
                  "0cd55f12af4660c"));
  EXPECT_EQ(
      sign(secret, "\x72"),
      bytes("92a009a9f0d4cab8720e820b5f642540a2b27b5416503f8fb3762223ebdb6"
            "9da085ac1e43e15996e458f3613d0f11d8c387b2eaeb4302aeeb00d29161"
            "2bb0c00"));
  EXPECT_TRUE(is_signed_by(pair->open, "\x72", sign(secret, "\x72")));
}

TEST(Signature, HoldsForOneKeyAndOneText) {
  const auto mine = make_key_pair();
  const auto other = make_key_pair();
  ASSERT_TRUE(mine && other);
  const std::string signature = sign(mine->secret, "text");
  EXPECT_TRUE(is_signed_by(mine->open, "text", signature));
  EXPECT_FALSE(is_signed_by(mine->open, "Text", signature));
  EXPECT_FALSE(is_signed_by(other->open, "text", signature));
  std::string cut = signature;
  cut.pop_back();
  EXPECT_FALSE(is_signed_by(mine->open, "text", cut));
  EXPECT_FALSE(is_signed_by("", "text", signature));
  EXPECT_EQ(sign("short", "text"), "");
}

TEST(Signature, KeysComeBackFromPem) {
  const auto pair = make_key_pair();
  ASSERT_TRUE(pair);
  EXPECT_EQ(parse_secret_key_pem(secret_key_pem(pair->secret)), pair->secret);
  EXPECT_EQ(parse_open_key_pem(open_key_pem(pair->open)), pair->open);
  EXPECT_FALSE(parse_secret_key_pem(open_key_pem(pair->open)));
  EXPECT_FALSE(
      parse_open_key_pem("-----BEGIN PUBLIC KEY-----\nAAAA\n"
                         "-----END PUBLIC KEY-----\n"));
  EXPECT_FALSE(parse_open_key_pem(""));
}

}  // namespace

}  // namespace onething
