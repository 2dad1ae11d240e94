// SPDX-License-Identifier: Apache-2.0

#include <array>
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

std::string node_line(const std::string& name, const Node& node) {
  const bool round = node.kind != Node::Kind::system;
  return format("    {}{}\"{}\"{}\n", name, round ? "(" : "[", label_of(node),
                round ? ")" : "]");
}

std::string node_name(std::size_t at) { return "n" + std::to_string(at); }

// Colours that can be told apart on light and on dark ground; by
// GraphMark::Kind, and the longest path.
constexpr std::array<std::string_view, 5> kClasses = {
    "good stroke:#2da44e,stroke-width:3px",
    "partly stroke:#d4a72c,stroke-width:3px",
    "bad stroke:#cf222e,stroke-width:3px",
    "told stroke:#0969da,stroke-width:3px",
    "critical stroke:#c1121f,stroke-width:3px"};

std::string_view name_of(std::string_view definition) {
  return definition.substr(0, definition.find(' '));
}

std::string class_line(const std::string& name, const Node& node) {
  if (!node.mark && !node.critical) return {};
  const std::size_t which =
      node.mark ? static_cast<std::size_t>(*node.mark) : kClasses.size() - 1;
  return format("  class {} {}\n", name, name_of(kClasses[which]));
}

}  // namespace

std::string mermaid_of(const Picture& picture) {
  std::string out = "flowchart TD\n";
  for (std::size_t lane = 0; lane < picture.lanes.size(); ++lane) {
    out += format("  subgraph lane{}[\"{}\"]\n", lane,
                  escaped(picture.lanes[lane]));
    for (std::size_t i = 0; i < picture.nodes.size(); ++i)
      if (picture.nodes[i].lane == lane)
        out += node_line(node_name(i), picture.nodes[i]);
    out += "  end\n";
  }
  for (std::size_t i = 0; i < picture.nodes.size(); ++i)
    if (picture.nodes[i].lane == no_lane)
      out += node_line(node_name(i), picture.nodes[i]);
  for (const Arrow& arrow : picture.arrows) {
    std::string label;
    for (const std::string& datum : arrow.data)
      label += (label.empty() ? "" : "<br/>") + escaped(datum);
    out += format("  n{} {} ", arrow.from, arrow.critical ? "==>" : "-->");
    if (!label.empty()) out += format("|\"{}\"| ", label);
    out += format("n{}\n", arrow.to);
  }
  std::string classes;
  for (std::size_t i = 0; i < picture.nodes.size(); ++i)
    classes += class_line(node_name(i), picture.nodes[i]);
  for (const std::string_view each : kClasses)
    if (classes.find(" " + std::string(name_of(each)) + "\n") !=
        std::string::npos)
      out += format("  classDef {}\n", each);
  return out + classes;
}

}  // namespace onething::graphs
