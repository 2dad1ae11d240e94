// SPDX-License-Identifier: Apache-2.0

#include <array>
#include <string>

#include "typing/checker.h"

namespace onething::typing {

namespace {

constexpr std::size_t kArgumentsMax = 4;
// Enough for what people write out; what takes more is left to the evaluator.
constexpr expr::EvalLimits kLimits = {2'000, 0};
const expr::Bindings kNothing;

// These depend on a calendar that is not known here.
bool needs_calendar(std::string_view name) {
  return name == "addWorkingDays" || name == "workingDaysBetween";
}

bool is_whole_zero(const expr::Cell& cell) {
  return (cell.is(expr::Tag::integer) ||
          cell.is(expr::Tag::unsigned_integer)) &&
         cell.integer == 0;
}

}  // namespace

// Works out a call whose arguments are written out: date("2026-02-30") fails
// whatever the data are.
void Checker::fold_call(NodeIndex index, const FunctionEntry& entry,
                        Arguments arguments) {
  if (entry.function == nullptr || arguments.empty() ||
      arguments.size() > kArgumentsMax || needs_calendar(entry.name))
    return;
  if (entry.name == "format") note_list(arguments.back());
  std::array<expr::Cell, kArgumentsMax> cells;
  bool all = true;
  for (std::size_t i = 0; i < arguments.size(); ++i) {
    cells[i] = constants_[arguments[i]];
    all = all && !cells[i].is_error();
  }
  if (!all) {
    const expr::Cell& last = constants_[arguments.back()];
    const bool divides = entry.name == "_/_" || entry.name == "_%_";
    if (divides && is_whole_zero(last))
      return fail_constant(index, entry, {"expr.divide_by_zero", {}});
    // Any text serves to try a pattern.
    if (entry.name != "matches" || !last.is(expr::Tag::text)) return;
    cells[0] = expr::text_cell("");
  }
  if (!evaluation_) evaluation_.emplace(kNothing, kLimits);
  if (evaluation_->stopped()) return;
  const expr::Cell result =
      entry.function->code(*evaluation_, {cells.data(), arguments.size()});
  if (evaluation_->stopped()) return;
  if (result.is_error())
    fail_constant(index, entry, evaluation_->take_error(result).message);
  else if (all)
    constants_[index] = result;
}

// A list of which every element is known.
void Checker::note_list(NodeIndex index) {
  const Node& n = node(index);
  if (n.op != expr::Op::list || n.children.empty()) return;
  for (const NodeIndex child : n.children)
    if (constants_[child].is_error()) return;
  if (!evaluation_) evaluation_.emplace(kNothing, kLimits);
  if (evaluation_->stopped()) return;
  expr::Cell list = evaluation_->list(n.children.size());
  for (const NodeIndex child : n.children)
    list.cells->push_back(constants_[child]);
  constants_[index] = list;
}

void Checker::fail_constant(NodeIndex index, const FunctionEntry& entry,
                            Message reason) {
  const bool pattern = entry.name == "matches";
  Mistake& mistake = mistakes_.add(
      pattern ? Mistake::Kind::bad_pattern : Mistake::Kind::constant_fails,
      index,
      pattern
          ? std::move(reason)
          : Message{"typing.constant_fails", {{"reason", std::move(reason)}}});
  mistake.word = entry.name;
  mistake.expected = {
      pattern ? "typing.bad_pattern_label" : "typing.constant_fails_label", {}};
  if (pattern) mistake.range = node(node(index).children.back()).range;
}

}  // namespace onething::typing
