// SPDX-License-Identifier: Apache-2.0

#include <poll.h>

#include <algorithm>
#include <deque>

#include "base/format.h"
#include "base/limits.h"
#include "connect/answer.h"
#include "connect/exec_run.h"
#include "connect/exec_spawn.h"
#include "onething/connector.h"

namespace onething {

namespace {

using connect::Child;
using connect::ExecRun;

class ExecConnector final : public Connector {
 public:
  explicit ExecConnector(ExecTarget target) : target_(std::move(target)) {}

  void start(Call call) override { queue_.push_back(std::move(call)); }
  std::vector<Answer> wait(std::chrono::milliseconds timeout) override;
  std::size_t in_flight() const override {
    return queue_.size() + runs_.size();
  }

 private:
  void begin_queued();
  void begin(Call call);
  void advance();
  void sleep_until(ExecRun::Clock::time_point end) const;

  ExecTarget target_;
  std::deque<Call> queue_;  // Not yet begun: too many are under way.
  std::vector<std::unique_ptr<ExecRun>> runs_;
  std::vector<Answer> answers_;
};

bool has_nul(std::string_view text) {
  return text.find('\0') != std::string_view::npos;
}

bool is_own_name(std::string_view name) {
  return name.starts_with("ONETHING_");
}

std::vector<std::string> environment_for(const ExecTarget& target,
                                         const Call& call) {
  std::vector<std::string> lines;
  for (const auto& [name, value] : target.environment)
    lines.push_back(format("{}={}", name, value));
  lines.push_back("ONETHING_KEY=" + call.key);
  lines.push_back("ONETHING_ATTEMPT=" + std::to_string(call.attempt));
  lines.push_back("ONETHING_FENCE=" + std::to_string(call.epoch));
  lines.push_back("ONETHING_CASE=" + call.case_id);
  lines.push_back("ONETHING_SERVICE=" + call.service);
  if (!call.about.empty()) lines.push_back("ONETHING_ABOUT=" + call.about);
  return lines;
}

std::vector<Answer> ExecConnector::wait(std::chrono::milliseconds timeout) {
  const auto end = ExecRun::Clock::now() + timeout;
  while (in_flight() > 0) {
    begin_queued();
    advance();
    if (!answers_.empty() || ExecRun::Clock::now() >= end) break;
    sleep_until(end);
  }
  return std::exchange(answers_, {});
}

void ExecConnector::begin_queued() {
  while (!queue_.empty() && runs_.size() < limits::calls_in_flight_max) {
    Call call = std::move(queue_.front());
    queue_.pop_front();
    begin(std::move(call));
  }
}

void ExecConnector::begin(Call call) {
  const std::vector<Arg> service = {{"service", call.service}};
  if (has_nul(call.key) || has_nul(call.case_id) || has_nul(call.service)) {
    answers_.push_back(connect::fail(call, CallFailure::rejected,
                                     {"connect.exec_bad_id", service}));
    return;
  }
  if (call.body.size() > limits::request_bytes_max) {
    answers_.push_back(connect::fail(
        call, CallFailure::rejected,
        {"connect.request_too_big",
         {{"service", call.service},
          {"limit", std::to_string(limits::request_bytes_max)}}}));
    return;
  }
  std::optional<Child> child = connect::spawn(
      target_.argv, environment_for(target_, call), target_.timeout);
  if (!child) {
    answers_.push_back(connect::fail(call, CallFailure::unreachable,
                                     {"connect.not_begun", service}));
    return;
  }
  runs_.push_back(std::make_unique<ExecRun>(std::move(*child), std::move(call),
                                            target_.timeout));
}

void ExecConnector::advance() {
  const auto now = ExecRun::Clock::now();
  std::erase_if(runs_, [&](const std::unique_ptr<ExecRun>& run) {
    if (!run->advance(now)) return false;
    answers_.push_back(run->answer(target_));
    return true;
  });
}

void ExecConnector::sleep_until(ExecRun::Clock::time_point end) const {
  const auto now = ExecRun::Clock::now();
  std::vector<pollfd> polled;
  for (const auto& run : runs_) {
    run->add_to(polled);
    end = std::min(end, run->next_look(now));
  }
  const auto left = std::chrono::ceil<std::chrono::milliseconds>(end - now);
  poll(polled.data(), polled.size(),
       static_cast<int>(
           std::clamp<std::int64_t>(left.count(), 0, limits::poll_ms_max)));
}

Status check_target(const ExecTarget& target) {
  const auto invalid = [](std::string_view key, std::vector<Arg> args) {
    return Error{ErrorCode::invalid, {key, std::move(args)}};
  };
  if (target.argv.empty() || !target.argv.front().starts_with('/'))
    return invalid("connect.exec_path", {});
  if (std::any_of(target.argv.begin(), target.argv.end(), has_nul))
    return invalid("connect.exec_argument", {});
  for (const auto& [name, value] : target.environment)
    if (name.empty() || has_nul(name) || has_nul(value) ||
        name.find('=') != std::string::npos || is_own_name(name))
      return invalid("connect.exec_environment", {{"name", name}});
  return Done{};
}

}  // namespace

Result<std::unique_ptr<Connector>> make_exec_connector(ExecTarget target) {
  OT_CHECK(check_target(target));
  return std::unique_ptr<Connector>(
      std::make_unique<ExecConnector>(std::move(target)));
}

}  // namespace onething
