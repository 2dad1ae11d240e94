// SPDX-License-Identifier: Apache-2.0
//
// A file descriptor with an owner. Closes it and does nothing else; never used
// for the database file itself, because closing any descriptor of that file
// would drop the locks that SQLite holds on it in this process.

#pragma once

#include <unistd.h>

#include <utility>

namespace onething::store {

class Descriptor {
 public:
  Descriptor() = default;
  explicit Descriptor(int fd) : fd_(fd) {}
  Descriptor(Descriptor&& other) noexcept : fd_(std::exchange(other.fd_, -1)) {}
  Descriptor& operator=(Descriptor&& other) noexcept {
    std::swap(fd_, other.fd_);
    return *this;
  }
  ~Descriptor() {
    if (fd_ >= 0) ::close(fd_);
  }

  explicit operator bool() const { return fd_ >= 0; }
  int get() const { return fd_; }

 private:
  int fd_ = -1;
};

}  // namespace onething::store
