// SPDX-License-Identifier: Apache-2.0
//
// Claims and the variables in them: conditions, turned from trees of formulas
// into trees over comparisons, with the laws of when values are there.
//
// Grows as claims are added; a claim never changes. Deciding is search.h.

#pragma once

#include <cstddef>
#include <cstdint>
#include <map>
#include <span>
#include <string>
#include <utility>
#include <vector>

#include "logic/claim.h"
#include "logic/knowledge.h"
#include "logic/variable.h"

namespace onething::logic {

using VariableIndex = std::uint32_t;

struct ClaimNode {
  enum class Kind : std::uint8_t {
    constant,     // `outcomes`
    truth,        // of the variable
    comparison,   // variable relation points[0]
    one_of,       // variable in points
    presence,     // of the variable
    negation,     // !parts[0]
    conjunction,  // of parts
    disjunction,  // of parts
    conditional,  // parts[0] ? parts[1] : parts[2]
  };
  Kind kind = Kind::constant;
  Outcomes outcomes = anything;
  Relation relation = Relation::equal;
  VariableIndex variable = 0;
  std::vector<Point> points;
  std::vector<Claim> parts;
};

// Where `premise` is true, `conclusion` is true.
struct Law {
  Claim premise;
  Claim conclusion;
};

class Book {
 public:
  // Turns a part of a formula into a claim: claim_reader.h.
  using Read = Claim (*)(Book&, const expr::Ast&, expr::NodeIndex);

  Book(Knowledge knowledge, Read read);

  Claim formula(const expr::Ast& ast, expr::NodeIndex node);
  Claim present(Path path);
  Claim negation(Claim claim);
  Claim join(ClaimNode::Kind kind, std::vector<Claim> parts);
  Claim constant(Outcomes outcomes);

  const ClaimNode& claim(Claim claim) const { return claims_[claim.index]; }
  const Variable& variable(VariableIndex index) const {
    return variables_[index];
  }
  // In which the variable can lie; valid until a claim is added.
  std::span<const Region> regions_of(VariableIndex index);
  std::size_t variable_count() const { return variables_.size(); }
  // What follows from the variable being there, and from what it is there.
  const std::vector<Law>& laws_of(VariableIndex index);

  // Where the values lay in what the last search has found.
  std::vector<std::pair<VariableIndex, Region>> way;

 private:
  friend class ClaimReader;

  Claim add(ClaimNode node);
  VariableIndex path_variable(Path path);
  VariableIndex size_variable(Path path);
  VariableIndex opaque_variable(const expr::Ast& ast, expr::NodeIndex node,
                                Domain domain);
  VariableIndex add(Variable variable);
  // Makes it one of those that the variable is compared with.
  void add_point(VariableIndex index, const Point& point);
  Claim on_variable(ClaimNode::Kind kind, VariableIndex index);
  // `claim` where all the paths are there, an error elsewhere.
  Claim guarded(const std::vector<std::vector<std::string>>& paths,
                Claim claim);
  void add_path_laws(VariableIndex index, std::vector<Law>& laws);

  Knowledge knowledge_;
  Read read_;
  std::vector<Variable> variables_;
  std::vector<std::vector<Region>> regions_;  // Empty: not asked for yet.
  std::vector<std::vector<Law>> laws_;
  std::vector<bool> has_laws_;
  std::vector<ClaimNode> claims_;
  std::map<std::string, VariableIndex, std::less<>> by_text_;
  std::map<std::pair<const expr::Ast*, expr::NodeIndex>, Claim> by_node_;
};

}  // namespace onething::logic
