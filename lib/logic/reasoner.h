// SPDX-License-Identifier: Apache-2.0
//
// Questions about conditions: does one follow from others, can two hold at
// once, does one hold always or never.
//
// Decides over CEL's three outcomes (true, false, error) by trying the ways in
// which the compared values can lie to the constants they are compared with.
// Whatever else stands in a condition counts as free, one and the same text
// always with the same outcome; so `yes` is proven, `no` has a witness that the
// data allow, and everything else is `unknown`. Bounded by limits.h.
//
// Knows formulas and the caller's Knowledge only. One thread at a time.

#pragma once

#include <memory>
#include <optional>
#include <span>

#include "expr/ast.h"
#include "logic/claim.h"
#include "logic/knowledge.h"

namespace onething::logic {

class Book;

class Reasoner {
 public:
  explicit Reasoner(Knowledge knowledge);
  Reasoner(Reasoner&&) noexcept;
  Reasoner& operator=(Reasoner&&) noexcept;
  ~Reasoner();

  // A condition, or a part of one; the tree outlives the Reasoner.
  Claim formula(const expr::Ast& ast, expr::NodeIndex node);
  Claim formula(const expr::Ast& ast) { return formula(ast, ast.root); }
  // That an optional such as `form.?name` or `a.or(b)` has a value; nothing
  // when that is not understood.
  std::optional<Claim> has_value(const expr::Ast& ast, expr::NodeIndex node);
  // That the path is there; never an error.
  Claim present(Path path);
  Claim negation(Claim claim);
  Claim both(Claim a, Claim b);
  Claim either(Claim a, Claim b);

  // Whether `conclusion` is true wherever all `premises` are true.
  Answer implies(std::span<const Claim> premises, Claim conclusion);
  // Whether `claim` is never true where all `premises` are.
  Answer never(Claim claim, std::span<const Claim> premises = {});
  Answer always(Claim claim, std::span<const Claim> premises = {}) {
    return implies(premises, claim);
  }
  // Whether the two are never true together.
  Answer excludes(Claim a, Claim b) { return never(a, {&b, 1}); }

  // After `no` or `unknown`, before anything else is asked: what has to be so,
  // as far as it matters.
  using Witness = logic::Witness;
  Witness witness() const;

 private:
  std::unique_ptr<Book> book_;
};

}  // namespace onething::logic
