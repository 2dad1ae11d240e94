// SPDX-License-Identifier: Apache-2.0
//
// Formulas beside the same question asked by hand in C++.

#include <benchmark/benchmark.h>

#include <cstdlib>

#include "bench/ratios.h"
#include "expr/evaluate.h"

namespace onething::bench {
namespace {

constexpr std::string_view kRoots[] = {"form"};

const Value& form() {
  static const Value value = Object{
      {"uscc", "92370202MA3D00000X"},
      {"kind", "company"},
      {"employees", 12},
      {"keep_account", true},
      {"operator", Object{{"name", "林晓"}, {"id", "370202199001011234"}}}};
  return value;
}

expr::Program compiled(std::string_view text) {
  auto ast = expr::parse(text);
  if (ast.index() != 0) std::abort();
  auto program = expr::compile(std::get<expr::Ast>(ast), kRoots);
  if (program.index() != 0) std::abort();
  return std::move(std::get<expr::Program>(program));
}

void evaluate(benchmark::State& state, std::string_view text) {
  const expr::Program program = compiled(text);
  const Value* roots[] = {&form()};
  for (auto _ : state)
    benchmark::DoNotOptimize(expr::evaluate(program, {roots, nullptr}));
}

void by_hand(benchmark::State& state) {
  for (auto _ : state) {
    const Value* kind = form().find("kind");
    const Value* employees = form().find("employees");
    Value answer(*kind->text() == "company" &&
                 *employees->as<std::int64_t>() > 0);
    benchmark::DoNotOptimize(answer);
  }
}

void parse_and_compile(benchmark::State& state) {
  for (auto _ : state)
    benchmark::DoNotOptimize(
        compiled("form.kind == \"company\" && form.employees > 0"));
}

const bool kRegistered = [] {
  benchmark::RegisterBenchmark("evaluate/ours", [](benchmark::State& state) {
    evaluate(state, "form.kind == \"company\" && form.employees > 0");
  });
  benchmark::RegisterBenchmark("evaluate/floor", by_hand);
  benchmark::RegisterBenchmark("compile/ours", parse_and_compile);
  benchmark::RegisterBenchmark("compile/floor", [](benchmark::State& state) {
    evaluate(state, "form.kind == \"company\" && form.employees > 0");
  });
  describe("evaluate", "one condition evaluated", "floor",
           "the same by hand in C++");
  describe("compile", "the same condition parsed and compiled", "floor",
           "evaluating it once");
  return true;
}();

}  // namespace
}  // namespace onething::bench
