// SPDX-License-Identifier: Apache-2.0

#include <algorithm>
#include <optional>
#include <string>
#include <utility>

#include "base/limits.h"
#include "expr/container.h"
#include "expr/program.h"
#include "expr/spelling.h"
#include "expr/unknown.h"

namespace onething::expr {

namespace {

constexpr std::size_t kFoldedBytesMax = 256;

// Recursion is bounded: a tree is no deeper than its formula has bytes. After a
// mistake the rest is still visited, the first mistake is kept.
//
// Checking is the same walk without code: so the two find the same mistakes.
class Compiler {
 public:
  Compiler(const Ast& ast, std::span<const std::string_view> roots,
           const CompileOptions& options)
      : ast_(ast), roots_(roots), options_(options) {
    for (const std::string_view root : roots)
      has_dotted_root_ = has_dotted_root_ || root.find('.') != root.npos;
  }

  std::variant<Program, ParseError> run() {
    code_ = std::make_unique<Program::Code>();
    code_->root_names.assign(roots_.begin(), roots_.end());
    code_->instructions.reserve(ast_.nodes.size() + 1);
    visit(ast_.root);
    if (error_) return std::move(*error_);
    return Program(std::move(code_));
  }

  std::optional<ParseError> check() {
    visit(ast_.root);
    return std::move(error_);
  }

 private:
  struct Local {
    std::string_view name;
    std::uint32_t slot;
  };

  const Node& node(NodeIndex index) const { return ast_.nodes[index]; }

  // Adds an instruction that changes the height of the stack by `effect`.
  std::uint32_t emit(Opcode op, const Node& from, int effect,
                     std::uint32_t a = 0, std::uint16_t count = 0) {
    if (!code_) return 0;
    Instruction instruction{op, count, a, 0, from.range, nullptr};
    code_->instructions.push_back(instruction);
    height_ += effect;
    code_->stack = std::max(code_->stack, static_cast<std::uint32_t>(height_));
    return static_cast<std::uint32_t>(code_->instructions.size() - 1);
  }
  std::uint32_t here() const {
    return code_ ? static_cast<std::uint32_t>(code_->instructions.size()) : 0;
  }
  Instruction& at(std::uint32_t index) {
    return code_ ? code_->instructions[index] : nowhere_;
  }

  void fail(ParseError error) {
    if (!error_) error_ = std::move(error);
  }

  // A name or a function that nobody knows.
  void fail_unknown(const Node& n, ParseError error) {
    if (!code_ || !options_.unknown_when_used) return fail(std::move(error));
    code_->mistakes.push_back(std::move(error.message));
    emit(Opcode::raise, n, 1,
         static_cast<std::uint32_t>(code_->mistakes.size() - 1));
  }

  std::uint32_t name(std::string_view text) {
    if (!code_) return 0;
    code_->names.emplace_back(text);
    return static_cast<std::uint32_t>(code_->names.size() - 1);
  }

  void visit(NodeIndex index) {
    const Node& n = node(index);
    switch (n.op) {
      case Op::literal:
        if (code_) constant(n, n.value());
        return;
      case Op::name:
        return visit_name(n);
      case Op::select:
        if (visit_qualified(index, n)) return;
        return visit_field(Opcode::select, n);
      case Op::select_optional:
        return visit_field(Opcode::select_optional, n);
      case Op::test_present:
        return visit_field(Opcode::test_present, n);
      case Op::index:
        return visit_strict(Opcode::index, n);
      case Op::index_optional:
        return visit_strict(Opcode::index_optional, n);
      case Op::call:
        return visit_call(n);
      case Op::method:
        return visit_method(n);
      case Op::list:
        return visit_literal_container(Opcode::make_list, n);
      case Op::map:
        return visit_literal_container(Opcode::make_map, n);
      case Op::conditional:
        return visit_conditional(n);
      case Op::logical_and:
        return visit_logical(n, Opcode::and_left, Opcode::and_right);
      case Op::logical_or:
        return visit_logical(n, Opcode::or_left, Opcode::or_right);
      case Op::comprehension:
        return visit_fold(n, *n.fold());
    }
  }

  void constant(const Node& n, Value value) {
    if (!code_) return;
    code_->literals.push_back(std::move(value));
    code_->constants.push_back(borrow(code_->literals.back()));
    emit(Opcode::constant, n, 1,
         static_cast<std::uint32_t>(code_->constants.size() - 1));
  }

  const Local* find_local(std::string_view text) const {
    for (auto local = scope_.rbegin(); local != scope_.rend(); ++local)
      if (local->name == text) return &*local;
    return nullptr;
  }

  std::optional<std::uint32_t> find_root(std::string_view text) const {
    const auto found = std::find(roots_.begin(), roots_.end(), text);
    if (found == roots_.end()) return std::nullopt;
    return static_cast<std::uint32_t>(found - roots_.begin());
  }

  void visit_name(const Node& n) {
    if (const Local* local = find_local(n.text))
      return static_cast<void>(emit(Opcode::local, n, 1, local->slot));
    if (!visit_global(n, n.text)) fail_unknown(n, unknown_name(n, roots_));
  }

  // A root or a type; false when there is none of that name.
  bool visit_global(const Node& n, std::string_view text) {
    const std::string full =
        resolve_name(options_.container, text, [this](std::string_view one) {
          return find_root(one) || is_type_name(one);
        });
    if (full.empty()) return false;
    if (const auto root = find_root(full))
      emit(Opcode::root, n, 1, *root);
    else
      constant(n, TypeName{full});
    return true;
  }

  // A name with dots that stands for something as a whole.
  bool visit_qualified(NodeIndex index, const Node& n) {
    if (!has_dotted_root_ && options_.container.empty() &&
        !may_be_type_name(index))
      return false;
    const std::string full = qualified_name(ast_, index);
    if (full.empty() || starts_at_variable(full)) return false;
    return visit_global(n, full);
  }

  // Fields of a name with which the name of a type begins.
  bool may_be_type_name(NodeIndex index) const {
    while (node(index).op == Op::select) index = node(index).children[0];
    std::string_view first = node(index).text;
    if (first.starts_with('.')) first.remove_prefix(1);
    return node(index).op == Op::name && is_type_space(first);
  }

  bool starts_at_variable(std::string_view qualified) const {
    return find_local(qualified.substr(0, qualified.find('.'))) != nullptr;
  }

  void visit_field(Opcode op, const Node& n) {
    visit(n.children[0]);
    at(emit(op, n, 0, name(n.text))).range = n.range;
  }

  void visit_children(const Node& n, std::size_t first = 0) {
    for (std::size_t i = first; i < n.children.size(); ++i)
      visit(n.children[i]);
  }

  void visit_strict(Opcode op, const Node& n) {
    visit_children(n);
    emit(op, n, 1 - static_cast<int>(n.children.size()));
  }

  void visit_literal_container(Opcode op, const Node& n) {
    const std::uint32_t start = here();
    visit_children(n);
    const auto& marks = n.optional_entries();
    const bool marked =
        std::find(marks.begin(), marks.end(), true) != marks.end();
    if (op == Opcode::make_list && !marked && code_ && fold_list(n, start))
      return;
    const std::uint32_t made =
        emit(op, n, 1 - static_cast<int>(n.children.size()), 0,
             static_cast<std::uint16_t>(n.children.size()));
    if (!marked || !code_) return;
    at(made).a = static_cast<std::uint32_t>(code_->flags.size());
    at(made).b = 1;
    code_->flags.push_back(marks);
  }

  // An empty list is made anew each time: it may be one to append to.
  bool fold_list(const Node& n, std::uint32_t start) {
    if (!only_constants(start, n.children.size())) return false;
    List list;
    for (const NodeIndex child : n.children)
      if (node(child).op == Op::literal) list.push_back(node(child).value());
    if (list.size() != n.children.size()) return false;
    replace_constants(n, n.children.size(), std::move(list));
    return true;
  }

  bool is_accumulator(NodeIndex index) const {
    return node(index).op == Op::name && node(index).text == "@result";
  }

  void visit_call(const Node& n) {
    if (n.text == "@not_strictly_false") {
      visit_children(n);
      emit(Opcode::not_strictly_false, n, 0);
      return;
    }
    if (n.text == "@map_insert") {
      visit_children(n, 1);
      const bool one = n.children.size() == 3;
      emit(one ? Opcode::insert : Opcode::insert_all, n, one ? -1 : 0,
           find_local("@result")->slot);
      return;
    }
    if (n.text == "_+_" && is_accumulator(n.children[0]) && appends_one(n)) {
      // Only macros can name the accumulator, and nobody else holds its list.
      visit(node(n.children[1]).children[0]);
      emit(Opcode::append, n, 0, find_local("@result")->slot);
      return;
    }
    const std::string full = find_global_function(n.text);
    visit_function(n, full.empty() ? n.text : std::string_view(full),
                   CallStyle::global, 0);
  }

  bool appends_one(const Node& n) const {
    const Node& right = node(n.children[1]);
    return right.op == Op::list && right.children.size() == 1 &&
           right.optional_entries().empty();
  }

  void visit_method(const Node& n) {
    const std::string target = qualified_name(ast_, n.children[0]);
    if (!target.empty() && !starts_at_variable(target) &&
        visit_dotted_function(n, target))
      return;
    if (n.children.size() == 2 && (n.text == "or" || n.text == "orValue"))
      return visit_or(n);
    visit_function(n, n.text, CallStyle::method, 0);
  }

  // `math.abs(x)`; false when it is a method of the target.
  bool visit_dotted_function(const Node& n, const std::string& target) {
    const std::string typed = (target + ".").append(n.text);
    const std::string full = find_global_function(typed);
    if (!full.empty()) {
      visit_function(n, full, CallStyle::global, 1);
      return true;
    }
    if (!is_function_space(target) || find_root(target)) return false;
    fail_unknown(n, unknown_function(n, typed, CallStyle::global));
    return true;
  }

  // Empty when there is none.
  std::string find_global_function(std::string_view text) const {
    if (options_.container.empty() && text.find('.') == text.npos) return {};
    return resolve_name(options_.container, text, [](std::string_view one) {
      return find_function(one, CallStyle::global) != nullptr;
    });
  }

  void visit_function(const Node& n, std::string_view text, CallStyle style,
                      std::size_t first_child) {
    const std::size_t count = n.children.size() - first_child;
    const Function* function = find_function(text, style);
    if (function == nullptr)
      return fail_unknown(n, unknown_function(n, text, style));
    if (count < function->least_arguments || count > function->most_arguments)
      return fail(wrong_count(n, *function, count));
    const std::uint32_t start = here();
    visit_children(n, first_child);
    if (function->code == functions::matches && constant_pattern(n)) return;
    if (!code_) return;
    if (fold_call(n, *function, start, count)) return;
    const std::uint32_t call =
        emit(Opcode::call, n, 1 - static_cast<int>(count), 0,
             static_cast<std::uint16_t>(count));
    at(call).code = function->code;
  }

  // The cells that the code since `start` pushes when it is nothing but `count`
  // constants.
  std::optional<CellList> only_constants(std::uint32_t start,
                                         std::size_t count) const {
    const auto& all = code_->instructions;
    if (count == 0 || all.size() != start + count) return std::nullopt;
    CellList cells;
    for (std::size_t i = start; i < all.size(); ++i) {
      if (all[i].op != Opcode::constant) return std::nullopt;
      cells.push_back(code_->constants[all[i].a]);
    }
    return cells;
  }

  void replace_constants(const Node& n, std::size_t count, Value value) {
    code_->instructions.resize(code_->instructions.size() - count);
    height_ -= static_cast<int>(count);
    constant(n, std::move(value));
  }

  // money("100") is worked out once. What fails, fails when it is evaluated;
  // what may be big is made when it is needed.
  bool fold_call(const Node& n, const Function& function, std::uint32_t start,
                 std::size_t count) {
    const auto arguments = only_constants(start, count);
    if (!arguments) return false;
    const Bindings nothing;
    Evaluation evaluation(nothing, default_limits());
    const Cell result = function.code(evaluation, *arguments);
    const bool small = !result.is(Tag::list) && !result.is(Tag::map) &&
                       !result.is(Tag::optional) && !result.is_error();
    if (!small || evaluation.stopped()) return false;
    Value value = to_value(evaluation, result);
    if (value.text() != nullptr && value.text()->size() > kFoldedBytesMax)
      return false;
    replace_constants(n, count, std::move(value));
    return true;
  }

  // A pattern that is written out is compiled now; so its mistakes are found
  // before anything runs.
  bool constant_pattern(const Node& n) {
    const Node& pattern = node(n.children.back());
    if (pattern.op != Op::literal || pattern.value().text() == nullptr)
      return false;
    auto compiled =
        std::make_unique<RE2>(*pattern.value().text(), pattern_options());
    if (!compiled->ok()) {
      fail({pattern.range,
            {"expr.bad_pattern", {{"reason", compiled->error()}}},
            {}});
      return true;
    }
    if (!code_) return true;
    code_->instructions.pop_back();
    --height_;
    code_->patterns.push_back(std::move(compiled));
    emit(Opcode::match, n, 0,
         static_cast<std::uint32_t>(code_->patterns.size() - 1));
    return true;
  }

  void visit_or(const Node& n) {
    const bool unwrap = n.text == "orValue";
    visit(n.children[0]);
    const std::uint32_t test =
        emit(unwrap ? Opcode::or_value : Opcode::or_optional, n, -1);
    visit(n.children[1]);
    if (!unwrap) emit(Opcode::check_optional, n, 0);
    at(test).a = here();
  }

  void visit_conditional(const Node& n) {
    visit(n.children[0]);
    const std::uint32_t branch = emit(Opcode::branch, node(n.children[0]), -1);
    visit(n.children[1]);
    const std::uint32_t leave = emit(Opcode::jump, n, -1);
    at(branch).a = here();
    visit(n.children[2]);
    at(branch).b = here();
    at(leave).a = here();
  }

  void visit_logical(const Node& n, Opcode left, Opcode right) {
    visit(n.children[0]);
    const std::uint32_t test = emit(left, node(n.children[0]), 0);
    visit(n.children[1]);
    emit(right, n, -1);
    at(test).a = here();
  }

  bool is_literal(NodeIndex index, bool value) const {
    const bool* found = node(index).value().as<bool>();
    return node(index).op == Op::literal && found != nullptr && *found == value;
  }

  std::uint32_t declare(std::string_view name) {
    const std::uint32_t slot = locals_++;
    if (code_) code_->locals = locals_;
    scope_.push_back({name, slot});
    return slot;
  }

  std::uint32_t add_loop() {
    if (!code_) return 0;
    code_->loops.emplace_back();
    return static_cast<std::uint32_t>(code_->loops.size() - 1);
  }

  void visit_fold(const Node& n, const Comprehension& fold) {
    const std::size_t before = scope_.size();
    if (is_literal(fold.condition, false)) {  // Only binds a name.
      visit(fold.initial);
      emit(Opcode::store, n, -1, declare(fold.accumulator));
      visit(fold.result);
      scope_.resize(before);
      return;
    }
    visit(fold.range);
    const std::uint32_t loop = add_loop();
    const std::uint32_t begin =
        emit(Opcode::loop_begin, node(fold.range), -1, loop);
    visit(fold.initial);
    const std::uint32_t accumulator = declare(fold.accumulator);
    emit(Opcode::store, n, -1, accumulator);
    visit_loop(n, fold, loop, accumulator);
    scope_.resize(before + 1);
    visit(fold.result);
    scope_.resize(before);
    at(begin).b = here();
  }

  void visit_loop(const Node& n, const Comprehension& fold, std::uint32_t loop,
                  std::uint32_t accumulator) {
    LoopSlots slots;
    slots.variable = declare(fold.variable);
    slots.has_second = !fold.second_variable.empty();
    if (slots.has_second) slots.second_variable = declare(fold.second_variable);
    if (code_) code_->loops[loop] = slots;
    const std::uint32_t next = emit(Opcode::loop_next, n, 0, loop);
    const bool always = is_literal(fold.condition, true);
    std::uint32_t test = 0;
    if (!always) {
      visit(fold.condition);
      test = emit(Opcode::loop_test, n, -1);
    }
    visit(fold.step);
    const std::uint32_t step =
        emit(Opcode::loop_step, n, -1, accumulator, always ? 1 : 0);
    emit(Opcode::jump, n, 0, next);
    at(next).b = here();
    at(step).b = here();
    if (!always) at(test).b = here();
  }

  const Ast& ast_;
  std::span<const std::string_view> roots_;
  CompileOptions options_;
  bool has_dotted_root_ = false;
  std::unique_ptr<Program::Code> code_;  // None while only checking.
  Instruction nowhere_{};
  std::vector<Local> scope_;
  std::uint32_t locals_ = 0;
  int height_ = 0;
  std::optional<ParseError> error_;
};

}  // namespace

RE2::Options pattern_options() {
  RE2::Options options(RE2::Quiet);
  options.set_max_mem(limits::regex_memory_max);
  return options;
}

Program::Program(std::unique_ptr<const Code> code) : code_(std::move(code)) {}
Program::Program(Program&&) noexcept = default;
Program& Program::operator=(Program&&) noexcept = default;
Program::~Program() = default;

std::variant<Program, ParseError> compile(
    const Ast& ast, std::span<const std::string_view> roots,
    const CompileOptions& options) {
  return Compiler(ast, roots, options).run();
}

std::optional<ParseError> check(const Ast& ast,
                                std::span<const std::string_view> roots) {
  return Compiler(ast, roots, {}).check();
}

}  // namespace onething::expr
