// SPDX-License-Identifier: Apache-2.0

#include <algorithm>
#include <deque>
#include <filesystem>

#include "base/limits.h"
#include "connect/answer.h"
#include "connect/curl_library.h"
#include "connect/http_request.h"
#include "connect/http_transfer.h"
#include "onething/connector.h"

namespace onething {

namespace {

using connect::AddressPolicy;
using connect::Base;
using connect::CurlLibrary;
using connect::HttpRequest;
using connect::Scheme;
using connect::Transfer;

class HttpConnector final : public Connector {
 public:
  HttpConnector(const CurlLibrary& curl, CURLM* multi, HttpTarget target,
                Base base)
      : curl_(curl),
        multi_(multi),
        target_(std::move(target)),
        base_(std::move(base)),
        policy_{base_.scheme, target_.allow_loopback, target_.allow_private} {}
  HttpConnector(const HttpConnector&) = delete;
  HttpConnector& operator=(const HttpConnector&) = delete;
  ~HttpConnector() override;

  void start(Call call) override { queue_.push_back(std::move(call)); }
  std::vector<Answer> wait(std::chrono::milliseconds timeout) override;
  std::size_t in_flight() const override {
    return queue_.size() + transfers_.size();
  }

 private:
  void begin_queued();
  void begin(Call call);
  void collect();
  void finish(CURL* handle, CURLcode code);

  CurlLibrary curl_;
  CURLM* multi_;
  HttpTarget target_;
  Base base_;
  AddressPolicy policy_;
  std::deque<Call> queue_;  // Not yet begun: too many are under way.
  std::vector<std::unique_ptr<Transfer>> transfers_;
  std::vector<Answer> answers_;
};

HttpConnector::~HttpConnector() {
  for (const auto& transfer : transfers_)
    curl_.multi_remove_handle(multi_, transfer->handle());
  transfers_.clear();
  curl_.multi_cleanup(multi_);
}

std::vector<Answer> HttpConnector::wait(std::chrono::milliseconds timeout) {
  const auto end = std::chrono::steady_clock::now() + timeout;
  while (in_flight() > 0) {
    begin_queued();
    int running = 0;
    curl_.multi_perform(multi_, &running);
    collect();
    if (!answers_.empty()) break;
    const auto left = std::chrono::ceil<std::chrono::milliseconds>(
        end - std::chrono::steady_clock::now());
    if (left.count() <= 0) break;
    curl_.multi_poll(multi_, nullptr, 0,
                     static_cast<int>(std::min<std::int64_t>(
                         left.count(), limits::poll_ms_max)),
                     nullptr);
  }
  return std::exchange(answers_, {});
}

void HttpConnector::begin_queued() {
  while (!queue_.empty() && transfers_.size() < limits::calls_in_flight_max) {
    Call call = std::move(queue_.front());
    queue_.pop_front();
    begin(std::move(call));
  }
}

void HttpConnector::begin(Call call) {
  Result<HttpRequest> request = make_request(base_, target_.bearer, call);
  if (!request) {
    answers_.push_back(
        connect::fail(call, CallFailure::rejected, request.error().message));
    return;
  }
  Call copy = call;
  std::unique_ptr<Transfer> transfer = Transfer::make(
      curl_, target_, policy_, std::move(request.value()), std::move(copy));
  if (transfer == nullptr ||
      curl_.multi_add_handle(multi_, transfer->handle()) != CURLM_OK) {
    answers_.push_back(
        connect::fail(call, CallFailure::unreachable,
                      {"connect.not_begun", {{"service", call.service}}}));
    return;
  }
  transfers_.push_back(std::move(transfer));
}

void HttpConnector::collect() {
  int left = 0;
  while (CURLMsg* message = curl_.multi_info_read(multi_, &left))
    if (message->msg == CURLMSG_DONE)
      finish(message->easy_handle, message->data.result);
}

void HttpConnector::finish(CURL* handle, CURLcode code) {
  const auto found = std::find_if(
      transfers_.begin(), transfers_.end(),
      [handle](const auto& transfer) { return transfer->handle() == handle; });
  if (found == transfers_.end()) return;
  answers_.push_back((*found)->answer(code, target_, base_.host));
  curl_.multi_remove_handle(multi_, handle);
  transfers_.erase(found);
}

Status check_target(const HttpTarget& target, const Base& base) {
  const auto invalid = [](std::string_view key, std::vector<Arg> args) {
    return Error{ErrorCode::invalid, {key, std::move(args)}};
  };
  if (base.scheme == Scheme::http && !target.allow_loopback &&
      !target.allow_private)
    return invalid("connect.base_plain_http", {{"host", base.host}});
  if (!connect::is_token(target.bearer))
    return invalid("connect.bad_bearer", {{"host", base.host}});
  std::error_code failed;
  if (!target.ca_file.empty() &&
      !std::filesystem::is_regular_file(target.ca_file, failed))
    return invalid("connect.no_ca_file", {{"path", target.ca_file}});
  return Done{};
}

}  // namespace

Result<std::unique_ptr<Connector>> make_http_connector(HttpTarget target) {
  OT_TRY(Base base, connect::parse_base(target.base));
  OT_CHECK(check_target(target, base));
  OT_TRY(CurlLibrary curl, connect::load_curl());
  CURLM* multi = curl.multi_init();
  if (multi == nullptr)
    return Error{ErrorCode::unavailable, {"connect.curl_failed", {}}};
  curl.multi_setopt(multi, CURLMOPT_MAXCONNECTS,
                    static_cast<long>(limits::calls_in_flight_max));
  return std::unique_ptr<Connector>(std::make_unique<HttpConnector>(
      curl, multi, std::move(target), std::move(base)));
}

}  // namespace onething
