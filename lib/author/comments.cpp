// SPDX-License-Identifier: Apache-2.0

#include "author/comments.h"

#include <algorithm>

#include "onething/text.h"

namespace onething::author {

namespace {

constexpr std::size_t none = std::string_view::npos;

bool is_space(char c) { return c == ' ' || c == '\t'; }

std::string_view trimmed(std::string_view text) {
  const std::size_t first = text.find_first_not_of(" \t\r");
  if (first == none) return {};
  return text.substr(first, text.find_last_not_of(" \t\r") - first + 1);
}

// How far in the parent of a value on this line stands: behind "- - " and at
// the key. What belongs to the value is further in.
std::size_t parent_indent(std::string_view line) {
  std::size_t at = std::min(line.find_first_not_of(' '), line.size());
  std::size_t dash = none;
  while (at + 1 < line.size() && line[at] == '-' && line[at + 1] == ' ') {
    dash = at;
    at = std::min(line.find_first_not_of(' ', at + 1), line.size());
  }
  const bool is_value =
      at < line.size() && (line[at] == '|' || line[at] == '>');
  return is_value && dash != none ? dash : at;
}

// The line ends with `|`, `>-`, `|2` … where a value may stand.
bool opens_block(std::string_view content) {
  content = trimmed(content);
  const std::size_t space = content.find_last_of(" \t");
  const std::string_view last =
      space == none ? content : content.substr(space + 1);
  if (last.empty() || (last[0] != '|' && last[0] != '>')) return false;
  if (last.find_first_not_of("+-0123456789", 1) != none) return false;
  const std::string_view before =
      trimmed(content.substr(0, content.size() - last.size()));
  return before.empty() || before.ends_with(':') || before.ends_with('-');
}

class CommentFinder {
 public:
  std::vector<Comment> find(std::string_view text) {
    std::size_t begin = 0;
    std::uint32_t number = 0;
    while (begin < text.size()) {
      const std::size_t end = std::min(text.find('\n', begin), text.size());
      ++number;
      add_line(text.substr(begin, end - begin), begin, number);
      begin = end + 1;
    }
    return std::move(out_);
  }

 private:
  void add_line(std::string_view line, std::size_t begin,
                std::uint32_t number) {
    if (block_ != none) {
      const std::size_t indent =
          std::min(line.find_first_not_of(' '), line.size());
      if (trimmed(line).empty() || indent > block_) return;
      block_ = none;
    }
    const std::size_t hash = end_of_content(line);
    if (hash != none) {
      Comment comment;
      comment.begin.byte = static_cast<std::uint32_t>(begin + hash);
      comment.begin.line = number;
      comment.begin.column = static_cast<std::uint32_t>(
          count_code_points(line.substr(0, hash)) + 1);
      comment.text = trimmed(line.substr(hash + 1));
      comment.is_alone = trimmed(line.substr(0, hash)).empty();
      out_.push_back(comment);
    }
    const std::string_view content = line.substr(0, hash);
    if (quote_ == 0 && opens_block(content)) block_ = parent_indent(line);
  }

  // Where a comment begins, or `none`; keeps track of quotes, which may go on
  // over several lines.
  std::size_t end_of_content(std::string_view line) {
    for (std::size_t i = 0; i < line.size(); ++i) {
      const char c = line[i];
      if (is_escape(line, i)) {
        ++i;
      } else if (quote_ != 0) {
        if (c == quote_) quote_ = 0;
      } else if (c == '#' && (i == 0 || is_space(line[i - 1]))) {
        return i;
      } else if ((c == '"' || c == '\'') && may_open(line, i)) {
        quote_ = c;
      }
    }
    return none;
  }

  // Two characters that stand for one: `\\"` or `''`.
  bool is_escape(std::string_view line, std::size_t at) const {
    if (quote_ == '"') return line[at] == '\\';
    return quote_ == '\'' && line.substr(at, 2) == "''";
  }

  // A quote inside of a plain word is a letter like any other.
  static bool may_open(std::string_view line, std::size_t at) {
    const std::string_view before = trimmed(line.substr(0, at));
    if (before.empty()) return true;
    const char last = before.back();
    const bool has_space = is_space(line[at - 1]);
    if (last == '[' || last == '{' || last == ',') return true;
    return has_space && (last == ':' || last == '-' || last == '?');
  }

  std::vector<Comment> out_;
  std::size_t block_ = none;  // How far in the parent of the block stands.
  char quote_ = 0;
};

}  // namespace

std::vector<Comment> find_comments(std::string_view text) {
  return CommentFinder().find(text);
}

}  // namespace onething::author
