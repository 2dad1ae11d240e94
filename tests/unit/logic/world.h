// SPDX-License-Identifier: Apache-2.0
//
// A small form to reason about: what is known of each field, and every filled
// form that fits, so that answers can be compared with trying them all.

#pragma once

#include <gtest/gtest.h>

#include <array>
#include <deque>
#include <map>
#include <string>
#include <utility>
#include <variant>
#include <vector>

#include "expr/evaluate.h"
#include "logic/reasoner.h"

namespace onething::testing {

// What a condition comes to: a bool, or nothing when it is an error.
using Outcome = std::optional<bool>;

class World {
 public:
  using Kind = logic::Domain::Kind;

  World() {
    add("kind", Kind::enumeration, {"a", "b", "c"}, {});
    knowns_["kind"].domain.options = {"a", "b", "c"};
    add("flag", Kind::boolean, {true, false}, {});
    add("n", Kind::integer, {0, 1, 2, 3, 4, 5}, "form.kind == \"a\"");
    knowns_["n"].domain.min = 0;
    knowns_["n"].domain.max = 5;
    add("t", Kind::text, {"x", "y", "z"}, "form.flag || form.kind != \"a\"");
    knowns_["t"].presence.kind = logic::Presence::Kind::only_if;
    add("m", Kind::money,
        {Money{-1}, Money{0}, Money{3}, Money{5}, Money{9}, Money{10000},
         Money{15000}},
        "form.n > 2");
  }

  // Owned here, so that a Reasoner may keep it.
  const expr::Ast& parse(const std::string& formula) {
    auto parsed = expr::parse(formula);
    EXPECT_TRUE(std::holds_alternative<expr::Ast>(parsed)) << formula;
    return trees_.emplace_back(std::move(*std::get_if<expr::Ast>(&parsed)));
  }

  logic::Knowledge knowledge() const {
    return [this](logic::Path path) -> logic::Known {
      if (path.size() == 1) return {};
      if (path.size() != 2 || path[0] != "form") return {};
      const auto found = knowns_.find(path[1]);
      return found == knowns_.end() ? logic::Known{} : found->second;
    };
  }

  // Every form that the rules allow.
  const std::vector<Value>& forms() {
    if (forms_.empty()) fill(Object{}, 0);
    return forms_;
  }

  static Outcome evaluate(const expr::Ast& ast, const Value& form) {
    constexpr std::array<std::string_view, 1> roots = {"form"};
    auto compiled = expr::compile(ast, roots);
    const auto* program = std::get_if<expr::Program>(&compiled);
    EXPECT_NE(program, nullptr);
    if (program == nullptr) return std::nullopt;
    const std::array<const Value*, 1> values = {&form};
    const expr::EvalResult result = expr::evaluate(*program, {values});
    const auto* value = std::get_if<Value>(&result);
    const bool* truth = value == nullptr ? nullptr : value->as<bool>();
    return truth == nullptr ? std::nullopt : Outcome(*truth);
  }

 private:
  void add(const std::string& name, Kind kind, std::vector<Value> values,
           const std::string& when) {
    order_.push_back(name);
    values_[name] = std::move(values);
    logic::Known& known = knowns_[name];
    known.domain.kind = kind;
    known.presence.kind = when.empty() ? logic::Presence::Kind::always
                                       : logic::Presence::Kind::exactly_if;
    if (!when.empty()) known.presence.conditions = {&parse(when)};
  }

  void fill(const Object& form, std::size_t at) {
    if (at == order_.size()) {
      forms_.push_back(form);
      return;
    }
    const logic::Known& known = knowns_[order_[at]];
    bool wanted = true;
    for (const expr::Ast* when : known.presence.conditions)
      wanted = wanted && evaluate(*when, form) == Outcome(true);
    const bool may_lack =
        known.presence.kind == logic::Presence::Kind::only_if || !wanted;
    if (may_lack) fill(form, at + 1);
    if (!wanted) return;
    for (const Value& value : values_[order_[at]]) {
      Object filled = form;
      filled.set(order_[at], value);
      fill(filled, at + 1);
    }
  }

  std::deque<expr::Ast> trees_;
  std::vector<std::string> order_;
  std::map<std::string, std::vector<Value>> values_;
  std::map<std::string, logic::Known> knowns_;
  std::vector<Value> forms_;
};

}  // namespace onething::testing
