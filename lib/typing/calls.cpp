// SPDX-License-Identifier: Apache-2.0

#include <algorithm>
#include <array>

#include "expr/container.h"
#include "typing/checker.h"
#include "typing/rebuild.h"

namespace onething::typing {

using expr::Op;

namespace {

bool is_open_kind(Kind kind) {
  return kind == Kind::dyn || kind == Kind::error || kind == Kind::variable;
}

bool is_null(Kind kind) { return kind == Kind::null; }

bool is_number(Kind kind) {
  return kind == Kind::integer || kind == Kind::unsigned_integer ||
         kind == Kind::real;
}

bool is_quantity(Kind kind) {
  return is_number(kind) || kind == Kind::money || kind == Kind::date ||
         kind == Kind::instant || kind == Kind::duration;
}

bool has_order(Kind kind) {
  return is_quantity(kind) || kind == Kind::boolean || kind == Kind::text ||
         kind == Kind::enumeration || kind == Kind::bytes;
}

// Whether it is worth making the type that begins with `sign`.
bool may_fit(char sign, Kind kind) {
  if (is_open_kind(kind)) return true;
  switch (sign) {
    case '[':
      return kind == Kind::list;
    case '{':
      return kind == Kind::map || kind == Kind::record;
    case '?':
      return kind == Kind::optional;
    case ':':
      return kind == Kind::type;
    case '#':
      return is_number(kind);
    default:
      return true;
  }
}

// Makes the types of a row, one after the other.
class RowReader {
 public:
  RowReader(Types& types, const Signature& row) : types_(types), row_(row) {}

  char sign() const { return row_.signs[at_]; }
  void rewind() { at_ = 0; }

  TypeId next() {
    const char sign = row_.signs[at_++];
    switch (sign) {
      case '[':
        return types_.list(next());
      case '?':
        return types_.optional(next());
      case ':':
        return types_.type_of(next());
      case '{': {
        const TypeId key = next();
        return types_.map(key, next());
      }
      case '#':
        return dyn_type;  // may_fit() has looked.
      case 'A':
        return parameter(0);
      case 'B':
        return parameter(1);
      case 'N':
        return parameter(2);
      case 'O':
        return parameter(3);
      default:
        return type_of_sign(sign);
    }
  }

  // What N and O were found to be must be of their kind. Null has the order of
  // the times that it fits.
  bool parameters_hold(bool null_fits_times) const {
    return holds(2, is_quantity) &&
           (holds(3, has_order) || (null_fits_times && holds(3, is_null)));
  }

 private:
  TypeId parameter(std::size_t which) {
    TypeId& known = parameters_[which];
    if (known == Types::no_type) known = types_.variable();
    return known;
  }

  bool holds(std::size_t which, bool (*test)(Kind)) const {
    if (parameters_[which] == Types::no_type) return true;
    const Kind kind = types_.kind(types_.resolve(parameters_[which]));
    return is_open_kind(kind) || test(kind);
  }

  Types& types_;
  const Signature& row_;
  std::size_t at_ = 0;
  std::array<TypeId, 4> parameters_ = {Types::no_type, Types::no_type,
                                       Types::no_type, Types::no_type};
};

}  // namespace

std::optional<TypeId> Checker::match_row(const Signature& row,
                                         Arguments arguments) {
  if (row.repeats ? arguments.empty() : row.arguments != arguments.size())
    return std::nullopt;
  const std::size_t before = unifier_.mark();
  RowReader reader(types_, row);
  for (std::size_t i = 0; i < arguments.size(); ++i) {
    if (row.repeats) reader.rewind();
    const bool fits = may_fit(reader.sign(), kind_of(arguments[i])) &&
                      unifier_.fits(type_of(arguments[i]), reader.next());
    if (fits) continue;
    unifier_.undo(before);
    return std::nullopt;
  }
  if (reader.parameters_hold(environment_.null_fits_times))
    return reader.next();
  unifier_.undo(before);
  return std::nullopt;
}

// The type with fresh variables for its parameters.
TypeId Checker::instantiate(TypeId type, std::vector<Local>& parameters) {
  if (!types_.has_variables(type)) return type;
  if (types_.kind(type) != Kind::parameter)
    return rebuild(types_, type, [&](TypeId inner) {
      return instantiate(inner, parameters);
    });
  for (const Local& known : parameters)
    if (known.name == types_.name(type)) return known.type;
  const TypeId made = types_.variable();
  parameters.push_back({types_.name(type), made, 0});
  return made;
}

std::optional<TypeId> Checker::match_declared(const Declaration& declared,
                                              Arguments arguments) {
  if (declared.arguments.size() != arguments.size()) return std::nullopt;
  const std::size_t before = unifier_.mark();
  std::vector<Local> parameters;
  for (std::size_t i = 0; i < arguments.size(); ++i) {
    const TypeId wanted = instantiate(declared.arguments[i], parameters);
    if (unifier_.fits(type_of(arguments[i]), wanted)) continue;
    unifier_.undo(before);
    return std::nullopt;
  }
  return instantiate(declared.result, parameters);
}

// Nothing unknown: at most one overload can match.
bool Checker::is_settled(Arguments arguments) const {
  return std::none_of(
      arguments.begin(), arguments.end(),
      [this](NodeIndex argument) { return is_open_kind(kind_of(argument)); });
}

// The result of the overload that matches; dyn when several do and differ.
std::optional<TypeId> Checker::match(const FunctionEntry* entry,
                                     std::string_view name, Style style,
                                     Arguments arguments) {
  std::optional<TypeId> result;
  const auto add = [&](std::optional<TypeId> more) {
    if (!more) return;
    const bool differs =
        result && *result != dyn_type && !types_.is_same(*result, *more);
    result = differs ? dyn_type : result.value_or(*more);
  };
  const bool settled = is_settled(arguments);
  const bool is_order =
      name.find('<') != name.npos || name == "_>_" || name == "_>=_";
  if (entry != nullptr) {
    for (const Overload& row : entry->overloads) {
      if (is_order && row.signature.signs[0] == '#' &&
          !environment_.mixed_number_order)
        continue;
      add(match_row(row.signature, arguments));
      if (result && settled) return result;
    }
  }
  for (const Declaration& declared : environment_.functions)
    if (declared.name == name && declared.is_method == (style == Style::method))
      add(match_declared(declared, arguments));
  return result;
}

bool Checker::is_declared(std::string_view name, Style style) const {
  return std::any_of(environment_.functions.begin(),
                     environment_.functions.end(),
                     [&](const Declaration& declared) {
                       return declared.name == name &&
                              declared.is_method == (style == Style::method);
                     });
}

TypeId Checker::call(NodeIndex index, std::string_view name, Style style,
                     Arguments arguments) {
  const FunctionEntry* entry = find_entry(name, style);
  const auto result = match(entry, name, style, arguments);
  if (result) {
    if (entry != nullptr) fold_call(index, *entry, arguments);
    return *result;
  }
  const bool is_comparison = name == "_==_" || name == "_!=_" || name == "@in";
  for (const NodeIndex argument : arguments)
    if (kind_of(argument) == Kind::error)
      return is_comparison ? bool_type : error_type;
  if (entry != nullptr || is_declared(name, style)) {
    mistakes_.no_overload(index, name, arguments);
    return is_comparison ? bool_type : error_type;
  }
  if (environment_.report_unknown_names)
    mistakes_.unknown_name(index, std::string(name));
  return environment_.report_unknown_names ? error_type : dyn_type;
}

// Empty when there is no such function.
std::string Checker::find_function(std::string_view name) const {
  return expr::resolve_name(
      environment_.container, name, [this](std::string_view one) {
        return find_entry(one, Style::global) != nullptr ||
               is_declared(one, Style::global);
      });
}

TypeId Checker::visit_call(NodeIndex index, const Node& n) {
  for (const NodeIndex child : n.children) visit(child);
  if (n.text == "@not_strictly_false") return bool_type;
  std::string full;
  if (!environment_.container.empty() || n.text.starts_with('.'))
    full = find_function(n.text);
  const std::string_view name = full.empty() ? n.text : full;
  // Before the two sides are taken to be of one type.
  if (name == "_==_" || name == "_!=_" || name == "@in")
    compare_options(index, n);
  return call(index, name, Style::global, n.children);
}

TypeId Checker::visit_method(NodeIndex index, const Node& n) {
  if (const auto result = visit_dotted(index, n)) return *result;
  for (const NodeIndex child : n.children) visit(child);
  const TypeId result = call(index, n.text, Style::method, n.children);
  return n.text == "orValue" ? or_value(n, result) : result;
}

// `math.abs(x)`; nothing when it is a method of its target.
std::optional<TypeId> Checker::visit_dotted(NodeIndex index, const Node& n) {
  NodeIndex first = n.children[0];
  while (node(first).op == Op::select) first = node(first).children[0];
  const Node& start = node(first);
  if (start.op != Op::name || find_local(start.text) != nullptr)
    return std::nullopt;
  const bool is_plain =
      environment_.functions.empty() && environment_.container.empty();
  if (is_plain && !begins_function_name(start.text)) return std::nullopt;
  std::string typed = expr::qualified_name(ast_, n.children[0]);
  const std::string full = find_function(typed.append(".").append(n.text));
  if (full.empty()) return std::nullopt;
  const Arguments arguments = Arguments(n.children).subspan(1);
  for (const NodeIndex child : arguments) visit(child);
  return call(index, full, Style::global, arguments);
}

}  // namespace onething::typing
