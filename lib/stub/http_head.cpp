// SPDX-License-Identifier: Apache-2.0

#include "stub/http_head.h"

#include <algorithm>
#include <string>

#include "base/limits.h"

namespace onething::stub {

namespace {

constexpr int kBad = 400;
constexpr int kLengthRequired = 411;
constexpr int kTooLarge = 413;
constexpr int kUnsupportedMedia = 415;
constexpr int kMisdirected = 421;

char lower(char c) {
  return c >= 'A' && c <= 'Z' ? static_cast<char>(c | 0x20) : c;
}

std::string lower(std::string_view text) {
  std::string result(text);
  std::transform(result.begin(), result.end(), result.begin(),
                 [](char c) { return lower(c); });
  return result;
}

std::string_view trim(std::string_view text) {
  const auto is_space = [](char c) { return c == ' ' || c == '\t'; };
  while (!text.empty() && is_space(text.front())) text.remove_prefix(1);
  while (!text.empty() && is_space(text.back())) text.remove_suffix(1);
  return text;
}

bool is_token(std::string_view text) {
  static constexpr std::string_view kMarks = "!#$%&'*+-.^_`|~";
  return !text.empty() && std::all_of(text.begin(), text.end(), [](char c) {
    return (c >= '0' && c <= '9') || (lower(c) >= 'a' && lower(c) <= 'z') ||
           kMarks.find(c) != std::string_view::npos;
  });
}

bool is_clean(std::string_view line) {
  return std::all_of(line.begin(), line.end(), [](char c) {
    return c == '\t' || (static_cast<unsigned char>(c) >= 0x20 && c != 0x7F);
  });
}

// One line without its CR LF; a lone CR or LF stays in it and is refused.
std::string_view take_line(std::string_view& rest) {
  const std::size_t end = rest.find("\r\n");
  const std::string_view line = rest.substr(0, end);
  rest.remove_prefix(end == std::string_view::npos ? rest.size() : end + 2);
  return line;
}

bool is_request_line(std::string_view line) {
  const std::size_t first = line.find(' ');
  const std::size_t last = line.rfind(' ');
  if (first == std::string_view::npos || first == last) return false;
  const std::string_view target = line.substr(first + 1, last - first - 1);
  const std::string_view version = line.substr(last + 1);
  return is_token(line.substr(0, first)) && target.starts_with('/') &&
         target.find(' ') == std::string_view::npos &&
         (version == "HTTP/1.1" || version == "HTTP/1.0");
}

struct Seen {
  int hosts = 0;
  int lengths = 0;
  std::size_t body_bytes = 0;
};

int judge_length(std::string_view value, Seen& seen) {
  if (++seen.lengths > 1 || value.empty() || value.size() > 18 ||
      !std::all_of(value.begin(), value.end(),
                   [](char c) { return c >= '0' && c <= '9'; }))
    return kBad;
  for (const char c : value)
    seen.body_bytes = seen.body_bytes * 10 + static_cast<std::size_t>(c - '0');
  return seen.body_bytes > limits::request_bytes_max ? kTooLarge : 0;
}

int judge_header(std::string_view name, std::string_view value, int port,
                 Seen& seen) {
  if (name == "host") {
    if (++seen.hosts > 1) return kBad;
    return is_local_host(value, port) ? 0 : kMisdirected;
  }
  if (name == "content-length") return judge_length(value, seen);
  // Without a length said in advance there is no bound on what will be read.
  if (name == "transfer-encoding") return kLengthRequired;
  if (name == "content-encoding" && lower(value) != "identity")
    return kUnsupportedMedia;
  // Taken apart by cpp-httplib, so that the body would be gone.
  if (name == "content-type" && lower(value).starts_with("multipart/"))
    return kUnsupportedMedia;
  return 0;
}

}  // namespace

bool is_local_host(std::string_view host, int port) {
  const std::string written = lower(host);
  const std::string suffix = ":" + std::to_string(port);
  for (const char* name : {"localhost", "127.0.0.1", "[::1]"}) {
    if (written == name + suffix) return true;
    if (port == 80 && written == name) return true;
  }
  return false;
}

HeadVerdict judge_head(std::string_view head, int port) {
  if (!is_request_line(take_line(head))) return {kBad, 0};
  Seen seen;
  while (true) {
    const std::string_view line = take_line(head);
    if (line.empty()) break;
    const std::size_t colon = line.find(':');
    if (colon == std::string_view::npos || !is_clean(line) ||
        !is_token(line.substr(0, colon)))
      return {kBad, 0};  // Also a line continued by a space (obs-fold).
    const int status = judge_header(lower(line.substr(0, colon)),
                                    trim(line.substr(colon + 1)), port, seen);
    if (status != 0) return {status, 0};
  }
  return {seen.hosts == 1 ? 0 : kBad, seen.body_bytes};
}

}  // namespace onething::stub
