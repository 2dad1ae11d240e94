// SPDX-License-Identifier: Apache-2.0
//
// A Template (workflow.h), compiled: mappings of steps, outcomes and samples
// become values with one call and no parsing.
//
// Immutable; share it between threads.

#pragma once

#include <span>
#include <string_view>
#include <variant>
#include <vector>

#include "expr/evaluate.h"
#include "onething/workflow.h"

namespace onething::model {

class CompiledTemplate {
 public:
  // The first mistake in the template's formulas as a ParseError with its place
  // in the YAML.
  struct Problem {
    Span span;
    Message message;
    Message help;
  };
  static std::variant<CompiledTemplate, Problem> compile(
      const Template& source, std::span<const std::string_view> roots);

  // An empty optional leaves its member or element out; of a template that is
  // one formula it comes back as the Optional it is.
  expr::EvalResult evaluate(const expr::Bindings& bindings) const;

 private:
  Template::Kind kind_ = Template::Kind::literal;
  std::string literal_;
  std::vector<expr::Program> program_;  // formula: exactly one
  struct Part {
    std::string literal;
    std::vector<expr::Program> program;  // Empty or one.
  };
  std::vector<Part> parts_;
  std::vector<CompiledTemplate> items_;
  std::vector<std::pair<std::string, CompiledTemplate>> members_;
};

}  // namespace onething::model
