// SPDX-License-Identifier: Apache-2.0
//
// The canonical load: one case of ten steps, as an engine is measured with it.
// A window accepts, a registry registers, six departments act side by side on
// twelve fields (600 bytes) of what it registered, one joins what they say, one
// tells the applicant. Every answer has about 200 bytes.
//
// Departments answer at once and in this process, so that only the engine and
// the store are measured.

#pragma once

#include <cstddef>
#include <string>
#include <vector>

#include "onething/connector.h"
#include "onething/load.h"

namespace onething::bench {

LoadedProject load_w();
Application application_w(std::size_t number);

// Answers every call in the order of their coming, the next time it is asked.
class InstantDepartments final : public Connector {
 public:
  void start(Call call) override;
  std::vector<Answer> wait(std::chrono::milliseconds timeout) override;
  std::size_t in_flight() const override { return waiting_.size(); }
  // Answers at once: nothing is ever left under way.
  std::size_t capacity() const override { return 100'000; }

 private:
  std::vector<Answer> waiting_;
};

}  // namespace onething::bench
