// SPDX-License-Identifier: Apache-2.0

#include "check/origins.h"

#include <algorithm>
#include <array>
#include <string>
#include <utility>

namespace onething::check {

namespace {

using expr::Node;
using expr::NodeIndex;
using expr::Op;

constexpr auto roots = std::to_array<std::string_view>(
    {"form", "prefill", "materials", "steps", "case"});

// Their result tells about a value and does not hold it.
constexpr auto telling = std::to_array<std::string_view>(
    {"_==_", "_!=_", "_<_", "_<=_", "_>_", "_>=_", "@in", "!_", "size", "type",
     "startsWith", "endsWith", "contains", "matches", "hasValue", "isEmpty",
     "indexOf", "lastIndexOf"});

template <std::size_t N>
bool is_in(const std::array<std::string_view, N>& list, std::string_view word) {
  return std::find(list.begin(), list.end(), word) != list.end();
}

void add(std::vector<Origin>& to, std::vector<Origin> more) {
  for (Origin& origin : more) {
    const bool known = std::any_of(to.begin(), to.end(), [&](const Origin& o) {
      return o.root == origin.root && o.path == origin.path;
    });
    if (!known) to.push_back(std::move(origin));
  }
}

// Recursion is bounded: formulas nest no deeper than limits.h says.
class Finder {
 public:
  Finder(const expr::Ast& ast, const std::vector<Origin>* each)
      : ast_(ast), each_(each) {}

  std::vector<Origin> find(NodeIndex index) {
    const Node& node = ast_.nodes[index];
    switch (node.op) {
      case Op::literal:
      case Op::test_present:
      case Op::logical_and:
      case Op::logical_or:
        return {};
      case Op::name:
        return named(node);
      case Op::select:
      case Op::select_optional:
        return chain(index);
      case Op::index:
      case Op::index_optional:
        return indexed(node);
      case Op::conditional:
        return children(node, 1);
      case Op::list:
        return children(node, 0);
      case Op::map:
        return map_values(node);
      case Op::call:
      case Op::method:
        return is_in(telling, node.text) ? std::vector<Origin>()
                                         : children(node, 0);
      case Op::comprehension:
        return fold(*node.fold());
    }
    return {};
  }

 private:
  std::vector<Origin> children(const Node& node, std::size_t first) {
    std::vector<Origin> found;
    for (std::size_t i = first; i < node.children.size(); ++i)
      add(found, find(node.children[i]));
    return found;
  }

  std::vector<Origin> map_values(const Node& node) {
    std::vector<Origin> found;
    for (std::size_t i = 1; i < node.children.size(); i += 2)
      add(found, find(node.children[i]));
    return found;
  }

  std::vector<Origin> named(const Node& node) {
    std::string_view name = node.text;
    if (name.starts_with('.')) {
      name.remove_prefix(1);
    } else {
      for (auto it = scope_.rbegin(); it != scope_.rend(); ++it)
        if (it->first == name) return placed(it->second, node.range);
    }
    if (name == "each" && each_ != nullptr) return placed(*each_, node.range);
    if (!is_in(roots, name)) return {};
    return {{name, {}, node.range}};
  }

  // `form.a.b` at once: most formulas are nothing else.
  std::vector<Origin> chain(NodeIndex index) {
    const auto is_member = [](const Node& node) {
      return node.op == Op::select || node.op == Op::select_optional;
    };
    std::size_t length = 0;
    NodeIndex first = index;
    for (; is_member(ast_.nodes[first]); first = ast_.nodes[first].children[0])
      ++length;
    std::vector<Origin> found = find(first);
    for (Origin& origin : found) {
      const std::size_t before = origin.path.size();
      origin.path.resize(before + length);
      NodeIndex at = index;
      for (std::size_t i = before + length; i-- > before;
           at = ast_.nodes[at].children[0])
        origin.path[i] = ast_.nodes[at].text;
      origin.range = ast_.nodes[index].range;
    }
    return found;
  }

  static std::vector<Origin> placed(std::vector<Origin> origins,
                                    expr::Range range) {
    for (Origin& origin : origins) origin.range = range;
    return origins;
  }

  std::vector<Origin> below(const Node& node, std::string_view member) {
    std::vector<Origin> found = find(node.children[0]);
    for (Origin& origin : found) {
      origin.path.push_back(member);
      origin.range = node.range;
    }
    return found;
  }

  // A key that stands there as a text is a member; any other picks an element.
  std::vector<Origin> indexed(const Node& node) {
    const Node& key = ast_.nodes[node.children[1]];
    const std::string* member =
        key.op == Op::literal ? key.value().as<std::string>() : nullptr;
    if (member != nullptr) return below(node, *member);
    return find(node.children[0]);
  }

  std::vector<Origin> fold(const expr::Comprehension& fold) {
    std::vector<Origin> elements = find(fold.range);
    std::vector<Origin> gathered = find(fold.initial);
    const std::size_t before = scope_.size();
    scope_.emplace_back(fold.accumulator, gathered);
    const bool has_two = !fold.second_variable.empty();
    scope_.emplace_back(fold.variable,
                        has_two ? std::vector<Origin>() : elements);
    if (has_two) scope_.emplace_back(fold.second_variable, elements);
    add(gathered, find(fold.step));
    scope_.resize(before);
    scope_.emplace_back(fold.accumulator, std::move(gathered));
    std::vector<Origin> found = find(fold.result);
    scope_.resize(before);
    return found;
  }

  const expr::Ast& ast_;
  const std::vector<Origin>* each_;
  std::vector<std::pair<std::string_view, std::vector<Origin>>> scope_;
};

}  // namespace

std::vector<Origin> origins_in(const expr::Ast& ast,
                               const std::vector<Origin>* each) {
  if (ast.root == expr::no_node) return {};
  return Finder(ast, each).find(ast.root);
}

}  // namespace onething::check
