// SPDX-License-Identifier: Apache-2.0
//
// Plays one case in the real engine: at random, or as a way that exploring has
// found says. Time moves when nothing else does.

#pragma once

#include <random>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include "proof/compile.h"
#include "proof/explore.h"
#include "support/case_builder.h"

namespace onething::testing {

// A workflow and what exploring has found of it.
struct Judged {
  proof::WorkflowNet of;
  proof::Shape shape;
  proof::Exploration found;
};

class Player {
 public:
  Player(const CaseBuilder& fresh, const Judged& proved, unsigned seed);

  // Until it ends, nobody can do anything, or it has been long enough.
  void play();
  // As exploring has come there; false where the engine's own order of things
  // (one notice for all) does not let it be done so.
  bool follow(proof::PositionIndex position);

  bool has_ended() const;
  // It has not ended, and nobody can do anything.
  // A step that anybody may call for, and nobody looks at, is no way on.
  enum class Calls { counted, left_out };
  bool has_stopped(Calls calls = Calls::counted);
  std::string place() const { return case_.state().place; }
  std::string describe() const;  // For whoever reads a failure.

  const std::set<std::size_t>& began() const { return began_; }
  const std::set<std::size_t>& entered() const { return entered_; }
  const std::set<std::pair<std::size_t, std::size_t>>& fired() const {
    return fired_;
  }
  bool was_left_open() const { return was_left_open_; }

 private:
  using Wish = decltype(Command::what);

  // How far every step is.
  std::string standing() const;
  unsigned pick(std::size_t below) {
    return static_cast<unsigned>(random_() % below);
  }
  bool of(unsigned percent) { return random_() % 100 < percent; }
  Value form();
  // Everything that somebody can do now, the passing of time left out.
  std::vector<Wish> wishes();
  void add_answers(std::vector<Wish>& wishes);
  void add_tasks(std::vector<Wish>& wishes);
  // Carries it out; false when it is refused or changes nothing.
  bool does(Wish wish);
  // To the next moment at which something happens by itself.
  bool time_passes();
  void watch(const engine::CaseState& before);

  bool act(const proof::Position& from, const proof::Action& action,
           const proof::Result& result);
  bool come_back(const std::string& step, const proof::Result& result);
  bool fails(const std::string& step);
  std::string id_of(proof::Index step) const;
  void take_data(const std::vector<proof::Result>& way);

  CaseBuilder case_;
  const Judged& proved_;
  std::mt19937 random_;
  Object form_;
  std::set<std::size_t> began_;
  std::set<std::size_t> entered_;
  std::set<std::pair<std::size_t, std::size_t>> fired_;
  bool was_left_open_ = false;
};

}  // namespace onething::testing
