// SPDX-License-Identifier: Apache-2.0

#include "typing/checker.h"

namespace onething::typing {

using expr::Op;

TypeId Checker::in_optional(TypeId type) {
  return types_.kind(types_.resolve(type)) == Kind::optional
             ? type
             : types_.optional(type);
}

// The type of `target.name`; reports when there is no such member.
TypeId Checker::member_of(NodeIndex index, TypeId target, std::string_view name,
                          bool& may_be_absent) {
  target = types_.resolve(target);
  may_be_absent = false;
  switch (types_.kind(target)) {
    case Kind::dyn:
    case Kind::variable:
      return dyn_type;
    case Kind::error:
      return error_type;
    case Kind::map:
      may_be_absent = true;
      return types_.second(target);
    case Kind::optional:
      may_be_absent = true;
      return member_of(index, types_.first(target), name, may_be_absent);
    case Kind::record:
      if (const Member* member = types_.find_member(target, name)) {
        may_be_absent = member->may_be_absent;
        return member->type;
      }
      may_be_absent = true;
      if (types_.is_open(target)) return dyn_type;
      break;
    default:
      break;
  }
  mistakes_.unknown_member(index, target, std::string(name));
  return error_type;
}

TypeId Checker::visit_select(NodeIndex index, const Node& n) {
  if (n.op == Op::select)
    if (const auto whole = visit_qualified(index)) return *whole;
  const TypeId target = types_.resolve(visit(n.children[0]));
  const Kind kind = types_.kind(target);
  bool may_be_absent = false;
  const TypeId type = member_of(index, target, n.text, may_be_absent);
  const bool asks = n.op == Op::select_optional;
  if (kind == Kind::optional) return in_optional(type);
  if (asks) {
    if (kind == Kind::record && !may_be_absent && type != error_type)
      mistakes_.needless_guard(index);
    return types_.optional(type);
  }
  const bool is_known =
      kind == Kind::record && types_.find_member(target, n.text) != nullptr;
  if (may_be_absent && is_known) need_presence(index, type);
  return type;
}

TypeId Checker::visit_test(NodeIndex index, const Node& n) {
  const TypeId target = types_.resolve(visit(n.children[0]));
  bool may_be_absent = false;
  const TypeId type = member_of(index, target, n.text, may_be_absent);
  if (types_.kind(target) == Kind::record && !may_be_absent &&
      type != error_type)
    mistakes_.needless_guard(index);
  return bool_type;
}

TypeId Checker::visit_index(NodeIndex index, const Node& n) {
  const TypeId target = types_.resolve(visit(n.children[0]));
  visit(n.children[1]);
  if (types_.kind(target) == Kind::record)
    if (const std::string* name = text_literal(n.children[1]))
      return index_record(index, n, *name);
  return call(index, n.op == Op::index ? "_[_]" : "_[?_]", Style::global,
              n.children);
}

// form["name"] is form.name.
TypeId Checker::index_record(NodeIndex index, const Node& n,
                             const std::string& name) {
  const TypeId target = types_.resolve(type_of(n.children[0]));
  bool may_be_absent = false;
  const TypeId type = member_of(index, target, name, may_be_absent);
  if (n.op == Op::index_optional) return types_.optional(type);
  if (may_be_absent && types_.find_member(target, name) != nullptr) {
    note_key(index, n);
    need_presence(index, type);
  }
  return type;
}

}  // namespace onething::typing
