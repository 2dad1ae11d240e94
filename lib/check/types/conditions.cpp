// SPDX-License-Identifier: Apache-2.0

#include "check/types/conditions.h"

#include <utility>

#include "check/types/typed_workflow.h"

namespace onething::check {

using model::FormulaUse;
using model::Place;

namespace {

using expr::NodeIndex;
using expr::Op;
using logic::Answer;
using logic::Claim;

class Finder {
 public:
  explicit Finder(TypedWorkflow& typed)
      : typed_(typed), reasoner_(typed.reasoner()) {}

  std::vector<Idle> run() {
    for (std::size_t i = 0; i < typed_.uses().size(); ++i) {
      if (!is_sound(i)) continue;
      use_ = i;
      ast_ = &use().formula->ast();
      premises_.clear();
      if (is_condition(use().place))
        whole(ast_->root);
      else
        choices(ast_->root);
    }
    return std::move(found_);
  }

 private:
  // A mistake in a formula is one finding, not two.
  bool is_sound(std::size_t use) const {
    const typing::Checked& checked = typed_.checked(use);
    for (const typing::Mistake& mistake : checked.mistakes)
      if (mistake.kind != typing::Mistake::Kind::needless_guard &&
          mistake.kind != typing::Mistake::Kind::absent_used)
        return false;
    const typing::Types& types = typed_.types();
    const typing::Kind kind = types.kind(types.resolve(checked.type));
    return kind == typing::Kind::boolean || kind == typing::Kind::dyn ||
           !is_condition(typed_.uses()[use].place);
  }

  void whole(NodeIndex root) {
    const std::size_t before = found_.size();
    const Op op = ast_->nodes[root].op;
    if (op == Op::logical_and || op == Op::logical_or) parts(root, op);
    if (found_.size() == before) judge(root, false);
  }

  // Each part given that those before it did not decide yet.
  void parts(NodeIndex root, Op op) {
    std::vector<NodeIndex> chain;
    flatten(root, op, chain);
    const std::size_t before = premises_.size();
    for (const NodeIndex part : chain) {
      const bool decided = judge(part, true);
      if (decided) break;
      const Claim claim = reasoner_.formula(*ast_, part);
      premises_.push_back(op == Op::logical_and ? claim
                                                : reasoner_.negation(claim));
    }
    premises_.resize(before);
  }

  // As deep as the formula, which limits.h bounds.
  void flatten(NodeIndex index, Op op, std::vector<NodeIndex>& chain) {
    if (ast_->nodes[index].op != op) return chain.push_back(index);
    for (const NodeIndex child : ast_->nodes[index].children)
      flatten(child, op, chain);
  }

  // The conditions of `?:` outside of macros, whose variables are not known.
  void choices(NodeIndex index) {
    const expr::Node& node = ast_->nodes[index];
    if (node.op == Op::conditional && can_be_reached())
      judge(node.children[0], false);
    for (const NodeIndex child : node.children) choices(child);
  }

  // Whether the step of the formula can happen at all.
  bool can_be_reached() {
    premises_ = typed_.premises(use());
    for (const Claim premise : premises_)
      if (reasoner_.never(premise) == Answer::yes) return false;
    return true;
  }

  const FormulaUse& use() const { return typed_.uses()[use_]; }

  bool judge(NodeIndex part, bool is_part) {
    const Claim claim = reasoner_.formula(*ast_, part);
    if (reasoner_.never(claim, premises_) == Answer::yes) {
      add(part, false, is_part);
      return true;
    }
    if (is_guard(part) || reasoner_.always(claim, premises_) != Answer::yes)
      return false;
    add(part, true, is_part);
    return true;
  }

  // Asking too often whether something is there does no harm.
  bool is_guard(NodeIndex index) const {
    const expr::Node& node = ast_->nodes[index];
    return node.op == Op::test_present ||
           (node.op == Op::method && node.text == "hasValue");
  }

  void add(NodeIndex part, bool truth, bool is_part) {
    const expr::Range range = ast_->nodes[part].range;
    const Formula& formula = *use().formula;
    found_.push_back({formula.place(range.begin, range.end), truth, is_part,
                      use_,
                      std::string(formula.text().substr(
                          range.begin, range.end - range.begin))});
  }

  TypedWorkflow& typed_;
  logic::Reasoner& reasoner_;
  std::size_t use_ = 0;
  const expr::Ast* ast_ = nullptr;
  std::vector<Claim> premises_;
  std::vector<Idle> found_;
};

Message named(std::string_view key, const Spelled& id) {
  return {key, {{"id", id.text}}};
}

}  // namespace

bool is_condition(Place place) {
  return place == Place::promise_when || place == Place::field_when ||
         place == Place::material_when || place == Place::prefill_when ||
         place == Place::step_when || place == Place::state_when;
}

Message owner_of(const Workflow& workflow, const FormulaUse& use) {
  switch (use.place) {
    case Place::promise_when:
      return {"check_types.owner_promise", {}};
    case Place::field_when:
      return named("check_types.owner_field", workflow.form[use.owner].id);
    case Place::material_when:
      return named("check_types.owner_material",
                   workflow.materials[use.owner].id);
    case Place::prefill_when:
    case Place::prefill_with:
      return named("check_types.owner_prefill", workflow.prefill[use.owner].id);
    case Place::state_when:
      return named("check_types.owner_state", workflow.states[use.owner].id);
    case Place::outcome:
      return {"check_types.owner_outcome", {}};
    default:
      return named("check_types.owner_step", workflow.steps[use.owner].id);
  }
}

std::vector<Idle> idle_conditions(TypedWorkflow& typed) {
  return Finder(typed).run();
}

}  // namespace onething::check
