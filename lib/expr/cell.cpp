// SPDX-License-Identifier: Apache-2.0

#include "expr/cell.h"

namespace onething::expr {

namespace {

Cell cell_with(Tag tag, std::int64_t integer, std::int32_t extra = 0) {
  Cell cell;
  cell.tag = tag;
  cell.extra = extra;
  cell.integer = integer;
  return cell;
}

Cell borrow_list(const List& list) {
  Cell cell = cell_with(Tag::list, 0);
  cell.storage = Storage::values;
  cell.values = &list;
  return cell;
}

Cell borrow_object(const Object& object) {
  Cell cell = cell_with(Tag::map, 0);
  cell.storage = Storage::object;
  cell.object = &object;
  return cell;
}

Cell borrow_map(const Map& map) {
  Cell cell = cell_with(Tag::map, 0);
  cell.storage = Storage::values;
  cell.map = &map;
  return cell;
}

Cell borrow_optional(const Optional& optional) {
  Cell cell = cell_with(Tag::optional, 0);
  if (optional.content.empty()) return cell;
  cell.storage = Storage::values;
  cell.value = optional.content.data();
  return cell;
}

}  // namespace

Cell cell_of(bool value) {
  Cell cell;
  cell.tag = Tag::boolean;
  cell.boolean = value;
  return cell;
}

Cell cell_of(std::int64_t value) { return cell_with(Tag::integer, value); }

Cell cell_of(std::uint64_t value) {
  Cell cell;
  cell.tag = Tag::unsigned_integer;
  cell.unsigned_integer = value;
  return cell;
}

Cell cell_of(double value) {
  Cell cell;
  cell.tag = Tag::real;
  cell.real = value;
  return cell;
}

Cell cell_of(Money value) { return cell_with(Tag::money, value.units); }
Cell cell_of(Date value) { return cell_with(Tag::date, 0, value.days); }
Cell cell_of(Instant value) {
  return cell_with(Tag::instant, value.seconds, value.nanos);
}
Cell cell_of(Duration value) {
  return cell_with(Tag::duration, value.seconds, value.nanos);
}
Cell cell_of(Term value) {
  return cell_with(Tag::term, value.count,
                   static_cast<std::int32_t>(value.unit));
}

Cell text_cell(std::string_view text, Tag tag) {
  Cell cell;
  cell.tag = tag;
  cell.extra = static_cast<std::int32_t>(text.size());
  cell.data = text.data();
  return cell;
}

Cell borrow(const Value& value) {
  using Kind = Value::Kind;
  switch (value.kind()) {
    case Kind::null:
      return {};
    case Kind::boolean:
      return cell_of(*value.as<bool>());
    case Kind::integer:
      return cell_of(*value.as<std::int64_t>());
    case Kind::unsigned_integer:
      return cell_of(*value.as<std::uint64_t>());
    case Kind::real:
      return cell_of(*value.as<double>());
    case Kind::money:
      return cell_of(*value.as<Money>());
    case Kind::text:
      return text_cell(*value.text());
    case Kind::bytes:
      return text_cell(value.as<Bytes>()->data, Tag::bytes);
    case Kind::date:
      return cell_of(*value.as<Date>());
    case Kind::instant:
      return cell_of(*value.as<Instant>());
    case Kind::duration:
      return cell_of(*value.as<Duration>());
    case Kind::term:
      return cell_of(*value.as<Term>());
    case Kind::list:
      return borrow_list(*value.list());
    case Kind::object:
      return borrow_object(*value.object());
    case Kind::map:
      return borrow_map(*value.as<Map>());
    case Kind::type:
      return text_cell(value.as<TypeName>()->name, Tag::type);
    case Kind::optional:
      return borrow_optional(*value.as<Optional>());
  }
  return {};
}

std::size_t list_size(const Cell& list) {
  return list.storage == Storage::cells ? list.cells->size()
                                        : list.values->size();
}

Cell list_at(const Cell& list, std::size_t index) {
  return list.storage == Storage::cells ? (*list.cells)[index]
                                        : borrow((*list.values)[index]);
}

std::size_t map_size(const Cell& map) {
  if (map.storage == Storage::object) return map.object->size();
  if (map.storage == Storage::entries) return map.entries->size();
  return map.map->entries.size();
}

std::pair<Cell, Cell> map_at(const Cell& map, std::size_t index) {
  if (map.storage == Storage::object) {
    const auto& member =
        map.object->begin()[static_cast<std::ptrdiff_t>(index)];
    return {text_cell(member.first), borrow(member.second)};
  }
  if (map.storage == Storage::entries) return (*map.entries)[index];
  const auto& entry = map.map->entries[index];
  return {borrow(entry.first), borrow(entry.second)};
}

bool has_content(const Cell& optional) {
  return optional.storage != Storage::none;
}

Cell content_of(const Cell& optional) {
  return optional.storage == Storage::cells ? *optional.cell
                                            : borrow(*optional.value);
}

std::string_view type_name(const Cell& cell) {
  switch (cell.tag) {
    case Tag::null:
      return "null_type";
    case Tag::boolean:
      return "bool";
    case Tag::integer:
      return "int";
    case Tag::unsigned_integer:
      return "uint";
    case Tag::real:
      return "double";
    case Tag::money:
      return "money";
    case Tag::text:
      return "string";
    case Tag::bytes:
      return "bytes";
    case Tag::date:
      return "date";
    case Tag::instant:
      return "google.protobuf.Timestamp";
    case Tag::duration:
      return "google.protobuf.Duration";
    case Tag::term:
      return "term";
    case Tag::list:
      return "list";
    case Tag::map:
      return "map";
    case Tag::type:
      return "type";
    case Tag::optional:
      return "optional_type";
    case Tag::error:
      return "error";
  }
  return "error";
}

}  // namespace onething::expr
