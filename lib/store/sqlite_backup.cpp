// SPDX-License-Identifier: Apache-2.0

#include <sqlite3.h>
#include <sys/stat.h>

#include <algorithm>
#include <cerrno>
#include <iterator>
#include <memory>

#include "onething/store_upkeep.h"
#include "store/new_file.h"
#include "store/sqlite_error.h"
#include "store/sqlite_reader.h"

namespace onething::store {

namespace {

// About 16 MiB between two looks at `stop`.
constexpr int kPagesAtOnce = 4'096;

// Copies page by page inside one read transaction of `source`, so that what
// others commit meanwhile neither appears in the copy nor begins it anew.
Status copy_pages(SQLite::Database& source, SQLite::Database& target,
                  const std::string& path, const std::atomic<bool>* stop) {
  source.exec("BEGIN");
  source.execAndGet("SELECT count(*) FROM sqlite_schema");
  const std::unique_ptr<sqlite3_backup, int (*)(sqlite3_backup*)> copy(
      sqlite3_backup_init(target.getHandle(), "main", source.getHandle(),
                          "main"),
      &sqlite3_backup_finish);
  if (!copy) return error_of(SQLite::Exception(target.getHandle()), 0, path);
  int code = SQLITE_OK;
  while (code == SQLITE_OK) {
    if (stop != nullptr && *stop)
      return Error{ErrorCode::unavailable, {"store.stopped", {{"path", path}}}};
    code = sqlite3_backup_step(copy.get(), kPagesAtOnce);
  }
  if (code != SQLITE_DONE)
    return error_of(SQLite::Exception("backup", code), 0, path);
  return Done{};
}

Status copy_database(const DatabasePath& from, const NewFile& to,
                     const std::string& path, const std::atomic<bool>* stop) {
  OT_TRY(const std::unique_ptr<Connection> source,
         Connection::open_to_read(from));
  try {
    SQLite::Database target(to.fresh(),
                            SQLite::OPEN_READWRITE | SQLITE_OPEN_NOFOLLOW);
    // Synchronised as a whole before it gets its name.
    target.exec("PRAGMA journal_mode = MEMORY; PRAGMA synchronous = OFF");
    OT_CHECK(copy_pages(source->database(), target, path, stop));
    // One file, that can be read where nothing can be written.
    target.exec("PRAGMA journal_mode = DELETE");
    return Done{};
  } catch (const SQLite::Exception& failure) {
    return error_of(failure, source->error_number(), path);
  }
}

Error damaged_copy(Message problem) {
  return {ErrorCode::corrupt,
          {"store.copy_damaged", {{"problem", std::move(problem)}}}};
}

Result<Backup> verify_copy(const std::string& fresh) {
  OT_TRY(const std::unique_ptr<StoreReader> reader,
         StoreReader::open("sqlite:" + fresh));
  OT_TRY(std::vector<Message> problems, reader->check_structure());
  OT_TRY(ReadThrough read, reader->each_case([&](const StoredCase& stored) {
    if (!stored.damage.empty()) problems.push_back(stored.damage);
    return problems.empty();
  }));
  std::move(read.problems.begin(), read.problems.end(),
            std::back_inserter(problems));
  if (!problems.empty()) return damaged_copy(std::move(problems.front()));
  struct stat about {};
  if (::stat(fresh.c_str(), &about) != 0) return cannot_write(fresh, errno);
  return Backup{about.st_size, read.cases, read.records, reader->schema()};
}

}  // namespace

}  // namespace onething::store

namespace onething {

Result<Backup> back_up(std::string_view address, const std::string& path,
                       const std::atomic<bool>* stop) {
  OT_TRY(const store::DatabasePath from, store::find_database(address));
  OT_TRY(store::NewFile file, store::NewFile::make(path));
  OT_CHECK(store::copy_database(from, file, path, stop));
  OT_TRY(const Backup backup, store::verify_copy(file.fresh()));
  OT_CHECK(file.keep());
  return backup;
}

}  // namespace onething
