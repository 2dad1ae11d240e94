// SPDX-License-Identifier: Apache-2.0
//
// Situations (情形): the ways in which a workflow's conditions can come out
// together, for everybody or for one applicant.
//
// A condition is a `when` of a promise, field, material, prefill or step, or
// whether a list of `for_each` holds anything. What is proved impossible is
// left out; what is not known counts both ways. Where there are too many ways
// to list, two stand for all of them and `is_exact` is false: everything
// happens, and nothing does. Points into the facts, which outlive it.

#pragma once

#include <map>
#include <optional>
#include <string>
#include <vector>

#include "check/facts.h"
#include "logic/reasoner.h"

namespace onething::check {

struct Situation {
  std::vector<bool> holds;  // By condition.
};

// How much of a form is there: with gaps, what is missing decides nothing.
enum class Given { all, some };

class Situations {
 public:
  explicit Situations(const WorkflowFacts& facts);

  // All that can be; with a form, those in which its applicant can be.
  std::vector<Situation> list(const Value* form = nullptr,
                              Given known = Given::all);
  bool is_exact() const { return is_exact_; }
  // As if all conditions held at once.
  Situation everything() const;

  bool holds(const Situation& situation, const Formula& when) const;
  // Planned for: what a person calls for is not.
  bool happens(const Situation& situation, const Step& step) const;
  // The first promise that applies; null without one.
  const Promise* promise(const Situation& situation) const;

 private:
  struct Condition {
    const Formula* formula = nullptr;
    bool is_list = false;
  };

  void add(const Formula& formula, bool is_list);
  std::optional<bool> answer(const Condition& condition,
                             const Value& form) const;
  bool reads_a_gap(const Formula& formula, const Value& form) const;
  std::vector<Situation> bounds(
      const std::vector<std::optional<bool>>& known) const;

  const Workflow& workflow_;
  logic::Reasoner reasoner_;
  std::vector<Condition> conditions_;
  std::map<std::string, std::size_t, std::less<>> index_;
  bool is_exact_ = true;
};

}  // namespace onething::check
