// SPDX-License-Identifier: Apache-2.0

#include "base/cipher.h"

#include <gtest/gtest.h>

#include <set>
#include <type_traits>

namespace onething {
namespace {

// A Secret cannot be printed, compared or copied by accident.
static_assert(!std::is_copy_constructible_v<Secret>);
static_assert(!std::is_convertible_v<Secret, std::string>);

std::string from_hex(std::string_view text) {
  std::string bytes;
  for (std::size_t i = 0; i < text.size(); i += 2)
    bytes += static_cast<char>(
        std::stoi(std::string(text.substr(i, 2)), nullptr, 16));
  return bytes;
}

std::string hex(std::string_view bytes) {
  std::string out;
  for (const char c : bytes) {
    constexpr char digits[] = "0123456789abcdef";
    out += digits[static_cast<unsigned char>(c) >> 4];
    out += digits[static_cast<unsigned char>(c) & 15];
  }
  return out;
}

Secret key_of(char fill) {
  return *Secret::from(std::string(Secret::size, fill));
}

class BothSuites : public ::testing::TestWithParam<CipherSuite> {
 protected:
  Cipher cipher = *Cipher::load(GetParam());
  std::string nonce = std::string(cipher.nonce_size(), 'n');
};

TEST_P(BothSuites, OpenWhatTheySealed) {
  for (const std::size_t size : {0u, 1u, 15u, 16u, 17u, 1000u, 1u << 20}) {
    const std::string plain(size, 'p');
    const auto sealed = cipher.seal(key_of('k'), nonce, "known", plain);
    ASSERT_TRUE(sealed);
    EXPECT_EQ(cipher.open(key_of('k'), "known", *sealed), plain);
    EXPECT_EQ(size > 16 && sealed->find("pppp") != std::string::npos, false);
  }
}

TEST_P(BothSuites, RefuseAnotherKeyAnotherPlaceAndEveryChangedBit) {
  const std::string sealed = *cipher.seal(key_of('k'), nonce, "known", "plain");

  EXPECT_FALSE(cipher.open(key_of('l'), "known", sealed));
  EXPECT_FALSE(cipher.open(key_of('k'), "knowm", sealed));
  EXPECT_FALSE(cipher.open(key_of('k'), "", sealed));
  for (std::size_t bit = 0; bit < 8 * sealed.size(); ++bit) {
    std::string changed = sealed;
    changed[bit / 8] = static_cast<char>(changed[bit / 8] ^ 1 << bit % 8);
    EXPECT_FALSE(cipher.open(key_of('k'), "known", changed)) << bit;
  }
  for (std::size_t cut = 1; cut <= sealed.size(); ++cut)
    EXPECT_FALSE(cipher.open(key_of('k'), "known",
                             sealed.substr(0, sealed.size() - cut)));
  EXPECT_FALSE(cipher.open(key_of('k'), "known", sealed + "x"));
}

TEST_P(BothSuites, DoNotLetBytesMoveBetweenWhatIsKnownAndWhatIsSealed) {
  const std::string sealed = *cipher.seal(key_of('k'), nonce, "ab", "c");
  EXPECT_FALSE(cipher.open(key_of('k'), "a", sealed));
  EXPECT_FALSE(cipher.open(key_of('k'), "abc", sealed));
}

TEST_P(BothSuites, DeriveAKeyForEachPurpose) {
  const auto digest = [&](std::string_view purpose) {
    return to_hex(cipher.keyed_digest(cipher.derive(key_of('k'), purpose), ""));
  };
  EXPECT_EQ(digest("a"), digest("a"));
  EXPECT_EQ(std::set({digest("a"), digest("b"), digest("")}).size(), 3u);
}

TEST_P(BothSuites, AreFoundByTheirWords) {
  EXPECT_EQ(suite_of_word(suite_word(GetParam())), GetParam());
  EXPECT_FALSE(suite_of_word("aes-128-ecb"));
}

INSTANTIATE_TEST_SUITE_P(Cipher, BothSuites,
                         ::testing::Values(CipherSuite::aes_256_gcm,
                                           CipherSuite::sm4_ctr_hmac_sm3));

// Test case 16 of McGrew and Viega, "The Galois/Counter Mode of Operation".
TEST(AesGcm, MatchesThePublishedVector) {
  const Cipher cipher = *Cipher::load(CipherSuite::aes_256_gcm);
  const Secret key =
      *Secret::from(from_hex("feffe9928665731c6d6a8f9467308308"
                             "feffe9928665731c6d6a8f9467308308"));
  const std::string nonce = from_hex("cafebabefacedbaddecaf888");
  const std::string sealed = *cipher.seal(
      key, nonce, from_hex("feedfacedeadbeeffeedfacedeadbeefabaddad2"),
      from_hex("d9313225f88406e5a55909c5aff5269a"
               "86a7a9531534f7da2e4c303d8a318a72"
               "1c3c0c95956809532fcf0e2449a6b525"
               "b16aedf5aa0de657ba637b39"));
  EXPECT_EQ(hex(sealed), hex(nonce) +
                             "522dc1f099567d07f47f37a32a84427d"
                             "643a8cdcbfe5c0c97598a2bd2555d1aa"
                             "8cb08e48590dbb3da7b08b1056828838"
                             "c5f61e6393ba7a0abcc9f662"
                             "76fc6ece0f4e1768cddf8853bb2d551b");
}

// GB/T 32907-2016, annex A.1.
TEST(Sm4, MatchesThePublishedBlock) {
  const Cipher cipher = *Cipher::load(CipherSuite::sm4_ctr_hmac_sm3);
  const std::string same = from_hex("0123456789abcdeffedcba9876543210");
  EXPECT_EQ(hex(*cipher.encrypt_block(same, same)),
            "681edf34d206965e86b3e94f536e4246");
}

// RFC 4231, test case 2; HMAC pads short keys with zeros.
TEST(KeyedDigest, MatchesThePublishedVectorOfHmacSha256) {
  const Cipher cipher = *Cipher::load(CipherSuite::aes_256_gcm);
  std::string key = "Jefe";
  key.resize(Secret::size);
  EXPECT_EQ(to_hex(cipher.keyed_digest(*Secret::from(key),
                                       "what do ya want for nothing?")),
            "5bdcc146bf60754e6a042426089575c7"
            "5a003f089d2739839dec58b964ec3843");
}

TEST(Cipher, IsAbsentWithoutItsLibrary) {
  EXPECT_FALSE(Cipher::load(CipherSuite::aes_256_gcm, "libnothing.so.9"));
  // A library that is there and has none of the functions.
  EXPECT_FALSE(Cipher::load(CipherSuite::aes_256_gcm, "libc.so.6"));
}

TEST(Secret, TakesThirtyTwoBytesAndLeavesNothingBehind) {
  EXPECT_FALSE(Secret::from("short"));
  Secret first = key_of('k');
  const Secret second = std::move(first);
  for (std::size_t i = 0; i < Secret::size; ++i) {
    EXPECT_EQ(second.data()[i], 'k');
    EXPECT_EQ(first.data()[i], 0);
  }
  std::string text = "secret";
  wipe(text);
  EXPECT_TRUE(text.empty());
}

}  // namespace
}  // namespace onething
