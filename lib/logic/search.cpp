// SPDX-License-Identifier: Apache-2.0

#include "logic/search.h"

#include <algorithm>
#include <optional>
#include <utility>

#include "base/limits.h"
#include "logic/outcomes.h"

namespace onething::logic {

namespace {

using Kind = ClaimNode::Kind;

class Search {
 public:
  Search(Book& book, std::span<const Claim> all_true,
         std::span<const Claim> none_true)
      : book_(book), all_true_(all_true), none_true_(none_true) {}

  Answer run() {
    gather();
    // Nothing adds to the book from here on.
    regions_.reserve(order_.size());
    for (const VariableIndex variable : order_)
      regions_.push_back(book_.regions_of(variable));
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
      // Gathering asks for no laws, so that these stay where they are.
      for (const Law& law : book_.laws_of(order_[i])) {
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
    const Standing standing = judge();
    if (standing == Standing::impossible) return;
    if (standing == Standing::settled || depth == order_.size())
      return found(depth, standing == Standing::settled);
    for (const Region region : regions_[depth]) {
      assigned_[order_[depth]] = region;
      go(depth + 1);
    }
    assigned_[order_[depth]].reset();
  }

  // What the regions tried so far leave of the question: nothing, something, or
  // all of it however the rest lies.
  enum class Standing { impossible, open, settled };

  Standing judge() const {
    bool is_settled = true;
    for (const Claim claim : all_true_) {
      const Outcomes outcomes = outcomes_of(claim);
      if (!(outcomes & is_true)) return Standing::impossible;
      is_settled = is_settled && outcomes == is_true;
    }
    for (const Claim claim : none_true_) {
      const Outcomes outcomes = outcomes_of(claim);
      if (outcomes == is_true) return Standing::impossible;
      is_settled = is_settled && !(outcomes & is_true);
    }
    for (const Law& law : laws_) {
      const Outcomes premise = outcomes_of(law.premise);
      if (!(premise & is_true)) continue;
      const Outcomes conclusion = outcomes_of(law.conclusion);
      if (premise == is_true && !(conclusion & is_true))
        return Standing::impossible;
      is_settled = is_settled && conclusion == is_true;
    }
    return is_settled ? Standing::settled : Standing::open;
  }

  void found(std::size_t depth, bool is_settled) {
    bool is_certain = is_complete_ && is_settled;
    for (std::size_t i = 0; i < depth; ++i) {
      const Variable& variable = book_.variable(order_[i]);
      is_certain = is_certain && !variable.is_opaque &&
                   variable.domain.kind != Domain::Kind::unknown;
    }
    if (!is_possible_ || is_certain) keep_way(depth);
    is_possible_ = true;
    is_certain_ = is_certain;
  }

  void keep_way(std::size_t depth) {
    book_.way.clear();
    for (std::size_t i = 0; i < depth; ++i)
      if (const std::optional<Region>& region = assigned_[order_[i]])
        book_.way.emplace_back(order_[i], *region);
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
  std::vector<std::span<const Region>> regions_;
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
  book.way.clear();
  return Search(book, all_true, none_true).run();
}

}  // namespace onething::logic
