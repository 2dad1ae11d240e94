// SPDX-License-Identifier: Apache-2.0
//
// Random small workflows with states of their own, gone through on every way:
// an outcome that the checks accept never lacks a step, and one that they
// refuse does lack it on some way.

#include <gtest/gtest.h>

#include <algorithm>
#include <array>
#include <random>
#include <string>
#include <vector>

#include "expr/evaluate.h"
#include "support/check_case.h"

namespace onething {
namespace {

constexpr std::array<std::string_view, 2> roots = {"form", "steps"};

const std::string kPolice = R"(onething: 1
department: police
title: 公安局
services:
  look: {title: 看, input: {uscc: uscc}, output: {ok: bool}}
)";

// Three steps in three states, two ends.
class RandomStates {
 public:
  explicit RandomStates(unsigned seed) : random_(seed) {}

  std::string text() {
    std::string out = R"(onething: 1
workflow: convert
title: 试办
lead: registry
form: {uscc: {title: 代码, type: uscc}, flag: {title: 是否, type: bool}}
steps:
)";
    for (int step = 1; step <= 3; ++step) {
      out += "  s" + std::to_string(step) + ": {uses: police/look";
      if (pick(4) == 0) out += ", when: form.flag";
      if (step > 1 && pick(4) == 0)
        out += ", when: steps.s" + std::to_string(step - 1) + ".ok";
      out += ", with: {uscc: =form.uscc}}\n";
      // Twice the same key is a mistake of loading.
      const std::size_t first = out.rfind(", when: form.flag");
      const std::size_t second = out.rfind(", when: steps");
      const std::size_t line = out.rfind("  s" + std::to_string(step));
      if (first != std::string::npos && first > line &&
          second != std::string::npos && second > line)
        out.erase(first, std::string(", when: form.flag").size());
    }
    out += "states:\n";
    for (int state = 0; state < 3; ++state) out += state_text(state);
    out += "  e0: {end: granted}\n  e1: {end: granted}\n";
    return out + "outcome: {all: '=" + value() + "'}\n";
  }

 private:
  unsigned pick(unsigned below) {
    return static_cast<unsigned>(random_()) % below;
  }

  std::string step() { return "s" + std::to_string(pick(3) + 1); }

  std::string target(int state) {
    const std::array<std::string, 5> all = {"q0", "q1", "q2", "e0", "e1"};
    // Mostly onwards, so that most workflows come to an end.
    if (pick(6) == 0) return all[pick(5)];
    return all[static_cast<std::size_t>(state) + 1 +
               pick(static_cast<unsigned>(4 - state))];
  }

  std::string state_text(int state) {
    std::string out = "  q" + std::to_string(state) + ":\n    steps: [";
    out += "s" + std::to_string(state + 1);
    if (pick(5) == 0) out += ", s" + std::to_string((state + 1) % 3 + 1);
    out += "]\n    events:\n";
    if (pick(2))
      out += "      a: {done: true, when: 'steps.s" +
             std::to_string(state + 1) + ".ok', to: " + target(state) + "}\n";
    out += "      b: {done: true, to: " + target(state) + "}\n";
    if (pick(4) == 0) out += "      c: {to: " + target(state) + "}\n";
    return out;
  }

  std::string value() {
    const std::string one = step();
    const std::string other = step();
    switch (pick(5)) {
      case 0:
        return "steps." + one + ".ok ? steps." + other + ".ok : false";
      case 1:
        return "form.flag ? steps." + one + ".ok : false";
      case 2:
        return "steps." + one + ".ok ? false : steps." + other + ".ok";
      case 3:
        return "has(steps." + one + ") ? steps." + other + ".ok : false";
      default:
        return "steps." + one + ".ok";
    }
  }

  std::mt19937 random_;
};

// Goes through a workflow on every way of up to so many states.
class Ways {
 public:
  explicit Ways(const Workflow& workflow) : workflow_(workflow) {}

  // Whether the outcome fails on some way.
  bool fail() {
    for (const bool flag : {false, true}) {
      form_ = Object{{"uscc", "11511301008778183N"}, {"flag", flag}};
      enter(0, Case{}, 0);
    }
    return fails_;
  }
  bool end() const { return ends_; }

 private:
  static constexpr int kStatesMax = 7;

  struct Case {
    Value steps = Object{};
    std::vector<std::string> settled;
  };

  void enter(std::size_t state, Case now, int depth) {
    const LifeState& at = workflow_.states[state];
    if (fails_ || depth > kStatesMax) return;
    if (at.end == LifeState::End::granted) {
      ends_ = true;
      if (!evaluate(workflow_.outcome->members[0].second.formula, now))
        fails_ = true;
      return;
    }
    Object kept;
    for (const Step& step : workflow_.steps) {
      const std::string& id = step.id.text;
      if (is_in(at, id))
        std::erase(now.settled, id);
      else if (const Value* value = now.steps.object()->find(id))
        kept.set(id, *value);
    }
    now.steps = kept;
    work(state, std::move(now), depth);
  }

  static bool is_in(const LifeState& state, const std::string& id) {
    return std::any_of(state.steps.begin(), state.steps.end(),
                       [&](const Spelled& one) { return one.text == id; });
  }

  static bool has_settled(const Case& now, const std::string& id) {
    return std::find(now.settled.begin(), now.settled.end(), id) !=
           now.settled.end();
  }

  bool may_begin(const Step& step, const Case& now) const {
    for (const Step& other : workflow_.steps)
      if (step.when.text().find("steps." + other.id.text) !=
              std::string_view::npos &&
          !has_settled(now, other.id.text))
        return false;
    return true;
  }

  // One step after the other; a person may order an event before each.
  void work(std::size_t state, Case now, int depth) {
    const LifeState& at = workflow_.states[state];
    for (const StateEvent& event : at.on)
      if (event.kind == StateEvent::Kind::person) go(event, now, depth);
    bool is_settled = true;
    for (const Step& step : workflow_.steps) {
      const std::string& id = step.id.text;
      if (!is_in(at, id) || has_settled(now, id)) continue;
      is_settled = false;
      if (!may_begin(step, now)) continue;
      Case then = now;
      then.settled.push_back(id);
      if (!step.when.empty() && evaluate(step.when, now) != Value(true))
        return work(state, then, depth);
      for (const bool ok : {false, true}) {
        then.steps.object()->set(id, Object{{"ok", ok}});
        work(state, then, depth);
      }
      return;
    }
    if (!is_settled) return;
    for (const StateEvent& event : at.on)
      if (event.kind == StateEvent::Kind::settled &&
          (event.when.empty() || evaluate(event.when, now) == Value(true)))
        return go(event, now, depth);
  }

  void go(const StateEvent& event, const Case& now, int depth) {
    for (std::size_t to = 0; to < workflow_.states.size(); ++to)
      if (workflow_.states[to].id.text == event.to.text)
        enter(to, now, depth + 1);
  }

  std::optional<Value> evaluate(const Formula& formula, const Case& now) const {
    auto compiled = expr::compile(formula.ast(), roots);
    const auto* program = std::get_if<expr::Program>(&compiled);
    if (program == nullptr) return std::nullopt;
    const std::array<const Value*, 2> values = {&form_, &now.steps};
    expr::EvalResult result = expr::evaluate(*program, {values});
    if (auto* value = std::get_if<Value>(&result)) return std::move(*value);
    return std::nullopt;
  }

  const Workflow& workflow_;
  Value form_;
  bool fails_ = false;
  bool ends_ = false;
};

TEST(RandomStates, LackNoStepExactlyWhereTheChecksAreSilent) {
  int accepted = 0;
  int refused = 0;
  int refused_in_vain = 0;
  for (unsigned seed = 0; seed < 150; ++seed) {
    const std::string text = RandomStates(seed).text();
    const LoadedProject loaded = testing::check_over_base(
        {{"convert.yaml", text}, {"departments/police.yaml", kPolice}});
    const Workflow* workflow = loaded.project.find_workflow("convert");
    ASSERT_NE(workflow, nullptr) << text;
    const auto outcome_line =
        static_cast<std::uint32_t>(std::count(text.begin(), text.end(), '\n'));
    bool is_refused = false;
    for (const Diagnostic& one : loaded.diagnostics) {
      ASSERT_GE(one.code, "OT2120") << text;
      // Of what steps read themselves nothing is gone through here.
      if (one.span.begin.line == outcome_line)
        is_refused = is_refused || one.code == "OT4001" || one.code == "OT4005";
    }
    Ways ways(*workflow);
    const bool fails = ways.fail();
    if (!ways.end()) continue;
    if (!is_refused) {
      ++accepted;
      EXPECT_FALSE(fails) << "seed " << seed << "\n" << text;
      continue;
    }
    ++refused;
    if (!fails) ++refused_in_vain;
  }
  EXPECT_GT(accepted, 30);
  EXPECT_GT(refused, 30);
  // What is read behind a condition that never holds there, for one.
  EXPECT_LT(refused_in_vain * 8, refused) << refused_in_vain;
}

}  // namespace
}  // namespace onething
