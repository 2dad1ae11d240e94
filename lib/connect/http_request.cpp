// SPDX-License-Identifier: Apache-2.0

#include "connect/http_request.h"

#include <algorithm>
#include <cctype>

#include "base/limits.h"
#include "onething/id.h"

namespace onething::connect {

namespace {

bool is_visible(char c) { return c > ' ' && c < 0x7F; }

bool all_visible(std::string_view text) {
  return std::all_of(text.begin(), text.end(), is_visible);
}

Error refuse(std::string_view key, std::vector<Arg> args = {}) {
  return Error{ErrorCode::invalid, {key, std::move(args)}};
}

Error refuse_header(const Call& call, std::string_view header) {
  return refuse("connect.bad_header",
                {{"service", call.service}, {"header", std::string(header)}});
}

bool is_method(std::string_view method) {
  return !method.empty() && method.size() <= 16 &&
         std::all_of(method.begin(), method.end(),
                     [](char c) { return c >= 'A' && c <= 'Z'; });
}

// "..", also when its dots are written as %2e.
bool climbs(std::string_view segment) {
  std::string plain;
  while (!segment.empty()) {
    const bool escaped = segment.size() >= 3 && segment[0] == '%' &&
                         segment[1] == '2' && (segment[2] | 0x20) == 'e';
    plain += escaped ? '.' : segment[0];
    segment.remove_prefix(escaped ? 3 : 1);
  }
  return plain == "." || plain == "..";
}

bool is_safe_path(std::string_view path) {
  if (!path.starts_with('/') || !all_visible(path)) return false;
  if (path.find_first_of("#\\\"<>") != std::string_view::npos) return false;
  std::string_view rest = path.substr(1, path.find('?') - 1);
  while (true) {
    const std::size_t slash = rest.find('/');
    if (climbs(rest.substr(0, slash))) return false;
    if (slash == std::string_view::npos) return true;
    rest.remove_prefix(slash + 1);
  }
}

// The key travels as a structured-field string (RFC 8941, 3.3.3).
bool is_key(std::string_view key) {
  return !key.empty() && key.size() <= limits::id_bytes_max &&
         all_visible(key) &&
         key.find_first_of("\"\\") == std::string_view::npos;
}

bool is_id(std::string_view id) {
  return id.size() <= limits::id_bytes_max && all_visible(id);
}

std::string digest_of(std::string_view body) {
  const Digest digest = sha256(body);
  return to_base64(
      {reinterpret_cast<const char*>(digest.data()), digest.size()});
}

}  // namespace

std::string to_base64(std::string_view bytes) {
  constexpr char kDigits[] =
      "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
  std::string text;
  for (std::size_t i = 0; i < bytes.size(); i += 3) {
    const std::size_t count = std::min<std::size_t>(3, bytes.size() - i);
    std::uint32_t group = 0;
    for (std::size_t j = 0; j < 3; ++j)
      group = group << 8 |
              (j < count ? static_cast<std::uint8_t>(bytes[i + j]) : 0U);
    for (std::size_t j = 0; j < 4; ++j)
      text += j <= count ? kDigits[group >> (18 - 6 * j) & 0x3F] : '=';
  }
  return text;
}

bool is_token(std::string_view bearer) { return all_visible(bearer); }

Result<Base> parse_base(std::string_view base) {
  constexpr std::string_view kHttps = "https://";
  constexpr std::string_view kHttp = "http://";
  Base parsed;
  std::string_view rest = base;
  if (base.starts_with(kHttps)) {
    rest.remove_prefix(kHttps.size());
  } else if (base.starts_with(kHttp)) {
    parsed.scheme = Scheme::http;
    rest.remove_prefix(kHttp.size());
  } else {
    return refuse("connect.base_scheme");
  }
  const std::size_t slash = rest.find('/');
  const std::string_view host = rest.substr(0, slash);
  if (host.find('@') != std::string_view::npos)
    return refuse("connect.base_user");
  const std::string_view path =
      slash == std::string_view::npos ? "/" : rest.substr(slash);
  if (host.empty() || !all_visible(host) || !is_safe_path(path) ||
      base.find_first_of("?#\\\"<>") != std::string_view::npos)
    return refuse("connect.base_shape");
  parsed.host = std::string(host);
  while (base.ends_with('/')) base.remove_suffix(1);
  parsed.prefix = std::string(base);
  return parsed;
}

Result<HttpRequest> make_request(const Base& base, std::string_view bearer,
                                 const Call& call) {
  if (!is_key(call.key)) return refuse_header(call, "Idempotency-Key");
  if (!is_id(call.case_id)) return refuse_header(call, "Onething-Case");
  if (!is_id(call.service)) return refuse_header(call, "Onething-Service");
  if (!is_token(bearer)) return refuse_header(call, "Authorization");
  if (!is_method(call.method))
    return refuse("connect.bad_method", {{"service", call.service}});
  if (!is_safe_path(call.path))
    return refuse("connect.bad_path", {{"service", call.service}});
  if (call.body.size() > limits::request_bytes_max)
    return refuse("connect.request_too_big",
                  {{"service", call.service},
                   {"limit", std::to_string(limits::request_bytes_max)}});
  HttpRequest request;
  request.url = base.prefix + call.path;
  request.has_body = call.method != "GET" && call.method != "HEAD";
  request.headers = {
      "Idempotency-Key: \"" + call.key + "\"",
      "Onething-Case: " + call.case_id,
      "Onething-Service: " + call.service,
      "Onething-Attempt: " + std::to_string(call.attempt),
      "Onething-Fence: " + std::to_string(call.epoch),
      "Onething-Request-Digest: sha-256=" + digest_of(call.body),
      "Accept: application/json",
      "Expect:",  // Never "100-continue": it only costs a second.
  };
  if (request.has_body)
    request.headers.emplace_back(
        "Content-Type: application/json; charset=utf-8");
  if (!bearer.empty())
    request.headers.push_back("Authorization: Bearer " + std::string(bearer));
  return request;
}

}  // namespace onething::connect
