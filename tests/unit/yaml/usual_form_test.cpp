// SPDX-License-Identifier: Apache-2.0
//
// The reading without the library must be the library's reading, or none: both
// are compared event by event over every document we have, over documents
// strewn with faults, and over documents put together at random.

#include <gtest/gtest.h>

#include <array>
#include <random>

#include "support/golden.h"
#include "support/yaml_events.h"

namespace onething::yaml {
namespace {

using testing::events_of;
using testing::is_usual;

// Whether the text was in the usual form.
bool expect_same(const std::string& original) {
  const auto text = testing::prepared_text(original);
  if (!text || !is_usual(*text)) return false;
  EXPECT_EQ(events_of(*text, Through::either),
            events_of(*text, Through::library))
      << *text;
  return true;
}

std::vector<std::string> all_documents() {
  std::vector<std::string> documents;
  for (const auto* folder : {"golden", "../workflows", "../examples"})
    for (const auto& path : testing::golden_inputs(folder, ".yaml"))
      documents.push_back(testing::read_file(path));
  return documents;
}

TEST(UsualForm, IsReadAsTheLibraryReadsIt) {
  std::size_t usual = 0;
  const std::vector<std::string> documents = all_documents();
  for (const std::string& text : documents) usual += expect_same(text);
  EXPECT_GT(usual * 10, documents.size() * 8);
}

TEST(UsualForm, IsTheFormOfAnOrdinaryFile) {
  EXPECT_TRUE(is_usual("a: 1\nb:\n  c: x y  # note\n  d: 'it''s'\n"));
  EXPECT_TRUE(is_usual("a:\n- b: 1\n  c: [x, {d: \"e\\n\"}]\n- - f\n"));
  EXPECT_TRUE(is_usual("# 注\n\n名: 值 # 注\n空:\n完: https://a.b/c#d\n"));
}

TEST(UsualForm, LeavesTheRestToTheLibrary) {
  for (const std::string_view text : {"",
                                      "# only\n",
                                      "text\n",
                                      "[a]\n",
                                      "a: x\n  y\n",
                                      "a: |\n  x\n",
                                      "a: &b 1\n",
                                      "a: *b\n",
                                      "a: !!str b\n",
                                      "a: 'x\n  y'\n",
                                      "a: [x,\n y]\n",
                                      "? a\n: b\n",
                                      "a: {b}\n",
                                      "a: {b: }\n",
                                      "a: [b, ]\n",
                                      "a: [b: c]\n",
                                      "a: {\"b\":1}\n",
                                      "a: b: c\n",
                                      "a: - b\n",
                                      "- a\nb: c\n",
                                      "a: 1\n b: 2\n",
                                      "  a: 1\nb: 2\n",
                                      "a: \"\\x41\"\n",
                                      "--- a\n",
                                      "---\na: 1\n",
                                      "a: [b #c\n",
                                      "a: ]\n",
                                      "a: @b\n",
                                      "a: 'b' c\n",
                                      "a: {b: c]\n"})
    EXPECT_FALSE(is_usual(text)) << text;
  std::string deep;
  for (int i = 0; i < 100'000; ++i) deep += "- ";
  EXPECT_FALSE(is_usual(deep));
}

// Pieces that mean something at some place or other.
constexpr std::array<std::string_view, 44> kPieces = {
    "a",    "bc", "名", "：",   " ",   "  ",   "\n",    "\n  ", "\n    ",
    "\n- ", "- ", ": ", ":",    "? ",  "[",    "]",     "{",    "}",
    ", ",   ",",  "#",  " # x", "'x'", "'",    "\"y\"", "\"",   "\\",
    "\\n",  "''", "|",  ">",    "&z ", "*z",   "!t ",   "%",    "---",
    "...",  "1",  "-5", "~",    "a: ", "b: c", "\na: ", "=x.y"};

class Dice {
 public:
  explicit Dice(unsigned seed) : random_(seed) {}
  std::size_t below(std::size_t sides) { return random_() % sides; }
  std::string_view piece() { return kPieces[below(kPieces.size())]; }

 private:
  std::mt19937 random_;
};

TEST(UsualForm, OfDocumentsPutTogetherAtRandomIsReadAsTheLibraryReadsThem) {
  Dice dice(20260302);
  std::size_t usual = 0;
  for (int i = 0; i < 40'000; ++i) {
    std::string text = dice.below(2) == 0 ? "a: " : "";
    for (std::size_t k = dice.below(14) + 1; k > 0; --k) text += dice.piece();
    usual += expect_same(text);
  }
  EXPECT_GT(usual, 1'000U);
}

// One to three places of a sound document altered: a piece put in, some bytes
// taken out, a line indented otherwise.
std::string strewn(std::string text, Dice& dice) {
  for (std::size_t faults = dice.below(3) + 1; faults > 0; --faults) {
    const std::size_t at = dice.below(text.size() + 1);
    if (dice.below(3) != 0)
      text.insert(at, dice.piece());
    else
      text.erase(at, dice.below(4) + 1);
  }
  return text;
}

TEST(UsualForm, OfDocumentsStrewnWithFaultsIsReadAsTheLibraryReadsThem) {
  const std::vector<std::string> documents = all_documents();
  Dice dice(20261130);
  std::size_t usual = 0;
  for (int i = 0; i < 10'000; ++i) {
    const std::string& whole = documents[dice.below(documents.size())];
    const std::size_t from = whole.find('\n', dice.below(whole.size() + 1));
    const std::size_t begin = from == std::string::npos ? 0 : from + 1;
    usual += expect_same(strewn(whole.substr(begin, 400), dice));
  }
  EXPECT_GT(usual, 500U);
}

}  // namespace
}  // namespace onething::yaml
