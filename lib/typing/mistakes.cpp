// SPDX-License-Identifier: Apache-2.0

#include "typing/mistakes.h"

#include <algorithm>
#include <utility>

#include "expr/display_name.h"
#include "onething/text.h"
#include "typing/overloads.h"

namespace onething::typing {

using expr::NodeIndex;
using expr::Op;

namespace {

constexpr std::size_t kRowsShownMax = 3;

bool is_number(Kind kind) {
  return kind == Kind::integer || kind == Kind::unsigned_integer ||
         kind == Kind::real;
}
bool is_text(Kind kind) {
  return kind == Kind::text || kind == Kind::enumeration;
}

// The function that makes a value of `kind` from one of `other`; empty when
// there is none.
std::string_view converter(Kind kind, Kind other) {
  const bool from_text = is_text(other);
  switch (kind) {
    case Kind::money:
      return from_text || other == Kind::integer ? "money" : "";
    case Kind::date:
      return from_text || other == Kind::instant ? "date" : "";
    case Kind::instant:
      return from_text ? "timestamp" : "";
    case Kind::duration:
      return from_text ? "duration" : "";
    case Kind::term:
      return from_text ? "term" : "";
    case Kind::integer:
      return from_text ? "int" : "";
    case Kind::unsigned_integer:
      return from_text ? "uint" : "";
    case Kind::real:
      return from_text || other == Kind::integer ? "double" : "";
    default:
      return "";
  }
}

std::string path_text(const std::vector<std::string>& path) {
  std::string out;
  for (const std::string& name : path) {
    if (!out.empty()) out += '.';
    out += name;
  }
  return out;
}

// form.?capital
std::string optional_text(const std::vector<std::string>& path) {
  const std::string plain = path_text(path);
  const std::size_t dot = plain.size() - path.back().size();
  return path.size() < 2 ? plain : plain.substr(0, dot) + "?" + path.back();
}

// How people see a value of the type when nothing else is there.
std::string default_text(Kind kind) {
  switch (kind) {
    case Kind::text:
    case Kind::enumeration:
      return "\"\"";
    case Kind::boolean:
      return "false";
    case Kind::integer:
      return "0";
    case Kind::real:
      return "0.0";
    case Kind::money:
      return "money(0)";
    case Kind::list:
      return "[]";
    default:
      return "…";
  }
}

std::string joined(const std::vector<std::string>& names) {
  std::string out;
  for (const std::string& name : names) out += (out.empty() ? "" : ", ") + name;
  return out;
}

}  // namespace

std::vector<std::string> path_of(const expr::Ast& ast, NodeIndex index) {
  std::vector<std::string> path;
  while (true) {
    const expr::Node& n = ast.nodes[index];
    const bool is_text = n.op == Op::index &&
                         ast.nodes[n.children[1]].op == Op::literal &&
                         ast.nodes[n.children[1]].value().text() != nullptr;
    if (is_text)
      path.push_back(*ast.nodes[n.children[1]].value().text());
    else if (n.op == Op::name || n.op == Op::select ||
             n.op == Op::select_optional)
      path.emplace_back(n.text);
    else
      break;
    if (n.op == Op::name) break;
    index = n.children[0];
  }
  std::reverse(path.begin(), path.end());
  return path;
}

Mistake& Mistakes::add(Mistake::Kind kind, NodeIndex index, Message found) {
  Mistake& mistake = out_.mistakes.emplace_back();
  mistake.kind = kind;
  mistake.node = index;
  mistake.range = ast_.nodes[index].range;
  mistake.found = std::move(found);
  return mistake;
}

// "a date and an int"
Message Mistakes::types_message(Arguments arguments) const {
  if (arguments.empty()) return {"typing.no_arguments", {}};
  Message out = types_.describe(type_of(arguments[0]));
  for (const NodeIndex argument : arguments.subspan(1))
    out = {"typing.and_type",
           {{"types", std::move(out)},
            {"type", types_.describe(type_of(argument))}}};
  return out;
}

void Mistakes::no_overload(NodeIndex index, std::string_view name,
                           Arguments arguments) {
  if (optional_used(index, name, arguments) ||
      conversion(index, name, arguments))
    return;
  const bool compares = name == "_==_" || name == "_!=_";
  const bool numbers = arguments.size() == 2 &&
                       is_number(kind_of(arguments[0])) &&
                       is_number(kind_of(arguments[1]));
  if (compares && !numbers) return never_equal(index, arguments);
  Mistake& mistake = add(Mistake::Kind::no_overload, index,
                         {"typing.no_overload",
                          {{"function", expr::display_name(name)},
                           {"types", types_message(arguments)}}});
  mistake.word = name;
  mistake.expected = {"typing.no_overload_label", {}};
  mistake.help = advise(name, arguments, numbers);
}

// What to write instead; empty when nobody can know.
Message Mistakes::advise(std::string_view name, Arguments arguments,
                         bool numbers) const {
  if (numbers) return {"typing.mixed_numbers_help", {}};
  const bool money = std::any_of(
      arguments.begin(), arguments.end(),
      [this](NodeIndex one) { return kind_of(one) == Kind::money; });
  if (money && (name == "_*_" || name == "_/_"))
    return {"typing.money_help", {}};
  const bool adds = name == "_+_" || name == "_-_";
  if (adds && kind_of(arguments[0]) == Kind::date &&
      kind_of(arguments.back()) == Kind::integer)
    return {"typing.add_days_help", {}};
  if (name.find('_') != name.npos || name.starts_with('@')) return {};
  std::vector<std::string> rows;
  for (const expr::CallStyle style :
       {expr::CallStyle::global, expr::CallStyle::method}) {
    const FunctionEntry* entry = find_entry(name, style);
    if (entry == nullptr || entry->overloads.size() > kRowsShownMax) continue;
    for (const Overload& row : entry->overloads)
      rows.push_back(std::string(row.name) + "(" + std::string(row.arguments) +
                     ")");
  }
  if (rows.empty()) return {};
  return {"typing.accepts_help", {{"forms", joined(rows)}}};
}

void Mistakes::never_equal(NodeIndex index, Arguments arguments) {
  const NodeIndex left = arguments[0];
  const NodeIndex right = arguments[1];
  Mistake& mistake = add(Mistake::Kind::never_equal, index,
                         {"typing.never_equal",
                          {{"left", types_.describe(type_of(left))},
                           {"right", types_.describe(type_of(right))}}});
  mistake.expected = {"typing.never_equal_label", {}};
  const bool with_null = kind_of(left) == Kind::null;
  if (!with_null && kind_of(right) != Kind::null) return;
  const auto path = path_of(ast_, with_null ? right : left);
  if (path.size() > 1)
    mistake.help = {"typing.never_null_help", {{"path", path_text(path)}}};
}

// A value that may be absent where its content is wanted.
bool Mistakes::optional_used(NodeIndex index, std::string_view name,
                             Arguments arguments) {
  const auto found = std::find_if(
      arguments.begin(), arguments.end(),
      [this](NodeIndex one) { return kind_of(one) == Kind::optional; });
  if (found == arguments.end()) return false;
  const TypeId content = types_.first(types_.resolve(type_of(*found)));
  Mistake& mistake = add(Mistake::Kind::no_overload, *found,
                         {"typing.optional_used",
                          {{"function", expr::display_name(name)},
                           {"type", types_.describe(content)}}});
  mistake.node = index;
  mistake.word = name;
  mistake.expected = {"typing.optional_used_label", {}};
  mistake.help = {
      "typing.optional_used_help",
      {{"default", default_text(types_.kind(types_.resolve(content)))}}};
  return true;
}

// What is compared: for `x in [y]` the elements.
Kind Mistakes::value_kind(NodeIndex index, std::string_view name) const {
  const TypeId type = type_of(index);
  return name == "@in" && types_.kind(type) == Kind::list
             ? types_.kind(types_.resolve(types_.first(type)))
             : types_.kind(type);
}

bool Mistakes::conversion(NodeIndex index, std::string_view name,
                          Arguments arguments) {
  const bool is_operator = name.starts_with('_') || name == "@in";
  if (!is_operator || arguments.size() != 2) return false;
  const bool scales = name == "_*_" || name == "_/_" || name == "_%_";
  NodeIndex odd = expr::no_node;
  std::string_view function;
  for (const std::size_t side : {0u, 1u}) {
    const NodeIndex other = arguments[1 - side];
    const std::string_view found =
        converter(value_kind(arguments[side], name), value_kind(other, name));
    // What is written out is what can be written differently.
    if (found.empty() ||
        (odd != expr::no_node && ast_.nodes[other].op != Op::literal))
      continue;
    odd = other;
    function = found;
  }
  if (odd == expr::no_node || function == "double" ||
      (scales && function != "int" && function != "uint"))
    return false;
  Mistake& mistake = add(Mistake::Kind::silent_conversion, index,
                         {"typing.silent_conversion",
                          {{"left", types_.describe(type_of(arguments[0]))},
                           {"right", types_.describe(type_of(arguments[1]))}}});
  mistake.range = ast_.nodes[odd].range;
  mistake.word = function;
  mistake.expected = {"typing.silent_conversion_label",
                      {{"type", types_.describe(type_of(odd))}}};
  mistake.help = {"typing.silent_conversion_help",
                  {{"function", std::string(function)}}};
  return true;
}

void Mistakes::unknown_member(NodeIndex index, TypeId target,
                              const std::string& name) {
  Mistake& mistake = add(Mistake::Kind::unknown_member, index,
                         {"typing.no_members",
                          {{"type", types_.describe(target)}, {"name", name}}});
  if (ast_.nodes[index].text_range.end > 0)
    mistake.range = ast_.nodes[index].text_range;
  mistake.word = name;
  mistake.expected = {"typing.unknown_member_label", {}};
  mistake.path = path_of(ast_, ast_.nodes[index].children[0]);
  if (types_.kind(target) == Kind::list)
    mistake.help = {"typing.list_member_help", {{"name", name}}};
  if (types_.kind(target) != Kind::record) return;
  mistake.found = {"typing.unknown_member", {{"name", name}}};
  if (!mistake.path.empty())
    mistake.found = {"typing.unknown_member_of",
                     {{"name", name}, {"target", path_text(mistake.path)}}};
  std::vector<std::string_view> names;
  for (const Member& member : types_.members(target))
    names.push_back(member.name);
  mistake.proposals = did_you_mean(name, names);
  if (!mistake.proposals.empty())
    mistake.help = {"expr.did_you_mean",
                    {{"names", joined(mistake.proposals)}}};
  else if (!names.empty())
    mistake.help = {
        "typing.known_members",
        {{"names", shorten(joined({names.begin(), names.end()}), 60)}}};
}

void Mistakes::unknown_name(NodeIndex index, const std::string& name) {
  Mistake& mistake = add(Mistake::Kind::unknown_name, index,
                         {"expr.unknown_name", {{"name", name}}});
  mistake.word = name;
}

void Mistakes::needless_guard(NodeIndex index) {
  const expr::Node& n = ast_.nodes[index];
  std::vector<std::string> path = path_of(ast_, n.children[0]);
  path.emplace_back(n.text);
  Mistake& mistake =
      add(Mistake::Kind::needless_guard, index,
          {"typing.needless_guard", {{"path", path_text(path)}}});
  mistake.expected = {"typing.needless_guard_label", {}};
  mistake.help = {"typing.needless_guard_help", {{"path", path_text(path)}}};
  mistake.path = std::move(path);
}

void Mistakes::absent_used(NodeIndex index, TypeId type,
                           std::vector<std::string> path) {
  Mistake& mistake = add(Mistake::Kind::absent_used, index,
                         {"typing.absent_used", {{"path", path_text(path)}}});
  mistake.expected = {"typing.absent_used_label", {}};
  const std::string fallback = optional_text(path) + ".orValue(" +
                               default_text(types_.kind(types_.resolve(type))) +
                               ")";
  mistake.help = {"typing.absent_used_help",
                  {{"path", path_text(path)}, {"fallback", fallback}}};
  mistake.proposals = {fallback};
  mistake.path = std::move(path);
}

}  // namespace onething::typing
