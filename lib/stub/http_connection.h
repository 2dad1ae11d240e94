// SPDX-License-Identifier: Apache-2.0
//
// One accepted connection: reads one request at a time and lets nobody read
// past its end; writes without signals; gives up on whoever is too slow.
//
// Knows nothing of cpp-httplib and nothing of what is asked.

#pragma once

#include <sys/types.h>

#include <chrono>
#include <string>
#include <string_view>

namespace onething::stub {

class HttpConnection {
 public:
  using Clock = std::chrono::steady_clock;

  // Owns `socket`.
  HttpConnection(int socket, int port);
  HttpConnection(const HttpConnection&) = delete;
  HttpConnection& operator=(const HttpConnection&) = delete;
  ~HttpConnection();

  int socket() const { return socket_; }

  // Waits for a next request whose head is sound. False when there is none; a
  // head that is not sound has been refused then.
  bool next_request();

  // As recv() and send() do, within the request and its time.
  ssize_t read(char* to, std::size_t size);
  ssize_t write(const char* from, std::size_t size);

  // No further byte leaves.
  void drop() { is_dropped_ = true; }

  // Whether the request was read to its end, so that another can follow.
  bool may_continue() const;

 private:
  bool fill(Clock::time_point end);
  bool read_head();
  void refuse(int status);

  int socket_;
  int port_;
  std::string buffer_;            // Received and not yet read.
  std::size_t request_left_ = 0;  // Bytes of the request not yet read.
  Clock::time_point end_;
  bool is_dropped_ = false;
};

}  // namespace onething::stub
