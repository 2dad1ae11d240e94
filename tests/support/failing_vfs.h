// SPDX-License-Identifier: Apache-2.0
//
// A SQLite VFS that does what the real one does until it is told to fail:
// writes that find no room, writes and synchronisations that end in an I/O
// error. Becomes the default VFS, so that a store meets it without knowing. One
// test program, one thread.

#pragma once

#include <sqlite3.h>

namespace onething::testing {

class FailingVfs {
 public:
  // The files whose names end so fail with this result from now on.
  enum class Fault { none, write_full, write_error, sync_error };

  static FailingVfs& instance() {
    static FailingVfs vfs;
    return vfs;
  }

  // Fails the call number `skip` + 1 on a WAL and each one after it.
  void fail(Fault fault, int skip = 0) {
    fault_ = fault;
    skip_ = skip;
  }
  void heal() { fault_ = Fault::none; }

 private:
  FailingVfs() {
    sqlite3_vfs* real = sqlite3_vfs_find(nullptr);
    vfs_ = *real;
    vfs_.zName = "failing";
    open_ = real->xOpen;
    vfs_.xOpen = &FailingVfs::open;
    sqlite3_vfs_register(&vfs_, 1);
  }

  // The real methods with two of them replaced. The real VFS has one table for
  // each way of locking; each is copied once.
  static int open(sqlite3_vfs* vfs, const char* name, sqlite3_file* file,
                  int flags, int* out) {
    FailingVfs& self = instance();
    const int result = self.open_(vfs, name, file, flags, out);
    if (result != SQLITE_OK || (flags & SQLITE_OPEN_WAL) == 0) return result;
    const sqlite3_io_methods* real = file->pMethods;
    self.real_ = real;
    self.methods_ = *real;
    self.methods_.xWrite = &FailingVfs::write;
    self.methods_.xSync = &FailingVfs::sync;
    file->pMethods = &self.methods_;
    return result;
  }

  bool strikes(Fault fault) {
    if (fault_ != fault) return false;
    if (skip_ == 0) return true;
    --skip_;
    return false;
  }

  static int write(sqlite3_file* file, const void* bytes, int count,
                   sqlite3_int64 at) {
    FailingVfs& self = instance();
    if (self.strikes(Fault::write_full)) return SQLITE_FULL;
    if (self.strikes(Fault::write_error)) return SQLITE_IOERR_WRITE;
    return self.real_->xWrite(file, bytes, count, at);
  }

  static int sync(sqlite3_file* file, int flags) {
    FailingVfs& self = instance();
    if (self.strikes(Fault::sync_error)) return SQLITE_IOERR_FSYNC;
    return self.real_->xSync(file, flags);
  }

  sqlite3_vfs vfs_{};
  sqlite3_io_methods methods_{};
  const sqlite3_io_methods* real_ = nullptr;
  int (*open_)(sqlite3_vfs*, const char*, sqlite3_file*, int, int*) = nullptr;
  Fault fault_ = Fault::none;
  int skip_ = 0;
};

}  // namespace onething::testing
