// SPDX-License-Identifier: Apache-2.0

#include "check/order/absences.h"

#include <algorithm>
#include <optional>
#include <utility>

#include "check/types/static_type.h"
#include "check/types/typed_workflow.h"
#include "logic/reading.h"

namespace onething::check {

using model::FormulaUse;
using model::Place;

namespace {

using expr::NodeIndex;
using expr::Op;
using logic::Answer;
using logic::Claim;
using Path = std::vector<std::string>;

bool absence_means_no(Place place) {
  return place == Place::field_when || place == Place::promise_when;
}

std::string joined(const Path& path, std::size_t guard) {
  std::string text;
  for (std::size_t i = 0; i < path.size(); ++i) {
    if (i > 0) text += i == guard ? ".?" : ".";
    text += path[i];
  }
  return text;
}

class Finder {
 public:
  explicit Finder(TypedWorkflow& typed)
      : typed_(typed), reasoner_(typed.reasoner()) {}

  std::vector<Absence> run() {
    has_unread_service_ = has_unread_service();
    for (use_ = 0; use_ < typed_.uses().size(); ++use_) {
      if (absence_means_no(use().place)) continue;
      for (const typing::Mistake& mistake : typed_.checked(use_).mistakes)
        if (mistake.kind == typing::Mistake::Kind::absent_used)
          add_mistake(mistake);
      claims_ = typed_.premises(use());
      values(ast().root);
    }
    return std::move(found_);
  }

 private:
  const FormulaUse& use() const { return typed_.uses()[use_]; }
  const expr::Ast& ast() const { return use().formula->ast(); }

  void add_mistake(const typing::Mistake& mistake) {
    claims_ = typed_.premises(use());
    add(mistake.range, mistake.path, false);
  }

  void add(expr::Range range, const Path& path, bool is_value) {
    if (path.empty() || is_own(path) || is_asked_early(path)) return;
    if (has_unread_service_ && path[0] != "form" && path[0] != "materials")
      return;
    Absence absence;
    absence.use = use_;
    absence.span = use().formula->place(range.begin, range.end);
    absence.is_value = is_value;
    absence.path = joined(path, path.size());
    classify(path, absence);
    absence.guarded = guarded(
        range, path, absence.why == Absence::Why::data ? path.size() - 1 : 1);
    // What is known of the way there, to be shown as an example.
    if (reasoner_.implies(claims_, reasoner_.present(path)) != Answer::yes)
      for (const auto& setting : reasoner_.witness())
        if (setting.first.starts_with("form."))
          absence.example.push_back(setting);
    found_.push_back(std::move(absence));
  }

  // `while` is asked of a step that is done.
  bool is_own(const Path& path) const {
    return use().place == Place::step_while && path.size() == 2 &&
           path[0] == "steps" &&
           path[1] == typed_.workflow().steps[use().owner].id.text;
  }

  // A department's file has mistakes: what its services give, and what follows
  // from that for others, is not known.
  bool has_unread_service() const {
    const auto is_unread = [this](const Step& step) {
      return readable_service(typed_.project(), step) == nullptr;
    };
    const Workflow& workflow = typed_.workflow();
    return std::any_of(workflow.steps.begin(), workflow.steps.end(),
                       is_unread) ||
           std::any_of(workflow.prefill.begin(), workflow.prefill.end(),
                       is_unread);
  }

  // What a guard reads need not be there yet: it does not open till then.
  bool is_asked_early(const Path& path) {
    return use().place == Place::state_when && path[0] == "steps" &&
           typed_.is_present(typed_.premises_if_settled(use()), path);
  }

  // The whole of what is read there, with the guard where it belongs.
  std::string guarded(expr::Range range, const Path& path,
                      std::size_t guard) const {
    Path whole = path;
    for (const expr::Reference& read : use().reads) {
      if (read.range.begin != range.begin || read.path.size() < whole.size())
        continue;
      whole.assign(1, std::string(read.root));
      whole.insert(whole.end(), read.path.begin(), read.path.end());
    }
    return joined(whole, guard);
  }

  void classify(const Path& path, Absence& absence) {
    if (path[0] != "steps" || path.size() < 2) return;
    const std::vector<Step>& steps = typed_.workflow().steps;
    while (absence.step < steps.size() &&
           steps[absence.step].id.text != path[1])
      ++absence.step;
    if (absence.step == steps.size()) return;
    const Path step(path.begin(), path.begin() + 2);
    if (typed_.is_present(claims_, step)) return;
    if (const auto state = typed_.states().state_without(use(), absence.step)) {
      absence.why = Absence::Why::path;
      absence.state = *state;
      return;
    }
    const Formula& when = typed_.workflow().steps[absence.step].when;
    const bool runs =
        when.empty() ||
        reasoner_.implies(claims_, reasoner_.formula(when.ast())) ==
            Answer::yes;
    absence.why = runs ? Absence::Why::no_output : Absence::Why::path;
  }

  // x.value() is as good as a read without a guard. As deep as the formula;
  // what macros make of themselves is left out.
  void values(NodeIndex index) {
    const expr::Node& node = ast().nodes[index];
    if (node.op == Op::method && node.text == "value" &&
        node.children.size() == 1)
      value(node);
    const bool chooses = node.op == Op::conditional ||
                         node.op == Op::logical_and ||
                         node.op == Op::logical_or;
    if (!chooses) {
      for (const NodeIndex child : node.children) values(child);
      return;
    }
    values(node.children[0]);
    const Claim first = reasoner_.formula(ast(), node.children[0]);
    const Claim not_first = reasoner_.negation(first);
    for (std::size_t i = 1; i < node.children.size(); ++i) {
      const bool holds =
          node.op == Op::logical_and || (node.op == Op::conditional && i == 1);
      claims_.push_back(holds ? first : not_first);
      values(node.children[i]);
      claims_.pop_back();
    }
  }

  void value(const expr::Node& node) {
    const auto claim = reasoner_.has_value(ast(), node.children[0]);
    if (!claim || reasoner_.implies(claims_, *claim) == Answer::yes) return;
    NodeIndex first = node.children[0];
    while (ast().nodes[first].op == Op::method)
      first = ast().nodes[first].children[0];
    if (const auto path = logic::optional_path(ast(), first))
      add(node.range, *path, true);
  }

  TypedWorkflow& typed_;
  logic::Reasoner& reasoner_;
  std::size_t use_ = 0;
  bool has_unread_service_ = false;
  std::vector<Claim> claims_;
  std::vector<Absence> found_;
};

}  // namespace

std::vector<Absence> absences_of(TypedWorkflow& typed) {
  return Finder(typed).run();
}

std::string text_of(const logic::Reasoner::Witness& example) {
  std::string text;
  for (const auto& [path, value] : example) {
    if (value.empty() || value == "*") continue;
    if (!text.empty()) text += ", ";
    const bool has_sign = value[0] == '<' || value[0] == '>' || value[0] == '!';
    text += path + (has_sign ? " " : " = ") + value;
  }
  return text;
}

}  // namespace onething::check
