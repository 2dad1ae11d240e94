// SPDX-License-Identifier: Apache-2.0

#include <gtest/gtest.h>

#include <atomic>
#include <mutex>
#include <thread>

#include "base/limits.h"
#include "connect/curl_library.h"
#include "onething/connector.h"
#include "stub/http_server.h"
#include "support/collect_answers.h"

namespace onething {
namespace {

using std::chrono::milliseconds;
using stub::HttpRequest;
using stub::HttpResponse;
using stub::HttpServer;
using test::collect_answers;

constexpr const char* kSecret = "token-that-nobody-may-see";
constexpr const char* kPersonal = "110101199003071234";

Call call_of(std::string key, std::string path = "/act") {
  Call call;
  call.case_id = "case1";
  call.key = std::move(key);
  call.attempt = 3;
  call.epoch = 12;
  call.service = "tax/act";
  call.method = "POST";
  call.path = std::move(path);
  call.body = R"({"id":"110101199003071234"})";
  return call;
}

// A department on this machine and a connector to it.
class HttpConnectorTest : public testing::Test {
 protected:
  void serve(HttpServer::Handler handler) {
    auto server = HttpServer::start("127.0.0.1", 0, std::move(handler));
    ASSERT_TRUE(server) << render(server.error().message, Language::en);
    server_ = std::move(server.value());
  }

  HttpTarget target() const {
    HttpTarget target;
    target.base = "http://127.0.0.1:" + std::to_string(server_->port());
    target.bearer = kSecret;
    target.allow_loopback = true;
    target.timeout = milliseconds(5000);
    return target;
  }

  static std::unique_ptr<Connector> connect(HttpTarget target) {
    auto made = make_http_connector(std::move(target));
    EXPECT_TRUE(made) << render(made.error().message, Language::en);
    return made ? std::move(made.value()) : nullptr;
  }

  static Answer ask(Connector& connector, Call call) {
    connector.start(std::move(call));
    std::vector<Answer> answers = collect_answers(connector);
    EXPECT_EQ(answers.size(), 1U);
    if (answers.empty()) return {};
    expect_no_secret(answers.front().detail);
    return answers.front();
  }

  Answer ask(Call call) { return ask(*connect(target()), std::move(call)); }

  static void expect_no_secret(const Message& detail) {
    for (const Language language : {Language::zh, Language::en}) {
      const std::string text = render(detail, language);
      EXPECT_EQ(text.find(kSecret), std::string::npos) << text;
      EXPECT_EQ(text.find(kPersonal), std::string::npos) << text;
      EXPECT_EQ(text.find('{'), std::string::npos) << text;
    }
  }

  std::unique_ptr<HttpServer> server_;
};

HttpResponse reply(int status, std::string body = "{}") {
  return {
      status, {{"Content-Type", "application/json"}}, std::move(body), false};
}

TEST_F(HttpConnectorTest, BringsTheDepartmentsDocument) {
  serve([](const HttpRequest&) {
    return reply(200, R"({"done":{"receipt":"T-1"}})");
  });

  const Answer answer = ask(call_of("k1"));

  ASSERT_TRUE(answer.document);
  EXPECT_EQ(to_json(*answer.document), R"({"done":{"receipt":"T-1"}})");
  EXPECT_EQ(answer.key, "k1");
  EXPECT_EQ(answer.attempt, 3);
}

TEST_F(HttpConnectorTest, SendsTheIdentityOfTheCallWithIt) {
  HttpRequest seen;
  serve([&seen](const HttpRequest& request) {
    seen = request;
    return reply(201);
  });
  Call call = call_of("k1", "/taxpayers/9137?x=1");
  call.method = "PUT";
  call.body = "hello";

  EXPECT_TRUE(ask(call).document);

  EXPECT_EQ(seen.method, "PUT");
  EXPECT_EQ(seen.path, "/taxpayers/9137");
  EXPECT_EQ(seen.query, "x=1");
  EXPECT_EQ(seen.body, "hello");
  EXPECT_EQ(seen.header("idempotency-key"), "\"k1\"");
  EXPECT_EQ(seen.header("onething-case"), "case1");
  EXPECT_EQ(seen.header("onething-service"), "tax/act");
  EXPECT_EQ(seen.header("onething-attempt"), "3");
  EXPECT_EQ(seen.header("onething-fence"), "12");
  EXPECT_EQ(seen.header("onething-request-digest"),
            "sha-256=LPJNul+wow4m6DsqxbninhsWHlwfp0JecwQzYpOLmCQ=");
  EXPECT_EQ(seen.header("content-type"), "application/json; charset=utf-8");
  EXPECT_EQ(seen.header("authorization"), std::string("Bearer ") + kSecret);
  EXPECT_EQ(seen.header("expect"), "");
  EXPECT_EQ(seen.header("accept-encoding"), "");
}

TEST_F(HttpConnectorTest, SendsNoBodyWithGet) {
  HttpRequest seen;
  serve([&seen](const HttpRequest& request) {
    seen = request;
    return reply(200);
  });
  Call call = call_of("k1");
  call.method = "GET";

  EXPECT_TRUE(ask(call).document);
  EXPECT_EQ(seen.method, "GET");
  EXPECT_EQ(seen.body, "");
  EXPECT_EQ(seen.header("content-type"), "");
}

TEST_F(HttpConnectorTest, CarriesABodyUpToTheLimitUnharmed) {
  std::string seen;
  serve([&seen](const HttpRequest& request) {
    seen = request.body;
    return reply(200);
  });
  Call call = call_of("k1");
  call.body.assign(limits::request_bytes_max, 'x');

  EXPECT_TRUE(ask(call).document);
  EXPECT_EQ(seen.size(), limits::request_bytes_max);
}

TEST_F(HttpConnectorTest, MakesManySlowCallsInTheTimeOfOne) {
  serve([](const HttpRequest&) {
    std::this_thread::sleep_for(milliseconds(150));
    return reply(200);
  });
  const auto connector = connect(target());
  const auto began = std::chrono::steady_clock::now();
  for (int i = 0; i < 20; ++i)
    connector->start(call_of("k" + std::to_string(i)));
  EXPECT_EQ(connector->in_flight(), 20U);

  const std::vector<Answer> answers = collect_answers(*connector);

  const auto took = std::chrono::steady_clock::now() - began;
  EXPECT_EQ(answers.size(), 20U);
  for (const Answer& answer : answers) EXPECT_TRUE(answer.document);
  EXPECT_LT(took, milliseconds(1500));
  EXPECT_EQ(connector->in_flight(), 0U);
}

TEST_F(HttpConnectorTest, QueuesCallsBeyondWhatMayBeUnderWay) {
  std::atomic<int> now = 0;
  std::atomic<int> most = 0;
  serve([&](const HttpRequest&) {
    int seen = ++now;
    int before = most;
    while (seen > before && !most.compare_exchange_weak(before, seen)) {
    }
    std::this_thread::sleep_for(milliseconds(1));
    --now;
    return reply(200);
  });
  const auto connector = connect(target());
  for (int i = 0; i < 150; ++i)
    connector->start(call_of("k" + std::to_string(i)));

  EXPECT_EQ(collect_answers(*connector).size(), 150U);
  EXPECT_LE(most, static_cast<int>(limits::calls_in_flight_max));
}

TEST_F(HttpConnectorTest, ReadsEveryStatusAsTheContractSays) {
  const struct {
    int status;
    CallFailure failure;
  } rows[] = {
      {204, CallFailure::malformed},    {301, CallFailure::malformed},
      {307, CallFailure::malformed},    {400, CallFailure::rejected},
      {401, CallFailure::rejected},     {404, CallFailure::absent},
      {408, CallFailure::unknown},      {409, CallFailure::busy},
      {422, CallFailure::key_conflict}, {429, CallFailure::busy},
      {500, CallFailure::unknown},      {503, CallFailure::unknown},
  };
  std::atomic<int> status = 0;
  serve([&status](const HttpRequest& request) {
    return reply(status, R"({"echo":)" + request.body + "}");
  });
  const auto connector = connect(target());
  for (const auto& row : rows) {
    status = row.status;
    const Answer answer = ask(*connector, call_of("k"));
    EXPECT_FALSE(answer.document) << row.status;
    EXPECT_EQ(answer.failure, row.failure) << row.status;
    EXPECT_FALSE(answer.detail.empty()) << row.status;
  }
}

// HTTP 202: it has the call, whatever its body is.
TEST_F(HttpConnectorTest, ReadsThatTheAnswerComesLater) {
  std::string body = R"({"pending":{"since":"today"}})";
  serve([&body](const HttpRequest&) { return reply(202, body); });
  const auto connector = connect(target());

  Answer answer = ask(*connector, call_of("k"));
  ASSERT_TRUE(answer.document);
  EXPECT_EQ(to_json(*answer.document), body);
  for (const char* other : {"", "taken", R"({"ok":true})"}) {
    body = other;
    answer = ask(*connector, call_of("k"));
    ASSERT_TRUE(answer.document) << other;
    EXPECT_EQ(to_json(*answer.document), R"({"pending":{}})");
  }
}

TEST_F(HttpConnectorTest, PassesOnHowLongADepartmentAsksToWait) {
  std::string after = "7";
  serve([&after](const HttpRequest&) {
    HttpResponse response = reply(429);
    response.headers.emplace_back("Retry-After", after);
    return response;
  });
  const auto connector = connect(target());

  EXPECT_EQ(ask(*connector, call_of("k")).retry_after, std::chrono::seconds(7));
  after = "99999999999";
  EXPECT_LE(ask(*connector, call_of("k")).retry_after, limits::retry_after_max);
  after = "soon";
  EXPECT_FALSE(ask(*connector, call_of("k")).retry_after);
}

TEST_F(HttpConnectorTest, DoesNotFollowARedirect) {
  std::atomic<int> count = 0;
  serve([&](const HttpRequest& request) {
    ++count;
    if (request.path == "/elsewhere") return reply(200);
    HttpResponse response = reply(302);
    response.headers.emplace_back("Location", "/elsewhere");
    return response;
  });

  const Answer answer = ask(call_of("k"));

  EXPECT_EQ(answer.detail.key, "connect.redirect");
  EXPECT_EQ(count, 1);
}

TEST_F(HttpConnectorTest, DoesNotUnderstandWhatIsNoJsonObject) {
  std::string body;
  serve([&body](const HttpRequest&) { return reply(200, body); });
  const auto connector = connect(target());
  for (const char* bad : {"", "<html>110101199003071234</html>", "[1]", "3",
                          "{\"done\":", "{} {}", "{\"a\":1,\"a\":2}"}) {
    body = bad;
    const Answer answer = ask(*connector, call_of("k"));
    EXPECT_FALSE(answer.document) << bad;
    EXPECT_EQ(answer.failure, CallFailure::malformed) << bad;
  }
}

TEST_F(HttpConnectorTest, StopsReadingAnAnswerBeyondTheLimit) {
  serve([](const HttpRequest&) {
    return reply(200, std::string(limits::response_bytes_max + 1, ' '));
  });

  const Answer answer = ask(call_of("k"));

  EXPECT_EQ(answer.failure, CallFailure::malformed);
  EXPECT_EQ(answer.detail.key, "connect.response_too_big");
}

TEST_F(HttpConnectorTest, StopsReadingHeadersBeyondTheLimit) {
  serve([](const HttpRequest&) {
    HttpResponse response = reply(200);
    for (int i = 0; i < 5; ++i)
      response.headers.emplace_back("X-Long", std::string(4000, 'x'));
    return response;
  });

  EXPECT_EQ(ask(call_of("k")).failure, CallFailure::malformed);
}

TEST_F(HttpConnectorTest, DoesNotKnowWhatHappenedAfterATimeout) {
  serve([](const HttpRequest&) {
    std::this_thread::sleep_for(milliseconds(300));
    return reply(200);
  });
  HttpTarget hasty = target();
  hasty.timeout = milliseconds(50);

  const Answer answer = ask(*connect(hasty), call_of("k"));

  EXPECT_EQ(answer.failure, CallFailure::unknown);
  EXPECT_EQ(answer.detail.key, "connect.timeout");
  EXPECT_LT(answer.took, milliseconds(280));
}

TEST_F(HttpConnectorTest, SendsOnceWhenAConnectionUsedBeforeIsLost) {
  std::atomic<int> lost = 0;
  serve([&lost](const HttpRequest& request) {
    HttpResponse response = reply(200);
    if (request.path != "/lose") return response;
    ++lost;
    response.drop_connection = true;
    return response;
  });
  for (const char* method : {"POST", "GET", "DELETE"}) {
    lost = 0;
    const auto connector = connect(target());
    EXPECT_TRUE(ask(*connector, call_of("k1")).document);
    Call call = call_of("k2", "/lose");
    call.method = method;

    const Answer answer = ask(*connector, call);

    EXPECT_EQ(answer.failure, CallFailure::unknown) << method;
    EXPECT_EQ(answer.detail.key, "connect.lost") << method;
    EXPECT_EQ(lost, 1) << method;
    EXPECT_TRUE(ask(*connector, call_of("k3")).document) << method;
  }
}

TEST_F(HttpConnectorTest, SaysThatNothingWasSentWhenNobodyListens) {
  serve([](const HttpRequest&) { return reply(200); });
  const HttpTarget gone = target();
  server_->stop();

  const Answer answer = ask(*connect(gone), call_of("k"));

  EXPECT_EQ(answer.failure, CallFailure::unreachable);
  EXPECT_EQ(answer.detail.key, "connect.no_connection");
}

TEST_F(HttpConnectorTest, RefusesThisMachineUnlessItIsAllowed) {
  std::atomic<int> count = 0;
  serve([&count](const HttpRequest&) {
    ++count;
    return reply(200);
  });
  for (const char* host : {"127.0.0.1", "localhost", "[::ffff:127.0.0.1]"}) {
    HttpTarget strict = target();
    strict.base =
        std::string("http://") + host + ":" + std::to_string(server_->port());
    strict.allow_loopback = false;
    strict.allow_private = true;  // Else http is refused at once.

    const Answer answer = ask(*connect(strict), call_of("k"));

    EXPECT_EQ(answer.failure, CallFailure::unreachable) << host;
    EXPECT_EQ(answer.detail.key, "connect.refused_address") << host;
  }
  EXPECT_EQ(count, 0);
}

TEST_F(HttpConnectorTest, RefusesLinkLocalAddressesWhateverIsAllowed) {
  serve([](const HttpRequest&) { return reply(200); });
  HttpTarget cloud = target();
  cloud.base = "http://169.254.169.254";
  cloud.allow_private = true;

  const Answer answer = ask(*connect(cloud), call_of("k"));

  EXPECT_EQ(answer.failure, CallFailure::unreachable);
  EXPECT_EQ(answer.detail.key, "connect.refused_address");
}

TEST_F(HttpConnectorTest, IgnoresTheEnvironmentsProxy) {
  serve([](const HttpRequest&) { return reply(200); });
  setenv("http_proxy", "http://127.0.0.1:1", 1);
  setenv("ALL_PROXY", "http://127.0.0.1:1", 1);

  const Answer answer = ask(call_of("k"));
  unsetenv("http_proxy");
  unsetenv("ALL_PROXY");

  EXPECT_TRUE(answer.document);
}

TEST_F(HttpConnectorTest, SaysThatNothingWasSentWhenTlsFails) {
  std::atomic<int> count = 0;
  serve([&count](const HttpRequest&) {
    ++count;
    return reply(200);
  });
  HttpTarget secure = target();
  secure.base = "https" + secure.base.substr(4);

  const Answer answer = ask(*connect(secure), call_of("k"));

  EXPECT_EQ(answer.failure, CallFailure::unreachable);
  EXPECT_EQ(answer.detail.key, "connect.tls");
  EXPECT_EQ(count, 0);
}

TEST_F(HttpConnectorTest, DoesNotSendAKeyWithALineBreak) {
  std::atomic<int> count = 0;
  serve([&count](const HttpRequest&) {
    ++count;
    return reply(200);
  });

  const Answer answer = ask(call_of("k\r\nX-Evil: 1"));

  EXPECT_EQ(answer.failure, CallFailure::rejected);
  EXPECT_EQ(answer.detail.key, "connect.bad_header");
  EXPECT_EQ(count, 0);
}

TEST_F(HttpConnectorTest, MayBeGivenUpWithCallsUnderWay) {
  serve([](const HttpRequest&) {
    std::this_thread::sleep_for(milliseconds(50));
    return reply(200);
  });
  const auto connector = connect(target());
  for (int i = 0; i < 100; ++i)
    connector->start(call_of("k" + std::to_string(i)));
  EXPECT_TRUE(connector->wait(milliseconds(5)).empty());
  EXPECT_EQ(connector->in_flight(), 100U);
}

TEST(MakeHttpConnector, RefusesTargetsThatCannotBeRight) {
  const auto key_for = [](HttpTarget target) {
    const auto made = make_http_connector(std::move(target));
    return made ? std::string_view("made") : made.error().message.key;
  };
  HttpTarget target;
  target.base = "http://tax.example";
  EXPECT_EQ(key_for(target), "connect.base_plain_http");
  target.base = "https://tax.example";
  EXPECT_EQ(key_for(target), "made");
  target.bearer = "two words";
  EXPECT_EQ(key_for(target), "connect.bad_bearer");
  target.bearer.clear();
  target.ca_file = "/nowhere/ca.pem";
  EXPECT_EQ(key_for(target), "connect.no_ca_file");
}

TEST(CurlLibrary, SaysWhenItIsNotInstalled) {
  const auto missing = connect::load_curl("libcurl-that-is-not-there.so");

  ASSERT_FALSE(missing);
  EXPECT_EQ(missing.error().code, ErrorCode::unavailable);
  EXPECT_EQ(missing.error().message.key, "connect.curl_missing");
}

TEST(CurlLibrary, RefusesALibraryThatIsSomethingElse) {
  const auto wrong = connect::load_curl("libm.so.6");

  ASSERT_FALSE(wrong);
  EXPECT_EQ(wrong.error().message.key, "connect.curl_too_old");
}

}  // namespace
}  // namespace onething
