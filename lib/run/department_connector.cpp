// SPDX-License-Identifier: Apache-2.0
//
// One Connector for all departments of an environment: each call goes to the
// target that the environment names for its department.

#include <cstdlib>
#include <fstream>
#include <map>
#include <optional>
#include <set>
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
      for (Answer& answer : target->wait(has_some ? milliseconds(0) : share)) {
        mark(id, answer);
        answers.push_back(std::move(answer));
      }
    }
    return answers;
  }

  std::vector<std::string> cases_with_arrivals() override {
    std::set<std::string> all;
    for (const auto& [id, target] : targets_)
      for (std::string& found : target->cases_with_arrivals())
        all.insert(std::move(found));
    return {all.begin(), all.end()};
  }

  std::vector<Arrival> arrivals(std::span<const std::string> cases) override {
    std::vector<Arrival> all;
    for (const auto& [id, target] : targets_)
      for (Arrival& arrival : target->arrivals(cases)) {
        mark(id, arrival.answer);
        all.push_back(std::move(arrival));
      }
    return all;
  }

  void put_away(const std::string& receipt, PutAway how,
                const Message& why) override {
    const std::size_t end = receipt.find('\n');
    const auto target = targets_.find(receipt.substr(0, end));
    if (target != targets_.end() && end != std::string::npos)
      target->second->put_away(receipt.substr(end + 1), how, why);
  }

  std::size_t in_flight() const override {
    std::size_t count = unsent_.size();
    for (const auto& [id, target] : targets_) count += target->in_flight();
    return count;
  }

 private:
  // Which target has it.
  static void mark(const std::string& id, Answer& answer) {
    if (!answer.receipt.empty()) answer.receipt = id + "\n" + answer.receipt;
  }

  std::map<std::string, std::unique_ptr<Connector>> targets_;
  std::vector<Answer> unsent_;
};

// Folders that may not be there yet: a share that is not mounted keeps nobody
// from calling the other departments. Looked for again with each call.
class Exchange final : public Connector {
 public:
  explicit Exchange(FileTarget target) : target_(std::move(target)) { open(); }

  void start(Call call) override {
    if (open()) return open_->start(std::move(call));
    Answer answer;
    answer.key = call.key;
    answer.attempt = call.attempt;
    answer.failure = CallFailure::unreachable;
    answer.detail = problem_;
    unsent_.push_back(std::move(answer));
  }
  std::vector<Answer> wait(milliseconds timeout) override {
    std::vector<Answer> answers = std::exchange(unsent_, {});
    if (open_ == nullptr) return answers;
    for (Answer& answer : open_->wait(timeout))
      answers.push_back(std::move(answer));
    return answers;
  }
  std::size_t in_flight() const override {
    return unsent_.size() + (open_ == nullptr ? 0 : open_->in_flight());
  }
  std::vector<std::string> cases_with_arrivals() override {
    return open() ? open_->cases_with_arrivals() : std::vector<std::string>();
  }
  std::vector<Arrival> arrivals(std::span<const std::string> cases) override {
    return open() ? open_->arrivals(cases) : std::vector<Arrival>();
  }
  void put_away(const std::string& receipt, PutAway how,
                const Message& why) override {
    if (open_ != nullptr) open_->put_away(receipt, how, why);
  }

 private:
  bool open() {
    if (open_ != nullptr) return true;
    Result<std::unique_ptr<Connector>> made = make_file_connector(target_);
    if (made)
      open_ = std::move(made.value());
    else
      problem_ = made.error().message;
    return open_ != nullptr;
  }

  FileTarget target_;
  std::unique_ptr<Connector> open_;
  Message problem_;
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

// As written, seen from where the project lies.
std::string folder_of(const std::string& path, std::string_view root) {
  if (path.empty() || path.starts_with('/') || root.empty()) return path;
  return std::string(root) + (root.ends_with('/') ? "" : "/") + path;
}

std::unique_ptr<Connector> make_exchange(const Target& target,
                                         std::string_view root) {
  FileTarget file;
  file.outbox = folder_of(target.outbox, root);
  file.inbox = folder_of(target.inbox, root);
  file.done = folder_of(target.done, root);
  file.quarantine = folder_of(target.quarantine, root);
  if (target.timeout) file.settle = timeout_of(target.timeout);
  return std::make_unique<Exchange>(std::move(file));
}

Result<std::unique_ptr<Connector>> make_target(const Target& target,
                                               std::string_view stub_base,
                                               std::string_view root) {
  if (target.kind == Target::Kind::file) return make_exchange(target, root);
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
    std::string_view stub_base, std::string_view root) {
  auto all = std::make_unique<DepartmentConnector>();
  for (const Target& target : environment.targets) {
    if (target.department != "*" &&
        project.find_department(target.department) == nullptr)
      return Error{ErrorCode::invalid,
                   {"run.unknown_department",
                    {{"department", target.department},
                     {"environment", environment.id.text}}}};
    OT_TRY(std::unique_ptr<Connector> connector,
           make_target(target, stub_base, root));
    all->add(target.department, std::move(connector));
  }
  return std::unique_ptr<Connector>(std::move(all));
}

}  // namespace onething
