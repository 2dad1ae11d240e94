// SPDX-License-Identifier: Apache-2.0

#include "layout/tokens.h"

#include <algorithm>
#include <string>

namespace onething::layout {

namespace {

using yaml::Node;

constexpr std::size_t kStep = 2;  // Columns a level stands in.

bool is_block_style(yaml::Style style) {
  return style == yaml::Style::literal || style == yaml::Style::folded;
}

bool is_blank(std::string_view line) {
  return line.find_first_not_of(' ') == std::string_view::npos;
}

std::size_t leading_spaces(std::string_view line) {
  return std::min(line.find_first_not_of(' '), line.size());
}

class Tokenizer {
 public:
  explicit Tokenizer(std::string_view text) : text_(text) {}

  std::optional<Tokens> run(const Node& root) {
    walk(root);
    go_to(text_.size());
    if (!is_supported_) return std::nullopt;
    return std::move(tokens_);
  }

 private:
  // No deeper than limits::document_depth_max, which reading keeps to.
  void walk(const Node& node) {
    const std::size_t begin = node.span.begin.byte;
    const std::size_t end = node.span.end.byte;
    if (node.is_missing() || begin == end) return;
    if (node.is_scalar()) {
      go_to(begin);
      if (is_block_style(node.style)) return walk_block_scalar(node);
      return add(TokenKind::scalar, begin, end, node.style);
    }
    const bool has_brackets = text_[begin] == '[' || text_[begin] == '{';
    if (has_brackets) return walk_brackets(node);
    if (brackets_ > 0) return walk_children(node);
    if (node.is_list()) return walk_list(node);
    walk_mapping(node);
  }

  void walk_brackets(const Node& node) {
    go_to(node.span.begin.byte);
    add(TokenKind::open, pos_, pos_ + 1);
    ++brackets_;
    walk_children(node);
    go_to(node.span.end.byte - 1);
    add(TokenKind::close, pos_, pos_ + 1);
    --brackets_;
  }

  void walk_children(const Node& node) {
    for (const Node& item : node.items) walk(item);
    for (const yaml::Entry& entry : node.entries) {
      walk(entry.key);
      walk(entry.value);
    }
  }

  void walk_list(const Node& node) {
    const int outer = block_;
    bool is_open = false;
    for (const Node& item : node.items) {
      if (!skip_to_sign('-')) return;
      if (!is_open) open_block();
      is_open = true;
      add(TokenKind::dash, pos_, pos_ + 1);
      walk(item);
    }
    block_ = outer;
  }

  void walk_mapping(const Node& node) {
    const int outer = block_;
    bool is_open = false;
    for (const yaml::Entry& entry : node.entries) {
      go_to(entry.key.span.begin.byte);
      if (!is_open) open_block();
      is_open = true;
      add(TokenKind::key, pos_, entry.key.span.end.byte, entry.key.style);
      if (!skip_to_sign(':')) return;
      if (newlines_ > 0) is_supported_ = false;
      add(TokenKind::colon, pos_, pos_ + 1);
      walk(entry.value);
    }
    block_ = outer;
  }

  // A block that begins here; it stands two columns inside the one around it,
  // whether on a line of its own or behind that one's dash.
  void open_block() {
    Block block;
    block.parent = block_;
    block.column = pos_ - line_begin_;
    if (block_ >= 0) block.indent = current().indent + kStep;
    tokens_.blocks.push_back(block);
    block_ = static_cast<int>(tokens_.blocks.size()) - 1;
  }

  const Block& current() const {
    return tokens_.blocks[static_cast<std::size_t>(block_)];
  }

  void walk_block_scalar(const Node& node) {
    const std::size_t sign = pos_;
    std::size_t end = sign + 1;
    std::size_t digit = 0;
    bool keeps_blank_lines = false;
    for (; end < text_.size() && text_[end] != '\n' && text_[end] != ' '; ++end)
      if (text_[end] == '+')
        keeps_blank_lines = true;
      else if (text_[end] != '-')
        digit = static_cast<std::size_t>(text_[end] - '0');
    add(TokenKind::block_header, sign, end, node.style);
    go_to(line_end(pos_));
    if (digit > 0 && block_ < 0) is_supported_ = false;
    if (pos_ + 1 >= text_.size() || !is_supported_) return;
    find_block_text(digit, keeps_blank_lines);
  }

  // From the line end behind the header. Without an indicator the first line
  // that is not blank says how far the text stands in.
  void find_block_text(std::size_t digit, bool keeps_blank_lines) {
    const std::size_t begin = pos_ + 1;
    const std::size_t least = block_ >= 0 ? current().column + 1 : 0;
    std::size_t column = digit > 0 ? current().column + digit : 0;
    bool is_known = digit > 0;
    std::optional<std::size_t> end;
    for (std::size_t at = begin; at < text_.size();) {
      const std::size_t stop = line_end(at);
      const std::string_view line = text_.substr(at, stop - at);
      const std::size_t spaces = leading_spaces(line);
      if (!is_blank(line) && !is_known) {
        if (spaces < least) break;
        column = spaces;
        is_known = true;
      }
      if (!is_blank(line) && spaces < column) break;
      if (!is_blank(line) || keeps_blank_lines || (is_known && spaces > column))
        end = stop;
      at = stop + 1;
    }
    // Blank lines that count without a text among them are read in many ways.
    if (end && !is_known) is_supported_ = false;
    if (!end || !is_supported_) return;
    take_newlines(begin);
    add(TokenKind::block_text, begin, *end);
    tokens_.all.back().text_column = column;
    tokens_.all.back().has_indicator = digit > 0;
    tokens_.all.back().keeps_line_ends = keeps_blank_lines;
  }

  void take_newlines(std::size_t until) {
    for (; pos_ < until; ++pos_) {
      if (text_[pos_] != '\n') continue;
      ++newlines_;
      line_begin_ = pos_ + 1;
    }
  }

  // Over spaces, comments and markers to the next sign, which must be `sign`.
  bool skip_to_sign(char sign) {
    skip_blank(text_.size());
    if (pos_ < text_.size() && text_[pos_] == sign) return true;
    is_supported_ = false;
    return false;
  }

  void skip_blank(std::size_t until) {
    while (pos_ < until) {
      const char c = text_[pos_];
      if (c == ' ' || c == '\n')
        take_newlines(pos_ + 1);
      else if (c == '#')
        add_comment();
      else if (is_marker())
        add(TokenKind::marker, pos_, pos_ + 3);
      else
        return;
    }
  }

  // The same, with the signs inside brackets.
  void go_to(std::size_t offset) {
    while (is_supported_) {
      skip_blank(offset);
      if (pos_ >= offset) return;
      const char c = text_[pos_];
      if (brackets_ > 0 && (c == ':' || c == ','))
        add(c == ':' ? TokenKind::colon : TokenKind::comma, pos_, pos_ + 1);
      else
        is_supported_ = false;
    }
    pos_ = std::max(pos_, offset);
  }

  bool is_marker() const {
    if (pos_ != line_begin_ || brackets_ > 0) return false;
    const std::string_view rest = text_.substr(pos_, 4);
    if (!rest.starts_with("---") && !rest.starts_with("...")) return false;
    return rest.size() == 3 || rest[3] == ' ' || rest[3] == '\n';
  }

  void add_comment() {
    std::size_t end = line_end(pos_);
    const std::size_t next = end;
    while (end > pos_ && text_[end - 1] == ' ') --end;
    add(TokenKind::comment, pos_, end);
    pos_ = next;
  }

  void add(TokenKind kind, std::size_t begin, std::size_t end,
           yaml::Style style = yaml::Style::plain) {
    Token token;
    token.kind = kind;
    token.style = style;
    token.begin = begin;
    token.end = end;
    token.newlines = newlines_;
    if (tokens_.all.empty()) token.newlines = std::max(newlines_, kFirst);
    token.column = begin - line_begin_;
    token.block = block_;
    token.brackets = brackets_;
    // A comment behind a block still knows that block: whether it belongs to
    // it is told by its column.
    if (kind == TokenKind::comment && !tokens_.all.empty())
      token.block = tokens_.all.back().block;
    tokens_.all.push_back(token);
    newlines_ = 0;
    pos_ = end;
    if (kind != TokenKind::scalar) return;
    const std::size_t last = text_.substr(begin, end - begin).rfind('\n');
    if (last != std::string_view::npos) line_begin_ = begin + last + 1;
  }

  std::size_t line_end(std::size_t at) const {
    return std::min(text_.find('\n', at), text_.size());
  }

  static constexpr std::size_t kFirst = 1;

  std::string_view text_;
  Tokens tokens_;
  std::size_t pos_ = 0;
  std::size_t line_begin_ = 0;
  std::size_t newlines_ = 0;
  int block_ = -1;
  int brackets_ = 0;
  bool is_supported_ = true;
};

}  // namespace

std::optional<Tokens> find_tokens(std::string_view text,
                                  const yaml::Node& root) {
  return Tokenizer(text).run(root);
}

}  // namespace onething::layout
