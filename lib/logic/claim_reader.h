// SPDX-License-Identifier: Apache-2.0
//
// Turns a part of a formula into a claim of a Book.
//
// Understands `&& || ! ?:`, comparisons with constants, `in` a constant list,
// has(), hasValue(), or() and orValue(); everything else becomes a variable of
// its own that may have any outcome.

#pragma once

#include <optional>
#include <vector>

#include "logic/book.h"

namespace onething::logic {

class ClaimReader {
 public:
  ClaimReader(Book& book, const expr::Ast& ast) : book_(book), ast_(ast) {}

  // As deep as the formula, which limits.h bounds.
  Claim read(expr::NodeIndex index);
  // Whether an optional has a value; nothing when that is not understood.
  std::optional<Claim> has_value(expr::NodeIndex index);

 private:
  // What is compared: a variable, behind guards, with a value if absent.
  struct Compared {
    VariableIndex variable = 0;
    std::vector<std::vector<std::string>> guards;
    std::optional<Point> otherwise;
  };

  Claim read_call(expr::NodeIndex index);
  Claim read_method(expr::NodeIndex index);
  Claim read_presence(expr::NodeIndex index);
  Claim read_all(ClaimNode::Kind kind, const expr::Node& node);
  Claim comparison(expr::NodeIndex index, Relation relation);
  Claim membership(expr::NodeIndex index);
  Claim truth(expr::NodeIndex index);
  Claim opaque(expr::NodeIndex index);

  Compared compared(expr::NodeIndex index);
  std::optional<Compared> with_default(expr::NodeIndex index);
  std::optional<VariableIndex> size_of(const expr::Node& node);
  Claim relate(const Compared& subject, ClaimNode::Kind kind, Relation relation,
               std::vector<Point> points);
  const expr::Node& node(expr::NodeIndex index) const {
    return ast_.nodes[index];
  }

  Book& book_;
  const expr::Ast& ast_;
};

}  // namespace onething::logic
