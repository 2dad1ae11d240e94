// SPDX-License-Identifier: Apache-2.0
//
// Any text as a formula over a form: evaluating it ends, within its allowance,
// with the same answer each time.

#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string>
#include <string_view>
#include <variant>

#include "expr/evaluate.h"

namespace {

using onething::List;
using onething::Object;
using onething::Value;
namespace expr = onething::expr;

constexpr std::string_view kRoots[] = {"form", "steps", "each"};

Value sample_form() {
  return Object{{"name", "青岛某某"},
                {"age", 30},
                {"capital", *onething::parse_money("500000.00")},
                {"founded", *onething::parse_date("2020-02-28")},
                {"limit", *onething::parse_term("5wd")},
                {"note", Value()},
                {"agreed", true},
                {"numbers", List{3, 1, 2, 1.5, "x"}},
                {"people", List{Object{{"name", "a"}, {"age", 3}}}}};
}

// The answer as a text, with every kind kept.
std::string answer(const expr::Program& program) {
  const Value form = sample_form();
  const Value steps = Object{{"register", Object{{"number", "R-1"}}}};
  const Value* roots[] = {&form, &steps, nullptr};
  const auto result =
      expr::evaluate(program, {roots, &onething::Calendar::china()});
  if (const auto* error = std::get_if<expr::EvalError>(&result))
    return "! " + render(error->message, onething::Language::zh);
  return to_json(std::get<Value>(result));
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data,
                                      std::size_t size) {
  const std::string_view text(reinterpret_cast<const char*>(data), size);
  const auto parsed = expr::parse(text);
  if (std::holds_alternative<expr::ParseError>(parsed)) return 0;
  const auto program =
      expr::compile(std::get<expr::Ast>(parsed), kRoots, {"form", true});
  const auto* ready = std::get_if<expr::Program>(&program);
  if (ready != nullptr && answer(*ready) != answer(*ready)) std::abort();
  return 0;
}
