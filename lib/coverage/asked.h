// SPDX-License-Identifier: Apache-2.0
//
// A condition of a workflow, taken apart: what each operand comes out as when
// the whole is asked, from the left until it is decided.
//
// Computes again what the engine has decided; decides nothing.

#pragma once

#include <cstddef>
#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "expr/evaluate.h"
#include "onething/workflow.h"

namespace onething::coverage {

class Asked {
 public:
  // Of a formula that is not empty and outlives it.
  explicit Asked(const Formula& formula);

  struct Part {
    Span span;
    std::string text;
  };
  // What is told both ways: operands of && || ?: and comparisons, without the
  // whole.
  const std::vector<Part>& parts() const { return parts_; }

  using Saw = std::function<void(std::size_t part, bool truth)>;
  // The whole; nothing where it fails or is no yes or no.
  std::optional<bool> ask(const expr::Bindings& bindings, const Saw& saw) const;

 private:
  enum class Kind { leaf, negation, conjunction, disjunction, conditional };
  struct Node {
    Kind kind = Kind::leaf;
    std::optional<std::size_t> part;
    std::vector<std::size_t> below;
    std::optional<expr::Program> program;  // Of a leaf.
  };

  std::size_t add(const Formula& formula, expr::NodeIndex index, bool is_whole);
  void add_below(const Formula& formula, expr::NodeIndex index, bool is_whole,
                 std::vector<std::size_t>& below);
  std::optional<bool> ask(std::size_t node, const expr::Bindings& bindings,
                          const Saw& saw) const;

  std::vector<Node> nodes_;  // Parts first; the whole is the last.
  std::vector<Part> parts_;
};

}  // namespace onething::coverage
