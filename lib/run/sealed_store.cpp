// SPDX-License-Identifier: Apache-2.0
//
// Whatever goes into the store is sealed on its way, whatever comes out opened.

#include "onething/sealed_store.h"

#include <utility>

#include "base/base64.h"
#include "onething/value.h"
#include "run/case_keys.h"
#include "seal/payload.h"
#include "store/case_page.h"

namespace onething {

namespace {

using run::CaseKey;
using run::CaseKeys;
using seal::CaseSeal;
using seal::Place;

constexpr Place kLabel{"case_row", 1, "label"};
constexpr Place kFile{"file", 1, "content"};

Error erased(const CaseId& id) {
  return {ErrorCode::conflict, {"seal.case_is_erased", {{"case", id.text}}}};
}

// What lists show of a case, and what a repeated submission is told by.
std::string label_of(const CaseRow& row) {
  return to_canonical(Object{{"input_digest", row.input_digest},
                             {"subject", row.subject},
                             {"submission_key", row.submission_key}});
}

std::string text_at(const Value& value, std::string_view name) {
  const Value* member = value.find(name);
  const std::string* text = member == nullptr ? nullptr : member->text();
  return text == nullptr ? std::string() : *text;
}

class SealedStore final : public Store {
 public:
  SealedStore(std::unique_ptr<Store> store, CaseKeys keys)
      : store_(std::move(store)), keys_(std::move(keys)) {}

  Status check() { return keys_.check(); }
  std::unique_ptr<Store> give_back() { return std::move(store_); }

  Result<std::vector<Status>> commit(
      std::span<const CaseCommit> commits) override {
    std::vector<CaseCommit> sealed(commits.begin(), commits.end());
    for (CaseCommit& each : sealed) OT_CHECK(seal_commit(each));
    return store_->commit(sealed);
  }

  Result<std::vector<Result<std::int64_t>>> claim_all(
      std::span<const CaseId> ids, std::string_view worker) override {
    return store_->claim_all(ids, worker);
  }
  Status release_all(std::span<const HeldCase> cases) override {
    return store_->release_all(cases);
  }

  Result<std::vector<Record>> history(const CaseId& id) override {
    OT_TRY(std::vector<Record> records, store_->history(id));
    OT_TRY(const CaseKey key, keys_.find(id));
    for (Record& record : records) OT_CHECK(open_record(key, id, record));
    return records;
  }

  Result<CaseRow> row(const CaseId& id) override {
    OT_TRY(CaseRow row, store_->row(id));
    OT_CHECK(open_row(row));
    return row;
  }

  // Cases begun in the clear have the subject itself in their rows.
  Result<std::vector<CaseRow>> cases(const CaseFilter& filter) override {
    OT_TRY(std::vector<CaseRow> rows, store_->cases(filter));
    if (!filter.subject.empty()) {
      OT_TRY(const CaseSeal* own, keys_.own());
      CaseFilter hidden = filter;
      hidden.subject = own->digest(filter.subject);
      OT_TRY(const std::vector<CaseRow> more, store_->cases(hidden));
      rows.insert(rows.end(), more.begin(), more.end());
      OT_TRY(rows, store::page_of(std::move(rows), filter));
    }
    for (CaseRow& row : rows) OT_CHECK(open_row(row));
    return rows;
  }

  Result<std::vector<TaskRow>> tasks(const TaskFilter& filter) override {
    return store_->tasks(filter);
  }
  Result<TaskRow> task(std::string_view id) override {
    return store_->task(id);
  }
  Result<std::vector<CaseId>> due(Instant now, int limit) override {
    return store_->due(now, limit);
  }
  Status put_definition(std::string_view hash,
                        std::string_view content) override {
    return store_->put_definition(hash, content);
  }
  Result<std::string> definition(std::string_view hash) override {
    return store_->definition(hash);
  }
  Result<std::string> seal_bytes(const CaseId& id, std::string bytes) override {
    OT_TRY(const CaseKey key, keys_.find(id));
    if (key.state == CaseKey::State::erased) return erased(id);
    if (!key.seal) return bytes;
    return key.seal->seal(kFile, bytes);
  }
  Result<std::string> open_bytes(const CaseId& id, std::string bytes) override {
    OT_TRY(const CaseKey key, keys_.find(id));
    if (key.state == CaseKey::State::erased) return erased(id);
    if (!key.seal) return bytes;
    return key.seal->open(kFile, bytes);
  }
  Result<std::optional<ClockMark>> clock_mark() override {
    return store_->clock_mark();
  }
  Status keep_clock_mark(const ClockMark& mark) override {
    return store_->keep_clock_mark(mark);
  }

  KeyShelf* key_shelf() override { return store_->key_shelf(); }

  BatchShelf* batch_shelf() override {
    return store_->batch_shelf() == nullptr ? nullptr : &batches_;
  }

 private:
  // Why a row was refused may quote what stood in it.
  class SealedBatches final : public BatchShelf {
   public:
    explicit SealedBatches(SealedStore& store) : store_(store) {}

    Status open_batch(const BatchRow& row,
                      std::span<const BatchLine> lines) override {
      OT_TRY(const std::vector<BatchLine> sealed, seal(row.id, lines));
      return shelf().open_batch(row, sealed);
    }
    Result<BatchRow> batch(std::string_view id) override {
      return shelf().batch(id);
    }
    Result<std::vector<BatchRow>> batches(std::string_view after,
                                          int limit) override {
      return shelf().batches(after, limit);
    }
    Result<std::vector<BatchLine>> batch_lines(std::string_view id,
                                               std::int64_t after,
                                               int limit) override {
      OT_TRY(std::vector<BatchLine> lines,
             shelf().batch_lines(id, after, limit));
      OT_TRY(const CaseSeal* own, store_.keys_.own());
      for (BatchLine& line : lines) {
        if (!line.reason.starts_with(kSealed)) continue;
        const std::optional<std::string> bytes =
            decode_base64(std::string_view(line.reason).substr(kSealed.size()));
        OT_TRY(line.reason,
               own->open(place(name(id, line)), bytes.value_or("")));
      }
      return lines;
    }
    Status change_batch_lines(std::string_view id,
                              std::span<const BatchLine> lines) override {
      OT_TRY(const std::vector<BatchLine> sealed, seal(id, lines));
      return shelf().change_batch_lines(id, sealed);
    }
    Status change_batch(const BatchRow& row) override {
      return shelf().change_batch(row);
    }
    Result<std::vector<BatchCount>> batch_counts(std::string_view id) override {
      return shelf().batch_counts(id);
    }

   private:
    static constexpr std::string_view kSealed = "sealed:";

    BatchShelf& shelf() { return *store_.store_->batch_shelf(); }
    static std::string name(std::string_view id, const BatchLine& line) {
      return std::string(id) + "/" + std::to_string(line.number);
    }
    static Place place(std::string_view name) { return {"batch", 1, name}; }

    Result<std::vector<BatchLine>> seal(std::string_view id,
                                        std::span<const BatchLine> lines) {
      std::vector<BatchLine> sealed(lines.begin(), lines.end());
      if (!store_.keys_.seals()) return sealed;
      OT_TRY(const CaseSeal* own, store_.keys_.own());
      for (BatchLine& line : sealed) {
        if (line.reason.empty()) continue;
        OT_TRY(const std::string bytes,
               own->seal(place(name(id, line)), line.reason));
        line.reason = std::string(kSealed) + encode_base64(bytes);
      }
      return sealed;
    }

    SealedStore& store_;
  };

  Status seal_commit(CaseCommit& commit) {
    const CaseId& id = commit.row.id;
    OT_TRY(CaseKey key, keys_.find(id));
    if (key.state == CaseKey::State::erased) return erased(id);
    if (!key.seal) {
      // A case that was begun in the clear goes on in the clear.
      if (commit.expected_length > 0 || !keys_.seals()) return Done{};
      OT_TRY(key, keys_.draw(id));
      OT_TRY(key.row.label, key.seal->seal(kLabel, label_of(commit.row)));
      commit.key = key.row;
    }
    OT_CHECK(hide_row(commit.row));
    return seal_parts(*key.seal, commit);
  }

  Status hide_row(CaseRow& row) {
    row.input_digest.clear();
    row.submission_key.clear();
    if (row.subject.empty()) return Done{};
    OT_TRY(const CaseSeal* own, keys_.own());
    row.subject = own->digest(row.subject);
    return Done{};
  }

  static Status seal_parts(const CaseSeal& seal, CaseCommit& commit) {
    for (Record& record : commit.records) {
      OT_TRY(record.payload,
             seal::seal_payload(seal, {record.type, record.version,
                                       std::string_view(record.payload)}));
    }
    return Done{};
  }

  static Status open_record(const CaseKey& key, const CaseId& id,
                            Record& record) {
    const seal::Payload stored{record.type, record.version, record.payload};
    if (key.state == CaseKey::State::erased) {
      OT_TRY(record.payload, seal::blank_payload(stored));
      return Done{};
    }
    if (key.seal) {
      OT_TRY(record.payload, seal::open_payload(*key.seal, stored));
      return Done{};
    }
    if (!seal::is_sealed(record.payload)) return Done{};
    return Error{ErrorCode::corrupt, {"seal.key_gone", {{"case", id.text}}}};
  }

  Status open_row(CaseRow& row) {
    OT_TRY(const CaseKey key, keys_.find(row.id));
    if (!key.seal) return Done{};
    OT_TRY(const std::string text, key.seal->open(kLabel, key.row.label));
    OT_TRY(const Value label, parse_canonical(text));
    row.input_digest = text_at(label, "input_digest");
    row.subject = text_at(label, "subject");
    row.submission_key = text_at(label, "submission_key");
    return Done{};
  }

  std::unique_ptr<Store> store_;
  CaseKeys keys_;
  SealedBatches batches_{*this};
};

}  // namespace

Result<std::unique_ptr<Store>> seal_store(std::unique_ptr<Store> store,
                                          Keyring keys,
                                          SealingOptions options) {
  KeyShelf* shelf = store->key_shelf();
  if (shelf == nullptr) {
    if (keys.empty()) return store;
    return Error{ErrorCode::invalid, {"seal.store_has_no_shelf", {}}};
  }
  const bool is_needed = !keys.empty();
  if (!options.randomness) options.randomness = make_system_randomness();
  auto sealed = std::make_unique<SealedStore>(
      std::move(store), CaseKeys(*shelf, std::move(keys), options.suite,
                                 std::move(options.randomness)));
  OT_CHECK(sealed->check());
  if (!is_needed) return sealed->give_back();
  return std::unique_ptr<Store>(std::move(sealed));
}

Message how_values_lie(const Keyring& keys, std::string_view suite) {
  if (keys.empty()) return {"seal.values_in_the_clear", {}};
  return {"seal.values_sealed",
          {{"suite", std::string(suite)}, {"name", keys.names().front()}}};
}

}  // namespace onething
