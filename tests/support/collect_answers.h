// SPDX-License-Identifier: Apache-2.0
//
// Waits for every answer of a Connector, in the order in which they come.

#pragma once

#include <chrono>
#include <vector>

#include "onething/connector.h"

namespace onething::test {

inline std::vector<Answer> collect_answers(Connector& connector) {
  std::vector<Answer> all;
  const auto end = std::chrono::steady_clock::now() + std::chrono::seconds(10);
  while (connector.in_flight() > 0 && std::chrono::steady_clock::now() < end) {
    for (Answer& answer : connector.wait(std::chrono::seconds(1)))
      all.push_back(std::move(answer));
  }
  return all;
}

}  // namespace onething::test
