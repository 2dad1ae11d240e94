// SPDX-License-Identifier: Apache-2.0
//
// FakeConnector: a department made of one function, for tests of whoever calls
// departments. It can take its time, counted in calls of wait(), never in real
// time. Knows nothing of HTTP.

#pragma once

#include <chrono>
#include <functional>
#include <string>
#include <utility>
#include <vector>

#include "onething/connector.h"

namespace onething::test {

class FakeConnector final : public Connector {
 public:
  // The identity of the call is filled in by FakeConnector.
  using Department = std::function<Answer(const Call&)>;

  // Each answer comes with the wait() after `delay` empty ones.
  explicit FakeConnector(Department department, int delay = 0)
      : department_(std::move(department)), delay_(delay) {}

  void start(Call call) override {
    calls.push_back(call);
    waiting_.push_back({std::move(call), delay_});
  }

  std::vector<Answer> wait(std::chrono::milliseconds) override {
    std::vector<Answer> answers;
    std::erase_if(waiting_, [&](Waiting& one) {
      if (one.delay-- > 0) return false;
      Answer answer = department_(one.call);
      answer.key = one.call.key;
      answer.attempt = one.call.attempt;
      answers.push_back(std::move(answer));
      return true;
    });
    return answers;
  }

  std::size_t in_flight() const override { return waiting_.size(); }

  std::vector<Call> calls;  // All that were ever started, in order.

 private:
  struct Waiting {
    Call call;
    int delay;
  };

  Department department_;
  int delay_;
  std::vector<Waiting> waiting_;
};

// {"done": output}
inline Answer done(Object output) {
  Answer answer;
  answer.document = Object{{"done", Value(std::move(output))}};
  return answer;
}

inline Answer failed(CallFailure failure) {
  Answer answer;
  answer.failure = failure;
  return answer;
}

}  // namespace onething::test
