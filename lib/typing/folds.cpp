// SPDX-License-Identifier: Apache-2.0

#include <algorithm>
#include <utility>

#include "typing/checker.h"

namespace onething::typing {

using expr::Op;

// What a loop over `range` gives its variables.
TypeId Checker::element_types(NodeIndex range, TypeId& second,
                              bool has_second) {
  TypeId type = types_.resolve(type_of(range));
  if (types_.kind(type) == Kind::record) type = unifier_.as_map(type);
  second = dyn_type;
  switch (types_.kind(type)) {
    case Kind::list:
      if (!has_second) return types_.first(type);
      second = types_.first(type);
      return int_type;
    case Kind::map:
      second = types_.second(type);
      return types_.first(type);
    case Kind::dyn:
      return dyn_type;
    case Kind::variable:
      unifier_.fits(dyn_type, type);
      return dyn_type;
    case Kind::error:
      break;
    default: {
      Mistake& mistake = mistakes_.add(
          Mistake::Kind::no_overload, range,
          {"typing.not_a_range", {{"type", types_.describe(type)}}});
      mistake.expected = {"typing.not_a_range_label", {}};
      if (types_.kind(type) == Kind::optional)
        mistake.help = {"typing.optional_list_help", {}};
    }
  }
  second = error_type;
  return error_type;
}

TypeId Checker::visit_fold(const expr::Comprehension& fold) {
  const std::size_t before = locals_.size();
  const bool* condition = node(fold.condition).value().as<bool>();
  if (condition != nullptr && !*condition) {  // Only binds a name.
    const TypeId value = visit(fold.initial);
    // What optimizers bind has no type of its own in CEL.
    const bool is_index = fold.accumulator.starts_with("@index");
    const TypeId bound = is_index ? dyn_type : value;
    const std::uint64_t key = keys_[fold.initial];
    locals_.push_back({fold.accumulator, bound, key ? key : next_key()});
    const TypeId result = visit(fold.result);
    locals_.resize(before);
    return result;
  }
  visit(fold.range);
  const TypeId initial = visit(fold.initial);
  TypeId second = dyn_type;
  const TypeId first =
      element_types(fold.range, second, !fold.second_variable.empty());
  locals_.push_back({fold.accumulator, initial, next_key()});
  const std::uint64_t variable = next_key();
  locals_.push_back({fold.variable, first, variable});
  if (!fold.second_variable.empty())
    locals_.push_back({fold.second_variable, second, next_key()});
  visit(fold.condition);
  const TypeId step = visit(fold.step);
  unifier_.fits(step, initial);
  locals_.resize(before + 1);
  const TypeId result = visit(fold.result);
  locals_.resize(before);
  return narrow(fold, variable, result);
}

std::uint64_t Checker::next_key() {
  // Spread, so that sums of keys do not meet by chance.
  return ++last_key_ * 0x9E3779B97F4A7C15ull;
}

// filter(x, has(x.a)) gives elements that have `a`.
TypeId Checker::narrow(const expr::Comprehension& fold, std::uint64_t variable,
                       TypeId result) {
  const Node& step = node(fold.step);
  const TypeId list = types_.resolve(result);
  if (step.op != Op::conditional || types_.kind(list) != Kind::list)
    return result;
  const TypeId element = types_.resolve(types_.first(list));
  if (types_.kind(element) != Kind::record) return result;
  // The step is `test ? accumulator + [variable] : accumulator`.
  const Node& grown = node(step.children[1]);
  if (grown.op != Op::call || grown.children.size() != 2) return result;
  const Node& added = node(grown.children[1]);
  if (added.op != Op::list || added.children.size() != 1 ||
      keys_[added.children[0]] != variable)
    return result;
  std::vector<std::uint64_t> present;
  collect(step.children[0], true, present);
  if (present.empty()) return result;
  const auto known = types_.members(element);
  std::vector<Member> members(known.begin(), known.end());
  for (Member& member : members)
    if (std::find(present.begin(), present.end(),
                  member_key(variable, member.name)) != present.end())
      member.may_be_absent = false;
  return types_.list(types_.is_open(element)
                         ? types_.open_record(std::move(members))
                         : types_.record(std::move(members)));
}

}  // namespace onething::typing
