// SPDX-License-Identifier: Apache-2.0

#include "author/page.h"

#include <algorithm>
#include <utility>

namespace onething::author {

namespace {

bool is_ascii(char c) { return static_cast<unsigned char>(c) < 0x80; }

// Full-width punctuation, which has its space inside: U+3000 to U+303F and
// U+FF00 to U+FFEF.
bool ends_with_wide_sign(std::string_view text) {
  if (text.size() < 3) return false;
  const std::string_view last = text.substr(text.size() - 3);
  return last.starts_with("\xE3\x80") || last.starts_with("\xEF\xBC") ||
         last.starts_with("\xEF\xBD");
}

// Puts the next line of a paragraph behind it: with a space, except between
// Chinese characters.
void join_line(std::string& paragraph, std::string_view line) {
  const bool needs_space = !paragraph.empty() && !line.empty() &&
                           (is_ascii(paragraph.back()) || is_ascii(line[0])) &&
                           !ends_with_wide_sign(paragraph);
  if (needs_space) paragraph += ' ';
  paragraph += line;
}

class PageReader {
 public:
  std::optional<Page> read(std::string_view text) {
    while (!text.empty()) {
      const std::size_t end = std::min(text.find('\n'), text.size());
      add(text.substr(0, end));
      text.remove_prefix(std::min(end + 1, text.size()));
    }
    const bool is_whole = !page_.code.empty() && !page_.zh.headline.empty() &&
                          !page_.en.headline.empty() && !page_.wrong.empty() &&
                          !page_.right.empty() && !in_fence_;
    if (!is_whole) return std::nullopt;
    return std::move(page_);
  }

 private:
  void add(std::string_view line) {
    if (line.starts_with("```")) return fence();
    if (in_fence_) return fenced(line);
    if (line.starts_with("## ")) return section(line.substr(3));
    if (line.starts_with("# ")) return title(line.substr(2));
    if (part_ != nullptr) prose(line);
  }

  void fence() {
    in_fence_ = !in_fence_;
    if (in_fence_ && files_ != nullptr) files_->push_back({});
  }

  // The first line says which file it is.
  void fenced(std::string_view line) {
    if (files_ == nullptr) return;
    SourceFile& file = files_->back();
    if (file.path.empty() && line.starts_with("# "))
      file.path = line.substr(2);
    else
      file.text += std::string(line) + "\n";
  }

  void section(std::string_view name) {
    part_ = nullptr;
    files_ = name == "wrong"   ? &page_.wrong
             : name == "right" ? &page_.right
                               : nullptr;
    if (name.starts_with("zh ")) part_ = &page_.zh;
    if (name.starts_with("en ")) part_ = &page_.en;
    if (part_ != nullptr) part_->headline = name.substr(3);
    is_new_paragraph_ = true;
  }

  void title(std::string_view text) {
    const std::size_t space = text.find(' ');
    page_.code = text.substr(0, space);
    if (space != std::string_view::npos) page_.name = text.substr(space + 1);
  }

  void prose(std::string_view line) {
    if (line.empty() || line.starts_with("- ")) is_new_paragraph_ = true;
    if (line.empty()) return;
    if (line.starts_with("  ")) line.remove_prefix(2);
    if (is_new_paragraph_) part_->paragraphs.emplace_back();
    is_new_paragraph_ = false;
    join_line(part_->paragraphs.back(), line);
  }

  Page page_;
  Page::Part* part_ = nullptr;
  std::vector<SourceFile>* files_ = nullptr;
  bool in_fence_ = false;
  bool is_new_paragraph_ = true;
};

}  // namespace

std::optional<Page> parse_page(std::string_view text) {
  return PageReader().read(text);
}

std::optional<Page> find_page(std::string_view code) {
  for (const PageText& each : page_texts())
    if (each.code == code) return parse_page(each.text);
  return std::nullopt;
}

}  // namespace onething::author
