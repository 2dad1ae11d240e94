// SPDX-License-Identifier: Apache-2.0

#include "store/sqlite_store.h"

namespace onething::store {

Result<std::unique_ptr<Store>> SqliteStore::open(std::string_view path,
                                                 OlderSchema older) {
  OT_TRY(DatabasePath found, locate_database(path));
  OT_TRY(std::unique_ptr<Connection> connection,
         Connection::open(found, older));
  OT_TRY(WriterLock lock, WriterLock::open(found.file));
  return std::unique_ptr<Store>(std::make_unique<SqliteStore>(
      std::move(found), std::move(connection), std::move(lock)));
}

SqliteStore::SqliteStore(DatabasePath path,
                         std::unique_ptr<Connection> connection,
                         WriterLock lock)
    : path_(std::move(path)),
      lock_(std::move(lock)),
      worker_(path_.file),
      connection_(std::move(connection)) {}

SqliteStore::~SqliteStore() {
  // Whoever holds the lock now checkpoints in our place.
  if (!connection_ || !wrote_ || !lock_.try_acquire()) return;
  connection_->checkpoint_and_empty();
  lock_.release();
}

Status SqliteStore::make_ready() {
  if (connection_) return Done{};
  OT_TRY(connection_, Connection::open(path_, OlderSchema::upgrade));
  return Done{};
}

void SqliteStore::tidy_up() {
  connection_->roll_back();
  lock_.release();
  if (!relaxed_) return;
  connection_->database().exec("PRAGMA synchronous = EXTRA");
  relaxed_ = false;
}

Error SqliteStore::fail(const SQLite::Exception& failure) {
  const int error_number = connection_->error_number();
  const bool in_commit = std::exchange(committing_, false);
  // A connection whose durability could not be restored is not kept either.
  if (is_fatal(failure, error_number) || in_commit || relaxed_)
    connection_.reset();
  else
    connection_->roll_back();
  lock_.release();
  relaxed_ = false;
  return in_commit ? error_of_commit(failure, error_number, path_.file)
                   : error_of(failure, error_number, path_.file);
}

Status SqliteStore::begin() {
  OT_CHECK(lock_.acquire());
  Execution(*connection_, Sql::begin).run();
  return Done{};
}

void SqliteStore::finish() {
  committing_ = true;
  Execution(*connection_, Sql::commit).run();
  committing_ = false;
  wrote_ = true;
  connection_->checkpoint_if_grown();
}

Status SqliteStore::put_definition(std::string_view hash,
                                   std::string_view content) {
  OT_CHECK(check_definition(hash, content));
  const std::string key(hash);
  const std::string text(content);
  return guarded<Done>([&]() -> Status {
    {
      Execution query(*connection_, Sql::definition, key);
      if (query.next()) return Done{};
    }
    // Durable with the first case that needs it, as a lease is.
    relaxed_ = true;
    connection_->database().exec("PRAGMA synchronous = NORMAL");
    OT_CHECK(begin());
    Execution(*connection_, Sql::put_definition, key, text).run();
    finish();
    return Done{};
  });
}

}  // namespace onething::store
