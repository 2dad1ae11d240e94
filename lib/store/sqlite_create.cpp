// SPDX-License-Identifier: Apache-2.0

#include <SQLiteCpp/SQLiteCpp.h>
#include <fcntl.h>
#include <sqlite3.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <cstdio>
#include <cstdlib>
#include <optional>
#include <string>

#include "store/descriptor.h"
#include "store/sqlite_error.h"
#include "store/sqlite_file.h"
#include "store/sqlite_migrate.h"
#include "store/sqlite_sql.h"

namespace onething::store {

namespace {

// Nobody knows the file yet: it is written without a journal, and waited for
// once, when all of it is there.
Status fill(const std::string& path) {
  std::optional<SQLite::Database> database;
  try {
    database.emplace(path, SQLite::OPEN_READWRITE | SQLITE_OPEN_NOFOLLOW);
    database->exec("PRAGMA journal_mode = OFF");
    database->exec("PRAGMA synchronous = OFF");
    database->exec("BEGIN");
    database->exec(k_sqlite_new);
    database->exec("COMMIT");
    // Stands in the file's header, for its first reader to find.
    database->exec("PRAGMA journal_mode = WAL");
  } catch (const SQLite::Exception& failure) {
    return error_of(failure,
                    database ? sqlite3_system_errno(database->getHandle()) : 0,
                    path);
  }
  database.reset();
  const Descriptor file(::open(path.c_str(), O_RDONLY | O_CLOEXEC));
  if (!file || ::fsync(file.get()) != 0) return cannot_open(path, errno);
  return Done{};
}

// Those that SQLite makes beside a database go with it.
void remove(const std::string& path) {
  for (const char* suffix : {"", "-wal", "-shm"})
    ::unlink((path + suffix).c_str());
}

}  // namespace

Result<bool> create_database(const DatabasePath& path) {
  struct stat about {};
  if (::lstat(path.file.c_str(), &about) == 0) return false;
  // Made under another name and closed before it gets its own: had another
  // connection of this process opened it meanwhile, close() would drop its
  // locks. The suffix is a valid answer to mkostemp, which sets mode 0600.
  std::string fresh = path.file + ".new-XXXXXX";
  {
    const Descriptor file(::mkostemp(fresh.data(), O_CLOEXEC));
    if (!file) return cannot_open(path.file, errno);
  }
  const Status filled = fill(fresh);
  if (filled && ::renameat2(AT_FDCWD, fresh.c_str(), AT_FDCWD,
                            path.file.c_str(), RENAME_NOREPLACE) == 0) {
    OT_CHECK(sync_folder(path.folder));
    return true;
  }
  const int error_number = errno;
  remove(fresh);
  if (!filled) return filled.error();
  if (error_number == EEXIST) return false;
  return cannot_open(path.file, error_number);
}

}  // namespace onething::store
