// SPDX-License-Identifier: Apache-2.0

#include "connect/http_request.h"

#include <gtest/gtest.h>

#include "base/limits.h"

namespace onething::connect {
namespace {

Call sample_call() {
  Call call;
  call.case_id = "case1";
  call.key = "key1";
  call.attempt = 2;
  call.epoch = 7;
  call.service = "tax/carry_over";
  call.method = "PUT";
  call.path = "/taxpayers/9137";
  call.body = R"({"name":"x"})";
  return call;
}

std::string_view refusal(const Call& call, std::string_view bearer = "") {
  const Result<HttpRequest> request =
      make_request({Scheme::https, "h", "https://h"}, bearer, call);
  return request ? std::string_view("sent") : request.error().message.key;
}

TEST(HttpRequest, KnowsBase64AsRfc4648HasIt) {
  EXPECT_EQ(to_base64(""), "");
  EXPECT_EQ(to_base64("f"), "Zg==");
  EXPECT_EQ(to_base64("fo"), "Zm8=");
  EXPECT_EQ(to_base64("foobar"), "Zm9vYmFy");
  EXPECT_EQ(to_base64("\xFB\xFF\xBF"), "+/+/");
}

TEST(HttpRequest, JoinsBaseAndPathWithOneSlash) {
  const Result<Base> base = parse_base("https://tax.example:8443/api/");
  ASSERT_TRUE(base);

  const Result<HttpRequest> request =
      make_request(base.value(), "", sample_call());

  ASSERT_TRUE(request);
  EXPECT_EQ(request.value().url, "https://tax.example:8443/api/taxpayers/9137");
  EXPECT_EQ(base.value().host, "tax.example:8443");
}

TEST(HttpRequest, RefusesBasesThatAreNoPlainAddress) {
  const struct {
    const char* base;
    const char* key;
  } rows[] = {
      {"", "connect.base_scheme"},
      {"tax.example", "connect.base_scheme"},
      {"ftp://tax.example", "connect.base_scheme"},
      {"file:///etc/passwd", "connect.base_scheme"},
      {"https://", "connect.base_shape"},
      {"https:///x", "connect.base_shape"},
      {"https://user:pw@tax.example", "connect.base_user"},
      {"https://tax.example?x=1", "connect.base_shape"},
      {"https://tax.example/#x", "connect.base_shape"},
      {"https://tax.example/a/../b", "connect.base_shape"},
      {"https://tax example", "connect.base_shape"},
      {"https://tax.example\r\nX: y", "connect.base_shape"},
      {"https://good.example\\@evil.example", "connect.base_user"},
  };
  for (const auto& row : rows) {
    const Result<Base> base = parse_base(row.base);
    ASSERT_FALSE(base) << row.base;
    EXPECT_EQ(base.error().message.key, row.key) << row.base;
  }
}

TEST(HttpRequest, RefusesLineBreaksAndNulInWhatBecomesAHeader) {
  using std::string_literals::operator""s;
  for (const std::string& bad :
       {"a\r\nX: y"s, "a\nb"s, "a\0b"s, "a b"s, "a\"b"s, "a\\b"s, ""s, "编号"s,
        std::string(201, 'k')}) {
    Call call = sample_call();
    call.key = bad;
    EXPECT_EQ(refusal(call), "connect.bad_header") << bad;
  }
  Call call = sample_call();
  call.case_id = "a\r\nX: y";
  EXPECT_EQ(refusal(call), "connect.bad_header");
  Call renamed = sample_call();
  renamed.service = "tax/act\r\nX: y";
  EXPECT_EQ(refusal(renamed), "connect.bad_header");
  EXPECT_EQ(refusal(sample_call(), "token\r\nX: y"), "connect.bad_header");
  EXPECT_EQ(refusal(sample_call(), "token"), "sent");
}

TEST(HttpRequest, RefusesPathsThatLeaveTheBase) {
  for (const char* bad :
       {"", "x", "/../x", "/a/..", "/a/%2e%2E/b", "/a/.%2e/b", "/./a", "/a b",
        "/a\r\nX: y", "/a#b", "/a\\..\\b", "/\xE5\x8D\x95"}) {
    Call call = sample_call();
    call.path = bad;
    EXPECT_EQ(refusal(call), "connect.bad_path") << bad;
  }
  for (const char* good : {"/", "/a/b", "/a..b", "/%E5%8D%95", "/a?q=../x"}) {
    Call call = sample_call();
    call.path = good;
    EXPECT_EQ(refusal(call), "sent") << good;
  }
}

TEST(HttpRequest, RefusesMethodsThatAreNoWordAndBodiesBeyondTheLimit) {
  Call call = sample_call();
  call.method = "POST /x HTTP/1.1\r\nX:";
  EXPECT_EQ(refusal(call), "connect.bad_method");

  call = sample_call();
  call.body.assign(limits::request_bytes_max + 1, 'x');
  EXPECT_EQ(refusal(call), "connect.request_too_big");
}

}  // namespace
}  // namespace onething::connect
