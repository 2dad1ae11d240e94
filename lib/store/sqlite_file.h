// SPDX-License-Identifier: Apache-2.0
//
// The database as a file: where it may lie, how it comes into being, and that
// its name is safe on the disk. Knows nothing of what is in it.

#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "onething/result.h"

namespace onething::store {

// A path whose folder exists and holds no symbolic link.
struct DatabasePath {
  std::string file;
  std::string folder;
};

// Makes missing folders (0700). invalid for a symbolic link, a hard link, a
// network file system, or what is not a file; unavailable when the folder
// cannot be made.
Result<DatabasePath> locate_database(std::string_view path);

// With all above it, 0700 each, and their names safe on the disk.
Status make_folders(const std::string& folder);

// Makes a new database, all of it or nothing, with mode 0600; the mode of -wal
// and -shm follows from it. False when there is a file already. In
// sqlite_create.cpp.
Result<bool> create_database(const DatabasePath& path);

// Whether a file system with this statfs(2) magic number is served by another
// machine or process.
bool is_network_filesystem(std::uint32_t magic);

// Without this a power cut may lose the names of new files, and with them all
// that was stored.
Status sync_folder(const std::string& folder);

// Why a system call failed, for the argument {reason}.
std::string reason_of(int error_number);

Error cannot_open(const std::string& path, int error_number);

}  // namespace onething::store
