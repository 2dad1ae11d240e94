// SPDX-License-Identifier: Apache-2.0
//
// A file that appears whole, under a name that was free, or not at all.
//
// Never overwrites: what is written here is evidence or a copy, and an older
// one may be the last good one. Not for files that are kept up to date.

#pragma once

#include <string>
#include <string_view>
#include <utility>

#include "onething/result.h"

namespace onething::store {

class NewFile {
 public:
  // Mode 0600, beside its future name. not_found when that name is taken,
  // unavailable when it cannot be written there.
  static Result<NewFile> make(const std::string& path);
  NewFile(NewFile&& other) noexcept
      : path_(std::move(other.path_)),
        fresh_(std::exchange(other.fresh_, std::string())) {}
  NewFile& operator=(NewFile&&) = delete;
  // Removes what did not get its name.
  ~NewFile();

  // The name it has until keep().
  const std::string& fresh() const { return fresh_; }

  // Synchronises its bytes, gives it its name, and synchronises that.
  Status keep();

 private:
  NewFile() = default;

  std::string path_;
  std::string fresh_;  // Empty once it has its name.
};

// All of it at once.
Status write_new_file(const std::string& path, std::string_view bytes,
                      unsigned mode = 0600);

Error cannot_write(const std::string& path, int error_number);

}  // namespace onething::store
