// SPDX-License-Identifier: Apache-2.0
//
// One HTTP request under way, with everything libcurl must be told about it.
//
// Knows neither the other transfers nor when to wait: that is
// http_connector.cpp. libcurl keeps pointers into a Transfer, so it stays where
// it was made.

#pragma once

#include <chrono>
#include <memory>
#include <optional>
#include <string>

#include "connect/address_rules.h"
#include "connect/curl_library.h"
#include "connect/http_request.h"
#include "onething/connector.h"

namespace onething::connect {

// An address that the rules refused.
struct RefusedAddress {
  std::string address;
  AddressKind kind = AddressKind::reserved;
  Verdict verdict = Verdict::refused_address;
};

class Transfer {
 public:
  // Null when libcurl refuses one of the settings.
  static std::unique_ptr<Transfer> make(const CurlLibrary& curl,
                                        const HttpTarget& target,
                                        const AddressPolicy& policy,
                                        HttpRequest request, Call call);
  Transfer(const Transfer&) = delete;
  Transfer& operator=(const Transfer&) = delete;
  ~Transfer();

  CURL* handle() const { return handle_; }
  const Call& call() const { return call_; }

  // What came of it, once libcurl says that it has ended with `code`.
  Answer answer(CURLcode code, const HttpTarget& target,
                const std::string& host) const;

 private:
  Transfer(const CurlLibrary& curl, const AddressPolicy& policy,
           HttpRequest request, Call call);

  bool configure(const HttpTarget& target);
  bool set_safety(const HttpTarget& target);
  bool set_request();
  Answer failed(CURLcode code, const HttpTarget& target,
                const std::string& host) const;

  static std::size_t on_read(char* to, std::size_t size, std::size_t count,
                             void* self);
  static int on_seek(void* self, curl_off_t offset, int origin);
  static std::size_t on_body(char* from, std::size_t size, std::size_t count,
                             void* self);
  static std::size_t on_header(char* from, std::size_t size, std::size_t count,
                               void* self);
  static curl_socket_t on_socket(void* self, curlsocktype purpose,
                                 curl_sockaddr* address);
  static int on_connected(void* self, char* remote, char* local,
                          int remote_port, int local_port);

  const CurlLibrary& curl_;
  AddressPolicy policy_;
  HttpRequest request_;
  Call call_;
  CURL* handle_ = nullptr;
  curl_slist* headers_ = nullptr;
  std::size_t sent_bytes_ = 0;
  // From here on the department may have received the request.
  bool may_be_sent_ = false;
  bool too_big_ = false;
  std::size_t header_bytes_ = 0;
  std::string response_;
  std::optional<RefusedAddress> refused_;
  std::chrono::steady_clock::time_point began_;
};

}  // namespace onething::connect
