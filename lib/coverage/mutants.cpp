// SPDX-License-Identifier: Apache-2.0

#include "coverage/mutants.h"

#include <cstddef>
#include <optional>
#include <string>
#include <utility>

#include "expr/parse.h"

namespace onething::coverage {

namespace {

// Empty where the text is no formula.
std::optional<Formula> formula_of(Span span, std::string_view text) {
  auto parsed = expr::parse(text);
  auto* ast = std::get_if<expr::Ast>(&parsed);
  if (ast == nullptr) return std::nullopt;
  return Formula(span, std::move(*ast));
}

std::string_view other_boundary(std::string_view function) {
  if (function == "_<_") return "<=";
  if (function == "_<=_") return "<";
  if (function == "_>_") return ">=";
  if (function == "_>=_") return ">";
  return {};
}

// Where a part of a workflow is in any copy of it.
template <typename Part>
using Find = std::function<Part&(Workflow& workflow)>;

class List {
 public:
  explicit List(const Workflow& workflow) : workflow_(workflow) {}

  std::vector<Mutant> run() {
    for (std::size_t i = 0; i < workflow_.promises.size(); ++i) {
      const std::string owner = "promise." + std::to_string(i + 1);
      condition(owner, workflow_.promises[i].when,
                [i](Workflow& w) -> Formula& { return w.promises[i].when; });
      limit(owner, workflow_.promises[i].within,
            [i](Workflow& w) -> Limit& { return w.promises[i].within; });
    }
    for (std::size_t i = 0; i < workflow_.form.size(); ++i)
      condition("form." + workflow_.form[i].id.text, workflow_.form[i].when,
                [i](Workflow& w) -> Formula& { return w.form[i].when; });
    for (std::size_t i = 0; i < workflow_.materials.size(); ++i) {
      const Material& material = workflow_.materials[i];
      const std::string owner = "materials." + material.id.text;
      condition(owner, material.when,
                [i](Workflow& w) -> Formula& { return w.materials[i].when; });
      limit(owner, material.tolerate,
            [i](Workflow& w) -> Limit& { return *w.materials[i].tolerate; });
    }
    add_clocks();
    for (std::size_t i = 0; i < workflow_.prefill.size(); ++i)
      step("prefill." + workflow_.prefill[i].id.text, workflow_.prefill[i],
           [i](Workflow& w) -> Step& { return w.prefill[i]; });
    for (std::size_t i = 0; i < workflow_.steps.size(); ++i)
      step("steps." + workflow_.steps[i].id.text, workflow_.steps[i],
           [i](Workflow& w) -> Step& { return w.steps[i]; });
    for (std::size_t i = 0; i < workflow_.states.size(); ++i) add_events(i);
    return std::move(out_);
  }

 private:
  void add(std::string_view change, Span span, Message text,
           std::function<void(Workflow&)> make) {
    out_.push_back({change, span, std::move(text), std::move(make)});
  }

  void condition(const std::string& owner, const Formula& formula,
                 const Find<Formula>& find) {
    if (formula.empty()) return;
    const Span span = formula.span();
    add("negate_when", span, {"mutation.negate_when", {{"owner", owner}}},
        [find, span](Workflow& workflow) {
          Formula& own = find(workflow);
          if (auto other =
                  formula_of(span, "!(" + std::string(own.text()) + ")"))
            own = std::move(*other);
        });
    add("drop_when", span, {"mutation.drop_when", {{"owner", owner}}},
        [find](Workflow& workflow) { find(workflow) = Formula(); });
    for (const expr::Node& node : formula.ast().nodes) {
      const std::string_view sign = other_boundary(node.text);
      if (node.op != expr::Op::call || sign.empty()) continue;
      const expr::Range range = node.text_range;
      std::string text(formula.text());
      text.replace(range.begin, range.end - range.begin, sign);
      add("move_boundary", formula.place(range.begin, range.end),
          {"mutation.move_boundary",
           {{"owner", owner}, {"sign", std::string(sign)}}},
          [find, span, text](Workflow& workflow) {
            if (auto other = formula_of(span, text))
              find(workflow) = std::move(*other);
          });
    }
  }

  void limit(const std::string& owner, const std::optional<Limit>& limit,
             const Find<Limit>& find) {
    if (!limit) return;
    Term longer = limit->term;
    ++longer.count;
    add("lengthen_limit", limit->span,
        {"mutation.lengthen_limit",
         {{"owner", owner}, {"term", to_text(longer)}}},
        [find, longer](Workflow& workflow) { find(workflow).term = longer; });
  }

  void add_clocks() {
    const Clocks& clocks = workflow_.clocks;
    limit("clocks.notice", clocks.notice,
          [](Workflow& w) -> Limit& { return *w.clocks.notice; });
    limit("clocks.extension", clocks.extension,
          [](Workflow& w) -> Limit& { return *w.clocks.extension; });
    limit("clocks.delivery", clocks.delivery,
          [](Workflow& w) -> Limit& { return *w.clocks.delivery; });
    limit("clocks.supplement", clocks.supplement,
          [](Workflow& w) -> Limit& { return *w.clocks.supplement; });
  }

  void step(const std::string& owner, const Step& step,
            const Find<Step>& find) {
    condition(owner, step.when,
              [find](Workflow& w) -> Formula& { return find(w).when; });
    for (std::size_t i = 0; i < step.after.size(); ++i)
      add("drop_after", step.after[i].span,
          {"mutation.drop_after",
           {{"owner", owner}, {"step", step.after[i].text}}},
          [find, i](Workflow& w) {
            std::vector<Spelled>& after = find(w).after;
            after.erase(after.begin() + static_cast<std::ptrdiff_t>(i));
          });
    for (std::size_t i = 0; i < step.keep.size(); ++i)
      add("drop_keep", step.keep[i].first.span,
          {"mutation.drop_keep",
           {{"owner", owner}, {"field", step.keep[i].first.text}}},
          [find, i](Workflow& w) {
            auto& keep = find(w).keep;
            keep.erase(keep.begin() + static_cast<std::ptrdiff_t>(i));
          });
    for (std::size_t i = 0; i < step.with.size(); ++i)
      add("drop_with", step.with[i].first.span,
          {"mutation.drop_with",
           {{"owner", owner}, {"field", step.with[i].first.text}}},
          [find, i](Workflow& w) {
            auto& with = find(w).with;
            with.erase(with.begin() + static_cast<std::ptrdiff_t>(i));
          });
    for (std::size_t i = 0; i < step.not_by.size(); ++i)
      add("drop_not_by", step.not_by[i].span,
          {"mutation.drop_not_by",
           {{"owner", owner}, {"step", step.not_by[i].text}}},
          [find, i](Workflow& w) {
            std::vector<Spelled>& not_by = find(w).not_by;
            not_by.erase(not_by.begin() + static_cast<std::ptrdiff_t>(i));
          });
    if (!step.wait)
      add("change_on_refused", step.id.span,
          {step.on_refused == OnRefused::end ? "mutation.refused_goes_on"
                                             : "mutation.refused_ends",
           {{"owner", owner}}},
          [find](Workflow& w) {
            OnRefused& own = find(w).on_refused;
            own = own == OnRefused::end ? OnRefused::go_on : OnRefused::end;
          });
    limit(owner + ".limit", step.limit,
          [find](Workflow& w) -> Limit& { return *find(w).limit; });
    limit(owner + ".within", step.within,
          [find](Workflow& w) -> Limit& { return *find(w).within; });
    limit(owner + ".wait", step.wait,
          [find](Workflow& w) -> Limit& { return *find(w).wait; });
  }

  void add_events(std::size_t i) {
    const LifeState& state = workflow_.states[i];
    for (std::size_t e = 0; e < state.on.size(); ++e) {
      const std::string owner =
          "states." + state.id.text + ".events." + state.on[e].id.text;
      condition(owner, state.on[e].when, [i, e](Workflow& w) -> Formula& {
        return w.states[i].on[e].when;
      });
      limit(owner, state.on[e].after,
            [i, e](Workflow& w) -> Limit& { return *w.states[i].on[e].after; });
    }
  }

  const Workflow& workflow_;
  std::vector<Mutant> out_;
};

}  // namespace

std::vector<Mutant> mutants_of(const Workflow& workflow) {
  return List(workflow).run();
}

}  // namespace onething::coverage
