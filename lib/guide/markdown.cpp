// SPDX-License-Identifier: Apache-2.0

#include "guide/page.h"

namespace onething::guides {

namespace {

// What would be read as markup, or would end a line or a cell.
std::string plain(std::string_view text) {
  std::string out;
  for (const char c : text) {
    if (c == '\n' || c == '\r' || c == '\t') {
      out += ' ';
      continue;
    }
    if (std::string_view("\\`*_[]<>|#").find(c) != std::string_view::npos)
      out += '\\';
    out += c;
  }
  return out;
}

std::string row(const std::vector<std::string>& cells) {
  std::string out = "|";
  for (const std::string& cell : cells) out += " " + plain(cell) + " |";
  return out + "\n";
}

std::string table(const std::vector<std::vector<std::string>>& rows) {
  std::string out = row(rows.front()) + "|";
  for (std::size_t i = 0; i < rows.front().size(); ++i) out += "---|";
  out += "\n";
  for (std::size_t i = 1; i < rows.size(); ++i) out += row(rows[i]);
  return out;
}

std::string block(const Block& block) {
  std::string out;
  switch (block.kind) {
    case Block::Kind::paragraph:
      return plain(block.lines.front()) + "\n";
    case Block::Kind::list:
      for (const std::string& line : block.lines)
        out += "- " + plain(line) + "\n";
      return out;
    case Block::Kind::table:
      return table(block.rows);
    case Block::Kind::signature:
      for (const std::string& line : block.lines)
        out += plain(line) + " \\_\\_\\_\\_\\_\\_\\_\\_\\_\\_\\_\\_  \n";
      return out;
    case Block::Kind::picture:
      return {};
  }
  return out;
}

}  // namespace

std::string markdown_of(const Page& page) {
  std::string out = "# " + plain(page.title) + "\n";
  if (!page.lead.empty()) out += "\n" + plain(page.lead) + "\n";
  for (const Section& section : page.sections) {
    out += "\n## " + plain(section.title) + "\n";
    for (const Block& each : section.blocks) {
      const std::string text = block(each);
      if (!text.empty()) out += "\n" + text;
    }
  }
  return out;
}

}  // namespace onething::guides
