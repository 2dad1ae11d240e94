// SPDX-License-Identifier: Apache-2.0
//
// StoreReader: everything that a database holds of its cases, as it lies there.
//
// For verifying, exporting and counting. It neither writes nor migrates, takes
// a database of any version this program knows, and goes on past damage, which
// it names; the Store itself refuses to. Not for carrying cases on.
//
// One reader, one thread. Others may read and write meanwhile.

#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "onething/store.h"

namespace onething {

struct StoredCase {
  std::string id;
  std::int64_t length = 0;      // As the case's row says, like `head`.
  Digest head{};                // Hash of its last record.
  std::vector<Record> records;  // As far as they can be read.
  Message damage;               // Empty when row, records and chain agree.
};

struct ReadThrough {
  std::int64_t cases = 0;
  std::int64_t records = 0;
  // What is wrong with the list of cases itself; each names what was lost.
  std::vector<Message> problems;
};

// How many rows there are of a kind; what people look at in a chart.
struct StoreCounts {
  struct ByState {
    std::string workflow;
    std::string state;
    std::int64_t cases = 0;
    std::int64_t overdue = 0;  // Their limit lies before `today`.
  };
  struct ByDepartment {
    std::string department;
    std::int64_t open = 0;
    std::int64_t claimed = 0;  // Of those that are open.
    Instant oldest_opened_at;
  };
  std::vector<ByState> states;
  std::vector<ByDepartment> departments;
  std::int64_t attention = 0;
  std::int64_t retries = 0;        // Calls beyond the first of their key.
  std::int64_t calls_open = 0;     // Sent or owed, not answered.
  std::int64_t calls_unknown = 0;  // Nobody knows whether they happened.
};

class StoreReader {
 public:
  virtual ~StoreReader() = default;

  // Opens an existing database: "sqlite:PATH". not_found when there is none,
  // invalid for a foreign or newer one and for "memory:", corrupt when not even
  // its first page makes sense.
  static Result<std::unique_ptr<StoreReader>> open(std::string_view address);

  // Visits every case in the byte order of ids, all as of one moment; a visit
  // that answers false ends it. When the list itself is damaged, the cases that
  // are still reachable follow in another order.
  virtual Result<ReadThrough> each_case(
      const std::function<bool(const StoredCase&)>& visit) = 0;

  // One case. not_found for an unknown one.
  virtual Result<StoredCase> read_case(std::string_view id) = 0;

  // Counted by the database; `today` decides what is overdue.
  virtual Result<StoreCounts> count(Date today) = 0;

  // What SQLite itself finds wrong, one sentence each, at most 100; then rows
  // that belong to no case, and definitions that are missing or altered.
  virtual Result<std::vector<Message>> check_structure() = 0;

  // Version of the schema.
  virtual int schema() const = 0;
};

// Whether row, records and chain of a case agree; else what does not. Does not
// look at `damage`.
Message check_history(const StoredCase& stored);

}  // namespace onething
