// SPDX-License-Identifier: Apache-2.0

#include <algorithm>
#include <array>

#include "graph/picture.h"

namespace onething::graphs {

namespace {

struct Sort {
  Node::Kind kind;
  std::string_view key;
};
constexpr std::array<Sort, 4> kSorts = {{
    {Node::Kind::system, "graph.by_system"},
    {Node::Kind::person, "graph.by_person"},
    {Node::Kind::wait, "graph.waiting"},
    {Node::Kind::state, "graph.state"},
}};

struct Meaning {
  GraphMark::Kind kind;
  std::string_view key;
};
constexpr std::array<Meaning, 4> kMeanings = {{
    {GraphMark::Kind::good, "graph.mark_good"},
    {GraphMark::Kind::partly, "graph.mark_partly"},
    {GraphMark::Kind::bad, "graph.mark_bad"},
    {GraphMark::Kind::told, "graph.mark_told"},
}};

}  // namespace

void mark(Picture& picture, const GraphOptions& options) {
  for (const GraphMark& each : options.marks)
    for (Node& node : picture.nodes) {
      if (node.id != each.of || node.id.empty()) continue;
      node.mark = each.kind;
      node.notes.push_back(render(each.note, options.language));
    }
  const auto add = [&](std::string_view key, Node::Kind kind) -> Node& {
    Node& node = picture.legend.emplace_back();
    node.title = render({key, {}}, options.language);
    node.kind = kind;
    return node;
  };
  const auto any = [&](auto is_such) {
    return std::any_of(picture.nodes.begin(), picture.nodes.end(), is_such);
  };
  for (const Sort& sort : kSorts)
    if (any([&](const Node& node) { return node.kind == sort.kind; }))
      add(sort.key, sort.kind);
  const Node::Kind box =
      options.states ? Node::Kind::state : Node::Kind::system;
  if (any([](const Node& node) { return node.critical; }))
    add("graph.longest", box).critical = true;
  for (const Meaning& meaning : kMeanings)
    if (any([&](const Node& node) { return node.mark == meaning.kind; }))
      add(meaning.key, box).mark = meaning.kind;
}

}  // namespace onething::graphs
