// SPDX-License-Identifier: Apache-2.0

#include <algorithm>
#include <functional>

#include "typing/checker.h"

namespace onething::typing {

using expr::Op;

namespace {

std::uint64_t mix(std::uint64_t a, std::uint64_t b) {
  a = (a ^ (b + 0x9E3779B97F4A7C15ull + (a << 6) + (a >> 2))) *
      0xFF51AFD7ED558CCDull;
  return a ^ (a >> 32) ? a ^ (a >> 32) : 1;
}

std::uint64_t hash_of(std::string_view text) {
  return std::hash<std::string_view>()(text);
}

bool contains(const std::vector<std::uint64_t>& keys, std::uint64_t key) {
  return std::find(keys.begin(), keys.end(), key) != keys.end();
}

}  // namespace

std::uint64_t Checker::member_key(std::uint64_t target, std::string_view name) {
  return mix(target, hash_of(name));
}

// Two parts of a formula with one key read the same. Zero: not comparable.
void Checker::note_key(NodeIndex index, const Node& n) {
  std::uint64_t key = 0;
  switch (n.op) {
    case Op::name: {
      const Local* local = find_local(n.text);
      const std::string_view text = n.text;
      key = local != nullptr ? local->key
                             : hash_of(text.substr(text.starts_with('.'))) | 1;
      break;
    }
    case Op::literal:
      if (const std::string* text = n.value().text())
        key = hash_of(*text);
      else if (const auto* whole = n.value().as<std::int64_t>())
        key = mix(7, static_cast<std::uint64_t>(*whole));
      break;
    case Op::select:
    case Op::select_optional:
    case Op::test_present:
      key = keys_[n.children[0]];
      if (key != 0) key = member_key(key, n.text);
      break;
    case Op::index:
    case Op::index_optional:
      key = keys_[n.children[0]];
      // A text in brackets is a member; its key is the hash of its text.
      if (key != 0 && keys_[n.children[1]] != 0)
        key = mix(key, keys_[n.children[1]]);
      break;
    case Op::call:
    case Op::method:
      key = hash_of(n.text);
      for (const NodeIndex child : n.children)
        key = key != 0 && keys_[child] != 0 ? mix(key, keys_[child]) : 0;
      break;
    default:
      break;
  }
  keys_[index] = key;
}

void Checker::assume(NodeIndex index, bool truth) {
  assumptions_.push_back({index, truth});
  collect(index, truth, present_);
}

void Checker::forget(Mark mark) {
  assumptions_.resize(mark.assumptions);
  present_.resize(mark.present);
}

// Adds the keys of what is there when `index` is true, or false.
void Checker::collect(NodeIndex index, bool truth,
                      std::vector<std::uint64_t>& out) {
  const Node& n = node(index);
  switch (n.op) {
    case Op::logical_and:
    case Op::logical_or:
      if ((n.op == Op::logical_and) != truth)
        return collect_both(n, truth, out);
      for (const NodeIndex child : n.children) collect(child, truth, out);
      return;
    case Op::test_present:
      if (truth) collect_path(index, out);
      return;
    case Op::call:
      if (n.text == "!_") return collect(n.children[0], !truth, out);
      if (n.text == "@in" && truth && keys_[n.children[0]] != 0 &&
          keys_[n.children[1]] != 0)
        out.push_back(mix(keys_[n.children[1]], keys_[n.children[0]]));
      return collect_comparison(n, truth, out);
    case Op::method:
      if (n.text == "hasValue" && truth)
        return collect_path(n.children[0], out);
      // x.orValue(false) is true only when there is an x.
      if (n.text == "orValue" && n.children.size() == 2) {
        const bool* other = node(n.children[1]).value().as<bool>();
        if (other != nullptr && *other != truth)
          collect_path(n.children[0], out);
      }
      return;
    default:
      return;
  }
}

// One of the two sides holds: what follows from either is there.
void Checker::collect_both(const Node& n, bool truth,
                           std::vector<std::uint64_t>& out) {
  std::vector<std::uint64_t> left;
  std::vector<std::uint64_t> right;
  collect(n.children[0], truth, left);
  if (left.empty()) return;
  collect(n.children[1], truth, right);
  for (const std::uint64_t key : left)
    if (contains(right, key)) out.push_back(key);
}

// `x.orValue("") != ""` is true only when there is an x.
void Checker::collect_comparison(const Node& n, bool truth,
                                 std::vector<std::uint64_t>& out) {
  const bool equal = n.text == "_==_";
  if (!equal && n.text != "_!=_") return;
  for (const std::size_t side : {0u, 1u}) {
    const Node& choice = node(n.children[side]);
    const Node& other = node(n.children[1 - side]);
    if (choice.op != Op::method || choice.text != "orValue" ||
        choice.children.size() != 2 || other.op != Op::literal)
      continue;
    const Node& fallback = node(choice.children[1]);
    if (fallback.op != Op::literal ||
        fallback.value().kind() != other.value().kind())
      continue;
    const bool is_fallback = fallback.value() == other.value();
    if (is_fallback != (equal == truth)) collect_path(choice.children[0], out);
  }
}

// What a part reads, and all before it.
void Checker::collect_path(NodeIndex index, std::vector<std::uint64_t>& out) {
  while (keys_[index] != 0) {
    out.push_back(keys_[index]);
    const Op op = node(index).op;
    if (op != Op::select && op != Op::select_optional &&
        op != Op::test_present && op != Op::index && op != Op::index_optional)
      return;
    index = node(index).children[0];
  }
}

// `form.a > 1 && has(form.a)` is false, and no error, when there is no `a`: the
// right side guards the left one as well. Takes back what was reported there.
void Checker::excuse(NodeIndex guard, bool truth, std::size_t first,
                     std::size_t end) {
  std::vector<std::uint64_t> present;
  collect(guard, truth, present);
  if (present.empty()) return;
  const auto is_excused = [&](const Mistake& mistake) {
    return mistake.kind == Mistake::Kind::absent_used &&
           contains(present, keys_[mistake.node]);
  };
  auto& all = out_.mistakes;
  const auto begin = all.begin() + static_cast<std::ptrdiff_t>(first);
  const auto stop = all.begin() + static_cast<std::ptrdiff_t>(end);
  for (auto mistake = begin; mistake != stop; ++mistake)
    if (is_excused(*mistake)) std::erase(reported_, keys_[mistake->node]);
  all.erase(std::remove_if(begin, stop, is_excused), stop);
}

// A member that may be absent is read.
void Checker::need_presence(NodeIndex index, TypeId type) {
  const Node& n = node(index);
  note_key(index, n);
  const std::uint64_t key = keys_[index];
  if (key != 0 && (contains(present_, key) || contains(reported_, key))) return;
  std::vector<std::string> path = path_of(ast_, index);
  if (begins_at_root(index) && is_known_present(path)) return;
  if (key != 0) reported_.push_back(key);
  mistakes_.absent_used(index, type, std::move(path));
}

// Whether `index` is fields of a variable of the environment, not of a macro.
bool Checker::begins_at_root(NodeIndex index) const {
  while (node(index).op == Op::select ||
         node(index).op == Op::select_optional ||
         (node(index).op == Op::index &&
          text_literal(node(index).children[1]) != nullptr))
    index = node(index).children[0];
  return node(index).op == Op::name && find_local(node(index).text) == nullptr;
}

bool Checker::is_known_present(const std::vector<std::string>& path) const {
  return environment_.is_known_present &&
         environment_.is_known_present({path, assumptions_, ast_});
}

}  // namespace onething::typing
