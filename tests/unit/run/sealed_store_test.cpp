// SPDX-License-Identifier: Apache-2.0

#include "onething/sealed_store.h"
#include "onething/report.h"

#include <gtest/gtest.h>

#include <filesystem>
#include <set>

#include "onething/store_reader.h"
#include "support/counted_randomness.h"
#include "support/run_world.h"
#include "support/store_folder.h"

namespace onething {
namespace {

using testing::RunWorld;
using testing::StoreFolder;

constexpr const char* kTwo = R"(
subject: company
form:
  company: {title: 企业名称, type: text, max: 40}
  owner: {title: 经营者, type: text, sensitivity: personal, max: 40}
steps:
  tax: {uses: tax/carry_over, with: {name: =form.company}}
  market: {uses: market/register, with: {uscc: =form.company, name: =form.owner}, after: tax}
outcome: {receipt: =steps.tax.receipt}
)";
constexpr const char* kForm =
    R"({"company":"CANARY-COMPANY","owner":"CANARY-OWNER"})";

std::string key_text(char digit) { return std::string(64, digit); }

Keyring ring(std::string text) {
  return std::move(Keyring::parse(text, "test").value());
}

AccessLine why(const CaseId& id) {
  AccessLine line;
  line.at = testing::at("2027-01-04T09:00");
  line.actor = "li_na";
  line.case_id = id.text;
  line.reason = "保存期满";
  return line;
}

// Writes a history over the one that is stored, with hashes that hold.
void restamp(const StoreFolder& folder, const CaseId& id,
             std::vector<Record> history) {
  SQLite::Database raw(folder.database(), SQLite::OPEN_READWRITE);
  Digest previous{};
  for (Record& record : history) {
    const std::string before(previous.begin(), previous.end());
    record.hash = sha256_of_fields({before, std::to_string(record.sequence),
                                    record.type, std::to_string(record.version),
                                    to_text(record.at), record.payload});
    previous = record.hash;
    SQLite::Statement update(
        raw,
        "UPDATE events SET payload = ?, hash = ? WHERE sequence = ? AND "
        "case_number = (SELECT number FROM cases WHERE id = ?)");
    update.bind(1, record.payload);
    update.bind(2, record.hash.data(), static_cast<int>(record.hash.size()));
    update.bind(3, record.sequence);
    update.bind(4, id.text);
    update.exec();
  }
  SQLite::Statement head(raw, "UPDATE cases SET head = ? WHERE id = ?");
  head.bind(1, previous.data(), static_cast<int>(previous.size()));
  head.bind(2, id.text);
  head.exec();
}

class Sealed : public ::testing::TestWithParam<const char*> {
 protected:
  Result<std::unique_ptr<Store>> open(const std::string& keys) {
    SealingOptions options;
    options.suite = GetParam();
    options.randomness = std::make_unique<testing::CountedRandomness>();
    counted =
        static_cast<testing::CountedRandomness*>(options.randomness.get());
    return seal_store(folder.open(), keys.empty() ? Keyring() : ring(keys),
                      std::move(options));
  }
  void use(const std::string& keys) {
    world.store.reset();
    auto opened = open(keys);
    ASSERT_TRUE(opened) << RunWorld::problem_of(opened);
    world.store = std::move(opened.value());
  }
  // Everything that lies on the disk.
  std::string disk() const {
    std::string bytes;
    for (const auto& file :
         std::filesystem::recursive_directory_iterator(folder.path())) {
      if (!file.is_regular_file()) continue;
      std::ifstream in(file.path(), std::ios::binary);
      bytes.append(std::istreambuf_iterator<char>(in), {});
    }
    return bytes;
  }
  CaseId granted() {
    const CaseId id = world.submit(kForm).id;
    EXPECT_EQ(world.drive(id).status, "granted");
    return id;
  }
  Status erase(const CaseId& id) {
    Runner runner(*world.store, world.clock, nullptr);
    return erase_case(runner, *world.store, why(id));
  }

  StoreFolder folder;
  RunWorld world{kTwo};
  testing::CountedRandomness* counted = nullptr;
};

// Why a row of a batch was refused may quote what stood in it.
TEST_P(Sealed, NothingOfARefusedRowOfABatchLiesOnTheDisk) {
  use(key_text('a'));
  BatchShelf& shelf = *world.store->batch_shelf();
  BatchRow row;
  row.id = "b1";
  row.state = "open";
  row.rows = 1;
  BatchLine line;
  line.number = 1;
  line.state = "refused";
  line.reason = "[\"CANARY-OWNER\"]";
  ASSERT_TRUE(shelf.open_batch(row, {&line, 1}));
  EXPECT_EQ(shelf.batch_lines("b1", 0, 1).value()[0].reason, line.reason);

  line.reason = "[\"CANARY-COMPANY\"]";
  ASSERT_TRUE(shelf.change_batch_lines("b1", {&line, 1}));

  EXPECT_EQ(disk().find("CANARY"), std::string::npos);
  use(key_text('a'));
  EXPECT_EQ(
      world.store->batch_shelf()->batch_lines("b1", 0, 1).value()[0].reason,
      line.reason);
  EXPECT_EQ(world.store->batch_shelf()->batch_counts("b1").value()[0].count, 1);
}

TEST_P(Sealed, CarriesACaseToItsEndAndLeavesNothingReadableOnTheDisk) {
  use(key_text('a'));
  const CaseId id = granted();

  const std::string bytes = disk();

  EXPECT_EQ(bytes.find("CANARY"), std::string::npos);
  EXPECT_NE(bytes.find("carry_over"), std::string::npos);
  const CaseRow row = world.store->row(id).value();
  EXPECT_EQ(row.subject, "CANARY-COMPANY");
  EXPECT_EQ(row.submission_key, "key-1");
  EXPECT_EQ(row.input_digest.size(), 64u);
}

TEST_P(Sealed, ReadsTheSameAsAStoreInTheClear) {
  RunWorld open(kTwo);
  const CaseId there = open.submit(kForm).id;
  open.drive(there);
  use(key_text('a'));
  const CaseId here = granted();

  const auto sealed = world.store->history(here).value();
  const auto clear = open.store->history(there).value();
  ASSERT_EQ(sealed.size(), clear.size());
  for (std::size_t i = 0; i < sealed.size(); ++i)
    EXPECT_EQ(sealed[i].payload, clear[i].payload) << sealed[i].type;
}

TEST_P(Sealed, VerifiesWithoutAnyKey) {
  use(key_text('a'));
  const CaseId id = granted();
  EXPECT_TRUE(verify_chain(folder.open()->history(id).value()));
  const auto reader = StoreReader::open("sqlite:" + folder.database());
  EXPECT_TRUE(
      check_history(reader.value()->read_case(id.text).value()).empty());
}

TEST_P(Sealed, KnowsARepeatedSubmission) {
  use(key_text('a'));
  const CaseId id = granted();
  EXPECT_EQ(world.submit(kForm).id, id);
  Runner runner(*world.store, world.clock, nullptr);
  EXPECT_EQ(RunWorld::refusal_of(
                world.try_submit(runner, R"({"company":"x","owner":"y"})")),
            "run.key_reused");
}

TEST_P(Sealed, FindsCasesByTheirSubjectAlsoThoseBegunInTheClear) {
  use("");
  const CaseId clear = world.submit(kForm, "clear").id;
  use(key_text('a'));
  const CaseId sealed = world.submit(kForm, "sealed").id;
  CaseFilter filter;
  filter.subject = "CANARY-COMPANY";

  const auto rows = world.store->cases(filter).value();

  std::set<CaseId> found;
  for (const CaseRow& row : rows) {
    EXPECT_EQ(row.subject, "CANARY-COMPANY");
    found.insert(row.id);
  }
  EXPECT_EQ(found, std::set({clear, sealed}));
  filter.limit = 1;
  EXPECT_EQ(world.store->cases(filter).value().size(), 1u);
  EXPECT_EQ(world.drive(clear).status, "granted");
  EXPECT_EQ(erase(clear).error().code, ErrorCode::not_found);
}

TEST_P(Sealed, HidesWhatDigestsWouldGiveAway) {
  use(key_text('a'));
  const CaseId id = granted();
  const std::string guess = to_hex(sha256(to_canonical("CANARY-COMPANY")));
  EXPECT_EQ(disk().find(guess), std::string::npos);
}

TEST_P(Sealed, RefusesToOpenWithoutTheKeyOrWithAnotherAndChangesNothing) {
  use(key_text('a'));
  granted();
  world.store.reset();
  const std::string before = folder.read();

  for (const std::string& keys : {std::string(), key_text('b')}) {
    const auto opened = open(keys);
    ASSERT_FALSE(opened);
    EXPECT_EQ(opened.error().code, ErrorCode::unavailable);
    EXPECT_EQ(opened.error().message.key,
              keys.empty() ? "seal.no_key" : "seal.wrong_key");
  }

  EXPECT_EQ(folder.read(), before);
}

TEST_P(Sealed, NoticesAPayloadThatWasMovedFromAnotherCase) {
  use(key_text('a'));
  const CaseId first = granted();
  const CaseId second = world.submit(kForm, "key-2").id;
  ASSERT_EQ(world.drive(second).status, "granted");
  world.store.reset();
  // With a chain that is right again, as somebody who may write could make it.
  auto stored = folder.open()->history(second).value();
  stored[0].payload = folder.open()->history(first).value()[0].payload;
  restamp(folder, second, stored);
  ASSERT_TRUE(verify_chain(folder.open()->history(second).value()));

  use(key_text('a'));
  const auto read = world.store->history(second);

  ASSERT_FALSE(read);
  EXPECT_EQ(read.error().code, ErrorCode::corrupt);
  EXPECT_EQ(read.error().message.key, "seal.changed");
  EXPECT_TRUE(world.store->history(first));
}

TEST_P(Sealed, NoticesAKeyThatWasMovedOrTakenAway) {
  use(key_text('a'));
  const CaseId first = granted();
  const CaseId second = world.submit(kForm, "key-2").id;
  folder.execute(("UPDATE sealing_keys SET wrapped = (SELECT wrapped FROM "
                  "sealing_keys WHERE id = '" +
                  first.text + "') WHERE id = '" + second.text + "'")
                     .c_str());
  EXPECT_EQ(world.store->history(second).error().message.key,
            "seal.key_changed");
  folder.execute(
      ("DELETE FROM sealing_keys WHERE id = '" + second.text + "'").c_str());
  EXPECT_EQ(world.store->history(second).error().message.key, "seal.key_gone");
}

TEST_P(Sealed, KeepsNoKeyWhenTheFirstCommitIsRefused) {
  use(key_text('a'));
  CaseCommit commit;
  commit.row.id = {"a"};
  commit.expected_length = 0;
  commit.epoch = 9;  // Nobody has that lease.
  EXPECT_FALSE(world.store->commit({&commit, 1}).value().at(0));
  EXPECT_FALSE(world.store->key_shelf()->key("a").value());
}

TEST_P(Sealed, StoresNothingWithoutChance) {
  use(key_text('a'));
  counted->exhausted = true;
  Runner runner(*world.store, world.clock, nullptr);
  EXPECT_EQ(RunWorld::key_of(world.try_submit(runner, kForm)),
            "seal.no_chance");
  EXPECT_TRUE(folder.open()->cases({}).value().empty());
}

TEST_P(Sealed, ErasesTheValuesOfACaseAndKeepsItsCourse) {
  use(key_text('a'));
  const CaseId id = granted();
  const CaseId other = world.submit(kForm, "key-2").id;
  const auto before = folder.open()->history(id).value();
  const std::string wrapped =
      world.store->key_shelf()->key(id.text).value()->wrapped;

  ASSERT_TRUE(erase(id));

  Runner reader(*world.store, world.clock, nullptr);
  const auto view = reader.view(id);
  ASSERT_TRUE(view) << RunWorld::problem_of(view);
  EXPECT_EQ(view.value().status, "granted");
  EXPECT_EQ(view.value().subject, "");
  EXPECT_EQ(view.value().length, static_cast<std::int64_t>(before.size()));
  EXPECT_EQ(world.store->cases({}).value().size(), 2u);
  EXPECT_TRUE(verify_chain(folder.open()->history(id).value()));
  EXPECT_FALSE(disclosures(*world.store, id).value().empty())
      << "who got what outlives the values";
  const std::string bytes = disk();
  EXPECT_EQ(bytes.find(wrapped), std::string::npos);
  EXPECT_EQ(world.store->key_shelf()->key(id.text).value()->reason, "保存期满");
  // Neither can it be taken up again, nor erased twice; others are untouched.
  EXPECT_EQ(erase(id).error().code, ErrorCode::conflict);
  EXPECT_EQ(world.drive(other).status, "granted");
}

TEST_P(Sealed, RefusesToEraseWhatIsRunningHeldOrUnknown) {
  use(key_text('a'));
  const CaseId id = world.submit(kForm).id;
  EXPECT_EQ(erase(id).error().message.key, "seal.case_is_running");
  world.drive(id);
  const auto other = folder.open();
  const std::int64_t epoch = other->claim(id, "somebody").value();
  EXPECT_EQ(erase(id).error().code, ErrorCode::conflict);
  ASSERT_TRUE(other->release(id, epoch));
  EXPECT_EQ(erase({"nobody"}).error().code, ErrorCode::not_found);
  EXPECT_TRUE(world.store->key_shelf()->lines().value().empty());
  EXPECT_TRUE(erase(id));
}

TEST_P(Sealed, GoesOnUnderANewMasterKey) {
  use(key_text('a'));
  const CaseId id = granted();
  const auto before = folder.open()->history(id).value();
  const std::string both = key_text('b') + "\n" + key_text('a');
  use(both);  // The old key still opens what lies under it.
  EXPECT_TRUE(world.store->history(id));
  testing::CountedRandomness randomness;

  const auto rotated =
      rotate_keys(*world.store, ring(both), randomness, why({""}));
  ASSERT_TRUE(rotated) << RunWorld::problem_of(rotated);
  EXPECT_EQ(rotated.value(), 2);  // The case's and the store's own.
  EXPECT_EQ(
      rotate_keys(*world.store, ring(both), randomness, why({""})).value(), 0);
  EXPECT_EQ(world.store->key_shelf()->lines().value().size(), 1u);

  use(key_text('b'));
  EXPECT_EQ(world.store->row(id).value().subject, "CANARY-COMPANY");
  const auto after = folder.open()->history(id).value();
  for (std::size_t i = 0; i < before.size(); ++i)
    EXPECT_EQ(after[i].payload, before[i].payload);
  world.store.reset();
  EXPECT_FALSE(open(key_text('a')));
}

TEST_P(Sealed, DoesNotRotateWithoutTheOldKey) {
  use(key_text('a'));
  granted();
  testing::CountedRandomness randomness;
  EXPECT_EQ(
      rotate_keys(*world.store, ring(key_text('b')), randomness, why({""}))
          .error()
          .message.key,
      "seal.wrong_key");
  use(key_text('a'));
}

INSTANTIATE_TEST_SUITE_P(Suites, Sealed,
                         ::testing::Values("aes-256-gcm", "sm4-ctr-hmac-sm3"));

TEST(SealStore, IsTheStoreItselfWhereNothingIsSealed) {
  std::unique_ptr<Store> store = make_memory_store();
  const Store* before = store.get();
  const auto same = seal_store(std::move(store), Keyring(), {});
  ASSERT_TRUE(same);
  EXPECT_EQ(same.value().get(), before);
}

TEST(SealStore, RefusesASuiteThatItDoesNotKnow) {
  EXPECT_EQ(
      seal_store(make_memory_store(), ring(key_text('a')), {.suite = "rot13"})
          .error()
          .message.key,
      "seal.unknown_suite");
}

TEST(SealStore, SaysHowValuesLie) {
  EXPECT_EQ(how_values_lie(Keyring(), "").key, "seal.values_in_the_clear");
  const Keyring keys = ring(key_text('a'));
  const Message said = how_values_lie(keys, "aes-256-gcm");
  EXPECT_NE(render(said, Language::en).find(keys.names().front()),
            std::string::npos);
}

}  // namespace
}  // namespace onething
