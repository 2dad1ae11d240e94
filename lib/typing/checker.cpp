// SPDX-License-Identifier: Apache-2.0

#include "typing/checker.h"

#include <algorithm>
#include <utility>

#include "expr/container.h"

namespace onething::typing {

using expr::Op;

namespace {

TypeId type_of_value(const Value& value) {
  switch (value.kind()) {
    case Value::Kind::null:
      return null_type;
    case Value::Kind::boolean:
      return bool_type;
    case Value::Kind::integer:
      return int_type;
    case Value::Kind::unsigned_integer:
      return uint_type;
    case Value::Kind::real:
      return double_type;
    case Value::Kind::text:
      return text_type;
    case Value::Kind::bytes:
      return bytes_type;
    default:
      return dyn_type;  // Not written as a literal.
  }
}

struct NamedType {
  std::string_view name;
  TypeId type;
};
constexpr NamedType kNamedTypes[] = {
    {"int", int_type},
    {"uint", uint_type},
    {"double", double_type},
    {"bool", bool_type},
    {"string", text_type},
    {"bytes", bytes_type},
    {"money", money_type},
    {"null_type", null_type},
    {"date", date_type},
    {"term", term_type},
    {"google.protobuf.Timestamp", instant_type},
    {"google.protobuf.Duration", duration_type}};

expr::Cell no_constant() {
  expr::Cell none;
  none.tag = expr::Tag::error;
  return none;
}

}  // namespace

Checker::Checker(const expr::Ast& ast, const Environment& environment,
                 Types& types)
    : ast_(ast),
      environment_(environment),
      types_(types),
      unifier_(types, environment.null_fits_times),
      mistakes_(ast, types, out_),
      keys_(ast.nodes.size(), 0),
      constants_(ast.nodes.size(), no_constant()) {
  // What is not visited is part of a name, such as `math` in math.abs.
  out_.node_types.assign(ast.nodes.size(), error_type);
  has_dotted_names_ = !environment.container.empty();
  for (const Variable& variable : environment.variables)
    has_dotted_names_ =
        has_dotted_names_ || variable.name.find('.') != variable.name.npos;
}

Checked Checker::run() {
  if (ast_.root != expr::no_node) visit(ast_.root);
  for (TypeId& type : out_.node_types) type = unifier_.settle(type);
  if (ast_.root != expr::no_node) out_.type = type_of(ast_.root);
  std::stable_sort(out_.mistakes.begin(), out_.mistakes.end(),
                   [](const Mistake& a, const Mistake& b) {
                     return a.range.begin < b.range.begin;
                   });
  return std::move(out_);
}

const std::string* Checker::text_literal(NodeIndex index) const {
  return node(index).op == Op::literal ? node(index).value().text() : nullptr;
}

TypeId Checker::visit(NodeIndex index) {
  const Node& n = node(index);
  const TypeId type = visit_node(index, n);
  out_.node_types[index] = type;
  note_key(index, n);
  return type;
}

TypeId Checker::visit_node(NodeIndex index, const Node& n) {
  switch (n.op) {
    case Op::literal:
      constants_[index] = expr::borrow(n.value());
      return type_of_value(n.value());
    case Op::name:
      return visit_name(index, n);
    case Op::select:
    case Op::select_optional:
      return visit_select(index, n);
    case Op::test_present:
      return visit_test(index, n);
    case Op::index:
    case Op::index_optional:
      return visit_index(index, n);
    case Op::call:
      return visit_call(index, n);
    case Op::method:
      return visit_method(index, n);
    case Op::list:
      return visit_list(index, n);
    case Op::map:
      return visit_map(n);
    case Op::conditional:
      return visit_conditional(index, n);
    case Op::logical_and:
    case Op::logical_or:
      return visit_logical(n);
    case Op::comprehension:
      return visit_fold(*n.fold());
  }
  return dyn_type;
}

const Checker::Local* Checker::find_local(std::string_view name) const {
  for (auto local = locals_.rbegin(); local != locals_.rend(); ++local)
    if (local->name == name) return &*local;
  return nullptr;
}

TypeId Checker::visit_name(NodeIndex index, const Node& n) {
  if (const Local* local = find_local(n.text)) return local->type;
  if (const auto type = find_global(n.text)) return *type;
  if (!environment_.report_unknown_names) return dyn_type;
  mistakes_.unknown_name(index, std::string(n.text));
  return error_type;
}

std::optional<TypeId> Checker::find_global(std::string_view name) {
  const auto find_variable = [this](std::string_view text) -> const Variable* {
    for (const Variable& variable : environment_.variables)
      if (variable.name == text) return &variable;
    return nullptr;
  };
  if (environment_.container.empty()) {
    if (name.starts_with('.')) name.remove_prefix(1);
    const Variable* variable = find_variable(name);
    if (variable != nullptr) return instantiate(variable->type, parameters_);
    return type_named(name);
  }
  const std::string full = expr::resolve_name(
      environment_.container, name, [&](std::string_view one) {
        return find_variable(one) != nullptr || type_named(one).has_value();
      });
  if (full.empty()) return std::nullopt;
  const Variable* variable = find_variable(full);
  return variable != nullptr ? instantiate(variable->type, parameters_)
                             : type_named(full);
}

// A type as a value: `int` is of the type type(int).
std::optional<TypeId> Checker::type_named(std::string_view name) {
  for (const NamedType& known : kNamedTypes)
    if (known.name == name) return types_.type_of(known.type);
  if (name == "list") return types_.type_of(types_.list(dyn_type));
  if (name == "map") return types_.type_of(types_.map(dyn_type, dyn_type));
  if (name == "optional_type") return types_.type_of(types_.optional(dyn_type));
  if (name == "type") return types_.type_of(types_.type_of(Types::no_type));
  return std::nullopt;
}

// Names with dots are few: nobody asks for them without need.
bool Checker::may_be_qualified(NodeIndex index) const {
  if (node(index).op != Op::select) return false;
  while (node(index).op == Op::select) index = node(index).children[0];
  const Node& first = node(index);
  return first.op == Op::name &&
         (has_dotted_names_ || first.text == "google" ||
          first.text == ".google") &&
         find_local(first.text) == nullptr;
}

std::optional<TypeId> Checker::visit_qualified(NodeIndex index) {
  if (!may_be_qualified(index)) return std::nullopt;
  return find_global(expr::qualified_name(ast_, index));
}

void Checker::expect_bool(NodeIndex index) {
  if (unifier_.fits(type_of(index), bool_type)) return;
  Mistake& mistake = mistakes_.add(
      Mistake::Kind::not_bool, index,
      {"typing.not_bool", {{"type", types_.describe(type_of(index))}}});
  mistake.expected = {"typing.not_bool_label", {}};
  if (kind_of(index) == Kind::optional)
    mistake.help = {"typing.not_bool_optional_help", {}};
}

TypeId Checker::visit_logical(const Node& n) {
  const bool truth = n.op == Op::logical_and;
  const std::size_t first_mistake = out_.mistakes.size();
  visit(n.children[0]);
  const std::size_t end = out_.mistakes.size();
  expect_bool(n.children[0]);
  const Mark before = mark();
  assume(n.children[0], truth);
  visit(n.children[1]);
  forget(before);
  expect_bool(n.children[1]);
  if (end > first_mistake) excuse(n.children[1], truth, first_mistake, end);
  return bool_type;
}

TypeId Checker::visit_conditional(NodeIndex index, const Node& n) {
  visit(n.children[0]);
  expect_bool(n.children[0]);
  const Mark before = mark();
  assume(n.children[0], true);
  const TypeId yes = visit(n.children[1]);
  forget(before);
  assume(n.children[0], false);
  const TypeId no = visit(n.children[2]);
  forget(before);
  if (unifier_.fits(no, yes)) return unifier_.more_general(yes, no);
  Mistake& mistake = mistakes_.add(
      Mistake::Kind::no_overload, index,
      {"typing.branches_differ",
       {{"yes", types_.describe(yes)}, {"no", types_.describe(no)}}});
  mistake.range = node(n.children[2]).range;
  mistake.expected = {"typing.branches_differ_label",
                      {{"type", types_.describe(yes)}}};
  return error_type;
}

// The content of an entry that may be left out, `[?x]`, else its type.
TypeId Checker::visit_entry(const Node& n, NodeIndex value, std::size_t entry) {
  const TypeId type = visit(value);
  const auto& marks = n.optional_entries();
  if (entry >= marks.size() || !marks[entry]) return type;
  const TypeId content = types_.variable();
  if (unifier_.fits(type, types_.optional(content))) return content;
  Mistake& mistake = mistakes_.add(
      Mistake::Kind::no_overload, value,
      {"typing.entry_not_optional", {{"type", types_.describe(type)}}});
  mistake.expected = {"typing.entry_not_optional_label", {}};
  return error_type;
}

TypeId Checker::visit_list(NodeIndex index, const Node& n) {
  if (n.children.empty()) return types_.list(types_.variable());
  TypeId element = Types::no_type;
  NodeIndex odd = expr::no_node;
  for (std::size_t i = 0; i < n.children.size(); ++i) {
    const TypeId type = visit_entry(n, n.children[i], i);
    if (element == Types::no_type) {
      element = type;
      continue;
    }
    const TypeId joined = unifier_.join(element, type);
    const bool differ = joined == dyn_type &&
                        kind_of(n.children[i]) != Kind::dyn &&
                        types_.resolve(element) != dyn_type;
    if (differ && odd == expr::no_node) odd = n.children[i];
    element = joined;
  }
  if (odd != expr::no_node) {
    Mistake& mistake =
        mistakes_.add(Mistake::Kind::mixed_list, index,
                      {"typing.mixed_list",
                       {{"first", types_.describe(type_of(n.children[0]))},
                        {"other", types_.describe(type_of(odd))}}});
    mistake.range = node(odd).range;
    mistake.expected = {"typing.mixed_list_label",
                        {{"type", types_.describe(type_of(n.children[0]))}}};
  }
  return types_.list(element);
}

TypeId Checker::visit_map(const Node& n) {
  if (n.children.empty())
    return types_.map(types_.variable(), types_.variable());
  if (environment_.maps_are_records) {
    const TypeId record = map_as_record(n);
    if (record != Types::no_type) return record;
  }
  TypeId key = Types::no_type;
  TypeId value = Types::no_type;
  for (std::size_t i = 0; i < n.children.size(); i += 2) {
    const TypeId next_key = visit(n.children[i]);
    const TypeId next = visit_entry(n, n.children[i + 1], i / 2);
    key = i == 0 ? next_key : unifier_.join(key, next_key);
    value = i == 0 ? next : unifier_.join(value, next);
  }
  // What can be no key fails when it is evaluated.
  const Kind kind = types_.kind(types_.resolve(key));
  const bool nests = kind == Kind::list || kind == Kind::map ||
                     kind == Kind::optional || kind == Kind::record;
  return types_.map(nests ? dyn_type : key, value);
}

// no_type unless every key is written out, once.
TypeId Checker::map_as_record(const Node& n) {
  std::vector<Member> members;
  for (std::size_t i = 0; i < n.children.size(); i += 2) {
    const std::string* key = text_literal(n.children[i]);
    if (key == nullptr) return Types::no_type;
    members.push_back({*key, dyn_type, false});
  }
  for (std::size_t i = 0; i < members.size(); ++i) {
    visit(n.children[2 * i]);
    members[i].type = visit_entry(n, n.children[2 * i + 1], i);
    members[i].may_be_absent =
        i < n.optional_entries().size() && n.optional_entries()[i];
  }
  return types_.record(std::move(members));
}

Checked check_types(const expr::Ast& ast, const Environment& environment,
                    Types& types) {
  return Checker(ast, environment, types).run();
}

bool is_assignable(Types& types, TypeId value, TypeId target) {
  return Unifier(types).fits(value, target);
}

TypeId join(Types& types, TypeId a, TypeId b) {
  return Unifier(types).join(a, b);
}

}  // namespace onething::typing
