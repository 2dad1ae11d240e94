// SPDX-License-Identifier: Apache-2.0

#include "store/sqlite_error.h"

#include <sqlite3.h>

#include <cerrno>

#include "store/sqlite_file.h"

namespace onething::store {

namespace {

// A write beyond RLIMIT_FSIZE or a quota is an "I/O error" for SQLite. As it
// was a write that failed, the frame that ends the transaction is not in the
// WAL.
bool is_full(const SQLite::Exception& failure, int error_number) {
  if (failure.getErrorCode() == SQLITE_FULL) return true;
  return failure.getExtendedErrorCode() == SQLITE_IOERR_WRITE &&
         (error_number == ENOSPC || error_number == EDQUOT ||
          error_number == EFBIG);
}

std::string reason(const SQLite::Exception& failure, int error_number) {
  std::string text = failure.what();
  if (error_number != 0) text += " (" + reason_of(error_number) + ")";
  return text;
}

}  // namespace

Error error_of(const SQLite::Exception& failure, int error_number,
               const std::string& path) {
  if (is_full(failure, error_number))
    return {ErrorCode::unavailable, {"store.disk_full", {{"path", path}}}};
  const Arg where{"path", path};
  const Arg why{"reason", reason(failure, error_number)};
  switch (failure.getErrorCode()) {
    case SQLITE_BUSY:
    case SQLITE_LOCKED:
      return {ErrorCode::unavailable, {"store.busy", {where}}};
    case SQLITE_CORRUPT:
    case SQLITE_NOTADB:
      return {ErrorCode::corrupt, {"store.damaged", {where, why}}};
    case SQLITE_CANTOPEN:
    case SQLITE_READONLY:
    case SQLITE_PERM:
    case SQLITE_AUTH:
      return {ErrorCode::unavailable, {"store.cannot_open", {where, why}}};
    default:
      return {ErrorCode::unavailable, {"store.io_error", {where, why}}};
  }
}

Error error_of_commit(const SQLite::Exception& failure, int error_number,
                      const std::string& path) {
  const int code = failure.getErrorCode();
  if (is_full(failure, error_number) || code == SQLITE_BUSY)
    return error_of(failure, error_number, path);
  return {ErrorCode::unknown,
          {"store.outcome_unknown",
           {{"path", path}, {"reason", reason(failure, error_number)}}}};
}

bool is_fatal(const SQLite::Exception& failure, int error_number) {
  switch (failure.getErrorCode()) {
    case SQLITE_BUSY:
    case SQLITE_LOCKED:
      return false;
    default:
      return !is_full(failure, error_number);
  }
}

}  // namespace onething::store
