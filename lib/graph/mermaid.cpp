// SPDX-License-Identifier: Apache-2.0

#include <string_view>

#include "base/format.h"
#include "graph/picture.h"

namespace onething::graphs {

namespace {

// Everything that Mermaid or the page around it could read as its own.
std::string escaped(std::string_view text) {
  std::string out;
  for (const char c : text) {
    const unsigned char byte = static_cast<unsigned char>(c);
    if (byte < 0x20)
      out += ' ';
    else if (std::string_view("\"<>&#`\\;|{}[]()").find(c) !=
             std::string_view::npos)
      out += format("#{};", static_cast<int>(byte));
    else
      out += c;
  }
  return out;
}

std::string label_of(const Node& node) {
  std::string out = escaped(node.title);
  if (!node.limit.empty()) out += " · " + node.limit;
  for (const std::string& note : node.notes) out += "<br/>" + escaped(note);
  return out;
}

std::string node_line(const Picture& picture, std::size_t at) {
  const Node& node = picture.nodes[at];
  const bool round = node.kind != Node::Kind::system;
  return format("    n{}{}\"{}\"{}\n", at, round ? "(" : "[", label_of(node),
                round ? ")" : "]");
}

}  // namespace

std::string mermaid_of(const Picture& picture) {
  std::string out = "flowchart TD\n";
  for (std::size_t lane = 0; lane < picture.lanes.size(); ++lane) {
    out += format("  subgraph lane{}[\"{}\"]\n", lane,
                  escaped(picture.lanes[lane]));
    for (std::size_t i = 0; i < picture.nodes.size(); ++i)
      if (picture.nodes[i].lane == lane) out += node_line(picture, i);
    out += "  end\n";
  }
  for (std::size_t i = 0; i < picture.nodes.size(); ++i)
    if (picture.nodes[i].lane == no_lane) out += node_line(picture, i);
  for (const Arrow& arrow : picture.arrows) {
    std::string label;
    for (const std::string& datum : arrow.data)
      label += (label.empty() ? "" : "<br/>") + escaped(datum);
    out += format("  n{} {} ", arrow.from, arrow.critical ? "==>" : "-->");
    if (!label.empty()) out += format("|\"{}\"| ", label);
    out += format("n{}\n", arrow.to);
  }
  out += "  classDef critical stroke:#c1121f,stroke-width:3px\n";
  for (std::size_t i = 0; i < picture.nodes.size(); ++i)
    if (picture.nodes[i].critical) out += format("  class n{} critical\n", i);
  return out;
}

}  // namespace onething::graphs
