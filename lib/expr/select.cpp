// SPDX-License-Identifier: Apache-2.0

#include <string>
#include <vector>

#include "expr/compare.h"
#include "onething/text.h"

namespace onething::expr {

namespace {

std::string show_key(const Cell& key) {
  switch (key.tag) {
    case Tag::integer:
      return std::to_string(key.integer);
    case Tag::unsigned_integer:
      return std::to_string(key.unsigned_integer);
    case Tag::boolean:
      return key.boolean ? "true" : "false";
    case Tag::text:
      return shorten(key.text(), 40);
    default:
      return std::string(type_name(key));
  }
}

// Names close to a missing one; only small maps are searched.
std::string proposals(const Cell& map, std::string_view name) {
  std::vector<std::string_view> names;
  for (std::size_t i = 0; i < map_size(map) && i < 200; ++i) {
    const Cell key = map_at(map, i).first;
    if (key.is(Tag::text)) names.push_back(key.text());
  }
  std::string out;
  for (const std::string& close : did_you_mean(name, names)) {
    if (!out.empty()) out += ", ";
    out += close;
  }
  return out;
}

Cell no_such_key(Evaluation& e, const Cell& map, const Cell& key) {
  const std::string close =
      key.is(Tag::text) ? proposals(map, key.text()) : std::string();
  if (close.empty())
    return e.fail({"expr.no_such_key", {{"key", show_key(key)}}});
  return e.fail(
      {"expr.no_such_key_but", {{"key", show_key(key)}, {"proposals", close}}});
}

Cell cannot_select(Evaluation& e, const Cell& target, std::string_view name) {
  return e.fail(
      {"expr.select_on",
       {{"field", std::string(name)}, {"type", type_message(target)}}});
}

bool can_be_key(const Cell& key) {
  return key.is_number() || key.is(Tag::boolean) || key.is(Tag::text);
}

Cell index_list(Evaluation& e, const Cell& list, const Cell& key,
                std::optional<std::size_t>& position) {
  if (!key.is_number()) {
    const Cell arguments[] = {list, key};
    return e.no_overload("_[_]", arguments);
  }
  const std::size_t size = list_size(list);
  const auto index = whole_number(key);
  if (index && *index >= 0 && static_cast<std::uint64_t>(*index) < size) {
    position = static_cast<std::size_t>(*index);
    return {};
  }
  return e.fail({"expr.index_out_of_range",
                 {{"index", show_key(key)}, {"size", std::to_string(size)}}});
}

}  // namespace

Cell select_field(Evaluation& e, const Cell& target, std::string_view name) {
  if (target.is(Tag::optional)) return select_optional(e, target, name);
  if (!target.is(Tag::map)) return cannot_select(e, target, name);
  const Cell key = text_cell(name);
  if (const auto found = find_in_map(e, target, key)) return *found;
  return no_such_key(e, target, key);
}

Cell index_into(Evaluation& e, const Cell& target, const Cell& key) {
  if (target.is(Tag::optional)) return index_optional(e, target, key);
  if (target.is(Tag::list)) {
    std::optional<std::size_t> position;
    const Cell error = index_list(e, target, key, position);
    return position ? list_at(target, *position) : error;
  }
  if (!target.is(Tag::map) || !can_be_key(key)) {
    const Cell arguments[] = {target, key};
    return e.no_overload("_[_]", arguments);
  }
  if (const auto found = find_in_map(e, target, key)) return *found;
  return no_such_key(e, target, key);
}

Cell select_optional(Evaluation& e, const Cell& target, std::string_view name) {
  if (target.is(Tag::optional))
    return has_content(target) ? select_optional(e, content_of(target), name)
                               : target;
  if (!target.is(Tag::map)) return cannot_select(e, target, name);
  const auto found = find_in_map(e, target, text_cell(name));
  return found ? e.optional(*found) : e.none();
}

Cell index_optional(Evaluation& e, const Cell& target, const Cell& key) {
  if (target.is(Tag::optional))
    return has_content(target) ? index_optional(e, content_of(target), key)
                               : target;
  if (target.is(Tag::list) && key.is_number()) {
    const auto index = whole_number(key);
    if (!index || *index < 0 ||
        static_cast<std::uint64_t>(*index) >= list_size(target))
      return e.none();
    return e.optional(list_at(target, static_cast<std::size_t>(*index)));
  }
  if (!target.is(Tag::map) || !can_be_key(key)) {
    const Cell arguments[] = {target, key};
    return e.no_overload("_[?_]", arguments);
  }
  const auto found = find_in_map(e, target, key);
  return found ? e.optional(*found) : e.none();
}

Cell test_present(Evaluation& e, const Cell& target, std::string_view name) {
  if (target.is(Tag::optional))
    return has_content(target) ? test_present(e, content_of(target), name)
                               : cell_of(false);
  if (!target.is(Tag::map)) return cannot_select(e, target, name);
  return cell_of(find_in_map(e, target, text_cell(name)).has_value());
}

}  // namespace onething::expr
