// SPDX-License-Identifier: Apache-2.0
//
// What must hold of every text that can be read: laying out keeps what it says,
// and laying out again changes nothing.

#include <gtest/gtest.h>

#include <cstdint>
#include <filesystem>

#include "layout/layout.h"
#include "support/golden.h"
#include "yaml/read.h"

namespace onething::layout {
namespace {

// Every document of the project, right ones and wrong ones.
std::vector<std::filesystem::path> all_documents() {
  std::vector<std::filesystem::path> out;
  for (const char* folder : {"../workflows", "../examples", "golden"})
    for (const auto& path : testing::golden_inputs(folder, ".yaml"))
      out.push_back(path);
  return out;
}

struct Outcome {
  bool is_readable = false;
  bool is_canonical = false;
};

Outcome check(const std::string& text, const std::string& name) {
  Sources sources;
  sources.add(name, text);
  const LaidOut once = canonical_layout(sources, 0);
  if (has_errors(once.diagnostics)) {
    EXPECT_EQ(once.text, text) << name;
    return {};
  }
  if (!once.is_canonical) return {true, false};
  EXPECT_TRUE(says_the_same(text, once.text)) << name << '\n' << text;
  Sources again;
  again.add(name, once.text);
  const LaidOut twice = canonical_layout(again, 0);
  EXPECT_TRUE(twice.is_canonical) << name << '\n' << once.text;
  EXPECT_EQ(twice.text, once.text) << name << '\n' << text;
  return {true, true};
}

TEST(LayoutProperty, HoldsForEveryDocumentOfTheProject) {
  const auto documents = all_documents();
  EXPECT_GE(documents.size(), 100U);
  for (const auto& path : documents) {
    const Outcome outcome = check(testing::read_file(path), path.string());
    if (outcome.is_readable) {
      EXPECT_TRUE(outcome.is_canonical) << path;
    }
  }
}

// A generator that gives the same numbers everywhere.
class Dice {
 public:
  explicit Dice(std::uint64_t seed) : state_(seed * 2654435761U + 1) {}
  std::size_t below(std::size_t limit) {
    state_ = state_ * 6364136223846793005ULL + 1442695040888963407ULL;
    return static_cast<std::size_t>(state_ >> 33) % limit;
  }

 private:
  std::uint64_t state_;
};

// Puts something in, takes something out or doubles a line.
void mutate(std::string& text, Dice& dice) {
  constexpr std::string_view pieces[] = {
      " ",  "  ",   "\n",   "\n\n",  "# c\n", "  # d",   "\r\n",
      "- ", ": ",   ", ",   "[",     "]",     "{",       "}",
      "|",  ">",    "\n  ", "\"",    "'",     "a: 1\n",  "\n    ",
      "? ", "|+\n", "|2\n", "---\n", "\n...\n", "  # e\n      # f\n"};
  const std::size_t at = dice.below(text.size() + 1);
  switch (dice.below(4)) {
    case 0:
    case 1:
      text.insert(at, pieces[dice.below(std::size(pieces))]);
      return;
    case 2:
      text.erase(at, 1 + dice.below(3));
      return;
    default:
      const std::size_t begin = text.rfind('\n', at) + 1;
      const std::size_t end = std::min(text.find('\n', at), text.size());
      if (begin < end)
        text.insert(begin, text.substr(begin, end - begin) + "\n");
  }
}

TEST(LayoutProperty, HoldsForMutatedDocuments) {
  const char* rounds = std::getenv("ONETHING_ROUNDS");
  const std::size_t count = rounds == nullptr ? 6 : std::stoul(rounds);
  std::size_t readable = 0;
  std::size_t left_alone = 0;
  std::uint64_t seed = 1;
  for (const auto& path : all_documents()) {
    const std::string original = testing::read_file(path);
    if (original.size() > 8000) continue;
    for (std::size_t i = 0; i < count; ++i) {
      Dice dice(++seed);
      std::string text = original;
      for (std::size_t k = 0; k <= dice.below(3); ++k) mutate(text, dice);
      const Outcome outcome =
          check(text, path.string() + " " + std::to_string(seed));
      if (::testing::Test::HasFailure()) return;
      readable += outcome.is_readable ? 1 : 0;
      if (outcome.is_readable && !outcome.is_canonical) ++left_alone;
    }
  }
  EXPECT_GE(readable, 100U);
  // `? key`, and blocks of text without a text.
  EXPECT_LE(left_alone * 50, readable);
}

}  // namespace
}  // namespace onething::layout
