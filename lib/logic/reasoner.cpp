// SPDX-License-Identifier: Apache-2.0

#include "logic/reasoner.h"

#include <utility>

#include "logic/book.h"
#include "logic/claim_reader.h"
#include "logic/search.h"

namespace onething::logic {

namespace {

Claim read(Book& book, const expr::Ast& ast, expr::NodeIndex node) {
  return ClaimReader(book, ast).read(node);
}

// Nothing that contradicts: it is proven.
Answer proven_unless(Answer found) {
  if (found == Answer::no) return Answer::yes;
  return found == Answer::yes ? Answer::no : Answer::unknown;
}

}  // namespace

Reasoner::Reasoner(Knowledge knowledge)
    : book_(std::make_unique<Book>(std::move(knowledge), &read)) {}
Reasoner::Reasoner(Reasoner&&) noexcept = default;
Reasoner& Reasoner::operator=(Reasoner&&) noexcept = default;
Reasoner::~Reasoner() = default;

Claim Reasoner::formula(const expr::Ast& ast, expr::NodeIndex node) {
  return book_->formula(ast, node);
}

std::optional<Claim> Reasoner::has_value(const expr::Ast& ast,
                                         expr::NodeIndex node) {
  return ClaimReader(*book_, ast).has_value(node);
}

Claim Reasoner::present(Path path) { return book_->present(path); }

Claim Reasoner::negation(Claim claim) { return book_->negation(claim); }

Claim Reasoner::both(Claim a, Claim b) {
  return book_->join(ClaimNode::Kind::conjunction, {a, b});
}

Claim Reasoner::either(Claim a, Claim b) {
  return book_->join(ClaimNode::Kind::disjunction, {a, b});
}

Answer Reasoner::implies(std::span<const Claim> premises, Claim conclusion) {
  return proven_unless(find_way(*book_, premises, {&conclusion, 1}));
}

Answer Reasoner::never(Claim claim, std::span<const Claim> premises) {
  std::vector<Claim> all(premises.begin(), premises.end());
  all.push_back(claim);
  return proven_unless(find_way(*book_, all, {}));
}

Reasoner::Witness Reasoner::witness() const {
  Witness witness;
  for (const auto& [index, region] : book_->way) {
    const Variable& variable = book_->variable(index);
    if (!variable.is_opaque)
      witness.emplace_back(variable.text, describe(variable, region));
  }
  return witness;
}

}  // namespace onething::logic
