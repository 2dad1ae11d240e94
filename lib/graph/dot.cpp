// SPDX-License-Identifier: Apache-2.0

#include <algorithm>
#include <array>

#include "base/format.h"
#include "graph/picture.h"
#include "onething/text.h"

namespace onething::graphs {

namespace {

constexpr std::size_t kColumns = 26;  // Cells of a line in a box.

struct Colours {
  std::string_view ground, ink, line, critical;
  std::array<std::string_view, 12> lanes;
};
constexpr Colours kLight = {
    "#ffffff",
    "#1f2328",
    "#6e7781",
    "#c1121f",
    {"#dbeafe", "#dcfce7", "#fef3c7", "#fce7f3", "#ede9fe", "#cffafe",
     "#ffedd5", "#e5e7eb", "#fecaca", "#d9f99d", "#c7d2fe", "#e7d8c9"}};
constexpr Colours kDark = {
    "#0d1117",
    "#e6edf3",
    "#8b949e",
    "#ff7b72",
    {"#1e3a5f", "#14452f", "#524312", "#5b2143", "#3b2a6b", "#164e56",
     "#5a3013", "#373e47", "#6b2222", "#3c5212", "#2f3687", "#4e4033"}};

// Graphviz reads entities in labels, so `&` is one too.
std::string escaped(std::string_view text) {
  std::string out;
  for (const char c : text) {
    if (c == '"' || c == '\\')
      out += std::string("\\") + c;
    else if (c == '&')
      out += "&amp;";
    else
      out += static_cast<unsigned char>(c) < 0x20 ? ' ' : c;
  }
  return out;
}

struct Label {
  std::string text;
  std::size_t lines = 0;
  std::size_t columns = 0;

  void add(std::string_view more) {
    for (const std::string& line : wrap(escaped(more), kColumns)) {
      if (lines++ > 0) text += "\\n";
      text += line;
      columns = std::max(columns, display_width(line));
    }
  }
};

Label label_of(const Picture& picture, const Node& node) {
  Label label;
  label.add(node.limit.empty() ? node.title : node.title + "  " + node.limit);
  if (node.lane != no_lane) label.add("[" + picture.lanes[node.lane] + "]");
  for (const std::string& note : node.notes) label.add(note);
  return label;
}

std::string_view shape_of(Node::Kind kind) {
  switch (kind) {
    case Node::Kind::begin:
    case Node::Kind::end:
      return "shape=box style=\"rounded,filled,bold\"";
    case Node::Kind::person:
      return "shape=box style=\"rounded,filled,dashed\"";
    case Node::Kind::wait:
      return "shape=cds style=filled";
    case Node::Kind::system:
      return "shape=box style=filled";
  }
  return "";
}

std::string node_line(const Picture& picture, std::size_t at,
                      const Colours& colours) {
  const Node& node = picture.nodes[at];
  const Label label = label_of(picture, node);
  const std::string_view fill =
      node.lane == no_lane ? colours.ground
                           : colours.lanes[node.lane % colours.lanes.size()];
  // Graphviz may not know the font; a cell is half as wide as a Chinese
  // character is high, a Latin letter a little wider than that.
  return format(
      "  n{} [label=\"{}\" {} fillcolor=\"{}\" color=\"{}\" penwidth={} "
      "width={:.2f} height={:.2f}];\n",
      at, label.text, shape_of(node.kind), fill,
      node.critical ? colours.critical : colours.line, node.critical ? 3 : 1,
      static_cast<double>(label.columns) * 6.6 / 72 + 0.35,
      static_cast<double>(label.lines) * 16.0 / 72 + 0.2);
}

}  // namespace

std::string dot_of(const Picture& picture, bool dark) {
  const Colours& colours = dark ? kDark : kLight;
  std::string title = escaped(picture.title);
  if (!picture.critical.empty())
    for (const std::string& line : wrap(escaped(picture.critical), 80))
      title += "\\n" + line;
  std::string out = format(
      "digraph onething {{\n"
      "  graph [label=\"{}\" labelloc=t bgcolor=\"{}\" fontcolor=\"{}\" "
      "fontname=\"Noto Sans CJK SC\" fontsize=14 nodesep=0.3 ranksep=0.4];\n"
      "  node [fixedsize=true fontname=\"Noto Sans CJK SC\" fontsize=12 "
      "fontcolor=\"{}\"];\n"
      "  edge [fontname=\"Noto Sans CJK SC\" fontsize=10 fontcolor=\"{}\" "
      "color=\"{}\"];\n",
      title, colours.ground, colours.ink, colours.ink, colours.ink,
      colours.line);
  for (std::size_t i = 0; i < picture.nodes.size(); ++i)
    out += node_line(picture, i, colours);
  for (const Arrow& arrow : picture.arrows) {
    Label label;
    for (const std::string& datum : arrow.data) label.add(datum);
    out +=
        format("  n{} -> n{} [label=\"{}\"", arrow.from, arrow.to, label.text);
    if (arrow.critical)
      out += format(" color=\"{}\" penwidth=3", colours.critical);
    out += "];\n";
  }
  return out + "}\n";
}

}  // namespace onething::graphs
