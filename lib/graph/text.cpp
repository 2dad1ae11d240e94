// SPDX-License-Identifier: Apache-2.0

#include "onething/text.h"

#include <algorithm>

#include "graph/picture.h"

namespace onething::graphs {

namespace {

constexpr std::size_t kColumns = 80;
constexpr std::string_view kIndent = "         ";  // As wide as any first.

// Control characters would move the terminal's cursor.
std::string plain(std::string_view text) {
  std::string out(text);
  std::replace_if(
      out.begin(), out.end(),
      [](char c) { return static_cast<unsigned char>(c) < 0x20 || c == 0x7f; },
      ' ');
  return out;
}

void add(std::string& out, std::string_view first, std::string_view text) {
  std::string_view before = first;
  for (const std::string& line : wrap(plain(text), kColumns - kIndent.size())) {
    out += std::string(before) + line + "\n";
    before = kIndent;
  }
}

// By GraphMark::Kind.
constexpr std::string_view kMarks[] = {"  +", "  ~", "  !", "  >"};

std::string_view sign_of(const Node& node) {
  if (node.mark) return kMarks[static_cast<std::size_t>(*node.mark)];
  if (node.critical) return "  *";
  return node.kind == Node::Kind::person ? "  @" : "  -";
}

}  // namespace

std::string text_of(const Picture& picture, Language language) {
  std::string out;
  add(out, "", picture.title);
  add(out, "", render({"graph.legend", {}}, language));
  for (const Node& node : picture.legend)
    if (node.mark) add(out, sign_of(node), ": " + node.title);
  if (!picture.critical.empty()) add(out, "", picture.critical);
  out += "\n";
  for (const std::size_t at : in_order(picture)) {
    const Node& node = picture.nodes[at];
    std::string head = plain(node.title);
    if (node.lane != no_lane)
      head = pad(head, 34) + "  " + pad(picture.lanes[node.lane], 28);
    if (!node.limit.empty()) head += "  " + node.limit;
    head.erase(head.find_last_not_of(' ') + 1);
    add(out, std::string(sign_of(node)) + " ", head);
    for (const std::string& note : node.notes) add(out, "      ", note);
    for (const Arrow& arrow : picture.arrows) {
      if (arrow.to != at) continue;
      std::string line = picture.nodes[arrow.from].title;
      std::string data;
      for (const std::string& datum : arrow.data)
        data += (data.empty() ? "" : ", ") + datum;
      if (!data.empty()) line += ": " + data;
      add(out, arrow.critical ? "      <= " : "      <- ", line);
    }
  }
  return out;
}

}  // namespace onething::graphs
