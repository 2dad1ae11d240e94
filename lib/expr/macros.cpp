// SPDX-License-Identifier: Apache-2.0

#include "expr/macros.h"

#include <cstdint>
#include <string>
#include <utility>

namespace onething::expr {

namespace {

constexpr const char* kAccumulator = "@result";
// Other implementations keep their accumulator there.
constexpr const char* kReservedName = "__result__";
constexpr const char* kOptionalTarget = "@optional";

using Expansion = std::variant<NodeIndex, ParseError>;

class Expander {
 public:
  Expander(Builder& builder, const MacroCall& call)
      : builder_(builder), call_(call) {}

  Expansion run() {
    const std::size_t count = call_.arguments.size();
    if (call_.target == no_node)
      return call_.name == "has" && count == 1 ? has() : no_node;
    const Rewrite rewrite = quantifier();
    if (rewrite != nullptr && count == 2) return with_variables(0, 1, rewrite);
    if (call_.name == "map" && (count == 2 || count == 3))
      return with_variables(0, 1, &Expander::map);
    if (call_.name == "filter" && count == 2)
      return with_variables(0, 1, &Expander::filter);
    return call_.extensions ? run_extension(rewrite, count) : no_node;
  }

 private:
  using Rewrite = NodeIndex (Expander::*)();

  Expansion run_extension(Rewrite several, std::size_t count) {
    if (several != nullptr && count == 3) return with_variables(0, 2, several);
    if (is_name(call_.target, "cel")) {
      if (call_.name == "bind" && count == 3)
        return with_variables(0, 1, &Expander::bind);
      if (const NodeIndex node = optimizer_macro(count); node != no_node)
        return node;
    }
    if (call_.name == "optMap" && count == 2)
      return with_variables(0, 1, &Expander::opt_map);
    if (call_.name == "optFlatMap" && count == 2)
      return with_variables(0, 1, &Expander::opt_flat_map);
    if (call_.name == "transformList" && (count == 3 || count == 4))
      return with_variables(0, 2, &Expander::map);
    if (call_.name == "transformMap" && (count == 3 || count == 4))
      return with_variables(0, 2, &Expander::transform_map);
    if (call_.name == "transformMapEntry" && (count == 3 || count == 4))
      return with_variables(0, 2, &Expander::transform_map_entry);
    return no_node;
  }

  Rewrite quantifier() const {
    if (call_.name == "all") return &Expander::all;
    if (call_.name == "exists") return &Expander::exists;
    if (call_.name == "exists_one" || call_.name == "existsOne")
      return &Expander::exists_one;
    return nullptr;
  }

  bool is_name(NodeIndex index, std::string_view text) const {
    const Node& node = builder_.node(index);
    return node.op == Op::name && node.text == text;
  }

  Range place(NodeIndex index) const { return builder_.node(index).range; }

  Expansion has() {
    Node& node = builder_.node(call_.arguments[0]);
    if (node.op != Op::select)
      return ParseError{node.range,
                        {"expr.has_argument", {}},
                        {"expr.has_argument_help", {}}};
    node.op = Op::test_present;
    node.range = call_.range;
    return call_.arguments[0];
  }

  // Reads the names of the macro's variables, then rewrites.
  Expansion with_variables(std::size_t first, std::size_t count,
                           Rewrite rewrite) {
    std::string_view* const targets[] = {&variable_, &second_variable_};
    for (std::size_t i = 0; i < count; ++i) {
      const Node& node = builder_.node(call_.arguments[first + i]);
      const bool repeated = i == 1 && node.text == variable_;
      if (node.op != Op::name || node.text.starts_with('.') || repeated ||
          node.text == kReservedName)
        return ParseError{
            node.range,
            {"expr.macro_variable", {{"macro", std::string(call_.name)}}},
            {"expr.macro_variable_help", {}}};
      *targets[i] = node.text;
    }
    body_ = first + count;
    return (this->*rewrite)();
  }

  NodeIndex argument(std::size_t behind_variables) const {
    return call_.arguments[body_ + behind_variables];
  }
  // The last argument: what is computed for each element.
  NodeIndex last() const { return call_.arguments.back(); }

  NodeIndex accumulator() { return builder_.name(call_.range, kAccumulator); }
  NodeIndex boolean(bool value) {
    return builder_.literal(call_.range, Value(value));
  }
  NodeIndex integer(int value) {
    return builder_.literal(call_.range, Value(value));
  }

  struct Parts {
    NodeIndex initial;
    NodeIndex condition;
    NodeIndex step;
    NodeIndex result;
  };
  NodeIndex fold(const Parts& parts) {
    return builder_.fold(
        call_.range,
        {variable_, second_variable_, kAccumulator, call_.target, parts.initial,
         parts.condition, parts.step, parts.result});
  }

  NodeIndex not_strictly_false(NodeIndex value) {
    return builder_.call(call_.range, "@not_strictly_false", {value});
  }

  NodeIndex all() {
    const NodeIndex start = boolean(true);
    const NodeIndex condition = not_strictly_false(accumulator());
    const NodeIndex step =
        builder_.join(Op::logical_and, place(last()), {accumulator(), last()});
    return fold({start, condition, step, accumulator()});
  }

  NodeIndex exists() {
    const NodeIndex start = boolean(false);
    const NodeIndex condition =
        not_strictly_false(builder_.call(call_.range, "!_", {accumulator()}));
    const NodeIndex step =
        builder_.join(Op::logical_or, place(last()), {accumulator(), last()});
    return fold({start, condition, step, accumulator()});
  }

  NodeIndex exists_one() {
    const NodeIndex start = integer(0);
    const NodeIndex more =
        builder_.call(call_.range, "_+_", {accumulator(), integer(1)});
    const NodeIndex step = builder_.join(Op::conditional, place(last()),
                                         {last(), more, accumulator()});
    const NodeIndex result =
        builder_.call(call_.range, "_==_", {accumulator(), integer(1)});
    return fold({start, boolean(true), step, result});
  }

  // accumulator + [value], only for elements that pass when `test` is given.
  NodeIndex collect(NodeIndex value, NodeIndex test) {
    const NodeIndex start = builder_.join(Op::list, call_.range, {});
    const NodeIndex one = builder_.join(Op::list, place(value), {value});
    const NodeIndex grown =
        builder_.call(place(value), "_+_", {accumulator(), one});
    return fold({start, boolean(true), when(test, grown), accumulator()});
  }

  NodeIndex when(NodeIndex test, NodeIndex grown) {
    if (test == no_node) return grown;
    return builder_.join(Op::conditional, place(test),
                         {test, grown, accumulator()});
  }

  // The filter argument of the longer form, if any.
  NodeIndex optional_test() const {
    return call_.arguments.size() > body_ + 1 ? argument(0) : no_node;
  }

  NodeIndex map() { return collect(last(), optional_test()); }

  NodeIndex filter() {
    return collect(builder_.name(place(call_.arguments[0]), variable_), last());
  }

  NodeIndex transform_map() {
    const NodeIndex start = builder_.join(Op::map, call_.range, {});
    const NodeIndex key = builder_.name(place(call_.arguments[0]), variable_);
    const NodeIndex grown = builder_.call(place(last()), "@map_insert",
                                          {accumulator(), key, last()});
    return fold(
        {start, boolean(true), when(optional_test(), grown), accumulator()});
  }

  // The last argument is a map whose entries are added.
  NodeIndex transform_map_entry() {
    const NodeIndex start = builder_.join(Op::map, call_.range, {});
    const NodeIndex grown =
        builder_.call(place(last()), "@map_insert", {accumulator(), last()});
    return fold(
        {start, boolean(true), when(optional_test(), grown), accumulator()});
  }

  // A fold over nothing whose accumulator is the variable.
  NodeIndex let(std::string_view variable, NodeIndex value, NodeIndex body) {
    const NodeIndex nothing = builder_.join(Op::list, call_.range, {});
    const NodeIndex step = builder_.name(call_.range, variable);
    return builder_.fold(
        call_.range,
        {"@unused", {}, variable, nothing, value, boolean(false), step, body});
  }

  NodeIndex bind() { return let(variable_, argument(0), last()); }

  // What optimizers write: cel.block([a, b], result), in which cel.index(0)
  // stands for `a`, cel.iterVar(d, u) for a variable of a macro.
  NodeIndex optimizer_macro(std::size_t count) {
    if (call_.name == "block" && count == 2) return block();
    if (call_.name == "index" && count == 1) return numbered("@index");
    if ((call_.name == "iterVar" || call_.name == "accuVar") && count == 2)
      return numbered("@" + std::string(call_.name));
    return no_node;
  }

  // no_node when an argument is no whole number.
  NodeIndex numbered(std::string name) {
    for (const NodeIndex argument : call_.arguments) {
      const auto* number = builder_.node(argument).value().as<std::int64_t>();
      if (number == nullptr || *number < 0) return no_node;
      name += ":" + std::to_string(*number);
    }
    return builder_.name(call_.range, builder_.keep(std::move(name)));
  }

  // An error among the bound values is one only where the value is used.
  NodeIndex block() {
    const Node& list = builder_.node(call_.arguments[0]);
    if (list.op != Op::list) return no_node;
    const Children values = list.children;
    NodeIndex body = call_.arguments[1];
    for (std::size_t i = values.size(); i-- > 0;)
      body = let(builder_.keep("@index:" + std::to_string(i)), values[i], body);
    return body;
  }

  // The target is bound to a name of its own, so that it is computed once.
  NodeIndex optional_chain(bool wrap) {
    const auto target = [this] {
      return builder_.name(call_.range, kOptionalTarget);
    };
    const auto method = [this](const char* name, NodeIndex on) {
      return builder_.with_text(Op::method, call_.range, call_.range, name,
                                {on});
    };
    NodeIndex inner = let(variable_, method("value", target()), last());
    if (wrap) inner = builder_.call(call_.range, "optional.of", {inner});
    const NodeIndex none = builder_.call(call_.range, "optional.none", {});
    const NodeIndex present = method("hasValue", target());
    const NodeIndex choice =
        builder_.join(Op::conditional, call_.range, {present, inner, none});
    return let(kOptionalTarget, call_.target, choice);
  }

  NodeIndex opt_map() { return optional_chain(true); }
  NodeIndex opt_flat_map() { return optional_chain(false); }

  Builder& builder_;
  const MacroCall& call_;
  std::string_view variable_;
  std::string_view second_variable_;
  std::size_t body_ = 0;
};

}  // namespace

std::variant<NodeIndex, ParseError> expand_macro(Builder& builder,
                                                 const MacroCall& call) {
  return Expander(builder, call).run();
}

}  // namespace onething::expr
