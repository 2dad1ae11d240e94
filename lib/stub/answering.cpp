// SPDX-License-Identifier: Apache-2.0

#include "onething/stub.h"

#include <utility>

#include "stub/http_server.h"
#include "stub/play.h"

namespace onething {

class Stub::Impl {
 public:
  Impl(std::string host_name, std::unique_ptr<stub::Play> played,
       std::unique_ptr<stub::HttpServer> served)
      : host(std::move(host_name)),
        play(std::move(played)),
        server(std::move(served)) {}

  void stop() {
    play->stop();
    server->stop();
  }

  std::string host;
  // Before the server, whose threads use it until they end.
  std::unique_ptr<stub::Play> play;
  std::unique_ptr<stub::HttpServer> server;
};

Stub::Stub(std::unique_ptr<Impl> impl) : impl_(std::move(impl)) {}

Stub::~Stub() { stop(); }

Result<std::unique_ptr<Stub>> Stub::start(const Project& project,
                                          const StubOptions& options) {
  OT_TRY(std::unique_ptr<stub::Play> play, stub::Play::make(project, options));
  stub::Play* const player = play.get();
  OT_TRY(std::unique_ptr<stub::HttpServer> server,
         stub::HttpServer::start(options.host, options.port,
                                 [player](const stub::HttpRequest& request) {
                                   return player->answer(request);
                                 }));
  return std::unique_ptr<Stub>(new Stub(std::make_unique<Impl>(
      options.host, std::move(play), std::move(server))));
}

int Stub::port() const { return impl_->server->port(); }

std::string Stub::base() const {
  const bool is_bare_v6 = impl_->host.find(':') != std::string::npos;
  return "http://" + (is_bare_v6 ? "[" + impl_->host + "]" : impl_->host) +
         ":" + std::to_string(port());
}

Status Stub::give(std::string_view case_id, const Value& given) {
  return impl_->play->give(std::string(case_id), given);
}

void Stub::stop() { impl_->stop(); }

}  // namespace onething
