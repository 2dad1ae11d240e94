// SPDX-License-Identifier: Apache-2.0
//
// The same questions as explore() answers, by trying everything: all data is
// drawn beforehand, every order is tried, nothing is left out or forgotten.
//
// Shares the written form of a net with the program and no other line of it.

#pragma once

#include <set>
#include <string>

#include "proof/net.h"

namespace onething::testing {

struct BruteAnswer {
  bool is_complete = true;
  bool is_stuck = false;
  bool is_waiting = false;  // For a step that never ends, and nothing else.
  bool is_astray = false;
  bool is_restless = false;
  bool can_be_granted = false;
  bool is_left_open = false;
  bool is_unmet = false;
  std::set<int> began;
  std::set<int> joined;
  std::set<int> entered;
  std::set<std::pair<int, int>> fired;
};

enum class Applicants { correct, stay_as_they_are };

BruteAnswer brute_force(const proof::Net& net,
                        Applicants applicants = Applicants::correct);

}  // namespace onething::testing
