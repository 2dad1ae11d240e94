// SPDX-License-Identifier: Apache-2.0

#include "stub/http_connection.h"

#include <poll.h>
#include <sys/socket.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cstring>

#include "base/format.h"
#include "base/limits.h"
#include "stub/http_head.h"

namespace onething::stub {

namespace {

constexpr std::chrono::seconds kIdle{30};
constexpr std::chrono::seconds kRequest{10};
constexpr std::chrono::seconds kReply{10};
constexpr std::chrono::seconds kLinger{1};
constexpr int kBad = 400;
constexpr int kHeadTooLarge = 431;

bool wait_for(int socket, short events, HttpConnection::Clock::time_point end) {
  while (true) {
    const auto left = std::chrono::ceil<std::chrono::milliseconds>(
        end - HttpConnection::Clock::now());
    if (left.count() <= 0) return false;
    pollfd polled{socket, events, 0};
    const int count = poll(&polled, 1, static_cast<int>(left.count()));
    if (count > 0) return true;
    if (count == 0 || errno != EINTR) return false;
  }
}

}  // namespace

HttpConnection::HttpConnection(int socket, int port)
    : socket_(socket), port_(port) {}

HttpConnection::~HttpConnection() { close(socket_); }

bool HttpConnection::fill(Clock::time_point end) {
  if (!wait_for(socket_, POLLIN, end)) return false;
  char bytes[16 << 10];
  const ssize_t count = recv(socket_, bytes, sizeof(bytes), 0);
  if (count <= 0) return false;
  buffer_.append(bytes, static_cast<std::size_t>(count));
  return true;
}

bool HttpConnection::next_request() {
  if (buffer_.empty() && !fill(Clock::now() + kIdle)) return false;
  end_ = Clock::now() + kRequest;
  return read_head();
}

bool HttpConnection::read_head() {
  constexpr std::string_view kEnd = "\r\n\r\n";
  // Not HTTP at all, such as TLS: nothing to wait for.
  if (buffer_.front() < 'A' || buffer_.front() > 'Z') {
    refuse(kBad);
    return false;
  }
  std::size_t end = buffer_.find(kEnd);
  while (end == std::string::npos) {
    if (buffer_.size() > limits::header_bytes_max) {
      refuse(kHeadTooLarge);
      return false;
    }
    const std::size_t from = buffer_.size() < 3 ? 0 : buffer_.size() - 3;
    if (!fill(end_)) return false;
    end = buffer_.find(kEnd, from);
  }
  const std::size_t size = end + kEnd.size();
  if (size > limits::header_bytes_max) {
    refuse(kHeadTooLarge);
    return false;
  }
  const HeadVerdict verdict =
      judge_head(std::string_view(buffer_).substr(0, size), port_);
  if (verdict.refusal != 0) {
    refuse(verdict.refusal);
    return false;
  }
  request_left_ = size + verdict.body_bytes;
  return true;
}

ssize_t HttpConnection::read(char* to, std::size_t size) {
  if (request_left_ == 0) return 0;
  if (buffer_.empty() && !fill(end_)) return -1;
  const std::size_t count = std::min({size, buffer_.size(), request_left_});
  std::memcpy(to, buffer_.data(), count);
  buffer_.erase(0, count);
  request_left_ -= count;
  return static_cast<ssize_t>(count);
}

ssize_t HttpConnection::write(const char* from, std::size_t size) {
  if (is_dropped_) return -1;
  if (!wait_for(socket_, POLLOUT, Clock::now() + kReply)) return -1;
  return send(socket_, from, size, MSG_NOSIGNAL);
}

bool HttpConnection::may_continue() const {
  return request_left_ == 0 && !is_dropped_;
}

// Reads on for a moment: closing with bytes unread would reset the connection
// and take the answer away from whoever is still sending.
void HttpConnection::refuse(int status) {
  const std::string text = format(
      "HTTP/1.1 {} Refused\r\nContent-Length: 0\r\nConnection: close\r\n\r\n",
      status);
  write(text.data(), text.size());
  shutdown(socket_, SHUT_WR);
  const Clock::time_point end = Clock::now() + kLinger;
  for (std::size_t read = 0; read <= 2 * limits::request_bytes_max;) {
    buffer_.clear();
    if (!fill(end)) return;
    read += buffer_.size();
  }
}

}  // namespace onething::stub
