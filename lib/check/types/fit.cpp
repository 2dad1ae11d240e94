// SPDX-License-Identifier: Apache-2.0

#include "check/types/fit.h"

#include <algorithm>
#include <array>
#include <utility>

#include "model/type_facts.h"

namespace onething::check {

namespace {

using typing::Kind;
using typing::TypeId;
using typing::Types;

bool is_text(Kind kind) {
  return kind == Kind::text || kind == Kind::enumeration;
}

bool is_record_type(const Type& type) {
  return type.kind == TypeKind::object || type.kind == TypeKind::person;
}

// Types whose values are identifiers with rules of their own.
bool is_identifier(TypeKind kind) {
  return kind >= TypeKind::uscc && kind <= TypeKind::bank_account;
}

// What conforming accepts, and what it takes only after a conversion.
struct Accepted {
  TypeKind wanted;
  std::array<Kind, 2> kinds;
  std::string_view function;
};
constexpr Accepted accepted[] = {
    {TypeKind::integer, {Kind::integer, Kind::integer}, "int"},
    {TypeKind::number, {Kind::real, Kind::integer}, "double"},
    {TypeKind::money, {Kind::money, Kind::integer}, "money"},
    {TypeKind::boolean, {Kind::boolean, Kind::boolean}, "bool"},
    {TypeKind::date, {Kind::date, Kind::date}, "date"},
    {TypeKind::time, {Kind::instant, Kind::instant}, "timestamp"},
    {TypeKind::duration, {Kind::term, Kind::duration}, "term"},
};

// Whether function(value) exists.
bool converts(std::string_view function, Kind from) {
  if (from == Kind::text) return true;
  if (function == "int")
    return from == Kind::real || from == Kind::unsigned_integer;
  if (function == "double") return from == Kind::unsigned_integer;
  if (function == "date") return from == Kind::instant;
  if (function == "timestamp") return from == Kind::date;
  if (function == "string")
    return from == Kind::integer || from == Kind::real ||
           from == Kind::boolean || from == Kind::money || from == Kind::date ||
           from == Kind::term || from == Kind::instant;
  return false;
}

class Fitting {
 public:
  explicit Fitting(const Types& types) : types_(types) {}

  // Types nest no deeper than the documents they come from.
  std::optional<Misfit> fit(TypeId value, const Type& wanted) {
    value = types_.resolve(value);
    const Kind kind = types_.kind(value);
    const bool is_open = kind == Kind::dyn || kind == Kind::error ||
                         kind == Kind::null || kind == Kind::variable;
    if (is_open) return std::nullopt;
    if (kind == Kind::optional) return fit(types_.first(value), wanted);
    if (wanted.kind == TypeKind::list) return list(value, wanted);
    if (is_record_type(wanted)) return record(value, wanted);
    for (const Accepted& row : accepted)
      if (row.wanted == wanted.kind) return scalar(value, wanted, row);
    if (!is_text(kind)) return mistake(value, wanted, "string");
    if (wanted.kind == TypeKind::enumeration && kind == Kind::enumeration)
      return option(value, wanted);
    return std::nullopt;
  }

 private:
  std::optional<Misfit> scalar(TypeId value, const Type& wanted,
                               const Accepted& row) {
    const Kind kind = types_.kind(value);
    if (kind == row.kinds[0] || kind == row.kinds[1]) return std::nullopt;
    return mistake(value, wanted, row.function);
  }

  Misfit mistake(TypeId value, const Type& wanted, std::string_view function) {
    Misfit misfit;
    misfit.path = path_;
    misfit.found = types_.describe(value);
    misfit.wanted = model::type_name(wanted.kind);
    if (converts(function, types_.kind(value))) {
      misfit.kind = Misfit::Kind::conversion;
      misfit.function = function;
    }
    return misfit;
  }

  std::optional<Misfit> option(TypeId value, const Type& wanted) {
    for (const std::string& option : types_.options(value)) {
      const bool known =
          std::any_of(wanted.options.begin(), wanted.options.end(),
                      [&](const Option& one) { return one.id.text == option; });
      if (known) continue;
      Misfit misfit;
      misfit.kind = Misfit::Kind::option;
      misfit.path = path_;
      misfit.found = {"check_types.quoted", {{"text", option}}};
      misfit.wanted = model::type_name(wanted.kind);
      return misfit;
    }
    return std::nullopt;
  }

  std::optional<Misfit> list(TypeId value, const Type& wanted) {
    if (types_.kind(value) != Kind::list) return mistake(value, wanted, {});
    if (wanted.element.empty()) return std::nullopt;
    return fit(types_.first(value), wanted.element[0]);
  }

  std::optional<Misfit> record(TypeId value, const Type& wanted) {
    const Kind kind = types_.kind(value);
    if (kind == Kind::map) return std::nullopt;
    if (kind != Kind::record) return mistake(value, wanted, {});
    if (wanted.fields.empty()) return std::nullopt;
    for (const Field& field : wanted.fields)
      if (auto found = member(value, field)) return found;
    if (types_.is_open(value)) return std::nullopt;
    for (const typing::Member& one : types_.members(value))
      if (model::find_field(wanted.fields, one.name) == nullptr)
        return unknown(one.name);
    return std::nullopt;
  }

  std::optional<Misfit> member(TypeId value, const Field& field) {
    const typing::Member* found = types_.find_member(value, field.id.text);
    const bool is_missing = found == nullptr && !types_.is_open(value);
    if (is_missing && field.optional) return std::nullopt;
    const std::size_t before = path_.size();
    path_ += "." + field.id.text;
    std::optional<Misfit> misfit;
    if (is_missing ||
        (found != nullptr && found->may_be_absent && !field.optional))
      misfit = Misfit{Misfit::Kind::absent, path_, {}, {}, {}};
    else if (found != nullptr)
      misfit = fit(found->type, field.type);
    path_.resize(before);
    return misfit;
  }

  // Objects are closed: a member that nobody asked for is a defect.
  Misfit unknown(const std::string& name) {
    return {Misfit::Kind::type,
            path_ + "." + name,
            {"check_types.surplus_member", {}},
            {"check_types.no_such_member", {}},
            {}};
  }

  const Types& types_;
  std::string path_;
};

Misfit beyond(std::string path, Message found, Message wanted) {
  return {Misfit::Kind::limit,
          std::move(path),
          std::move(found),
          std::move(wanted),
          {}};
}

Message bound(std::string_view key, std::int64_t value) {
  return {"check_types.bound",
          {{"key", std::string(key)}, {"value", std::to_string(value)}}};
}

Message written(std::string_view key,
                const std::optional<std::int64_t>& value) {
  if (value) return bound(key, *value);
  return {"check_types.no_bound", {{"key", std::string(key)}}};
}

// A bound that is not declared is known to be none only on a form.
std::optional<Misfit> bounds(const Type& value, const Type& wanted,
                             bool is_typed_in, const std::string& path) {
  const auto may_exceed = [&](const auto& given, const auto& limit,
                              bool upper) {
    if (!limit) return false;
    if (!given) return is_typed_in && (upper || *limit > 0);
    return upper ? *given > *limit : *given < *limit;
  };
  // Nothing is shorter than one character, as an empty text is no text.
  const bool one_is_enough =
      wanted.kind == TypeKind::text && wanted.min && *wanted.min <= 1;
  if (may_exceed(value.max, wanted.max, true))
    return beyond(path, written("max", value.max), bound("max", *wanted.max));
  if (!one_is_enough && may_exceed(value.min, wanted.min, false))
    return beyond(path, written("min", value.min), bound("min", *wanted.min));
  return std::nullopt;
}

std::optional<Misfit> declared(const Type& value, const Type& wanted,
                               bool is_typed_in, const std::string& path);

std::optional<Misfit> members(const Type& value, const Type& wanted,
                              bool is_typed_in, const std::string& path) {
  for (const Field& field : wanted.fields)
    if (const Field* given = model::find_field(value.fields, field.id.text))
      if (auto found = declared(given->type, field.type, is_typed_in,
                                path + "." + field.id.text))
        return found;
  return std::nullopt;
}

std::optional<Misfit> texts(const Type& value, const Type& wanted,
                            bool is_typed_in, const std::string& path) {
  const Message found = model::type_name(value.kind);
  const Message asked = model::type_name(wanted.kind);
  if (is_identifier(wanted.kind) && is_identifier(value.kind)) {
    if (value.kind == wanted.kind) return std::nullopt;
    return Misfit{Misfit::Kind::type, path, found, asked, {}};
  }
  const bool is_plain = value.kind == TypeKind::text && is_typed_in;
  const bool is_checked =
      is_identifier(wanted.kind) || wanted.kind == TypeKind::enumeration;
  if (is_plain && value.pattern.empty() && is_checked)
    return beyond(path, found, asked);
  if (is_plain && wanted.kind == TypeKind::text && !wanted.pattern.empty() &&
      value.pattern != wanted.pattern)
    return beyond(
        path, found,
        {"check_types.bound", {{"key", "pattern"}, {"value", wanted.pattern}}});
  return std::nullopt;
}

std::optional<Misfit> declared(const Type& value, const Type& wanted,
                               bool is_typed_in, const std::string& path) {
  if (value.kind == wanted.kind && wanted.kind == TypeKind::list &&
      !value.element.empty() && !wanted.element.empty())
    if (auto found =
            declared(value.element[0], wanted.element[0], is_typed_in, path))
      return found;
  if (is_record_type(value) && is_record_type(wanted))
    return members(value, wanted, is_typed_in, path);
  if (auto found = texts(value, wanted, is_typed_in, path)) return found;
  if (value.kind == wanted.kind)
    return bounds(value, wanted, is_typed_in, path);
  return std::nullopt;
}

}  // namespace

std::optional<Misfit> misfit(const Types& types, TypeId value,
                             const Type& wanted) {
  return Fitting(types).fit(value, wanted);
}

std::optional<Misfit> misfit(const Type& value, const Type& wanted,
                             bool is_typed_in) {
  return declared(value, wanted, is_typed_in, {});
}

}  // namespace onething::check
