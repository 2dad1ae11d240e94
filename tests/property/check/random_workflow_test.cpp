// SPDX-License-Identifier: Apache-2.0
//
// Random small workflows, run on every form that fits: what the checks accept
// never lacks a value, and what they refuse does lack one for somebody.

#include <gtest/gtest.h>

#include <algorithm>
#include <array>
#include <random>
#include <string>
#include <vector>

#include "expr/evaluate.h"
#include "model/form_rules.h"
#include "support/check_case.h"

namespace onething {
namespace {

constexpr std::array<std::string_view, 2> roots = {"form", "steps"};

// Two texts, a choice and a flag; three steps that may not happen.
class RandomWorkflow {
 public:
  explicit RandomWorkflow(unsigned seed) : random_(seed) {}

  std::string text() {
    std::string out = R"(onething: 1
workflow: convert
title: 试办
lead: registry
form:
  uscc: {title: 代码, type: uscc}
  kind: {title: 类型, type: enum, of: [a, b, c]}
  flag: {title: 是否, type: bool}
  n: {title: 人数, type: int, min: 1, max: 3, when: ')" +
                      condition(false) + "'}\n" +
                      "  t: {title: 说明, type: text, max: 20, optional: " +
                      (pick(2) ? "true" : "false") + ", when: '" +
                      condition(true) + "'}\nsteps:\n";
    for (int step = 1; step <= 3; ++step) {
      out += "  s" + std::to_string(step) + ":\n    uses: police/seal\n";
      if (pick(3)) out += "    when: '" + condition(true) + "'\n";
      if (pick(4) == 0) out += "    on_refused: continue\n";
      out += "    with: {name: '=" + value(step) + "'}\n";
    }
    return out + "outcome: {all: '=" + value(4) + "'}\n";
  }

 private:
  unsigned pick(unsigned below) {
    return static_cast<unsigned>(random_()) % below;
  }

  std::string atom(bool with_n) {
    switch (pick(with_n ? 6 : 4)) {
      case 0:
        return "form.kind == \"a\"";
      case 1:
        return "form.kind in [\"a\", \"b\"]";
      case 2:
        return "form.flag";
      case 3:
        return "form.kind != \"c\"";
      case 4:
        return "has(form.n) && form.n > 1";
      default:
        return "form.?n.orValue(0) < 3";
    }
  }

  std::string condition(bool with_n) {
    switch (pick(4)) {
      case 0:
        return "(" + atom(with_n) + ") && (" + atom(with_n) + ")";
      case 1:
        return "(" + atom(with_n) + ") || (" + atom(with_n) + ")";
      case 2:
        return "!(" + atom(with_n) + ")";
      default:
        return atom(with_n);
    }
  }

  // A text read from the form or from one of the steps before `step`.
  std::string value(int step) {
    const int from = static_cast<int>(pick(static_cast<unsigned>(step)));
    const std::string target =
        from == 0 ? "form" : "steps.s" + std::to_string(from);
    const std::string name = from == 0 ? "t" : "number";
    const std::string plain = target + "." + name;
    const std::string guarded =
        from == 0 ? "form.?t" : "steps.?s" + std::to_string(from) + ".number";
    const std::string asked = from == 0 ? plain : target;
    switch (pick(9)) {
      case 0:
      case 1:
      case 2:
        return guarded + ".orValue(\"-\")";
      case 3:
      case 4:
        return "has(" + asked + ") ? " + plain + " : \"-\"";
      case 5:
        return "(" + condition(true) + ") ? " + plain + " : \"-\"";
      case 6:
        return guarded + ".or(form.?t).value()";
      default:
        return plain;
    }
  }

  std::mt19937 random_;
};

const std::string kPolice = R"(onething: 1
department: police
title: 公安局
services:
  seal:
    title: 刻章备案
    input: {name: text}
    output: {number: text}
)";

// Runs a workflow on one form; whether a formula that was evaluated failed.
class Passage {
 public:
  Passage(const Workflow& workflow, Value form, unsigned refusals)
      : workflow_(workflow), form_(std::move(form)), refusals_(refusals) {}

  bool fails() {
    unsigned number = 0;
    for (const Step& step : workflow_.steps) {
      const bool is_refused = (refusals_ >> number++ & 1U) != 0;
      if (!step.when.empty()) {
        const auto wanted = evaluate(step.when);
        if (wanted != Value(true)) {
          if (!wanted) return true;
          continue;
        }
      }
      if (!evaluate(step.with[0].second.formula)) return true;
      if (is_refused && step.on_refused == OnRefused::go_on) continue;
      steps_.object()->set(step.id.text, Object{{"number", "1"}});
    }
    return !evaluate(workflow_.outcome->members[0].second.formula);
  }

 private:
  std::optional<Value> evaluate(const Formula& formula) {
    auto compiled = expr::compile(formula.ast(), roots);
    const auto* program = std::get_if<expr::Program>(&compiled);
    if (program == nullptr) return std::nullopt;
    const std::array<const Value*, 2> values = {&form_, &steps_};
    expr::EvalResult result = expr::evaluate(*program, {values});
    if (auto* value = std::get_if<Value>(&result)) return std::move(*value);
    return std::nullopt;
  }

  const Workflow& workflow_;
  Value form_;
  Value steps_ = Object{};
  unsigned refusals_;
};

// Every form that the rules of the workflow accept.
std::vector<Value> forms_of(const Workflow& workflow) {
  const model::FormRules rules(workflow);
  std::vector<Value> forms;
  for (const char* kind : {"a", "b", "c"})
    for (const bool flag : {false, true})
      for (int n = 0; n <= 3; ++n)
        for (const bool has_text : {false, true}) {
          Object form{
              {"uscc", "11511301008778183N"}, {"kind", kind}, {"flag", flag}};
          if (n > 0) form.set("n", n);
          if (has_text) form.set("t", "x");
          model::Conformed checked = rules.check_form(form);
          if (checked.ok()) forms.push_back(std::move(checked.value));
        }
  return forms;
}

bool is_about_absence(const Diagnostic& one) {
  return one.code == "OT3103" || one.code == "OT4001" || one.code == "OT4005";
}

TEST(RandomWorkflows, LackNoValueExactlyWhereTheChecksAreSilent) {
  int accepted = 0;
  int refused = 0;
  int refused_in_vain = 0;
  for (unsigned seed = 0; seed < 300; ++seed) {
    const std::string text = RandomWorkflow(seed).text();
    const LoadedProject loaded = testing::check_over_base(
        {{"convert.yaml", text}, {"departments/police.yaml", kPolice}});
    const Workflow* workflow = loaded.project.find_workflow("convert");
    ASSERT_NE(workflow, nullptr) << text;
    const bool is_refused = std::any_of(
        loaded.diagnostics.begin(), loaded.diagnostics.end(), is_about_absence);
    bool fails = false;
    for (const Value& form : forms_of(*workflow))
      for (unsigned refusals = 0; refusals < 8 && !fails; ++refusals)
        fails = Passage(*workflow, form, refusals).fails();
    if (is_refused) {
      ++refused;
      if (!fails) ++refused_in_vain;
      continue;
    }
    ++accepted;
    EXPECT_FALSE(fails) << "seed " << seed << "\n" << text;
  }
  EXPECT_GT(accepted, 30);
  EXPECT_GT(refused, 30);
  // A read that can fail may stand where no case ever comes: behind a condition
  // that never holds, or after a step that has failed already.
  EXPECT_LT(refused_in_vain, 6) << "of " << refused;
}

}  // namespace
}  // namespace onething
