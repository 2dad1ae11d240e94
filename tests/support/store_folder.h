// SPDX-License-Identifier: Apache-2.0
//
// A folder of its own for a test that needs a database on a disk, and a raw
// connection to look at that database, or to damage it, behind the store's
// back.

#pragma once

#include <SQLiteCpp/SQLiteCpp.h>
#include <stdlib.h>
#include <unistd.h>

#include <filesystem>
#include <fstream>
#include <memory>
#include <string>

#include "onething/store.h"

namespace onething::testing {

class StoreFolder {
 public:
  StoreFolder() {
    // In memory where there is such a place: nothing here cuts the power, and
    // a busy disk would make every synchronisation slow.
    const std::filesystem::path memory = "/dev/shm";
    std::string name = ((::access(memory.c_str(), W_OK) == 0
                             ? memory
                             : std::filesystem::temp_directory_path()) /
                        "onething-XXXXXX")
                           .string();
    path_ = ::mkdtemp(name.data());
  }
  StoreFolder(const StoreFolder&) = delete;
  StoreFolder& operator=(const StoreFolder&) = delete;
  ~StoreFolder() { std::filesystem::remove_all(path_); }

  std::string path() const { return path_; }
  std::string database() const { return path_ + "/t.db"; }
  Result<std::unique_ptr<Store>> try_open() const {
    return open_store("sqlite:" + database());
  }
  std::unique_ptr<Store> open() const { return try_open().value(); }

  // What another program would do to the file.
  void execute(const char* sql) const {
    SQLite::Database(database(), SQLite::OPEN_READWRITE | SQLite::OPEN_CREATE,
                     1000)
        .exec(sql);
  }
  std::string ask(const char* sql) const {
    SQLite::Database opened(database(), SQLite::OPEN_READWRITE, 1000);
    return opened.execAndGet(sql).getString();
  }
  void write(const std::string& bytes) const {
    std::ofstream(database(), std::ios::binary) << bytes;
  }
  std::string read() const {
    std::ifstream file(database(), std::ios::binary);
    return {std::istreambuf_iterator<char>(file), {}};
  }

 private:
  std::string path_;
};

}  // namespace onething::testing
