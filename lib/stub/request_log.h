// SPDX-License-Identifier: Apache-2.0
//
// A file of JSON lines that is only ever added to, and read back.
//
// Knows nothing of what the lines say. Several processes may use one file at
// once, each learning of the others' lines; it is its owner's alone (mode
// 0600). Not safe for several threads, but for sync().

#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <vector>

#include "onething/result.h"
#include "onething/value.h"

namespace onething::stub {

class RequestLog {
 public:
  // Reads what is there into `lines`; a last line without its end, as a crash
  // leaves it, is removed. corrupt (stub.bad_log) for a line that is no JSON
  // object, unavailable when the file cannot be used.
  static Result<std::unique_ptr<RequestLog>> open(const std::string& path,
                                                  std::vector<Value>& lines);
  RequestLog(const RequestLog&) = delete;
  RequestLog& operator=(const RequestLog&) = delete;
  ~RequestLog();

  // What other processes added since.
  void catch_up(std::vector<Value>& others);
  // Catches up and adds one line; not yet on the disk. False when it failed.
  bool append(const Value& line, std::vector<Value>& others);
  // Until this returned true, a line may be lost with the power. May be called
  // while another thread appends.
  bool sync() const;

 private:
  explicit RequestLog(int file) : file_(file) {}
  bool read_on(std::string& text);
  bool write_whole(const std::string& text) const;

  int file_;
  std::int64_t read_ = 0;  // Bytes that are known.
};

}  // namespace onething::stub
