// SPDX-License-Identifier: Apache-2.0

#include "layout/print.h"

#include <algorithm>

#include "layout/remarks.h"
#include "onething/text.h"

namespace onething::layout {

namespace {

constexpr std::size_t kStep = 2;

std::string_view without_leading(std::string_view line) {
  return line.substr(std::min(line.find_first_not_of(' '), line.size()));
}

// A line of a text in double quotes may end with a space that counts: `\ `.
std::string_view without_trailing(std::string_view line, yaml::Style style) {
  const std::size_t last = line.find_last_not_of(' ');
  std::size_t size = last == std::string_view::npos ? 0 : last + 1;
  if (style != yaml::Style::double_quoted || size == line.size())
    return line.substr(0, size);
  std::size_t slashes = 0;
  while (slashes < size && line[size - 1 - slashes] == '\\') ++slashes;
  return line.substr(0, size + slashes % 2);
}

// What stands between two tokens on one line.
std::string_view space_between(const Token& before, const Token& token) {
  switch (before.kind) {
    case TokenKind::open:
      return "";
    case TokenKind::dash:
    case TokenKind::colon:
    case TokenKind::comma:
    case TokenKind::marker:
      return token.kind == TokenKind::close || token.kind == TokenKind::comma
                 ? ""
                 : " ";
    case TokenKind::key:
    case TokenKind::scalar:
    case TokenKind::close:
    case TokenKind::comment:
    case TokenKind::block_header:
    case TokenKind::block_text:
      break;
  }
  return "";
}

class Printer {
 public:
  Printer(std::string_view text, const Tokens& tokens)
      : text_(text), tokens_(tokens) {
    out_.reserve(text.size() + text.size() / 8);
  }

  std::string run() {
    for (std::size_t i = 0; i < tokens_.all.size(); ++i) {
      const Token& token = tokens_.all[i];
      if (token.is_first_on_line())
        begin_line(i);
      else if (token.kind == TokenKind::comment)
        add_remark(token, tokens_.all[i - 1].end, false);
      else
        out_ += space_between(tokens_.all[i - 1], token);
      add_token(token);
    }
    if (needs_line_end()) out_ += '\n';
    return place_remarks(out_, remarks_);
  }

 private:
  // Behind `|+` a line end at the end of the file would belong to the value.
  bool needs_line_end() const {
    if (tokens_.all.empty()) return false;
    const Token& last = tokens_.all.back();
    return !last.keeps_line_ends || last.end < text_.size();
  }

  const Block* block_of(const Token& token) const {
    if (token.block < 0) return nullptr;
    return &tokens_.blocks[static_cast<std::size_t>(token.block)];
  }

  void begin_line(std::size_t i) {
    const Token& token = tokens_.all[i];
    if (i > 0) end_line();
    if (i > 0 && token.newlines > 1) end_line();
    if (token.kind == TokenKind::block_text) return;
    if (token.kind == TokenKind::comment && goes_on(token))
      return add_remark(token, 0, true);
    out_.append(indent_of(i), ' ');
  }

  void end_line() {
    out_ += '\n';
    line_at_ = out_.size();
    ++line_;
  }

  std::size_t indent_of(std::size_t i) {
    const Token& token = tokens_.all[i];
    if (token.brackets > 0) return indent_in_brackets(i);
    const Block* block = block_of(token);
    switch (token.kind) {
      case TokenKind::marker:
        return 0;
      case TokenKind::comment:
        return indent_of_comment(i);
      case TokenKind::dash:
      case TokenKind::key:
        return block->indent;
      default:
        return indent_inside(block);
    }
  }

  static std::size_t indent_inside(const Block* block) {
    return block == nullptr ? 0 : block->indent + kStep;
  }

  // One step for each bracket that is open on that line; brackets that close
  // at its beginning are not counted. Where a block surrounds them, YAML wants
  // even the last one to stand inside it.
  std::size_t indent_in_brackets(std::size_t i) const {
    const Token& token = tokens_.all[i];
    const auto open = static_cast<std::size_t>(token.brackets);
    std::size_t closing = 0;
    while (closing < open && i + closing < tokens_.all.size() &&
           tokens_.all[i + closing].kind == TokenKind::close &&
           (closing == 0 || !tokens_.all[i + closing].is_first_on_line()))
      ++closing;
    return indent_at_level(token, open - closing);
  }

  std::size_t indent_at_level(const Token& token, std::size_t level) const {
    const Block* block = block_of(token);
    if (block == nullptr) return level * kStep;
    return block->indent + kStep * std::max<std::size_t>(level, 1);
  }

  // A comment goes with what follows, unless it stood further in: then with
  // the innermost of the blocks before it that stood no further in than it.
  std::size_t indent_of_comment(std::size_t i) {
    const Token& comment = tokens_.all[i];
    find_next(i);
    const bool is_last = next_ >= tokens_.all.size();
    const std::size_t next_column = is_last ? 0 : tokens_.all[next_].column;
    const std::size_t next_indent = is_last ? 0 : indent_of(next_);
    if (comment.column <= next_column) return next_indent;
    const Block* block = block_of(comment);
    while (block != nullptr && block->column > comment.column)
      block = block->parent < 0
                  ? nullptr
                  : &tokens_.blocks[static_cast<std::size_t>(block->parent)];
    return std::max(block == nullptr ? 0 : block->indent, next_indent);
  }

  // What follows the comments that begin at `i`, found once for all of them.
  void find_next(std::size_t i) {
    if (next_ > i) return;
    next_ = i + 1;
    while (next_ < tokens_.all.size() &&
           tokens_.all[next_].kind == TokenKind::comment)
      ++next_;
  }

  std::size_t cells_before(const Token& token) const {
    return display_width(
        text_.substr(token.begin - token.column, token.column));
  }

  // Whether a comment on a line of its own continues the remark above it.
  bool goes_on(const Token& comment) const {
    return comment.newlines == 1 && !remarks_.empty() &&
           remarks_.back().line + 1 == line_ && comment.column > 0 &&
           remarks_.back().column == cells_before(comment);
  }

  void add_remark(const Token& token, std::size_t previous_end, bool is_alone) {
    Remark remark;
    remark.at = out_.size();
    remark.line = line_;
    remark.column = cells_before(token);
    remark.width = display_width(std::string_view(out_).substr(line_at_));
    remark.gap = token.begin - previous_end;
    remark.is_alone = is_alone;
    remarks_.push_back(remark);
  }

  void add_token(const Token& token) {
    const std::string_view written =
        text_.substr(token.begin, token.end - token.begin);
    if (token.kind == TokenKind::block_text)
      add_block_text(written, token);
    else if (token.kind == TokenKind::scalar)
      add_scalar(written, token);
    else
      out_ += written;
  }

  void add_block_text(std::string_view written, const Token& token) {
    const std::size_t indent = block_text_indent(token);
    for (std::size_t at = 0;; end_line()) {
      const std::size_t end = std::min(written.find('\n', at), written.size());
      const std::string_view line = written.substr(at, end - at);
      if (line.size() > token.text_column) {
        out_.append(indent, ' ');
        out_ += line.substr(token.text_column);
      }
      if (end == written.size()) return;
      at = end + 1;
    }
  }

  // With an indicator its number stays right, whatever it is.
  std::size_t block_text_indent(const Token& token) const {
    const Block* block = block_of(token);
    if (token.has_indicator)
      return block->indent + token.text_column - block->column;
    return indent_inside(block);
  }

  void add_scalar(std::string_view written, const Token& token) {
    std::size_t end = std::min(written.find('\n'), written.size());
    out_ += end == written.size()
                ? written
                : without_trailing(written.substr(0, end), token.style);
    const std::size_t indent =
        token.brackets > 0
            ? indent_at_level(token, static_cast<std::size_t>(token.brackets))
            : indent_inside(block_of(token));
    while (end < written.size()) {
      const std::size_t begin = end + 1;
      end = std::min(written.find('\n', begin), written.size());
      std::string_view line =
          without_leading(written.substr(begin, end - begin));
      if (end < written.size()) line = without_trailing(line, token.style);
      end_line();
      if (line.empty()) continue;
      out_.append(indent, ' ');
      out_ += line;
    }
  }

  std::string_view text_;
  const Tokens& tokens_;
  std::string out_;
  std::size_t line_ = 0;
  std::size_t line_at_ = 0;
  std::size_t next_ = 0;
  std::vector<Remark> remarks_;
};

}  // namespace

std::string print(std::string_view text, const Tokens& tokens) {
  return Printer(text, tokens).run();
}

}  // namespace onething::layout
