// SPDX-License-Identifier: Apache-2.0
//
// A page for people: sections of paragraphs, lists, tables and a picture,
// written as Markdown or as one HTML page that needs nothing else: no script,
// no other file, light and dark, readable on a telephone, ready to print.
//
// Knows no workflow. Texts are plain; the writers escape them.

#pragma once

#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "onething/message.h"

namespace onething::guides {

struct Block {
  enum class Kind { paragraph, list, table, picture, signature };
  Kind kind = Kind::paragraph;
  std::vector<std::string> lines;              // paragraph: one; list: items.
  std::vector<std::vector<std::string>> rows;  // table: titles first.
  std::string svg;                             // picture; `lines` describe it.
};

struct Section {
  std::string title;
  std::vector<Block> blocks;

  void say(std::string text) {
    blocks.push_back({Block::Kind::paragraph, {std::move(text)}, {}, {}});
  }
  void list(std::vector<std::string> items) {
    blocks.push_back({Block::Kind::list, std::move(items), {}, {}});
  }
  // Nothing where there is no row under the titles.
  void table(std::vector<std::vector<std::string>> rows) {
    if (rows.size() > 1)
      blocks.push_back({Block::Kind::table, {}, std::move(rows), {}});
  }
};

struct Page {
  std::string title;
  std::string lead;  // Below the title; may be empty.
  std::vector<Section> sections;
  bool has_contents = false;  // A list of the sections at the top.

  Section& add(std::string name) {
    return sections.emplace_back(Section{std::move(name), {}});
  }
};

std::string markdown_of(const Page& page);
std::string html_of(const Page& page, Language language);

}  // namespace onething::guides
