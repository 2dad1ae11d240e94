// SPDX-License-Identifier: Apache-2.0
//
// One Connector for all departments of an environment: each call goes to the
// target that the environment names for its department.

#include <cstdlib>
#include <fstream>
#include <map>
#include <optional>
#include <utility>

#include "onething/runner.h"

namespace onething {

namespace {

using std::chrono::milliseconds;

class DepartmentConnector : public Connector {
 public:
  void add(std::string department, std::unique_ptr<Connector> connector) {
    targets_[std::move(department)] = std::move(connector);
  }

  void start(Call call) override {
    const std::string department =
        call.service.substr(0, call.service.find('/'));
    auto found = targets_.find(department);
    if (found == targets_.end()) found = targets_.find("*");
    if (found == targets_.end()) {
      Answer answer;
      answer.key = call.key;
      answer.attempt = call.attempt;
      answer.failure = CallFailure::unreachable;
      answer.detail = {"run.no_target", {{"department", department}}};
      unsent_.push_back(std::move(answer));
      return;
    }
    found->second->start(std::move(call));
  }

  std::vector<Answer> wait(milliseconds timeout) override {
    std::vector<Answer> answers = std::exchange(unsent_, {});
    if (!answers.empty()) timeout = milliseconds(0);
    std::size_t busy = 0;
    for (const auto& [id, target] : targets_)
      busy += target->in_flight() > 0 ? 1 : 0;
    if (busy == 0) return answers;
    // Several targets take turns in short waits; one alone waits to the end.
    const milliseconds share =
        busy == 1 ? timeout : std::min(timeout, milliseconds(5));
    for (const auto& [id, target] : targets_) {
      if (target->in_flight() == 0) continue;
      const bool has_some = !answers.empty();
      for (Answer& answer : target->wait(has_some ? milliseconds(0) : share))
        answers.push_back(std::move(answer));
    }
    return answers;
  }

  std::size_t in_flight() const override {
    std::size_t count = unsent_.size();
    for (const auto& [id, target] : targets_) count += target->in_flight();
    return count;
  }

 private:
  std::map<std::string, std::unique_ptr<Connector>> targets_;
  std::vector<Answer> unsent_;
};

// "env:NAME" or "file:PATH"; the secret itself never reaches a message.
Result<std::string> read_secret(const std::string& from,
                                const std::string& department) {
  const Error missing{
      ErrorCode::invalid,
      {"run.secret_missing", {{"from", from}, {"department", department}}}};
  if (from.empty()) return std::string();
  std::string secret;
  if (from.starts_with("env:")) {
    const char* value = std::getenv(from.c_str() + 4);
    if (value == nullptr) return missing;
    secret = value;
  } else if (from.starts_with("file:")) {
    std::ifstream file(from.substr(5), std::ios::binary);
    if (!file || !std::getline(file, secret)) return missing;
    if (secret.ends_with('\r')) secret.pop_back();
  }
  if (secret.empty()) return missing;
  return secret;
}

// Terms of targets are seconds and the like; days make no sense for a call.
milliseconds timeout_of(const std::optional<Term>& term) {
  constexpr milliseconds kDefault{10'000};
  if (!term) return kDefault;
  switch (term->unit) {
    case TermUnit::seconds:
      return milliseconds(term->count * 1'000);
    case TermUnit::minutes:
      return milliseconds(term->count * 60'000);
    case TermUnit::hours:
      return milliseconds(term->count * 3'600'000);
    case TermUnit::days:
    case TermUnit::working_days:
      return kDefault;
  }
  return kDefault;
}

Result<std::unique_ptr<Connector>> make_target(const Target& target,
                                               std::string_view stub_base) {
  if (target.kind == Target::Kind::exec)
    return make_exec_connector({target.argv, timeout_of(target.timeout), {}});
  HttpTarget http;
  http.timeout = timeout_of(target.timeout);
  if (target.kind == Target::Kind::stub) {
    if (stub_base.empty())
      return Error{ErrorCode::invalid,
                   {"run.no_stub", {{"department", target.department}}}};
    http.base = stub_base;
    http.allow_loopback = true;
    return make_http_connector(std::move(http));
  }
  http.base = target.base;
  OT_TRY(http.bearer, read_secret(target.bearer_from, target.department));
  http.allow_private = target.allow_private;
  http.ca_file = target.ca_file;
  return make_http_connector(std::move(http));
}

}  // namespace

Result<std::unique_ptr<Connector>> make_department_connector(
    const Project& project, const Environment& environment,
    std::string_view stub_base) {
  auto all = std::make_unique<DepartmentConnector>();
  for (const Target& target : environment.targets) {
    if (target.department != "*" &&
        project.find_department(target.department) == nullptr)
      return Error{ErrorCode::invalid,
                   {"run.unknown_department",
                    {{"department", target.department},
                     {"environment", environment.id.text}}}};
    OT_TRY(std::unique_ptr<Connector> connector,
           make_target(target, stub_base));
    all->add(target.department, std::move(connector));
  }
  return std::unique_ptr<Connector>(std::move(all));
}

}  // namespace onething
