// SPDX-License-Identifier: Apache-2.0
//
// An HTTP server on this machine's own addresses, for departments that are
// played and for pages that are looked at here.
//
// Knows nothing of departments or workflows. The server itself is a module that
// is looked for beside the program, in ../lib/onething, where it was installed,
// and in ONETHING_LIBDIR, and loaded by the first start().

#pragma once

#include <functional>
#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "onething/result.h"

namespace onething::stub {

struct HttpModule;

struct HttpRequest {
  std::string method;
  std::string path;   // As sent, still encoded.
  std::string query;  // As sent, without the question mark.
  // Names in lower case, in no particular order.
  std::vector<std::pair<std::string, std::string>> headers;
  std::string body;

  // Empty when there is no such header; `name` in lower case.
  std::string header(std::string_view name) const;
};

struct HttpResponse {
  int status = 200;
  std::vector<std::pair<std::string, std::string>> headers;
  std::string body;
  bool drop_connection = false;  // Close without a word: a lost answer.
};

class HttpServer {
 public:
  // Called on several threads at once; may take its time.
  using Handler = std::function<HttpResponse(const HttpRequest&)>;

  // `host` is "127.0.0.1", "::1" or "localhost", else invalid; `port` 0 is any.
  // unavailable when the module is missing, conflict when the port is taken.
  static Result<std::unique_ptr<HttpServer>> start(std::string host, int port,
                                                   Handler handler);
  HttpServer(const HttpServer&) = delete;
  HttpServer& operator=(const HttpServer&) = delete;
  ~HttpServer();

  int port() const { return port_; }
  // Ends all connections; returns when no handler runs any more.
  void stop();

 private:
  explicit HttpServer(const HttpModule& module, Handler handler);

  const HttpModule& module_;
  Handler handler_;
  void* server_ = nullptr;
  int port_ = 0;
};

}  // namespace onething::stub
