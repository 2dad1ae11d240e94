// SPDX-License-Identifier: Apache-2.0
//
// Evaluation: what one run of a formula owns and may spend.
//
// Functions get it to make texts, lists and errors, and to pay for their work.
// Once the allowance is used up, `stopped()` is true and the run ends with that
// error whatever `||` would have absorbed.

#pragma once

#include <cstdint>
#include <forward_list>
#include <span>
#include <string>

#include "expr/cell.h"
#include "expr/evaluate.h"

namespace onething::expr {

class Evaluation {
 public:
  Evaluation(const Bindings& bindings, const EvalLimits& limits)
      : bindings_(bindings), limits_(limits) {}
  Evaluation(const Evaluation&) = delete;
  Evaluation& operator=(const Evaluation&) = delete;

  const Bindings& bindings() const { return bindings_; }

  // Errors point at the node that is being evaluated.
  void stand_at(Range range) { range_ = range; }
  Cell fail(Message message);
  // No function `name` for arguments of these types.
  Cell no_overload(std::string_view name, std::span<const Cell> arguments);

  bool stopped() const { return stopped_; }
  // Ends the whole run; cannot be absorbed.
  Cell stop(Message message);
  // False, and the run is stopped, when the allowance does not cover it.
  bool spend(std::int64_t cost);
  bool spend_on_bytes(std::size_t bytes) {
    return spend(static_cast<std::int64_t>(bytes / 10));
  }
  bool iterate();
  // To ask before anything grows to this size. False, and stopped, when it is
  // beyond limits::formula_result_bytes_max.
  bool fits_bytes(std::size_t bytes);
  bool fits_elements(std::size_t count) {
    return fits_bytes(count > (1u << 30) ? count : count * sizeof(Cell));
  }
  // The same, and pays for making it.
  bool allow_bytes(std::size_t bytes) {
    return fits_bytes(bytes) && spend_on_bytes(bytes);
  }
  bool allow_elements(std::size_t count) {
    return fits_elements(count) && spend_on_bytes(count * sizeof(Cell));
  }
  // The error to return after one of the above was false.
  Cell stop_cell() const;
  EvalError take_error(const Cell& error) const;

  Cell text(std::string text);
  Cell bytes(std::string text);
  // Starts empty; fill it through cell.cells or cell.entries.
  Cell list(std::size_t capacity = 0);
  Cell map();
  Cell optional(Cell content);
  Cell none() const;

 private:
  const Bindings& bindings_;
  EvalLimits limits_;
  Range range_;
  bool stopped_ = false;
  const EvalError* stop_error_ = nullptr;
  // Lists, because their elements never move.
  std::forward_list<std::string> texts_;
  std::forward_list<CellList> lists_;
  std::forward_list<CellMap> maps_;
  std::forward_list<Cell> optionals_;
  std::forward_list<EvalError> errors_;
};

// A deep copy; stops the evaluation when it would exceed
// limits::formula_result_bytes_max.
Value to_value(Evaluation& evaluation, const Cell& cell);

// The type as people call it.
Message type_message(const Cell& cell);

}  // namespace onething::expr
