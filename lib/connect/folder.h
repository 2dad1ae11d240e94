// SPDX-License-Identifier: Apache-2.0
//
// A folder that is open: files in it are written so that they are there whole
// or not at all, read without following anything, and moved without taking the
// place of another.
//
// Only plain names in the folder itself; what stands in a file is nobody's
// business here.

#pragma once

#include <chrono>
#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "connect/exec_spawn.h"
#include "onething/result.h"

namespace onething::connect {

enum class Missing { refuse, make };

// A file as it was read, or why it was not.
struct FileBytes {
  enum class State { read, absent, not_plain, too_big, unreadable };
  State state = State::absent;
  std::string bytes;
  std::chrono::milliseconds age{0};  // Since it was last written to.
};

enum class Written { yes, exists, no };
enum class Moved { yes, exists, no };

class Folder {
 public:
  // unavailable when it is missing, a link, or not writable by us. A folder
  // that is made is for us alone.
  static Result<Folder> open(const std::string& path, Missing missing);

  const std::string& path() const { return path_; }

  // Names of what is no folder, without those that begin with a dot; at most
  // `most`, in byte order.
  std::vector<std::string> names(std::size_t most) const;

  FileBytes read(const std::string& name, std::size_t bytes_max) const;

  // Under a name of its own first, then renamed, everything synchronised.
  // exists: there was one of that name, which stays. `no`: nothing is there.
  Written write(const std::string& name, std::string_view bytes) const;

  Moved move(const std::string& name, const Folder& to,
             const std::string& new_name) const;
  bool remove(const std::string& name) const;

 private:
  bool synchronise() const;

  std::string path_;
  Fd fd_;
};

// The same without opening it, for whoever only wants to know.
Status look_at_folder(const std::string& path);

}  // namespace onething::connect
