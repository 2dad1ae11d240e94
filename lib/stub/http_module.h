// SPDX-License-Identifier: Apache-2.0
//
// The boundary to the HTTP server, which lives in a module of its own so that
// the program need not load cpp-httplib and OpenSSL at every start.
//
// Plain C: no exception, no allocation and no C++ type crosses it. Texts belong
// to whoever passes them and are valid during the call only.

#pragma once

#include <cstddef>

namespace onething::stub {

extern "C" {

struct HttpText {
  const char* data;
  std::size_t size;
};

struct HttpHeader {
  HttpText name;
  HttpText value;
};

struct HttpQuestion {
  HttpText method;
  HttpText path;   // As it was sent, still encoded, without the query.
  HttpText query;  // As it was sent, without the question mark.
  HttpText body;
  const HttpHeader* headers;
  std::size_t header_count;
};

struct HttpReply {
  int status;
  int drop_connection;
  HttpText body;
  const HttpHeader* headers;
  std::size_t header_count;
};

// Gives the reply to the module; must be called once, from within the handler.
using HttpSend = void (*)(void* sender, const HttpReply* reply);
using HttpHandle = void (*)(void* context, const HttpQuestion* question,
                            HttpSend send, void* sender);

// Grows at its end only; `version` says how far.
struct HttpModule {
  int version;
  // Null when the port cannot be had; `port` 0 is any.
  void* (*start)(const char* host, int port, HttpHandle handle, void* context);
  int (*port)(const void* server);
  // Returns when no handler runs any more; frees the server.
  void (*stop)(void* server);
};

using HttpModuleEntry = const HttpModule* (*)();

}  // extern "C"

inline constexpr int kHttpModuleVersion = 1;
inline constexpr const char* kHttpModuleEntry = "onething_http_module";
inline constexpr const char* kHttpModuleFile = "onething_http_server.so";

}  // namespace onething::stub
