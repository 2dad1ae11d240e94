// SPDX-License-Identifier: Apache-2.0

#include "stub/http_module.h"

#include <fcntl.h>
#include <httplib.h>
#include <sys/socket.h>

#include <algorithm>
#include <atomic>
#include <chrono>
#include <condition_variable>
#include <deque>
#include <mutex>
#include <set>
#include <string>
#include <thread>
#include <vector>

#include "base/limits.h"
#include "stub/http_connection.h"

namespace onething::stub {

namespace {

constexpr int kBacklog = 256;
constexpr std::chrono::seconds kStart{5};

// Threads as they are needed: a connection keeps its thread while it rests, so
// a fixed few would let resting connections shut out new ones.
class Threads final : public httplib::TaskQueue {
 public:
  void enqueue(std::function<void()> task) override {
    const std::lock_guard lock(mutex_);
    tasks_.push_back(std::move(task));
    if (tasks_.size() > idle_ && threads_.size() < limits::server_threads_max)
      add_thread();
    wake_.notify_one();
  }

  void shutdown() override {
    {
      const std::lock_guard lock(mutex_);
      stopping_ = true;
    }
    wake_.notify_all();
    for (std::thread& thread : threads_) thread.join();
  }

 private:
  void add_thread() {
    try {
      threads_.emplace_back([this] { work(); });
    } catch (const std::system_error&) {
      // The task waits for a thread that there is.
    }
  }

  void work() {
    std::unique_lock lock(mutex_);
    while (true) {
      ++idle_;
      wake_.wait(lock, [this] { return stopping_ || !tasks_.empty(); });
      --idle_;
      if (tasks_.empty()) return;
      const std::function<void()> task = std::move(tasks_.front());
      tasks_.pop_front();
      lock.unlock();
      task();
      lock.lock();
    }
  }

  std::mutex mutex_;
  std::condition_variable wake_;
  std::deque<std::function<void()>> tasks_;
  std::vector<std::thread> threads_;
  std::size_t idle_ = 0;
  bool stopping_ = false;
};

class ConnectionStream final : public httplib::Stream {
 public:
  explicit ConnectionStream(HttpConnection& connection)
      : connection_(connection) {}

  bool is_readable() const override { return true; }
  bool is_writable() const override { return true; }
  ssize_t read(char* to, size_t size) override {
    return connection_.read(to, size);
  }
  ssize_t write(const char* from, size_t size) override {
    return connection_.write(from, size);
  }
  void get_remote_ip_and_port(std::string&, int&) const override {}
  void get_local_ip_and_port(std::string&, int&) const override {}
  // Only asked whether it fits into select(), which is not used here.
  socket_t socket() const override { return 0; }

 private:
  HttpConnection& connection_;
};

HttpText to_view(const std::string& text) { return {text.data(), text.size()}; }

std::string to_string(HttpText text) { return {text.data, text.size}; }

class Server final : public httplib::Server {
 public:
  Server(HttpHandle handle, void* context)
      : handle_(handle), context_(context) {
    const auto answer = [this](const httplib::Request& request,
                               httplib::Response& response) {
      this->answer(request, response);
    };
    Get(".*", answer).Post(".*", answer).Put(".*", answer);
    Patch(".*", answer).Delete(".*", answer).Options(".*", answer);
    new_task_queue = [] { return new Threads; };
    // Not httplib's SO_REUSEPORT, with which two servers share a port
    // unnoticed.
    set_socket_options([](socket_t socket) {
      const int on = 1;
      setsockopt(socket, SOL_SOCKET, SO_REUSEADDR, &on, sizeof(on));
      fcntl(socket, F_SETFD, FD_CLOEXEC);
    });
    set_tcp_nodelay(true);
    set_payload_max_length(limits::request_bytes_max);
  }
  ~Server() override { halt(); }

  bool begin(const char* host, int port) {
    port_ = port == 0                  ? bind_to_any_port(host)
            : bind_to_port(host, port) ? port
                                       : -1;
    if (port_ <= 0) return false;
    ::listen(svr_sock_, kBacklog);
    listener_ = std::thread([this] { run(); });
    const auto end = std::chrono::steady_clock::now() + kStart;
    while (!is_running() && std::chrono::steady_clock::now() < end)
      std::this_thread::sleep_for(std::chrono::microseconds(200));
    return is_running();
  }

  int port() const { return port_; }

 private:
  void run() {
    try {
      listen_after_bind();
    } catch (...) {
      // Nobody to tell on this thread; is_running() says so.
    }
  }

  void halt() {
    stopping_ = true;
    stop();
    {
      const std::lock_guard lock(mutex_);
      for (const int socket : sockets_) shutdown(socket, SHUT_RDWR);
    }
    if (listener_.joinable()) listener_.join();
  }

  // Registered until it is closed, so that halt() can end its waiting.
  bool process_and_close_socket(socket_t socket) override {
    fcntl(socket, F_SETFD, FD_CLOEXEC);
    {
      const std::lock_guard lock(mutex_);
      sockets_.insert(socket);
    }
    bool served = false;
    try {
      HttpConnection connection(socket, port_);
      served = serve(connection);
      const std::lock_guard lock(mutex_);
      sockets_.erase(socket);
    } catch (...) {
      const std::lock_guard lock(mutex_);
      sockets_.erase(socket);
    }
    return served;
  }

  bool serve(HttpConnection& connection) {
    ConnectionStream stream(connection);
    bool served = false;
    while (!stopping_ && connection.next_request()) {
      bool is_last = false;
      // A field that only httplib's client uses carries the way to drop the
      // connection to the handler, which is given nothing but the request.
      served = process_request(
          stream, false, is_last, [&connection](httplib::Request& request) {
            request.progress = [&connection](std::uint64_t, std::uint64_t) {
              connection.drop();
              return false;
            };
          });
      if (!served || is_last || !connection.may_continue()) break;
    }
    return served;
  }

  void answer(const httplib::Request& request, httplib::Response& response) {
    std::vector<std::string> names;
    names.reserve(request.headers.size());
    std::vector<HttpHeader> headers;
    for (const auto& [name, value] : request.headers) {
      if (is_added(name)) continue;
      names.push_back(lower(name));
      headers.push_back({to_view(names.back()), to_view(value)});
    }
    const std::size_t mark = request.target.find('?');
    const std::string path = request.target.substr(0, mark);
    const std::string query =
        mark == std::string::npos ? "" : request.target.substr(mark + 1);
    const HttpQuestion question{to_view(request.method), to_view(path),
                                to_view(query),          to_view(request.body),
                                headers.data(),          headers.size()};
    Sender sender{request, response};
    handle_(context_, &question, &Server::send, &sender);
  }

  struct Sender {
    const httplib::Request& request;
    httplib::Response& response;
  };

  static void send(void* to, const HttpReply* reply) {
    const Sender& sender = *static_cast<Sender*>(to);
    if (reply->drop_connection != 0) sender.request.progress(0, 0);
    sender.response.status = reply->status;
    // A body where none is allowed would be read as the next answer.
    if (reply->status != 204 && reply->status != 304)
      sender.response.body = to_string(reply->body);
    for (std::size_t i = 0; i < reply->header_count; ++i)
      sender.response.set_header(to_string(reply->headers[i].name),
                                 to_string(reply->headers[i].value));
  }

  // What httplib puts among the headers by itself.
  static bool is_added(std::string_view name) {
    return name == "REMOTE_ADDR" || name == "REMOTE_PORT" ||
           name == "LOCAL_ADDR" || name == "LOCAL_PORT";
  }

  static std::string lower(std::string text) {
    std::transform(text.begin(), text.end(), text.begin(), [](char c) {
      return c >= 'A' && c <= 'Z' ? static_cast<char>(c | 0x20) : c;
    });
    return text;
  }

  HttpHandle handle_;
  void* context_;
  int port_ = 0;
  std::thread listener_;
  std::atomic<bool> stopping_ = false;
  std::mutex mutex_;
  std::set<int> sockets_;
};

void* start_server(const char* host, int port, HttpHandle handle,
                   void* context) {
  try {
    auto server = std::make_unique<Server>(handle, context);
    return server->begin(host, port) ? server.release() : nullptr;
  } catch (...) {
    return nullptr;
  }
}

int port_of_server(const void* server) {
  return static_cast<const Server*>(server)->port();
}

void stop_server(void* server) { delete static_cast<Server*>(server); }

constexpr HttpModule kModule{kHttpModuleVersion, &start_server, &port_of_server,
                             &stop_server};

}  // namespace

}  // namespace onething::stub

extern "C" __attribute__((visibility("default")))
const onething::stub::HttpModule*
onething_http_module() {
  return &onething::stub::kModule;
}
