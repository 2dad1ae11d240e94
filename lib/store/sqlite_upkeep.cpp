// SPDX-License-Identifier: Apache-2.0

#include <sqlite3.h>
#include <sys/stat.h>
#include <sys/statvfs.h>
#include <sys/vfs.h>

#include <array>

#include "base/format.h"
#include "onething/store_upkeep.h"
#include "store/sqlite_clock.h"
#include "store/sqlite_error.h"
#include "store/sqlite_locks.h"
#include "store/sqlite_migrate.h"
#include "store/sqlite_reader.h"

namespace onething {

namespace {

// What each version brings, from version 1 on.
constexpr std::array<std::string_view, 6> kStepTexts = {
    "store.step_1", "store.step_2", "store.step_3", "store.step_4",
    "store.step_5", "store.step_6"};
constexpr int kFirstWithClock = 4;

constexpr std::array<std::string_view, 4> kSynchronous = {"off", "normal",
                                                          "full", "extra"};

void look_at_files(StoreConditions& found) {
  for (const char* suffix : {"", "-wal", "-shm", "-lock", "-workers"}) {
    struct stat about {};
    const std::string path = found.path + suffix;
    if (::lstat(path.c_str(), &about) != 0) continue;
    found.files.push_back({path, about.st_mode & 07777U, about.st_size});
    if (*suffix != '\0') continue;
    found.exists = true;
    found.names = static_cast<std::int64_t>(about.st_nlink);
  }
}

void look_at_disk(StoreConditions& found) {
  const std::size_t slash = found.path.rfind('/');
  const std::string folder =
      slash == std::string::npos ? "." : found.path.substr(0, slash + 1);
  struct statfs about {};
  if (::statfs(folder.c_str(), &about) != 0) return;
  const auto magic = static_cast<std::uint32_t>(about.f_type);
  found.filesystem = format("{:#x}", magic);
  found.on_network = store::is_network_filesystem(magic);
  found.free_bytes = static_cast<std::int64_t>(about.f_bavail) *
                     static_cast<std::int64_t>(about.f_bsize);
}

// A writing connection has its settings from the same place; it is not opened,
// because that would make files.
void look_inside(StoreConditions& found) {
  const auto opened = store::find_database("sqlite:" + found.path);
  if (!opened) {
    found.problem = opened.error().message;
    return;
  }
  const auto connection = store::Connection::open_to_read(opened.value());
  if (!connection) {
    found.problem = connection.error().message;
    return;
  }
  try {
    SQLite::Database& database = connection.value()->database();
    found.schema = database.execAndGet("PRAGMA user_version").getInt();
    found.journal_mode = database.execAndGet("PRAGMA journal_mode").getString();
    const int level = database.execAndGet("PRAGMA synchronous").getInt();
    if (level >= 0 && std::cmp_less(level, kSynchronous.size()))
      found.synchronous = kSynchronous[static_cast<std::size_t>(level)];
    store::Execution query(*connection.value(), store::Sql::last_stored);
    if (query.next() && !query.is_null())
      found.last_stored_at = query.instant();
    if (found.schema >= kFirstWithClock)
      found.clock = store::read_clock_mark(*connection.value());
  } catch (const SQLite::Exception& failure) {
    found.problem =
        store::error_of(failure, connection.value()->error_number(), found.path)
            .message;
  }
}

}  // namespace

Result<StoreConditions> store_conditions(std::string_view address) {
  constexpr std::string_view sqlite = "sqlite:";
  if (!address.starts_with(sqlite) || address.size() == sqlite.size())
    return Error{ErrorCode::not_found,
                 {"store.not_on_disk", {{"address", std::string(address)}}}};
  StoreConditions found;
  found.path = address.substr(sqlite.size());
  found.library = sqlite3_libversion();
  found.library_number = sqlite3_libversion_number();
  found.known_schema = store::migrations().back().version;
  look_at_files(found);
  look_at_disk(found);
  if (found.exists) look_inside(found);
  return found;
}

Result<UpgradePlan> plan_upgrade(std::string_view address) {
  OT_TRY(const std::unique_ptr<StoreReader> reader, StoreReader::open(address));
  UpgradePlan plan;
  plan.from = reader->schema();
  plan.to = store::migrations().back().version;
  for (int version = plan.from + 1; version <= plan.to; ++version)
    plan.steps.push_back(
        {kStepTexts.at(static_cast<std::size_t>(version - 1)), {}});
  return plan;
}

Status upgrade_store(std::string_view address) {
  OT_CHECK(store::find_database(address));
  OT_CHECK(open_store(address, OlderSchema::upgrade));
  return Done{};
}

}  // namespace onething
