// SPDX-License-Identifier: Apache-2.0

#include "connect/http_transfer.h"

#include <sys/socket.h>

#include <algorithm>

#include "base/limits.h"
#include "connect/answer.h"
#include "connect/http_answer.h"

namespace onething::connect {

namespace {

// A connection that has rested longer may have been closed at the other end
// unnoticed; a request lost that way would have an unknown outcome.
constexpr long kIdleSecondsMax = 4;

bool is_tls_failure(CURLcode code) {
  switch (code) {
    case CURLE_SSL_CONNECT_ERROR:
    case CURLE_SSL_CERTPROBLEM:
    case CURLE_SSL_CIPHER:
    case CURLE_PEER_FAILED_VERIFICATION:
    case CURLE_SSL_CACERT_BADFILE:
    case CURLE_SSL_CRL_BADFILE:
    case CURLE_SSL_ISSUER_ERROR:
    case CURLE_SSL_PINNEDPUBKEYNOTMATCH:
    case CURLE_SSL_INVALIDCERTSTATUS:
    case CURLE_SSL_CLIENTCERT:
      return true;
    default:
      return false;
  }
}

std::string seconds_text(std::chrono::milliseconds time) {
  std::string text = std::to_string(time.count() / 1000);
  const auto rest = time.count() % 1000;
  if (rest == 0) return text;
  std::string decimals = std::to_string(1000 + rest).substr(1);
  while (decimals.back() == '0') decimals.pop_back();
  return text + "." + decimals;
}

}  // namespace

Transfer::Transfer(const CurlLibrary& curl, const AddressPolicy& policy,
                   HttpRequest request, Call call)
    : curl_(curl),
      policy_(policy),
      request_(std::move(request)),
      call_(std::move(call)),
      handle_(curl.easy_init()),
      began_(std::chrono::steady_clock::now()) {}

Transfer::~Transfer() {
  if (handle_ != nullptr) curl_.easy_cleanup(handle_);
  curl_.slist_free_all(headers_);
}

std::unique_ptr<Transfer> Transfer::make(const CurlLibrary& curl,
                                         const HttpTarget& target,
                                         const AddressPolicy& policy,
                                         HttpRequest request, Call call) {
  std::unique_ptr<Transfer> transfer(
      new Transfer(curl, policy, std::move(request), std::move(call)));
  if (transfer->handle_ == nullptr || !transfer->configure(target)) return {};
  return transfer;
}

bool Transfer::configure(const HttpTarget& target) {
  return set_safety(target) && set_request();
}

// What may not happen: other protocols, proxies, redirects, weak TLS, addresses
// outside the rules, a second sending that nobody recorded.
bool Transfer::set_safety(const HttpTarget& target) {
  const auto set = [this](CURLoption option, auto value) {
    return curl_.easy_setopt(handle_, option, value) == CURLE_OK;
  };
  const long limit_ms = std::max<long>(1, target.timeout.count());
  const char* protocol = policy_.scheme == Scheme::https ? "https" : "http";
  return set(CURLOPT_PROTOCOLS_STR, protocol) && set(CURLOPT_PROXY, "") &&
         set(CURLOPT_NOPROXY, "*") && set(CURLOPT_FOLLOWLOCATION, 0L) &&
         set(CURLOPT_PATH_AS_IS, 1L) && set(CURLOPT_NOSIGNAL, 1L) &&
         set(CURLOPT_SSL_VERIFYPEER, 1L) && set(CURLOPT_SSL_VERIFYHOST, 2L) &&
         set(CURLOPT_SSLVERSION, static_cast<long>(CURL_SSLVERSION_TLSv1_2)) &&
         (target.ca_file.empty() ||
          set(CURLOPT_CAINFO, target.ca_file.c_str())) &&
         set(CURLOPT_OPENSOCKETFUNCTION, &Transfer::on_socket) &&
         set(CURLOPT_OPENSOCKETDATA, static_cast<void*>(this)) &&
         set(CURLOPT_PREREQFUNCTION, &Transfer::on_connected) &&
         set(CURLOPT_PREREQDATA, static_cast<void*>(this)) &&
         set(CURLOPT_TIMEOUT_MS, limit_ms) &&
         set(CURLOPT_CONNECTTIMEOUT_MS, limit_ms) &&
         set(CURLOPT_MAXAGE_CONN, kIdleSecondsMax) &&
         set(CURLOPT_MAXFILESIZE_LARGE,
             static_cast<curl_off_t>(limits::response_bytes_max));
}

bool Transfer::set_request() {
  const auto set = [this](CURLoption option, auto value) {
    return curl_.easy_setopt(handle_, option, value) == CURLE_OK;
  };
  for (const std::string& line : request_.headers) {
    curl_slist* longer = curl_.slist_append(headers_, line.c_str());
    if (longer == nullptr) return false;
    headers_ = longer;
  }
  if (request_.has_body && !(set(CURLOPT_POST, 1L) &&
                             set(CURLOPT_POSTFIELDSIZE_LARGE,
                                 static_cast<curl_off_t>(call_.body.size())) &&
                             set(CURLOPT_READFUNCTION, &Transfer::on_read) &&
                             set(CURLOPT_READDATA, static_cast<void*>(this)) &&
                             set(CURLOPT_SEEKFUNCTION, &Transfer::on_seek) &&
                             set(CURLOPT_SEEKDATA, static_cast<void*>(this))))
    return false;
  if (call_.method == "HEAD" && !set(CURLOPT_NOBODY, 1L)) return false;
  return set(CURLOPT_URL, request_.url.c_str()) &&
         set(CURLOPT_CUSTOMREQUEST, call_.method.c_str()) &&
         set(CURLOPT_HTTPHEADER, headers_) &&
         set(CURLOPT_USERAGENT, "onething") &&
         set(CURLOPT_HTTP_VERSION, static_cast<long>(CURL_HTTP_VERSION_1_1)) &&
         set(CURLOPT_WRITEFUNCTION, &Transfer::on_body) &&
         set(CURLOPT_WRITEDATA, static_cast<void*>(this)) &&
         set(CURLOPT_HEADERFUNCTION, &Transfer::on_header) &&
         set(CURLOPT_HEADERDATA, static_cast<void*>(this)) &&
         set(CURLOPT_PRIVATE, static_cast<void*>(this));
}

std::size_t Transfer::on_read(char* to, std::size_t size, std::size_t count,
                              void* self) {
  Transfer& transfer = *static_cast<Transfer*>(self);
  const std::string& body = transfer.call_.body;
  const std::size_t bytes =
      std::min(size * count, body.size() - transfer.sent_bytes_);
  std::copy_n(body.data() + transfer.sent_bytes_, bytes, to);
  transfer.sent_bytes_ += bytes;
  return bytes;
}

// libcurl would send again by itself when a connection that it used before is
// lost. Whether to repeat is not its decision: the first may have been
// executed.
int Transfer::on_seek(void*, curl_off_t, int) { return CURL_SEEKFUNC_FAIL; }

std::size_t Transfer::on_body(char* from, std::size_t size, std::size_t count,
                              void* self) {
  Transfer& transfer = *static_cast<Transfer*>(self);
  const std::size_t bytes = size * count;
  if (transfer.response_.size() + bytes > limits::response_bytes_max) {
    transfer.too_big_ = true;
    return 0;
  }
  transfer.response_.append(from, bytes);
  return bytes;
}

std::size_t Transfer::on_header(char*, std::size_t size, std::size_t count,
                                void* self) {
  Transfer& transfer = *static_cast<Transfer*>(self);
  transfer.header_bytes_ += size * count;
  if (transfer.header_bytes_ <= limits::header_bytes_max) return size * count;
  transfer.too_big_ = true;
  return 0;
}

curl_socket_t Transfer::on_socket(void* self, curlsocktype,
                                  curl_sockaddr* address) {
  Transfer& transfer = *static_cast<Transfer*>(self);
  const AddressKind kind = classify(address->addr);
  const Verdict verdict = judge(kind, transfer.policy_);
  if (verdict != Verdict::allowed) {
    transfer.refused_ = {to_text(address->addr), kind, verdict};
    return CURL_SOCKET_BAD;
  }
  return socket(address->family, address->socktype | SOCK_CLOEXEC,
                address->protocol);
}

// Connected, and about to send. A second time would be a repetition.
int Transfer::on_connected(void* self, char*, char*, int, int) {
  Transfer& transfer = *static_cast<Transfer*>(self);
  if (transfer.may_be_sent_) return CURL_PREREQFUNC_ABORT;
  transfer.may_be_sent_ = true;
  return CURL_PREREQFUNC_OK;
}

Answer Transfer::answer(CURLcode code, const HttpTarget& target,
                        const std::string& host) const {
  Answer answer;
  if (code == CURLE_OK) {
    HttpResponse response;
    curl_off_t retry_after = 0;
    curl_.easy_getinfo(handle_, CURLINFO_RESPONSE_CODE, &response.status);
    curl_.easy_getinfo(handle_, CURLINFO_RETRY_AFTER, &retry_after);
    response.retry_after = std::chrono::seconds(retry_after);
    response.body = response_;
    answer = read_response(call_, response);
  } else {
    answer = failed(code, target, host);
  }
  answer.took = std::chrono::duration_cast<std::chrono::milliseconds>(
      std::chrono::steady_clock::now() - began_);
  return answer;
}

Answer Transfer::failed(CURLcode code, const HttpTarget& target,
                        const std::string& host) const {
  const Arg service("service", call_.service);
  const Arg where("host", host);
  const Arg seconds("seconds", seconds_text(target.timeout));
  if (too_big_ || code == CURLE_FILESIZE_EXCEEDED)
    return fail(
        call_, CallFailure::malformed,
        {"connect.response_too_big",
         {service, {"limit", std::to_string(limits::response_bytes_max)}}});
  if (may_be_sent_ && code == CURLE_OPERATION_TIMEDOUT)
    return fail(call_, CallFailure::unknown,
                {"connect.timeout", {service, seconds}});
  if (may_be_sent_)
    return fail(call_, CallFailure::unknown, {"connect.lost", {service}});
  const auto unreachable = [this](std::string_view key, std::vector<Arg> args) {
    return fail(call_, CallFailure::unreachable, {key, std::move(args)});
  };
  if (code == CURLE_OPERATION_TIMEDOUT)
    return unreachable("connect.connect_timeout", {service, where, seconds});
  if (code == CURLE_COULDNT_RESOLVE_HOST)
    return unreachable("connect.no_name", {service, where});
  if (is_tls_failure(code)) return unreachable("connect.tls", {service, where});
  if (refused_ && refused_->verdict == Verdict::refused_plain_http)
    return unreachable("connect.plain_http",
                       {service, {"address", refused_->address}});
  if (refused_)
    return unreachable("connect.refused_address",
                       {service,
                        {"address", refused_->address},
                        {"kind", name_of(refused_->kind)}});
  return unreachable("connect.no_connection", {service, where});
}

}  // namespace onething::connect
