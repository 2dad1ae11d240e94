// SPDX-License-Identifier: Apache-2.0
//
// Hundreds of stores, each tampered with at random behind the store's back, and
// what an audit says of them with and without a checkpoint.

#include "onething/audit.h"

#include <gtest/gtest.h>
#include <sys/stat.h>

#include <fstream>
#include <random>

#include "store/chain.h"
#include "support/store_folder.h"
#include "support/store_rows.h"

namespace onething {

namespace {

using testing::numbered;
using testing::StoreFolder;

constexpr Instant kNow{1'772'413'200, 0};

class Audit : public ::testing::Test {
 protected:
  void SetUp() override {
    key = folder.path() + "/audit.key";
    ASSERT_TRUE(make_audit_key(key));
  }
  std::string address() const { return "sqlite:" + folder.database(); }
  std::string file(const std::string& name) const {
    return folder.path() + "/" + name;
  }
  // `cases` more, each of 2 to 6 records that all differ.
  void fill(int cases) {
    const auto store = folder.open();
    for (int i = 0; i < cases; ++i) {
      CaseCommit commit = testing::opening_commit(
          numbered("case", made), static_cast<int>(2 + made % 5));
      for (std::size_t k = 0; k < commit.records.size(); ++k)
        commit.records[k].payload = R"({"n":)" + std::to_string(k) +
                                    R"(,"case":)" + std::to_string(made) + "}";
      ASSERT_TRUE(store->commit({&commit, 1}));
      ++made;
    }
  }
  void grow(const std::string& id) {
    const auto store = folder.open();
    const CaseCommit more =
        testing::chained_commit(id, store->row({id}).value().length, 1);
    ASSERT_TRUE(store->commit({&more, 1}));
  }
  CheckpointStatement checkpoint(const std::string& name,
                                 const std::string& previous = "") {
    const auto made_now = make_checkpoint(
        address(), {key, file(name), previous.empty() ? "" : file(previous)},
        kNow);
    EXPECT_TRUE(made_now) << render(made_now.error().message, Language::en);
    return made_now.value();
  }
  AuditReport verify(std::vector<std::string> checkpoints = {}) const {
    for (std::string& name : checkpoints) name = file(name);
    const auto report = verify_audit(address(), checkpoints,
                                     checkpoints.empty() ? "" : key + ".pub");
    EXPECT_TRUE(report) << render(report.error().message, Language::en);
    return report.value();
  }
  std::vector<std::string> keys(const AuditReport& report) const {
    std::vector<std::string> found;
    for (const AuditFault& fault : report.faults)
      found.push_back(std::string(fault.what.key));
    return found;
  }

  StoreFolder folder;
  std::string key;
  int made = 0;
};

// One way of tampering with one case, by somebody who can write the database.
class Intruder {
 public:
  Intruder(const std::string& database, unsigned seed)
      : database_(database, SQLite::OPEN_READWRITE), random_(seed) {}

  enum class Act { edit, remove, insert, swap, restamp, cut, fork };

  // Gives false where the case is too short for it.
  void act(Act what) {
    const std::string id = numbered("case", static_cast<int>(random_() % 20));
    SQLite::Statement row(database_,
                          "SELECT number, length FROM cases WHERE id = ?");
    row.bind(1, id);
    row.executeStep();
    number_ = row.getColumn(0).getInt64();
    length_ = row.getColumn(1).getInt64();
    row.reset();
    const std::int64_t at = 1 + static_cast<std::int64_t>(random_()) % length_;
    switch (what) {
      case Act::edit:
        return edit(at);
      case Act::remove:
        return run(
            "DELETE FROM events WHERE case_number = ?1"
            " AND sequence = ?2",
            at);
      case Act::insert:
        return run(
            "INSERT INTO events (case_number, sequence, type, version, at,"
            " at_nanos, payload, hash) SELECT case_number, ?3 + 1, type,"
            " version, at, at_nanos, payload, hash FROM events"
            " WHERE case_number = ?1 AND sequence = ?2",
            at);
      case Act::swap:
        return swap(at);
      case Act::restamp:
        edit(at);
        return restamp();
      case Act::cut:
        run("DELETE FROM events WHERE case_number = ?1 AND sequence >= ?2",
            std::max<std::int64_t>(2, at));
        return restamp();
      case Act::fork:
        run("UPDATE events SET payload = payload || ' ' || ?2, at = at + 60"
            " WHERE case_number = ?1 AND sequence >= ?2",
            at);
        return restamp();
    }
  }

 private:
  void run(const std::string& sql, std::int64_t at) {
    SQLite::Statement statement(database_, sql);
    statement.bind(1, number_);
    statement.bind(2, at);
    if (statement.getBindParameterCount() > 2) statement.bind(3, length_);
    EXPECT_GT(statement.exec(), 0) << sql;
  }
  void edit(std::int64_t at) {
    static constexpr const char* kColumns[] = {
        "payload = payload || ' '", "type = type || 's'",
        "version = version + 1", "at = at + 1", "at_nanos = at_nanos + 1"};
    run(std::string("UPDATE events SET ") + kColumns[random_() % 5] +
            " WHERE case_number = ?1 AND sequence = ?2",
        at);
  }
  void swap(std::int64_t at) {
    const std::int64_t other = at == length_ ? at - 1 : at + 1;
    run("UPDATE events SET sequence = -1 WHERE case_number = ?1"
        " AND sequence = ?2",
        at);
    SQLite::Statement back(database_,
                           "UPDATE events SET sequence = ?2 WHERE"
                           " case_number = ?1 AND sequence = ?3");
    for (const auto& [to, from] :
         {std::pair{at, other}, std::pair{other, std::int64_t{-1}}}) {
      back.bind(1, number_);
      back.bind(2, to);
      back.bind(3, from);
      back.exec();
      back.reset();
    }
  }
  // Makes the chain and the case's row true again.
  void restamp() {
    SQLite::Statement events(database_,
                             "SELECT sequence, type, version, at, at_nanos,"
                             " payload FROM events WHERE case_number = ?"
                             " ORDER BY sequence");
    events.bind(1, number_);
    Digest head{};
    std::vector<Digest> hashes;
    while (events.executeStep()) {
      Record record;
      record.type = events.getColumn(1).getString();
      record.version = events.getColumn(2).getInt();
      record.at = {events.getColumn(3).getInt64(),
                   events.getColumn(4).getInt()};
      record.payload = events.getColumn(5).getString();
      head = store::next_hash(head, events.getColumn(0).getInt64(), record);
      hashes.push_back(head);
    }
    for (std::size_t i = 0; i < hashes.size(); ++i) {
      SQLite::Statement put(database_,
                            "UPDATE events SET hash = ?3 WHERE"
                            " case_number = ?1 AND sequence = ?2");
      put.bind(1, number_);
      put.bind(2, static_cast<std::int64_t>(i + 1));
      put.bind(3, hashes[i].data(), static_cast<int>(hashes[i].size()));
      put.exec();
    }
    SQLite::Statement row(database_,
                          "UPDATE cases SET length = ?2, head = ?3"
                          " WHERE number = ?1");
    row.bind(1, number_);
    row.bind(2, static_cast<std::int64_t>(hashes.size()));
    row.bind(3, head.data(), static_cast<int>(head.size()));
    row.exec();
  }

  SQLite::Database database_;
  std::mt19937 random_;
  std::int64_t number_ = 0;
  std::int64_t length_ = 0;
};

TEST_F(Audit, SaysWhichAssuranceItGave) {
  fill(5);
  EXPECT_EQ(verify().assurance, Assurance::chain);
  checkpoint("1.ckpt");
  const std::string one[] = {file("1.ckpt")};
  const auto without_key = verify_audit(address(), one, "");
  ASSERT_TRUE(without_key);
  EXPECT_EQ(without_key.value().assurance, Assurance::checkpoint);
  const AuditReport full = verify({"1.ckpt"});
  EXPECT_EQ(full.assurance, Assurance::checkpoint_key);
  EXPECT_TRUE(full.faults.empty());
  EXPECT_EQ(full.cases, 5);
  EXPECT_EQ(full.covered, full.events);
}

TEST_F(Audit, HoldsAnOldCheckpointAgainstAStoreThatHasGrown) {
  fill(20);
  const CheckpointStatement first = checkpoint("1.ckpt");
  grow("case003");
  fill(10);
  grow("case025");
  const CheckpointStatement second = checkpoint("2.ckpt", "1.ckpt");
  grow("case003");
  EXPECT_EQ(second.number, 2);
  EXPECT_EQ(first.cases, 20);
  EXPECT_EQ(second.cases, 30);
  const AuditReport report = verify({"2.ckpt", "1.ckpt"});
  EXPECT_TRUE(report.faults.empty()) << keys(report).front();
  ASSERT_EQ(report.checkpoints.size(), 2U);
  EXPECT_EQ(report.checkpoints[0].number, 1);
  EXPECT_EQ(report.covered, second.events);
  EXPECT_EQ(report.events, second.events + 1);
}

TEST_F(Audit, FindsEveryOneOfHundredsOfTamperings) {
  using Act = Intruder::Act;
  fill(20);
  checkpoint("1.ckpt");
  fill(3);
  const std::string good = folder.read();
  int found_by_chain = 0;
  for (unsigned seed = 0; seed < 210; ++seed) {
    folder.write(good);
    const auto what = static_cast<Act>(seed % 7);
    Intruder(folder.database(), seed).act(what);
    const bool chain = !verify().faults.empty();
    found_by_chain += chain ? 1 : 0;
    EXPECT_FALSE(verify({"1.ckpt"}).faults.empty())
        << "kind " << seed % 7 << ", seed " << seed;
    // Whoever makes the chain true again is not found by the chain.
    EXPECT_EQ(chain, what < Act::restamp)
        << "kind " << seed % 7 << ", seed " << seed;
  }
  EXPECT_EQ(found_by_chain, 120);
}

TEST_F(Audit, FindsACaseThatIsGoneWhole) {
  fill(4);
  checkpoint("1.ckpt");
  folder.execute(
      "DELETE FROM events WHERE case_number = 2;"
      " DELETE FROM cases WHERE number = 2");
  EXPECT_TRUE(verify().faults.empty());
  EXPECT_EQ(keys(verify({"1.ckpt"})),
            (std::vector<std::string>{"audit.case_missing"}));
}

TEST_F(Audit, SignsNothingThatDoesNotVerify) {
  fill(20);
  checkpoint("1.ckpt");
  Intruder(folder.database(), 3).act(Intruder::Act::restamp);
  const auto refused =
      make_checkpoint(address(), {key, file("2.ckpt"), file("1.ckpt")}, kNow);
  ASSERT_FALSE(refused);
  EXPECT_EQ(refused.error().code, ErrorCode::corrupt);
  EXPECT_FALSE(std::filesystem::exists(file("2.ckpt")));
}

TEST_F(Audit, FindsTwoCheckpointsThatDoNotFollow) {
  fill(4);
  checkpoint("1.ckpt");
  fill(1);
  checkpoint("other.ckpt");
  checkpoint("2.ckpt", "other.ckpt");
  const auto found = keys(verify({"1.ckpt", "2.ckpt"}));
  EXPECT_EQ(found, (std::vector<std::string>{"audit.does_not_follow"}));
}

TEST_F(Audit, TrustsNoCheckpointThatWasEdited) {
  fill(6);
  checkpoint("1.ckpt");
  std::ifstream input(file("1.ckpt"));
  const std::string good(std::istreambuf_iterator<char>(input), {});
  int found = 0;
  std::mt19937 random(11);  // NOLINT: the same places each time.
  for (int round = 0; round < 300; ++round) {
    std::string bytes = good;
    char& byte = bytes[random() % bytes.size()];
    const char before = byte;
    byte = static_cast<char>('0' + random() % 10);
    if (byte == before) continue;
    std::ofstream(file("edited.ckpt"), std::ios::binary) << bytes;
    const std::string one[] = {file("edited.ckpt")};
    const auto report = verify_audit(address(), one, key + ".pub");
    EXPECT_TRUE(!report || !report.value().faults.empty()) << round;
    ++found;
  }
  EXPECT_GT(found, 200);
}

TEST_F(Audit, TellsAnotherKeyFromTheOneHandedIn) {
  fill(2);
  ASSERT_TRUE(make_audit_key(file("thief.key")));
  const auto forged =
      make_checkpoint(address(), {file("thief.key"), file("1.ckpt"), ""}, kNow);
  ASSERT_TRUE(forged);
  EXPECT_EQ(keys(verify({"1.ckpt"})),
            (std::vector<std::string>{"audit.other_key"}));
}

TEST_F(Audit, RefusesAKeyThatOthersCanRead) {
  fill(1);
  struct stat about {};
  ASSERT_EQ(::stat(key.c_str(), &about), 0);
  EXPECT_EQ(about.st_mode & 0777U, 0600U);
  ::chmod(key.c_str(), 0640);
  const auto refused =
      make_checkpoint(address(), {key, file("1.ckpt"), ""}, kNow);
  ASSERT_FALSE(refused);
  EXPECT_EQ(refused.error().message.key, "audit.key_is_open");
  EXPECT_EQ(make_audit_key(key).error().code, ErrorCode::not_found);
}

TEST_F(Audit, ExportsTheSameBytesEachTime) {
  fill(7);
  std::string first;
  const auto sum = export_audit(address(), "", [&](std::string_view line) {
    first += line;
    return true;
  });
  ASSERT_TRUE(sum);
  EXPECT_EQ(sum.value().cases, 7);
  ASSERT_TRUE(export_audit_to(address(), "", file("export.jsonl")));
  std::ifstream input(file("export.jsonl"));
  EXPECT_EQ(first, std::string(std::istreambuf_iterator<char>(input), {}));
  EXPECT_EQ(export_audit_to(address(), "", file("export.jsonl")).error().code,
            ErrorCode::not_found);
  EXPECT_EQ(std::count(first.begin(), first.end(), '\n'),
            1 + sum.value().events + 7 + 1);
}

TEST_F(Audit, ExportsOneCase) {
  fill(3);
  std::string text;
  ASSERT_TRUE(export_audit(address(), "case001", [&](std::string_view line) {
    text += line;
    return true;
  }));
  EXPECT_EQ(text.find("case000"), std::string::npos);
  EXPECT_EQ(
      export_audit(address(), "nobody", [](std::string_view) { return true; })
          .error()
          .code,
      ErrorCode::not_found);
}

}  // namespace

}  // namespace onething
