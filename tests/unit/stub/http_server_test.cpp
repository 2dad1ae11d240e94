// SPDX-License-Identifier: Apache-2.0

#include "stub/http_server.h"

#include <arpa/inet.h>
#include <gtest/gtest.h>
#include <netinet/in.h>
#include <sys/socket.h>
#include <unistd.h>

#include <atomic>
#include <cstring>

#include "base/limits.h"
#include "stub/http_head.h"

namespace onething::stub {
namespace {

int open_connection(int port) {
  const int socket = ::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
  sockaddr_in address{};
  address.sin_family = AF_INET;
  address.sin_port = htons(static_cast<std::uint16_t>(port));
  address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
  sockaddr generic{};
  std::memcpy(&generic, &address, sizeof(generic));
  if (connect(socket, &generic, sizeof(generic)) == 0) return socket;
  close(socket);
  return -1;
}

// Sends raw bytes and returns all that comes back until the other side closes.
std::string exchange(int port, const std::string& bytes) {
  const int socket = open_connection(port);
  EXPECT_GE(socket, 0);
  std::size_t sent = 0;
  while (sent < bytes.size()) {
    const ssize_t count =
        send(socket, bytes.data() + sent, bytes.size() - sent, MSG_NOSIGNAL);
    if (count <= 0) break;
    sent += static_cast<std::size_t>(count);
  }
  std::string answer;
  char buffer[4096];
  ssize_t count = 0;
  while ((count = recv(socket, buffer, sizeof(buffer), 0)) > 0)
    answer.append(buffer, static_cast<std::size_t>(count));
  close(socket);
  return answer;
}

std::string status_of(const std::string& answer) {
  return answer.size() < 12 ? "none" : answer.substr(9, 3);
}

class HttpServerTest : public testing::Test {
 protected:
  void SetUp() override {
    auto server =
        HttpServer::start("127.0.0.1", 0, [this](const HttpRequest& request) {
          ++count_;
          HttpResponse response;
          response.body = request.method + " " + request.path + " " +
                          request.query + " " + request.body + " " +
                          request.header("x-name");
          response.drop_connection = request.path == "/drop";
          if (request.path == "/empty") response.status = 204;
          return response;
        });
    ASSERT_TRUE(server) << render(server.error().message, Language::en);
    server_ = std::move(server.value());
  }

  std::string host() const {
    return "Host: 127.0.0.1:" + std::to_string(server_->port()) + "\r\n";
  }
  std::string ask(const std::string& line, const std::string& headers,
                  const std::string& body = "") {
    return exchange(server_->port(), line + "\r\n" + headers + "\r\n" + body);
  }

  std::atomic<int> count_ = 0;
  std::unique_ptr<HttpServer> server_;
};

constexpr const char* kClose = "Connection: close\r\n";

TEST_F(HttpServerTest, GivesTheHandlerWhatWasSent) {
  const std::string answer =
      ask("POST /a%20b?q=1 HTTP/1.1",
          host() + kClose + "X-Name: v\r\nContent-Length: 5\r\n", "hello");

  EXPECT_EQ(status_of(answer), "200");
  EXPECT_TRUE(answer.ends_with("POST /a%20b q=1 hello v")) << answer;
}

TEST_F(HttpServerTest, AnswersSeveralRequestsOnOneConnection) {
  const std::string one = "GET /x HTTP/1.1\r\n" + host() + "\r\n";
  const std::string last = "GET /y HTTP/1.1\r\n" + host() + kClose + "\r\n";

  const std::string answer = exchange(server_->port(), one + one + last);

  EXPECT_EQ(count_, 3);
  EXPECT_NE(answer.find("GET /y"), std::string::npos);
}

TEST_F(HttpServerTest, KeepsABodyOfGetFromBecomingTheNextRequest) {
  const std::string inner = "GET /smuggled HTTP/1.1\r\n" + host() + "\r\n";

  const std::string answer =
      ask("GET /x HTTP/1.1",
          host() + "Content-Length: " + std::to_string(inner.size()) + "\r\n",
          inner);

  EXPECT_EQ(count_, 1);
  EXPECT_EQ(answer.find("smuggled"), std::string::npos);
}

TEST_F(HttpServerTest, DoesNotWaitForABodyThatWasNotAnnounced) {
  EXPECT_EQ(status_of(ask("DELETE /x HTTP/1.1", host() + kClose)), "200");
  EXPECT_EQ(status_of(ask("POST /x HTTP/1.1", host() + kClose)), "200");
}

TEST_F(HttpServerTest, SendsNoBodyWhereNoneIsAllowed) {
  const std::string answer =
      ask("POST /empty HTTP/1.1", host() + kClose + "Content-Length: 0\r\n");

  EXPECT_EQ(status_of(answer), "204");
  EXPECT_TRUE(answer.ends_with("\r\n\r\n")) << answer;
}

TEST_F(HttpServerTest, DropsTheConnectionWithoutAWord) {
  EXPECT_EQ(ask("POST /drop HTTP/1.1", host() + "Content-Length: 0\r\n"), "");
  EXPECT_EQ(count_, 1);
}

TEST_F(HttpServerTest, RefusesHostsThatAreNotThisMachine) {
  for (const char* bad : {"Host: evil.example\r\n", "Host: evil.example:1\r\n",
                          "Host: 127.0.0.1:1\r\n",
                          "Host: localhost.evil.example\r\n", "Host: \r\n"})
    EXPECT_EQ(status_of(ask("GET / HTTP/1.1", bad)), "421") << bad;
  EXPECT_EQ(status_of(ask("GET / HTTP/1.1", "")), "400");
  EXPECT_EQ(status_of(ask("GET / HTTP/1.1", host() + host())), "400");
  EXPECT_EQ(count_, 0);
}

TEST_F(HttpServerTest, RefusesBodiesItCannotBound) {
  const std::string too_long = std::to_string(limits::request_bytes_max + 1);
  EXPECT_EQ(status_of(ask("POST / HTTP/1.1",
                          host() + "Content-Length: " + too_long + "\r\n",
                          std::string(100'000, 'x'))),
            "413");
  EXPECT_EQ(
      status_of(ask("POST / HTTP/1.1",
                    host() + "Transfer-Encoding: chunked\r\n", "0\r\n\r\n")),
      "411");
  EXPECT_EQ(count_, 0);
}

TEST_F(HttpServerTest, TakesABodyOfExactlyTheLimit) {
  const std::string body(limits::request_bytes_max, 'x');

  const std::string answer =
      ask("POST / HTTP/1.1",
          host() + kClose + "Content-Length: " + std::to_string(body.size()) +
              "\r\n",
          body);

  EXPECT_EQ(status_of(answer), "200");
  EXPECT_GT(answer.size(), body.size());
}

TEST_F(HttpServerTest, RefusesHeadsBeyondTheLimit) {
  const std::string answer =
      ask("GET / HTTP/1.1",
          host() + "X-Long: " + std::string(limits::header_bytes_max, 'x') +
              "\r\n");

  EXPECT_EQ(status_of(answer), "431");
}

TEST_F(HttpServerTest, EndsRestingConnectionsWhenStopped) {
  const int resting = open_connection(server_->port());
  ASSERT_GE(resting, 0);

  const auto began = std::chrono::steady_clock::now();
  server_->stop();

  EXPECT_LT(std::chrono::steady_clock::now() - began, std::chrono::seconds(2));
  EXPECT_LT(open_connection(server_->port()), 0);
  close(resting);
}

TEST_F(HttpServerTest, SaysWhenThePortIsTaken) {
  const auto second =
      HttpServer::start("127.0.0.1", server_->port(),
                        [](const HttpRequest&) { return HttpResponse{}; });

  ASSERT_FALSE(second);
  EXPECT_EQ(second.error().message.key, "stub.port_taken");
}

TEST(HttpServer, ServesOnlyOnThisMachine) {
  for (const char* host : {"0.0.0.0", "::", "10.0.0.1", "example.org", ""}) {
    const auto server = HttpServer::start(
        host, 0, [](const HttpRequest&) { return HttpResponse{}; });
    ASSERT_FALSE(server) << host;
    EXPECT_EQ(server.error().code, ErrorCode::invalid) << host;
  }
}

TEST(JudgeHead, RefusesWhatTwoReadersCouldReadDifferently) {
  const std::string host = "Host: localhost:8080\r\n";
  const struct {
    std::string head;
    int refusal;
  } rows[] = {
      {"GET / HTTP/1.1\r\n" + host, 0},
      {"GET / HTTP/1.1\r\n" + host + "Content-Length: 7\r\n", 0},
      {"GET / HTTP/2.0\r\n" + host, 400},
      {"GET  / HTTP/1.1\r\n" + host, 400},
      {"GET /a b HTTP/1.1\r\n" + host, 400},
      {"GET http://evil/ HTTP/1.1\r\n" + host, 400},
      {"GET / HTTP/1.1\r\nA: b\r\n c\r\n" + host, 400},
      {"GET / HTTP/1.1\r\nA : b\r\n" + host, 400},
      {"GET / HTTP/1.1\r\nA: b\nC: d\r\n" + host, 400},
      {"GET / HTTP/1.1\r\nno colon\r\n" + host, 400},
      {"GET / HTTP/1.1\r\n" + host +
           "Content-Length: 1\r\nContent-Length: 1\r\n",
       400},
      {"GET / HTTP/1.1\r\n" + host + "Content-Length: +1\r\n", 400},
      {"GET / HTTP/1.1\r\n" + host + "Content-Length: 1, 1\r\n", 400},
      {"GET / HTTP/1.1\r\n" + host + "Content-Length:\r\n", 400},
      {"GET / HTTP/1.1\r\n" + host + "Content-Length: 99999999999999999999\r\n",
       400},
      {"POST / HTTP/1.1\r\n" + host +
           "Content-Length: 1\r\nTransfer-Encoding: chunked\r\n",
       411},
      {"POST / HTTP/1.1\r\n" + host + "Content-Encoding: gzip\r\n", 415},
      {"POST / HTTP/1.1\r\n" + host + "Content-Type: Multipart/form-data\r\n",
       415},
  };
  for (const auto& row : rows)
    EXPECT_EQ(judge_head(row.head + "\r\n", 8080).refusal, row.refusal)
        << row.head;
}

TEST(JudgeHead, SaysHowLongTheBodyIs) {
  const HeadVerdict verdict = judge_head(
      "POST / HTTP/1.1\r\nhOST: [::1]:80\r\ncontent-length:  42 \r\n\r\n", 80);

  EXPECT_EQ(verdict.refusal, 0);
  EXPECT_EQ(verdict.body_bytes, 42U);
}

TEST(JudgeHead, KnowsTheWaysToWriteThisMachine) {
  for (const char* good : {"localhost:80", "LOCALHOST", "127.0.0.1", "[::1]"})
    EXPECT_TRUE(is_local_host(good, 80)) << good;
  for (const char* bad : {"", "localhost:81", "localhost.", "127.0.0.2", "::1",
                          "localhost:80 ", "xlocalhost"})
    EXPECT_FALSE(is_local_host(bad, 80)) << bad;
}

}  // namespace
}  // namespace onething::stub
