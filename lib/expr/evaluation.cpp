// SPDX-License-Identifier: Apache-2.0

#include "expr/evaluation.h"

#include <utility>

#include "base/assert.h"
#include "base/limits.h"
#include "expr/display_name.h"

namespace onething::expr {

namespace {

// What one small object costs besides its bytes.
constexpr std::int64_t kObjectCost = 4;

Cell error_cell(const EvalError& error) {
  Cell cell;
  cell.tag = Tag::error;
  cell.error = &error;
  return cell;
}

}  // namespace

Cell Evaluation::fail(Message message) {
  if (!spend(kObjectCost)) return stop_cell();
  return error_cell(
      errors_.emplace_front(EvalError{range_, std::move(message)}));
}

Cell Evaluation::no_overload(std::string_view name,
                             std::span<const Cell> arguments) {
  const std::string shown = display_name(name);
  if (arguments.size() == 2)
    return fail({"expr.no_overload_two",
                 {{"function", shown},
                  {"left", type_message(arguments[0])},
                  {"right", type_message(arguments[1])}}});
  if (arguments.size() == 1)
    return fail({"expr.no_overload_one",
                 {{"function", shown}, {"type", type_message(arguments[0])}}});
  std::string types;
  for (const Cell& argument : arguments) {
    if (!types.empty()) types += ", ";
    types += type_name(argument);
  }
  return fail({"expr.no_overload", {{"function", shown}, {"types", types}}});
}

Cell Evaluation::stop(Message message) {
  if (!stopped_) {
    stopped_ = true;
    stop_error_ = &errors_.emplace_front(EvalError{range_, std::move(message)});
  }
  return stop_cell();
}

bool Evaluation::spend(std::int64_t cost) {
  limits_.cost -= cost;
  if (limits_.cost >= 0) return !stopped_;
  stop({"expr.cost_exceeded", {}});
  return false;
}

bool Evaluation::iterate() {
  if (--limits_.iterations >= 0) return true;
  stop({"expr.iterations_exceeded",
        {{"limit", std::to_string(limits::formula_iterations_max)}}});
  return false;
}

bool Evaluation::fits_bytes(std::size_t bytes) {
  if (bytes <= limits::formula_result_bytes_max) return true;
  stop({"expr.result_too_big",
        {{"limit", std::to_string(limits::formula_result_bytes_max)}}});
  return false;
}

Cell Evaluation::stop_cell() const {
  OT_ASSERT(stop_error_ != nullptr);
  return error_cell(*stop_error_);
}

EvalError Evaluation::take_error(const Cell& error) const {
  return stopped_ ? *stop_error_ : *error.error;
}

Cell Evaluation::text(std::string text) {
  if (!spend(kObjectCost)) return stop_cell();
  return text_cell(texts_.emplace_front(std::move(text)));
}

Cell Evaluation::bytes(std::string text) {
  Cell cell = this->text(std::move(text));
  if (cell.is(Tag::text)) cell.tag = Tag::bytes;
  return cell;
}

Cell Evaluation::list(std::size_t capacity) {
  Cell cell;
  cell.tag = Tag::list;
  cell.storage = Storage::cells;
  limits_.cost -= kObjectCost;
  cell.cells = &lists_.emplace_front();
  cell.cells->reserve(capacity);
  return cell;
}

Cell Evaluation::map() {
  Cell cell;
  cell.tag = Tag::map;
  cell.storage = Storage::entries;
  limits_.cost -= kObjectCost;
  cell.entries = &maps_.emplace_front();
  return cell;
}

Cell Evaluation::optional(Cell content) {
  Cell cell = none();
  cell.storage = Storage::cells;
  limits_.cost -= kObjectCost;
  cell.cell = &optionals_.emplace_front(content);
  return cell;
}

Cell Evaluation::none() const {
  Cell cell;
  cell.tag = Tag::optional;
  return cell;
}

Message type_message(const Cell& cell) {
  switch (cell.tag) {
    case Tag::null:
      return {"expr.type_null", {}};
    case Tag::boolean:
      return {"expr.type_bool", {}};
    case Tag::integer:
      return {"expr.type_int", {}};
    case Tag::unsigned_integer:
      return {"expr.type_uint", {}};
    case Tag::real:
      return {"expr.type_double", {}};
    case Tag::money:
      return {"expr.type_money", {}};
    case Tag::text:
      return {"expr.type_string", {}};
    case Tag::bytes:
      return {"expr.type_bytes", {}};
    case Tag::date:
      return {"expr.type_date", {}};
    case Tag::instant:
      return {"expr.type_timestamp", {}};
    case Tag::duration:
      return {"expr.type_duration", {}};
    case Tag::term:
      return {"expr.type_term", {}};
    case Tag::list:
      return {"expr.type_list", {}};
    case Tag::map:
      return {"expr.type_map", {}};
    case Tag::type:
      return {"expr.type_type", {}};
    case Tag::optional:
      return {"expr.type_optional", {}};
    case Tag::error:
      return {"expr.type_error", {}};
  }
  return {"expr.type_error", {}};
}

}  // namespace onething::expr
