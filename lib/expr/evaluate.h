// SPDX-License-Identifier: Apache-2.0
//
// Evaluating formulas: a tree is compiled once into a Program whose roots are
// numbered, then evaluated as often as needed, each time within a cost limit.
//
// Evaluation has no side effects, reads no clock and cannot loop without bound.
// Errors are CEL errors: `&&`, `||`, all() and exists() absorb them as the
// specification says. Money, dates and terms never convert silently.
//
// A Program is immutable: use one from any number of threads.

#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <span>
#include <string_view>
#include <variant>
#include <vector>

#include "calendar/calendar.h"
#include "expr/ast.h"
#include "expr/parse.h"
#include "onething/value.h"

namespace onething::expr {

class Program {
 public:
  struct Code;
  explicit Program(std::unique_ptr<const Code> code);
  Program(Program&&) noexcept;
  Program& operator=(Program&&) noexcept;
  ~Program();
  const Code& code() const { return *code_; }

 private:
  std::unique_ptr<const Code> code_;
};

struct CompileOptions {
  // Names are looked up there first, as in `a.b`; see container.h.
  std::string_view container = {};
  // Unknown names and functions are errors only when they are evaluated: CEL
  // without checking.
  bool unknown_when_used = false;
};

// `roots` are the names a formula may use, in the order in which evaluate()
// will get their values. An unknown name or function is a ParseError with a
// proposal.
std::variant<Program, ParseError> compile(
    const Ast& ast, std::span<const std::string_view> roots,
    const CompileOptions& options = {});
// The mistake that compile() would report, for whoever does not need a Program.
std::optional<ParseError> check(const Ast& ast,
                                std::span<const std::string_view> roots);

struct EvalError {
  Range range;
  Message message;
};
using EvalResult = std::variant<Value, EvalError>;

struct EvalLimits {
  std::int64_t cost;
  std::int64_t iterations;
};
EvalLimits default_limits();

// What a formula may know. A null root is absent: using it is an error.
struct Bindings {
  std::span<const Value* const> roots;
  const Calendar* calendar = nullptr;  // For working days; absent is an error.
};

EvalResult evaluate(const Program& program, const Bindings& bindings,
                    const EvalLimits& limits = default_limits());

}  // namespace onething::expr
