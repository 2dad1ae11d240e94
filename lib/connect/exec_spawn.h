// SPDX-License-Identifier: Apache-2.0
//
// Starts one program in a cage: own process group, no inherited files, no new
// privileges, dead when we die.
//
// Talks to nobody and waits for nothing; exec_run.h does. A child dies with the
// thread that started it, so that thread must outlive its calls.

#pragma once

#include <sys/types.h>

#include <chrono>
#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace onething::connect {

// A file descriptor that closes itself.
class Fd {
 public:
  Fd() = default;
  explicit Fd(int number) : number_(number) {}
  Fd(Fd&& other) noexcept : number_(std::exchange(other.number_, -1)) {}
  Fd& operator=(Fd&& other) noexcept {
    std::swap(number_, other.number_);
    return *this;
  }
  ~Fd() { close(); }

  int number() const { return number_; }
  bool is_open() const { return number_ >= 0; }
  void close();

 private:
  int number_ = -1;
};

// Our ends, none of which blocks.
struct Child {
  pid_t pid = -1;  // Also the number of its process group.
  Fd exit;         // Readable when it has ended; not open on old kernels.
  Fd input;
  Fd output;
  Fd errors;
  Fd exec_error;  // Holds an int errno when the program could not be run.
};

// Nothing when not even a child could be made.
std::optional<Child> spawn(const std::vector<std::string>& argv,
                           const std::vector<std::string>& environment,
                           std::chrono::milliseconds timeout);

}  // namespace onething::connect
