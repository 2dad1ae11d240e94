// SPDX-License-Identifier: Apache-2.0
//
// Checkpoints that somebody else wrote and signed with a key of their own.

#include <gtest/gtest.h>

#include <fstream>
#include <limits>

#include "audit/checkpoint_file.h"
#include "base/signature.h"
#include "support/store_folder.h"

namespace onething::audit {
namespace {

constexpr std::int64_t kMost = std::numeric_limits<std::int64_t>::max();

const KeyPair& own_key() {
  static const KeyPair pair = *pair_of(std::string(32, 'k'));
  return pair;
}

// Everything fits but perhaps the sum.
CheckpointFile signed_file(std::int64_t events,
                           const std::vector<std::int64_t>& lengths) {
  CheckpointFile file;
  file.statement.at = Instant{1'772'413'200, 0};
  file.statement.cases = static_cast<std::int64_t>(lengths.size());
  file.statement.events = events;
  MerkleTree tree;
  for (std::size_t i = 0; i < lengths.size(); ++i) {
    file.heads.push_back({"case-" + std::to_string(i), lengths[i], {}});
    tree.add(leaf_of(file.heads.back()));
  }
  file.statement.root = tree.root();
  file.open_key = own_key().open;
  file.statement.key = key_id(file.open_key);
  file.signed_text = statement_text(file.statement);
  file.signature = sign(own_key().secret, file.signed_text);
  return file;
}

TEST(Checkpoint, CountsTheEventsOfAllCasesWhateverIsClaimed) {
  EXPECT_TRUE(check_checkpoint(signed_file(7, {3, 4})).empty());
  EXPECT_TRUE(check_checkpoint(signed_file(kMost, {kMost - 1, 1})).empty());
  EXPECT_EQ(check_checkpoint(signed_file(8, {3, 4})).key, "audit.bad_list");
  EXPECT_EQ(check_checkpoint(signed_file(6, {3, 4})).key, "audit.bad_list");
  // 2 to the power of 64 more than is claimed.
  EXPECT_EQ(check_checkpoint(signed_file(3, {kMost, kMost, 5})).key,
            "audit.bad_list");
}

TEST(Checkpoint, WithANumberThatNothingCanFollowIsNone) {
  const testing::StoreFolder folder;
  const auto read = [&](std::int64_t number) {
    CheckpointFile file = signed_file(7, {3, 4});
    file.statement.number = number;
    file.signed_text = statement_text(file.statement);
    const std::string plain = "\"" + std::to_string(number) + "\"";
    const std::size_t quoted = file.signed_text.find(plain);
    if (quoted != std::string::npos)
      file.signed_text.replace(quoted, plain.size(), std::to_string(number));
    const std::string path = folder.path() + "/a.checkpoint";
    std::ofstream(path, std::ios::binary) << to_text(file);
    return read_checkpoint(path);
  };

  EXPECT_TRUE(read(12));
  ASSERT_FALSE(read(kMost));
  EXPECT_EQ(read(kMost).error().code, ErrorCode::invalid);
}

}  // namespace
}  // namespace onething::audit
