// SPDX-License-Identifier: Apache-2.0

#include "stub/http_server.h"

#include <dlfcn.h>

#include <cstdlib>
#include <filesystem>

#include "base/shared_library.h"
#include "stub/http_module.h"

namespace onething::stub {

namespace {

namespace fs = std::filesystem;

std::vector<fs::path> places() {
  std::vector<fs::path> found;
  std::error_code failed;
  const fs::path program = fs::read_symlink("/proc/self/exe", failed);
  if (!failed) {
    found.push_back(program.parent_path());
    found.push_back(program.parent_path().parent_path() / "lib" / "onething");
  }
  found.emplace_back(ONETHING_INSTALLED_LIBDIR);
  if (const char* set = std::getenv("ONETHING_LIBDIR")) found.emplace_back(set);
  return found;
}

const HttpModule* open_module(const fs::path& file) {
  void* library = dlopen(file.c_str(), RTLD_NOW | RTLD_LOCAL | RTLD_NODELETE);
  if (library == nullptr) return nullptr;
  HttpModuleEntry entry = nullptr;
  if (!find_function(library, kHttpModuleEntry, entry)) return nullptr;
  const HttpModule* module = entry();
  return module->version >= kHttpModuleVersion ? module : nullptr;
}

Result<const HttpModule*> find_module() {
  for (const fs::path& place : places()) {
    const fs::path file = place / kHttpModuleFile;
    std::error_code failed;
    if (!place.is_absolute() || !fs::is_regular_file(file, failed)) continue;
    if (const HttpModule* module = open_module(file)) return module;
  }
  return Error{
      ErrorCode::unavailable,
      {"stub.server_missing", {{"file", std::string(kHttpModuleFile)}}}};
}

std::string to_string(HttpText text) { return {text.data, text.size}; }

HttpText to_view(const std::string& text) { return {text.data(), text.size()}; }

HttpRequest to_request(const HttpQuestion& question) {
  HttpRequest request;
  request.method = to_string(question.method);
  request.path = to_string(question.path);
  request.query = to_string(question.query);
  request.body = to_string(question.body);
  for (std::size_t i = 0; i < question.header_count; ++i)
    request.headers.emplace_back(to_string(question.headers[i].name),
                                 to_string(question.headers[i].value));
  return request;
}

// noexcept: what our handler throws is our bug and must not reach the module.
void handle(void* context, const HttpQuestion* question, HttpSend send,
            void* sender) noexcept {
  const auto& handler = *static_cast<HttpServer::Handler*>(context);
  const HttpResponse response = handler(to_request(*question));
  std::vector<HttpHeader> headers;
  headers.reserve(response.headers.size());
  for (const auto& [name, value] : response.headers)
    headers.push_back({to_view(name), to_view(value)});
  const HttpReply reply{response.status, response.drop_connection ? 1 : 0,
                        to_view(response.body), headers.data(), headers.size()};
  send(sender, &reply);
}

bool is_loopback(std::string_view host) {
  return host == "127.0.0.1" || host == "::1" || host == "localhost";
}

}  // namespace

std::string HttpRequest::header(std::string_view name) const {
  for (const auto& [key, value] : headers)
    if (key == name) return value;
  return {};
}

HttpServer::HttpServer(const HttpModule& module, Handler handler)
    : module_(module), handler_(std::move(handler)) {}

HttpServer::~HttpServer() { stop(); }

Result<std::unique_ptr<HttpServer>> HttpServer::start(std::string host,
                                                      int port,
                                                      Handler handler) {
  if (!is_loopback(host))
    return Error{ErrorCode::invalid, {"stub.not_local", {{"host", host}}}};
  if (port < 0 || port > 65'535)
    return Error{ErrorCode::invalid,
                 {"stub.bad_port", {{"port", std::to_string(port)}}}};
  OT_TRY(const HttpModule* module, find_module());
  std::unique_ptr<HttpServer> server(
      new HttpServer(*module, std::move(handler)));
  server->server_ =
      module->start(host.c_str(), port, &handle, &server->handler_);
  if (server->server_ == nullptr)
    return Error{
        ErrorCode::conflict,
        {"stub.port_taken", {{"host", host}, {"port", std::to_string(port)}}}};
  server->port_ = module->port(server->server_);
  return server;
}

void HttpServer::stop() {
  if (server_ != nullptr) module_.stop(std::exchange(server_, nullptr));
}

}  // namespace onething::stub
