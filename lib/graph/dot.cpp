// SPDX-License-Identifier: Apache-2.0

#include <algorithm>
#include <array>

#include "base/format.h"
#include "graph/picture.h"
#include "onething/text.h"

namespace onething::graphs {

namespace {

constexpr std::size_t kColumns = 26;  // Cells of a line in a box.

// Colours of the same meaning stand at the same place; none stands twice.
struct Colours {
  std::string_view ground, ink, line, critical;
  std::array<std::string_view, 4> marks;  // By GraphMark::Kind.
  std::array<std::string_view, 12> lanes;
};
constexpr Colours kLight = {
    "#ffffff",
    "#1f2328",
    "#6e7781",
    "#c1121f",
    {"#2da44e", "#d4a72c", "#cf222e", "#0969da"},
    {"#dbeafe", "#dcfce7", "#fef3c7", "#fce7f3", "#ede9fe", "#cffafe",
     "#ffedd5", "#e5e7eb", "#fecaca", "#d9f99d", "#c7d2fe", "#e7d8c9"}};
constexpr Colours kDark = {
    "#0d1117",
    "#e6edf3",
    "#8b949e",
    "#ff7b72",
    {"#3fb950", "#e3b341", "#f85149", "#58a6ff"},
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

Label label_of(const Node& node) {
  Label label;
  label.add(node.limit.empty() ? node.title : node.title + "  " + node.limit);
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
    case Node::Kind::state:
      return "shape=box style=\"rounded,filled\"";
    case Node::Kind::system:
      return "shape=box style=filled";
  }
  return "";
}

std::string node_line(const std::string& name, const Node& node,
                      const Colours& colours) {
  const Label label = label_of(node);
  const std::string_view fill =
      node.lane == no_lane ? colours.ground
                           : colours.lanes[node.lane % colours.lanes.size()];
  std::string_view line = node.critical ? colours.critical : colours.line;
  if (node.mark) line = colours.marks[static_cast<std::size_t>(*node.mark)];
  // Graphviz may not know the font; a cell is half as wide as a Chinese
  // character is high, a Latin letter a little wider than that.
  return format(
      "  {} [label=\"{}\" {} fillcolor=\"{}\" color=\"{}\" penwidth={} "
      "width={:.2f} height={:.2f}];\n",
      name, label.text, shape_of(node.kind), fill, line,
      node.critical || node.mark ? 3 : 1,
      static_cast<double>(label.columns) * 6.6 / 72 + 0.35,
      static_cast<double>(label.lines) * 16.0 / 72 + 0.2);
}

std::string node_name(std::size_t at) { return "n" + std::to_string(at); }

// A department is a box around its steps, which Graphviz makes a column: two
// such boxes never overlap.
std::string lanes_of(const Picture& picture, const Colours& colours) {
  std::string out;
  for (std::size_t lane = 0; lane < picture.lanes.size(); ++lane) {
    out += format(
        "  subgraph cluster_{} {{\n  label=\"{}\" style=rounded color=\"{}\" "
        "fontsize=12;\n",
        lane, escaped(picture.lanes[lane]), colours.line);
    for (std::size_t i = 0; i < picture.nodes.size(); ++i)
      if (picture.nodes[i].lane == lane)
        out += node_line(node_name(i), picture.nodes[i], colours);
    out += "  }\n";
  }
  return out;
}

std::string legend_of(const Picture& picture, const Colours& colours) {
  if (picture.legend.size() < 2) return {};  // All alike.
  std::string out = "  subgraph cluster_legend {\n  style=invis;\n";
  std::string chain;
  for (std::size_t i = 0; i < picture.legend.size(); ++i) {
    const std::string name = "legend" + std::to_string(i);
    out += node_line(name, picture.legend[i], colours);
    chain += (i == 0 ? "  " : " -> ") + name;
  }
  return out + chain + " [style=invis];\n  }\n";
}

}  // namespace

std::string dot_of(const Picture& picture, GraphTheme theme) {
  const Colours& colours = theme == GraphTheme::dark ? kDark : kLight;
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
  out += legend_of(picture, colours) + lanes_of(picture, colours);
  for (std::size_t i = 0; i < picture.nodes.size(); ++i)
    if (picture.nodes[i].lane == no_lane)
      out += node_line(node_name(i), picture.nodes[i], colours);
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

// Graphviz writes colours as attributes, which a style sheet goes before.
std::string following_its_viewer(std::string svg) {
  std::string rules;
  const auto add = [&rules](std::string_view light, std::string_view dark) {
    for (const std::string_view attribute : {"fill", "stroke"})
      rules +=
          format("[{}=\"{}\"]{{{}:{}}}\n", attribute, light, attribute, dark);
  };
  // What has the name of a colour: "white" is the ground, "black" text.
  add(kLight.ground, kDark.ground);
  add("white", kDark.ground);
  add(kLight.ink, kDark.ink);
  add(kLight.line, kDark.line);
  add(kLight.critical, kDark.critical);
  for (std::size_t i = 0; i < kLight.marks.size(); ++i)
    add(kLight.marks[i], kDark.marks[i]);
  for (std::size_t i = 0; i < kLight.lanes.size(); ++i)
    add(kLight.lanes[i], kDark.lanes[i]);
  const std::size_t head = svg.find('>', svg.find("<svg"));
  if (head == std::string::npos) return svg;
  svg.insert(head + 1, "\n<style>@media (prefers-color-scheme: dark) {\n" +
                           rules + "}</style>");
  return svg;
}

}  // namespace onething::graphs
