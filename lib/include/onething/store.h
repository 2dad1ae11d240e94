// SPDX-License-Identifier: Apache-2.0
//
// Store: where cases rest between two moments of attention.
//
// A Store keeps opaque records and the rows by which cases are found again; it
// knows nothing of workflows. Its contract is shaped for batches: one commit
// takes many cases and costs one disk synchronisation. All implementations
// answer to one suite, tests/contract/store_contract.h; behaviour not written
// down there does not exist.
//
// One Store is one connection: use it from one thread at a time. Several Stores
// on one database may be used at once, from any process.

#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "onething/batch_shelf.h"
#include "onething/clock_mark.h"
#include "onething/id.h"
#include "onething/key_shelf.h"
#include "onething/result.h"
#include "onething/time.h"

namespace onething {

// One line of a case's history. `hash` chains it to the one before:
// SHA-256(previous hash, sequence, type, version, at, payload), fields
// length-prefixed; the first has a previous hash of zeros.
struct Record {
  std::int64_t sequence = 0;  // 1, 2, 3 … without gaps.
  std::string type;           // "step_started"
  std::int32_t version = 1;   // Shape of `payload`; docs/event_log.md.
  Instant at;
  std::string payload;  // Canonical JSON (value.h).
  Digest hash{};        // Set by the store.
};

// What lists and searches show of a case without reading its history.
struct CaseRow {
  CaseId id;
  std::string workflow;
  std::string definition;  // Content hash; Store::definition has the text.
  std::string submission_key;
  std::string input_digest;  // Of what was submitted, to tell a repetition.
  std::string subject;  // The business key, such as the USCC; may be empty.
  std::string title;
  std::string state;  // "processing"
  Instant received_at;
  Instant changed_at;
  std::optional<Date> due;
  std::optional<Instant> wake_at;  // Earliest moment it wants attention.
  bool attention = false;          // A person must act before it can go on.
  std::int64_t calls_open = 0;     // Owed or sent, not answered.
  std::int64_t calls_unknown = 0;  // Nobody knows whether they happened.
  std::int64_t calls_again = 0;    // Made once more, in all its life.
  std::int64_t length = 0;         // Records in its history; set by the store.
};

// Something a person is to do. The same id again replaces the row.
struct TaskRow {
  std::string id;  // "CASE/step/iteration/generation" or the like.
  CaseId case_id;
  std::string step;
  std::string kind;  // "work" or "fallback"
  std::string department;
  std::string role;
  std::string title;
  std::string state;  // "open", "claimed", "closed"
  std::string assignee;
  std::int64_t version = 0;  // Grows with each change; for optimistic acts.
  Instant opened_at;
  std::optional<Date> due;
};

// Everything one transition of one case changes. All or nothing.
struct CaseCommit {
  CaseRow row;
  std::int64_t expected_length =
      0;                        // Records already stored; 0 opens the case.
  std::int64_t epoch = 0;       // Of the lease under which this is written.
  std::vector<Record> records;  // `sequence` and `hash` are set by the store.
  std::vector<TaskRow> tasks;
  std::optional<KeyRow> key;  // Of this case; comes with its first records.
};

// due: the earliest limit first, those without one last. received, changed: the
// latest first.
enum class CaseOrder { id, due, received, changed };

struct CaseFilter {
  std::string workflow;  // Empty means any, here and below.
  std::string state;
  std::string subject;
  bool only_attention = false;
  int limit = 100;
  std::string after;       // Keyset paging: page_mark of the last row seen.
  std::string department;  // Has an open task there.
  std::optional<Date> due_before;
  std::optional<Instant> received_from;    // That moment and later,
  std::optional<Instant> received_before;  // and before this one.
  std::vector<std::string> other_states;   // Not in one of these.
  CaseOrder order = CaseOrder::id;
};

// What to ask `after` for what follows `row`: its id, or more in other orders.
std::string page_mark(CaseOrder order, const CaseRow& row);

struct TaskFilter {
  std::string case_id;
  std::string department;
  std::string role;
  std::string assignee;
  bool include_closed = false;
  int limit = 100;
  std::string after;
};

// A case and the epoch under which it was claimed.
struct HeldCase {
  CaseId id;
  std::int64_t epoch = 0;
};

class Store {
 public:
  virtual ~Store() = default;

  // Stores all of `commits` in one transaction. Per case: conflict when its
  // history is not `expected_length` long or another lease is in force; then
  // nothing of that case is stored, while the others are. An Error as a whole
  // means nothing was stored, except for `unknown`: then the transaction may or
  // may not have happened and the caller must read before it acts.
  virtual Result<std::vector<Status>> commit(
      std::span<const CaseCommit> commits) = 0;

  // Takes the cases for `worker`, in one transaction, and returns for each the
  // epoch to write under, one higher than any before. Per case: conflict while
  // another living worker holds it. A case need not exist yet.
  virtual Result<std::vector<Result<std::int64_t>>> claim_all(
      std::span<const CaseId> ids, std::string_view worker) = 0;
  // Gives them back; without effect where the epoch is no longer in force.
  virtual Status release_all(std::span<const HeldCase> cases) = 0;
  Result<std::int64_t> claim(const CaseId& id, std::string_view worker);
  Status release(const CaseId& id, std::int64_t epoch);

  // The whole history, oldest first; not_found for an unknown case, corrupt
  // when the chain does not hold.
  virtual Result<std::vector<Record>> history(const CaseId& id) = 0;
  virtual Result<CaseRow> row(const CaseId& id) = 0;

  // not_found for a mark that page_mark does not make.
  virtual Result<std::vector<CaseRow>> cases(const CaseFilter& filter) = 0;
  virtual Result<std::vector<TaskRow>> tasks(const TaskFilter& filter) = 0;
  virtual Result<TaskRow> task(std::string_view id) = 0;

  // Up to `limit` cases whose wake_at is not after `now`, longest overdue
  // first. Passes over what another living worker holds, which would else come
  // first at every call.
  virtual Result<std::vector<CaseId>> due(Instant now, int limit) = 0;

  // Definitions are kept by content hash for as long as a case may need them.
  // Storing the same hash again is without effect.
  virtual Status put_definition(std::string_view hash,
                                std::string_view content) = 0;
  virtual Result<std::string> definition(std::string_view hash) = 0;

  // Bytes of a case that are to lie beside the store, as they are to lie there,
  // and back: in the clear, unless values are sealed.
  virtual Result<std::string> seal_bytes(const CaseId&, std::string bytes) {
    return bytes;
  }
  virtual Result<std::string> open_bytes(const CaseId&, std::string bytes) {
    return bytes;
  }

  // How time stood when it was last seen; nothing in a new store.
  virtual Result<std::optional<ClockMark>> clock_mark() = 0;
  // conflict when it was kept since `mark.version` was read (0: there was
  // none).
  virtual Status keep_clock_mark(const ClockMark& mark) = 0;

  // Where keys are kept; null where values cannot be sealed.
  virtual KeyShelf* key_shelf() { return nullptr; }

  // Where batches are kept; null where there are none.
  virtual BatchShelf* batch_shelf() { return nullptr; }
};

// In memory, for tests and embedding; forgets everything with the object.
std::unique_ptr<Store> make_memory_store();

// What to do with a database that an older version of this program made.
enum class OlderSchema { upgrade, refuse };

// Opens what an address names: "sqlite:PATH" or "memory:". Creates a missing
// SQLite database (mode 0600, in an existing or new folder), migrates an older
// schema forward, one transaction a version, or refuses it as `older` says.
// Errors: not_found for what is no address, invalid for a foreign, a newer or a
// refused older database (the message names both versions), unavailable when
// the file cannot be opened or the disk is full, corrupt when it is damaged.
Result<std::unique_ptr<Store>> open_store(
    std::string_view address, OlderSchema older = OlderSchema::upgrade);

// Recomputes the chain; corrupt with the first sequence that does not hold.
Status verify_chain(std::span<const Record> history);

}  // namespace onething
