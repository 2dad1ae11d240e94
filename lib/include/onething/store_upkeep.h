// SPDX-License-Identifier: Apache-2.0
//
// What an operator does with a database as a whole: copy it, bring it to the
// current version, look at the conditions under which it lies.
//
// Reading what is in it is store_reader.h; cases are store.h. Everything here
// takes the address of an SQLite database ("sqlite:PATH") and fails with
// not_found when there is none, and with invalid for any other address.

#pragma once

#include <atomic>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "onething/clock_mark.h"
#include "onething/result.h"
#include "onething/time.h"

namespace onething {

struct Backup {
  std::int64_t bytes = 0;
  std::int64_t cases = 0;
  std::int64_t records = 0;
  int schema = 0;
};

// Copies the database into the new file `path` (mode 0600), as of one moment,
// while others go on writing; reads the copy through before it gets its name.
// not_found when there is such a file already (it is never overwritten),
// corrupt when the copy does not verify, unavailable when it cannot be written.
// In each of these no new file is left. `stop` may be null.
Result<Backup> back_up(std::string_view address, const std::string& path,
                       const std::atomic<bool>* stop);

// From which version to which; nothing to do when both are the same.
struct UpgradePlan {
  int from = 0;
  int to = 0;
  std::vector<Message> steps;  // What each version between brings.
};
Result<UpgradePlan> plan_upgrade(std::string_view address);

// Runs the steps, one transaction each; there is no way back.
Status upgrade_store(std::string_view address);

// The conditions that docs/guarantees.md presupposes, as they are.
struct StoreFile {
  std::string path;
  unsigned mode = 0;  // 0600
  std::int64_t bytes = 0;
};
struct StoreConditions {
  std::string library;     // "3.40.1"
  int library_number = 0;  // 3040001
  std::string path;
  bool exists = false;           // What follows is only known of one that does.
  std::vector<StoreFile> files;  // The database and what lies beside it.
  std::int64_t names = 1;        // Hard links.
  bool on_network = false;
  std::string filesystem;       // Its magic number, "0xef53".
  std::int64_t free_bytes = 0;  // For us, where the database lies.
  int schema = 0;
  int known_schema = 0;
  std::string journal_mode;  // "wal"
  std::string synchronous;   // "extra"
  // The latest moment that anything was stored; the clock should not be before.
  Instant last_stored_at;
  // How time stood when it was last seen.
  std::optional<ClockMark> clock;
  // Why the database cannot be opened; empty when it can.
  Message problem;
};
// Looks without changing anything. An Error only for an address that is none.
Result<StoreConditions> store_conditions(std::string_view address);

}  // namespace onething
