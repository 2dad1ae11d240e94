// SPDX-License-Identifier: Apache-2.0

#include "store/sqlite_connection.h"

#include <sqlite3.h>
#include <sys/stat.h>

#include <algorithm>
#include <cstring>

#include "base/format.h"
#include "store/commit_check.h"
#include "store/sqlite_error.h"
#include "store/sqlite_locks.h"
#include "store/sqlite_migrate.h"
#include "store/sqlite_sql.h"

namespace onething::store {

namespace {

// About 4 MiB of WAL, and again as much when readers hold a checkpoint up.
constexpr int kCheckpointPages = 1000;

constexpr std::array kTexts = {
#define ONETHING_SQL(name, text) text,
#include "store/sqlite_statements.def"
};

// From SQLite's page on security, widened where our own statements need it.
struct Limit {
  int which;
  int value;
};
constexpr std::array kLimits = {
    Limit{SQLITE_LIMIT_LENGTH, static_cast<int>(2 * row_bytes_max)},
    Limit{SQLITE_LIMIT_SQL_LENGTH, 20'000},
    Limit{SQLITE_LIMIT_COLUMN, 64},
    Limit{SQLITE_LIMIT_EXPR_DEPTH, 20},
    Limit{SQLITE_LIMIT_COMPOUND_SELECT, 3},
    Limit{SQLITE_LIMIT_VDBE_OP, 25'000},
    Limit{SQLITE_LIMIT_FUNCTION_ARG, 8},
    Limit{SQLITE_LIMIT_ATTACHED, 0},
    Limit{SQLITE_LIMIT_LIKE_PATTERN_LENGTH, 50},
    Limit{SQLITE_LIMIT_VARIABLE_NUMBER, 24},
    Limit{SQLITE_LIMIT_TRIGGER_DEPTH, 1},
};

// Each switch and its value; they limit what a prepared file could make us do.
constexpr std::array kSwitches = {
    Limit{SQLITE_DBCONFIG_DEFENSIVE, 1},
    Limit{SQLITE_DBCONFIG_ENABLE_TRIGGER, 0},
    Limit{SQLITE_DBCONFIG_ENABLE_VIEW, 0},
    Limit{SQLITE_DBCONFIG_ENABLE_LOAD_EXTENSION, 0},
    Limit{SQLITE_DBCONFIG_DQS_DDL, 0},
    Limit{SQLITE_DBCONFIG_DQS_DML, 0},
    // The checkpoint at close is ours, under the WriterLock.
    Limit{SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, 1},
};

int note_wal_pages(void* pages, sqlite3*, const char*, int count) {
  *static_cast<int*>(pages) = count;
  return SQLITE_OK;
}

bool is_current(const DatabaseHeader& header) {
  return !header.is_empty && header.schema == migrations().back().version;
}

// A database without a byte, or one whose making was interrupted, is new.
Status refuse_older(const std::string& path, const DatabaseHeader& header) {
  if (header.schema == 0 || is_current(header)) return Done{};
  return Error{ErrorCode::invalid,
               {"store.older_schema",
                {{"path", path},
                 {"found", format("{}", header.schema)},
                 {"known", format("{}", migrations().back().version)}}}};
}

// No store has ever opened it under this name and nothing waits in a log: a
// copy. SQLite would have to make files beside it to read one in WAL mode.
bool is_left_alone(const std::string& path) {
  struct stat about {};
  if (::stat((path + "-lock").c_str(), &about) == 0) return false;
  return ::stat((path + "-wal").c_str(), &about) != 0 || about.st_size == 0;
}

}  // namespace

Connection::Connection(const std::string& name, int flags)
    : database_(name, flags | SQLITE_OPEN_NOFOLLOW | SQLITE_OPEN_NOMUTEX),
      checkpoint_at_(kCheckpointPages) {}

Result<std::unique_ptr<Connection>> Connection::open(const DatabasePath& path,
                                                     OlderSchema older) {
  OT_TRY(DatabaseHeader header, read_header(path.file));
  OT_CHECK(check_schema(path.file, header.schema, migrations()));
  if (older == OlderSchema::refuse) OT_CHECK(refuse_older(path.file, header));
  OT_TRY(WriterLock lock, WriterLock::open(path.file));
  if (!is_current(header)) {
    // Two processes may create or migrate at once: one after the other.
    OT_CHECK(lock.acquire());
    OT_TRY(header, read_header(path.file));
    if (header.is_empty) {
      OT_TRY(const bool made, create_database(path));
      header.is_empty = !made;
    }
  }
  std::unique_ptr<Connection> opened;
  try {
    opened.reset(new Connection(path.file, SQLite::OPEN_READWRITE));
    OT_CHECK(opened->set_up(path, header.is_empty));
    if (lock.held()) opened->checkpoint_and_empty();
  } catch (const SQLite::Exception& failure) {
    return error_of(failure, opened ? opened->error_number() : 0, path.file);
  }
  return opened;
}

Result<std::unique_ptr<Connection>> Connection::open_to_read(
    const DatabasePath& path) {
  OT_TRY(const DatabaseHeader header, read_header(path.file));
  if (header.is_empty)
    return Error{ErrorCode::invalid,
                 {"store.not_a_database", {{"path", path.file}}}};
  OT_CHECK(check_schema(path.file, header.schema, migrations()));
  const bool rests = header.is_wal && is_left_alone(path.file);
  std::unique_ptr<Connection> opened;
  try {
    opened.reset(new Connection(rests ? immutable_uri(path.file) : path.file,
                                SQLite::OPEN_READONLY | SQLITE_OPEN_URI));
    opened->restrict_handle();
    opened->database_.exec(k_sqlite_pragmas);
    opened->database_.exec("PRAGMA query_only = ON");
  } catch (const SQLite::Exception& failure) {
    return error_of(failure, opened ? opened->error_number() : 0, path.file);
  }
  return opened;
}

void Connection::restrict_handle() {
  sqlite3* handle = database_.getHandle();
  sqlite3_extended_result_codes(handle, 1);
  for (const Limit& limit : kLimits)
    sqlite3_limit(handle, limit.which, limit.value);
  for (const Limit& flag : kSwitches)
    sqlite3_db_config(handle, flag.which, flag.value, nullptr);
}

Status Connection::set_up(const DatabasePath& path, bool is_new) {
  restrict_handle();
  database_.exec(k_sqlite_pragmas);
  if (is_new) database_.exec(k_sqlite_mark);
  const std::string mode =
      database_.execAndGet("PRAGMA journal_mode = WAL").getString();
  if (mode != "wal")
    return Error{ErrorCode::unavailable,
                 {"store.cannot_open",
                  {{"path", path.file}, {"reason", "journal_mode " + mode}}}};
  // Takes the place of the automatic checkpoint as well.
  sqlite3_wal_hook(database_.getHandle(), note_wal_pages, &wal_pages_);
  OT_CHECK(migrate(database_, path.file, migrations()));
  return sync_folder(path.folder);
}

SQLite::Statement& Connection::statement(Sql which) {
  const auto index = static_cast<std::size_t>(which);
  std::unique_ptr<SQLite::Statement>& kept = statements_[index];
  if (!kept)
    kept = std::make_unique<SQLite::Statement>(database_, kTexts[index]);
  return *kept;
}

int Connection::error_number() {
  sqlite3* handle = database_.getHandle();
  // SQLite does not take over the number when COMMIT cannot write the WAL; the
  // file itself knows it.
  sqlite3_file* wal = nullptr;
  int number = 0;
  sqlite3_file_control(handle, "main", SQLITE_FCNTL_JOURNAL_POINTER, &wal);
  if (wal != nullptr && wal->pMethods != nullptr)
    wal->pMethods->xFileControl(wal, SQLITE_LAST_ERRNO, &number);
  return number != 0 ? number : sqlite3_system_errno(handle);
}

void Connection::roll_back() {
  if (sqlite3_get_autocommit(database_.getHandle()) == 0)
    database_.tryExec("ROLLBACK");
}

void Connection::checkpoint_if_grown() {
  if (wal_pages_ < checkpoint_at_) return;
  int total = 0;
  int copied = 0;
  sqlite3_wal_checkpoint_v2(database_.getHandle(), nullptr,
                            SQLITE_CHECKPOINT_PASSIVE, &total, &copied);
  // Once all is copied the next commit begins the WAL anew.
  checkpoint_at_ = kCheckpointPages + (copied < total ? std::max(total, 0) : 0);
}

void Connection::checkpoint_and_empty() {
  sqlite3* handle = database_.getHandle();
  sqlite3_busy_timeout(handle, 0);  // Never wait for a reader.
  sqlite3_wal_checkpoint_v2(handle, nullptr, SQLITE_CHECKPOINT_TRUNCATE,
                            nullptr, nullptr);
  sqlite3_busy_timeout(handle, 5000);
}

Digest Execution::digest() {
  const SQLite::Column column = statement_.getColumn(column_++);
  Digest digest{};
  if (std::cmp_equal(column.getBytes(), digest.size()))
    std::memcpy(digest.data(), column.getBlob(), digest.size());
  return digest;
}

}  // namespace onething::store
