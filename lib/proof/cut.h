// SPDX-License-Identifier: Apache-2.0
//
// Conditions, cut into the parts of the data that they can tell apart: claims
// of lib/logic become nodes over variables with a few values each.
//
// What a claim leaves open even where all is known becomes a variable of its
// own that is not understood.

#pragma once

#include <cstddef>
#include <functional>
#include <map>
#include <optional>
#include <string_view>
#include <vector>

#include "logic/book.h"
#include "proof/net.h"

namespace onething::proof {

class Cutter {
 public:
  // The step that `steps.id` or `prefill.id` names; nowhere when there is none.
  using FindStep =
      std::function<Index(std::string_view root, std::string_view id)>;

  Cutter(const logic::Knowledge& knowledge, FindStep find_step);

  // To be called for every condition before run().
  logic::Claim read(const expr::Ast& ast);
  // False when there is more of it than limits.h allows.
  bool run(Conditions& out);
  // Of a claim that was read.
  Index node_of(logic::Claim claim) const { return node_of_[claim.index]; }

 private:
  void gather(logic::Claim claim);
  bool cut(logic::VariableIndex index);
  Index convert(logic::Claim claim);
  Index convert_atom(const logic::ClaimNode& claim);
  Index guess(std::vector<Index> steps, std::string text, bool is_path);
  Index add(Node node);
  std::vector<Index> owners_of(const logic::Variable& variable) const;
  // The step whose being done the variable's presence is.
  Index step_behind(const logic::Variable& variable) const;
  logic::Outcomes outcome(const logic::ClaimNode& claim,
                          logic::Region region) const;

  logic::Book book_;
  FindStep find_step_;
  Conditions out_;
  std::vector<logic::Claim> claims_;  // All that matter, parts first.
  std::vector<bool> is_gathered_;     // By claim.
  std::vector<logic::VariableIndex> variables_;
  std::vector<logic::Law> laws_;
  std::vector<Index> node_of_;      // By claim.
  std::vector<Index> variable_of_;  // By the book's variable.
  // By variable of the net: a region of each value.
  std::vector<std::vector<logic::Region>> regions_;
};

}  // namespace onething::proof
