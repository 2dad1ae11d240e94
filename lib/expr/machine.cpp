// SPDX-License-Identifier: Apache-2.0

#include "expr/evaluate.h"

#include <array>
#include <string>
#include <utility>

#include "base/assert.h"
#include "base/limits.h"
#include "expr/compare.h"
#include "expr/program.h"

namespace onething::expr {

namespace {

// Enough for nearly every formula without asking for memory.
constexpr std::size_t kInlineCells = 32;
// Larger texts are results that take room, and count.
constexpr std::size_t kSharedMax = 4096;

class Machine {
 public:
  Machine(const Program::Code& code, const Bindings& bindings,
          const EvalLimits& limits)
      : code_(code), evaluation_(bindings, limits) {
    const std::size_t wanted = code.locals + code.stack;
    if (wanted > kInlineCells) heap_.resize(wanted);
    locals_ = wanted > kInlineCells ? heap_.data() : inline_.data();
    stack_ = locals_ + code.locals;
    loops_.resize(code.loops.size());
  }

  EvalResult run() {
    const auto size = static_cast<std::uint32_t>(code_.instructions.size());
    while (at_ < size) {
      const Instruction& instruction = code_.instructions[at_++];
      evaluation_.stand_at(instruction.range);
      if (!evaluation_.spend(1)) break;
      step(instruction);
      if (evaluation_.stopped()) break;
    }
    if (evaluation_.stopped())
      return evaluation_.take_error(evaluation_.stop_cell());
    OT_ASSERT(height_ == 1);
    if (top().is_error()) return evaluation_.take_error(top());
    Value value = to_value(evaluation_, top());
    if (evaluation_.stopped())
      return evaluation_.take_error(evaluation_.stop_cell());
    return value;
  }

 private:
  struct Loop {
    Cell range;
    std::size_t next = 0;
    std::size_t size = 0;
  };

  Cell& top() { return stack_[height_ - 1]; }
  void push(Cell cell) { stack_[height_++] = cell; }
  Cell pop() { return stack_[--height_]; }

  void step(const Instruction& i) {
    switch (i.op) {
      case Opcode::constant:
        return push(code_.constants[i.a]);
      case Opcode::root:
        return push(root(i.a));
      case Opcode::local:
        return push(locals_[i.a]);
      case Opcode::store:
        locals_[i.a] = pop();
        return;
      case Opcode::call:
        return call(i);
      case Opcode::match:
        return match(i);
      case Opcode::select:
        return field(i, &select_field);
      case Opcode::select_optional:
        return field(i, &expr::select_optional);
      case Opcode::test_present:
        return field(i, &expr::test_present);
      case Opcode::index:
        return element(&index_into);
      case Opcode::index_optional:
        return element(&expr::index_optional);
      case Opcode::make_list:
        return make_list(i);
      case Opcode::make_map:
        return make_map(i);
      case Opcode::branch:
        return branch(i);
      case Opcode::jump:
        at_ = i.a;
        return;
      case Opcode::and_left:
        if (top().is_false()) at_ = i.a;
        return;
      case Opcode::or_left:
        if (top().is_true()) at_ = i.a;
        return;
      case Opcode::and_right:
        return logical("&&", false);
      case Opcode::or_right:
        return logical("||", true);
      default:
        return step_rarely(i);
    }
  }

  void step_rarely(const Instruction& i) {
    switch (i.op) {
      case Opcode::raise:
        return push(evaluation_.fail(code_.mistakes[i.a]));
      case Opcode::not_strictly_false:
        top() = cell_of(!top().is_false());
        return;
      case Opcode::or_value:
      case Opcode::or_optional:
        return choose(i);
      case Opcode::check_optional:
        if (!top().is(Tag::optional) && !top().is_error())
          top() = evaluation_.no_overload("or", {&top(), 1});
        return;
      case Opcode::loop_begin:
        return loop_begin(i);
      case Opcode::loop_next:
        return loop_next(i);
      case Opcode::loop_test:
        if (pop().is_false()) at_ = i.b;
        return;
      case Opcode::loop_step:
        locals_[i.a] = pop();
        if (i.count == 1 && locals_[i.a].is_error()) at_ = i.b;
        return;
      case Opcode::append:
        return append(i);
      case Opcode::insert:
        return insert(i);
      case Opcode::insert_all:
        return insert_all(i);
      default:
        OT_ASSERT(false);
    }
  }

  Cell root(std::uint32_t slot) {
    const auto& roots = evaluation_.bindings().roots;
    if (slot < roots.size() && roots[slot] != nullptr)
      return borrow(*roots[slot]);
    return evaluation_.fail(
        {"expr.root_absent", {{"name", code_.root_names[slot]}}});
  }

  void call(const Instruction& i) {
    height_ -= i.count;
    const Arguments arguments(stack_ + height_, i.count);
    for (const Cell& argument : arguments)
      if (argument.is_error()) return push(argument);
    push(i.code(evaluation_, arguments));
  }

  void match(const Instruction& i) {
    if (top().is_error()) return;
    if (!top().is(Tag::text)) {
      top() = evaluation_.no_overload("matches", {&top(), 1});
      return;
    }
    const std::string_view text = top().text();
    if (!evaluation_.spend_on_bytes(text.size())) return;
    top() = cell_of(RE2::PartialMatch(
        re2::StringPiece(text.data(), text.size()), *code_.patterns[i.a]));
  }

  using FieldCode = Cell (*)(Evaluation&, const Cell&, std::string_view);
  void field(const Instruction& i, FieldCode code) {
    if (!top().is_error()) top() = code(evaluation_, top(), code_.names[i.a]);
  }

  using ElementCode = Cell (*)(Evaluation&, const Cell&, const Cell&);
  void element(ElementCode code) {
    const Cell key = pop();
    if (top().is_error()) return;
    top() = key.is_error() ? key : code(evaluation_, top(), key);
  }

  // Takes an entry that may be optional: false when it is to be left out.
  // `entry` becomes an error when it is none.
  bool take_entry(const Instruction& i, std::size_t index, Cell& entry) {
    if (i.b != 1 || !code_.flags[i.a][index] || entry.is_error()) return true;
    if (!entry.is(Tag::optional)) {
      entry = evaluation_.fail(
          {"expr.optional_expected", {{"type", type_message(entry)}}});
      return true;
    }
    if (!has_content(entry)) return false;
    entry = content_of(entry);
    return true;
  }

  void make_list(const Instruction& i) {
    height_ -= i.count;
    Cell list = evaluation_.list(i.count);
    for (std::size_t k = 0; k < i.count; ++k) {
      Cell entry = stack_[height_ + k];
      if (!take_entry(i, k, entry)) continue;
      if (entry.is_error()) return push(entry);
      list.cells->push_back(entry);
    }
    push(list);
  }

  void make_map(const Instruction& i) {
    height_ -= i.count;
    Cell map = evaluation_.map();
    for (std::size_t k = 0; k < i.count; k += 2) {
      const Cell key = stack_[height_ + k];
      Cell value = stack_[height_ + k + 1];
      if (key.is_error()) return push(key);
      if (!take_entry(i, k / 2, value)) continue;
      if (value.is_error()) return push(value);
      const Cell arguments[] = {map, key, value};
      const Cell grown = functions::map_insert(evaluation_, arguments);
      if (grown.is_error()) return push(grown);
    }
    push(map);
  }

  void branch(const Instruction& i) {
    if (top().is(Tag::boolean)) {
      if (!pop().boolean) at_ = i.a;
      return;
    }
    if (!top().is_error())
      top() = evaluation_.fail(
          {"expr.condition_not_bool", {{"type", type_message(top())}}});
    at_ = i.b;
  }

  // The left side did not decide alone. The right side may, whatever the left
  // one is; else the first error is the answer.
  void logical(std::string_view sign, bool deciding) {
    const Cell right = pop();
    const Cell left = top();
    if (right.is(Tag::boolean) && right.boolean == deciding) {
      top() = right;
    } else if (left.is_error()) {
      return;
    } else if (!left.is(Tag::boolean)) {
      const Cell both[] = {left, right.is_error() ? left : right};
      top() = evaluation_.no_overload(sign, both);
    } else if (right.is(Tag::boolean) || right.is_error()) {
      top() = right;
    } else {
      const Cell both[] = {left, right};
      top() = evaluation_.no_overload(sign, both);
    }
  }

  void choose(const Instruction& i) {
    if (top().is(Tag::optional)) {
      if (!has_content(top())) return static_cast<void>(pop());
      if (i.op == Opcode::or_value) top() = content_of(top());
    } else if (!top().is_error()) {
      top() = evaluation_.no_overload(
          i.op == Opcode::or_value ? "orValue" : "or", {&top(), 1});
    }
    at_ = i.a;
  }

  void loop_begin(const Instruction& i) {
    const Cell range = pop();
    if (!range.is(Tag::list) && !range.is(Tag::map)) {
      push(range.is_error()
               ? range
               : evaluation_.fail(
                     {"expr.not_a_range", {{"type", type_message(range)}}}));
      at_ = i.b;
      return;
    }
    loops_[i.a] = {range, 0,
                   range.is(Tag::list) ? list_size(range) : map_size(range)};
  }

  void loop_next(const Instruction& i) {
    Loop& loop = loops_[i.a];
    if (loop.next == loop.size) {
      at_ = i.b;
      return;
    }
    if (!evaluation_.iterate()) return;
    const LoopSlots& slots = code_.loops[i.a];
    const std::size_t index = loop.next++;
    if (loop.range.is(Tag::map)) {
      const auto [key, value] = map_at(loop.range, index);
      locals_[slots.variable] = key;
      if (slots.has_second) locals_[slots.second_variable] = value;
    } else if (slots.has_second) {
      locals_[slots.variable] = cell_of(static_cast<std::int64_t>(index));
      locals_[slots.second_variable] = list_at(loop.range, index);
    } else {
      locals_[slots.variable] = list_at(loop.range, index);
    }
  }

  void append(const Instruction& i) {
    if (top().is_error()) return;
    const Cell list = locals_[i.a];
    OT_ASSERT(list.storage == Storage::cells);
    if (!evaluation_.fits_elements(list.cells->size() + 1)) return;
    list.cells->push_back(top());
    top() = list;
  }

  void insert(const Instruction& i) {
    const Cell value = pop();
    if (top().is_error()) return;
    const Cell arguments[] = {locals_[i.a], top(), value};
    top() = value.is_error() ? value
                             : functions::map_insert(evaluation_, arguments);
  }

  void insert_all(const Instruction& i) {
    const Cell entries = top();
    if (entries.is_error()) return;
    const Cell map = locals_[i.a];
    if (!entries.is(Tag::map)) {
      const Cell both[] = {map, entries};
      top() = evaluation_.no_overload("transformMapEntry", both);
      return;
    }
    top() = map;
    const std::size_t size = map_size(entries);
    for (std::size_t k = 0; k < size && !top().is_error(); ++k) {
      const auto [key, value] = map_at(entries, k);
      const Cell arguments[] = {map, key, value};
      top() = functions::map_insert(evaluation_, arguments);
    }
  }

  const Program::Code& code_;
  Evaluation evaluation_;
  std::array<Cell, kInlineCells> inline_;
  std::vector<Cell> heap_;
  std::vector<Loop> loops_;
  Cell* locals_ = nullptr;
  Cell* stack_ = nullptr;
  std::size_t height_ = 0;
  std::uint32_t at_ = 0;
};

// What a formula names that is nothing but a path to a text or a number, as
// most inputs of steps are: shared, not copied. Null for all others, and where
// something on the way is not there: then the machine says what.
const Value* at_path(const Program::Code& code, const Bindings& bindings) {
  const auto& path = code.instructions;
  if (path.empty() || path.front().op != Opcode::root) return nullptr;
  const std::uint32_t slot = path.front().a;
  const Value* found =
      slot < bindings.roots.size() ? bindings.roots[slot] : nullptr;
  for (std::size_t i = 1; i < path.size() && found != nullptr; ++i) {
    if (path[i].op != Opcode::select) return nullptr;
    found = found->find(code.names[path[i].a]);
  }
  if (found == nullptr) return nullptr;
  switch (found->kind()) {
    case Value::Kind::list:
    case Value::Kind::object:
    case Value::Kind::map:
    case Value::Kind::optional:
      return nullptr;
    case Value::Kind::text:
      return found->text()->size() < kSharedMax ? found : nullptr;
    default:
      return found;
  }
}

}  // namespace

EvalLimits default_limits() {
  return {limits::formula_cost_max, limits::formula_iterations_max};
}

EvalResult evaluate(const Program& program, const Bindings& bindings,
                    const EvalLimits& limits) {
  const Program::Code& code = program.code();
  if (std::cmp_less_equal(code.instructions.size(), limits.cost))
    if (const Value* found = at_path(code, bindings)) return *found;
  return Machine(code, bindings, limits).run();
}

}  // namespace onething::expr
