// SPDX-License-Identifier: Apache-2.0
//
// What a document may hold at most, at the limit and one beyond it, and the
// characters it may not have.

#include <gtest/gtest.h>

#include "base/limits.h"
#include "yaml/read.h"

namespace onething::yaml {
namespace {

using Codes = std::vector<std::string_view>;

Codes codes_of(std::string text) {
  Sources sources;
  sources.add("a.yaml", std::move(text));
  Codes codes;
  for (const Diagnostic& d : read(sources, 0).diagnostics)
    codes.push_back(d.code);
  return codes;
}

TEST(Limits, HoldForTextsOfEveryStyle) {
  const std::string most(limits::scalar_bytes_max, 'x');
  for (const std::string_view around : {"", "\"", "'"}) {
    const std::string quote(around);
    EXPECT_EQ(codes_of("a: " + quote + most + quote), Codes{});
    EXPECT_EQ(codes_of("a: " + quote + most + "x" + quote), Codes{"OT0012"});
  }
  EXPECT_EQ(codes_of("a: |-\n  " + most + "\n"), Codes{});
  EXPECT_EQ(codes_of("a: |-\n  " + most + "\n  x\nb: 1\n"), Codes{"OT0012"});
  EXPECT_EQ(codes_of("a: >\n  " + most + "x\n"), Codes{"OT0012"});
  EXPECT_EQ(codes_of("? " + most + "x\n: 1\n"), Codes{"OT0012"});
}

TEST(Limits, OfDepthHoldForEveryWayToNest) {
  std::string keys;
  std::string items = "a:\n";
  for (int i = 0; i < limits::document_depth_max + 1; ++i) {
    keys += std::string(static_cast<std::size_t>(i), ' ') + "a:\n";
    items += std::string(static_cast<std::size_t>(i), ' ') + "-\n";
  }
  EXPECT_EQ(codes_of(keys), Codes{"OT0010"});
  EXPECT_EQ(codes_of(items), Codes{"OT0010"});
}

TEST(Limits, AreNotPassedByRecovery) {
  std::string many = "a: @\nb:\n";
  for (std::size_t i = 0; i < limits::document_nodes_max; ++i) many += "- 1\n";
  EXPECT_EQ(codes_of(many + "c: @\n").back(), "OT0011");
}

TEST(Characters, OfBrokenUtf8AreRefused) {
  EXPECT_EQ(codes_of("a: \xC0\xAF\n"), Codes{"OT0002"});      // Too long.
  EXPECT_EQ(codes_of("a: \xED\xA0\x80\n"), Codes{"OT0002"});  // A surrogate.
  EXPECT_EQ(codes_of("a: \xF4\x90\x80\x80\n"), Codes{"OT0002"});
  EXPECT_EQ(codes_of("a: 步\xE6\n"), Codes{"OT0002"});
}

TEST(Characters, ThatTurnTheTextAroundAreRefusedEverywhere) {
  for (const std::string_view sign :
       {"\xE2\x80\x8E", "\xE2\x80\x8F", "\xE2\x80\xAA", "\xE2\x80\xAE",
        "\xE2\x81\xA6", "\xE2\x81\xA9", "\xD8\x9C"}) {
    const std::string s(sign);
    EXPECT_EQ(codes_of("a" + s + ": 1\n"), Codes{"OT0005"});
    EXPECT_EQ(codes_of("a: \"x" + s + "\"\n"), Codes{"OT0005"});
    EXPECT_EQ(codes_of("a: 1 # " + s + "\n"), Codes{"OT0005"});
  }
}

TEST(Characters, ThatMarkABeginningStandThereOnly) {
  EXPECT_EQ(codes_of("\xEF\xBB\xBF"
                     "a: 1\n"),
            Codes{});
  EXPECT_EQ(codes_of("a: \xEF\xBB\xBF"
                     "1\n"),
            Codes{"OT0006"});
}

TEST(Characters, ThatAreRareInNamesOfPeopleStay) {
  for (const std::string_view rare :
       {"\xF0\xA0\x80\x80", "\xF0\xAA\x9A\xA5", "\xF0\xB1\x8D\x8F"}) {
    Sources sources;
    sources.add("a.yaml", "a: 王" + std::string(rare) + "\nb: \"" +
                              std::string(rare) + "\\n\"\n");
    const Document document = read(sources, 0);
    EXPECT_TRUE(document.diagnostics.empty());
    EXPECT_EQ(document.root.find("a")->text, "王" + std::string(rare));
    EXPECT_EQ(document.root.find("b")->text, std::string(rare) + "\n");
  }
}

}  // namespace
}  // namespace onething::yaml
