// SPDX-License-Identifier: Apache-2.0

#include "logic/search.h"

#include <algorithm>
#include <optional>
#include <utility>

#include "base/limits.h"

namespace onething::logic {

namespace {

using Kind = ClaimNode::Kind;

Outcomes opposite(Outcomes outcomes) {
  Outcomes out = outcomes & is_error;
  if (outcomes & is_true) out |= is_false;
  if (outcomes & is_false) out |= is_true;
  return out;
}

// `&&` of two: false hides an error.
Outcomes conjunction(Outcomes a, Outcomes b) {
  Outcomes out = (a | b) & is_false;
  if (a & b & is_true) out |= is_true;
  const Outcomes open = is_true | is_error;
  if ((a & is_error && b & open) || (b & is_error && a & open)) out |= is_error;
  return out;
}

class Search {
 public:
  Search(Book& book, std::span<const Claim> all_true,
         std::span<const Claim> none_true)
      : book_(book), all_true_(all_true), none_true_(none_true) {}

  Answer run() {
    gather();
    regions_.resize(order_.size());
    for (std::size_t i = 0; i < order_.size(); ++i)
      regions_[i] = book_.variable(order_[i]).regions();
    assigned_.resize(book_.variable_count());
    go(0);
    if (is_certain_) return Answer::yes;
    return is_possible_ || is_given_up_ ? Answer::unknown : Answer::no;
  }

 private:
  // The variables that matter, those of the question first, and their laws.
  void gather() {
    for (const Claim claim : all_true_) gather(claim);
    for (const Claim claim : none_true_) gather(claim);
    for (std::size_t i = 0; i < order_.size(); ++i) {
      const std::vector<Law> laws = book_.laws_of(order_[i]);
      for (const Law& law : laws) {
        const std::size_t before = order_.size();
        gather(law.premise);
        gather(law.conclusion);
        if (order_.size() <= limits::condition_variables_max) {
          laws_.push_back(law);
          continue;
        }
        // Without the law more seems possible: proofs still hold.
        order_.resize(before);
        is_complete_ = false;
      }
    }
  }

  void gather(Claim claim) {
    const ClaimNode& node = book_.claim(claim);
    const bool has_variable =
        node.kind == Kind::truth || node.kind == Kind::comparison ||
        node.kind == Kind::one_of || node.kind == Kind::presence;
    if (has_variable &&
        std::find(order_.begin(), order_.end(), node.variable) == order_.end())
      order_.push_back(node.variable);
    for (const Claim part : node.parts) gather(part);
  }

  // No deeper than condition_variables_max, plus what the question itself has.
  void go(std::size_t depth) {
    if (is_certain_ || is_given_up_) return;
    if (++visited_ > limits::condition_steps_max) {
      is_given_up_ = true;
      return;
    }
    if (!can_be()) return;
    if (is_settled()) return found(depth);
    if (depth == order_.size()) return found(depth);
    for (const Region region : regions_[depth]) {
      assigned_[order_[depth]] = region;
      go(depth + 1);
    }
    assigned_[order_[depth]].reset();
  }

  bool can_be() const {
    for (const Claim claim : all_true_)
      if (!(outcomes_of(claim) & is_true)) return false;
    for (const Claim claim : none_true_)
      if (outcomes_of(claim) == is_true) return false;
    return std::all_of(laws_.begin(), laws_.end(), [this](const Law& law) {
      return outcomes_of(law.premise) != is_true ||
             outcomes_of(law.conclusion) & is_true;
    });
  }

  // Whether it is so however the rest lies.
  bool is_settled() const {
    for (const Claim claim : all_true_)
      if (outcomes_of(claim) != is_true) return false;
    for (const Claim claim : none_true_)
      if (outcomes_of(claim) & is_true) return false;
    return std::all_of(laws_.begin(), laws_.end(), [this](const Law& law) {
      return !(outcomes_of(law.premise) & is_true) ||
             outcomes_of(law.conclusion) == is_true;
    });
  }

  void found(std::size_t depth) {
    bool is_certain = is_complete_ && is_settled();
    Witness witness;
    for (std::size_t i = 0; i < depth; ++i) {
      const Variable& variable = book_.variable(order_[i]);
      const std::optional<Region>& region = assigned_[order_[i]];
      if (!region) continue;
      is_certain = is_certain && !variable.is_opaque &&
                   variable.domain.kind != Domain::Kind::unknown;
      if (!variable.is_opaque)
        witness.emplace_back(variable.text, describe(variable, *region));
    }
    if (!is_possible_ || is_certain) book_.witness = std::move(witness);
    is_possible_ = true;
    is_certain_ = is_certain;
  }

  Outcomes outcomes_of(Claim claim) const {
    const ClaimNode& node = book_.claim(claim);
    switch (node.kind) {
      case Kind::constant:
        return node.outcomes;
      case Kind::truth:
      case Kind::comparison:
      case Kind::one_of:
      case Kind::presence:
        return of_variable(node);
      case Kind::negation:
        return opposite(outcomes_of(node.parts[0]));
      case Kind::conjunction: {
        Outcomes all = is_true;
        for (const Claim part : node.parts)
          all = conjunction(all, outcomes_of(part));
        return all;
      }
      case Kind::disjunction: {
        Outcomes none = is_true;
        for (const Claim part : node.parts)
          none = conjunction(none, opposite(outcomes_of(part)));
        return opposite(none);
      }
      case Kind::conditional: {
        const Outcomes condition = outcomes_of(node.parts[0]);
        Outcomes out = condition & is_error;
        if (condition & is_true) out |= outcomes_of(node.parts[1]);
        if (condition & is_false) out |= outcomes_of(node.parts[2]);
        return out;
      }
    }
    return anything;
  }

  Outcomes of_variable(const ClaimNode& node) const {
    const Variable& variable = book_.variable(node.variable);
    const std::optional<Region>& region = assigned_[node.variable];
    if (node.kind == Kind::presence) {
      if (!region) return is_true | is_false;
      return outcome_of(region->kind != Region::Kind::absent);
    }
    if (!region) return anything;
    if (node.kind == Kind::truth) return truth_of(variable, *region);
    if (node.kind == Kind::comparison)
      return compare(variable, *region, node.relation, node.points[0]);
    Outcomes any = is_false;
    for (const Point& point : node.points)
      any = opposite(conjunction(
          opposite(any),
          opposite(compare(variable, *region, Relation::equal, point))));
    return region->kind == Region::Kind::absent ? is_error : any;
  }

  Book& book_;
  std::span<const Claim> all_true_;
  std::span<const Claim> none_true_;
  std::vector<VariableIndex> order_;
  std::vector<Law> laws_;
  std::vector<std::vector<Region>> regions_;
  std::vector<std::optional<Region>> assigned_;
  std::size_t visited_ = 0;
  bool is_complete_ = true;
  bool is_given_up_ = false;
  bool is_possible_ = false;
  bool is_certain_ = false;
};

}  // namespace

Answer find_way(Book& book, std::span<const Claim> all_true,
                std::span<const Claim> none_true) {
  book.witness.clear();
  return Search(book, all_true, none_true).run();
}

}  // namespace onething::logic
