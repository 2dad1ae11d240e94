// SPDX-License-Identifier: Apache-2.0

#include "contract/batch_shelf_contract.h"
#include "contract/find_contract.h"
#include "contract/key_shelf_contract.h"

namespace onething::contract {

namespace {

class MemoryHome final : public StoreHome {
 public:
  std::unique_ptr<Store> open() override { return make_memory_store(); }
};

}  // namespace

INSTANTIATE_TEST_SUITE_P(Memory, StoreContract,
                         ::testing::Values(+[]() -> std::unique_ptr<StoreHome> {
                           return std::make_unique<MemoryHome>();
                         }));

INSTANTIATE_TEST_SUITE_P(Memory, FindContract,
                         ::testing::Values(+[]() -> std::unique_ptr<StoreHome> {
                           return std::make_unique<MemoryHome>();
                         }));

TEST(OpenStore, RefusesAddressesItDoesNotKnow) {
  for (const char* address :
       {"", "memory", "memory:x", "sqlite:", "sqlite", "postgresql://x", "x"}) {
    const auto refused = open_store(address);
    ASSERT_FALSE(refused) << address;
    EXPECT_EQ(refused.error().code, ErrorCode::not_found);
  }
  EXPECT_TRUE(open_store("memory:"));
}

TEST(VerifyChain, NamesTheFirstRecordThatDoesNotHold) {
  const std::unique_ptr<Store> store = make_memory_store();
  const CaseCommit commit = testing::opening_commit("a", 4);
  ASSERT_TRUE(store->commit({&commit, 1}));
  const std::vector<Record> good = store->history({"a"}).value();
  ASSERT_TRUE(verify_chain(good));

  std::vector<Record> edited = good;
  edited[2].payload += " ";
  std::vector<Record> swapped = good;
  std::swap(swapped[1], swapped[2]);
  std::vector<Record> missing = good;
  missing.erase(missing.begin());

  const auto sequence = [](const std::vector<Record>& history) {
    return verify_chain(history).error().message.args.at(0).value;
  };
  EXPECT_EQ(sequence(edited), "3");
  EXPECT_EQ(sequence(swapped), "2");
  EXPECT_EQ(sequence(missing), "1");
}

}  // namespace onething::contract
