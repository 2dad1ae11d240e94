// SPDX-License-Identifier: Apache-2.0

#include <algorithm>
#include <memory>
#include <string_view>
#include <utility>

#include "expr/ast.h"
#include "onething/type.h"

namespace onething {

struct Formula::Content {
  Span span;
  expr::Ast ast;
  std::vector<expr::Reference> reads;
  std::vector<Position> places;
};

Formula::Formula() = default;
Formula::Formula(Span span, expr::Ast ast, std::vector<Position> places) {
  // What is read points into the tree, wherever that is moved to.
  std::vector<expr::Reference> reads = expr::references(ast);
  content_ = std::make_unique<const Content>(
      Content{span, std::move(ast), std::move(reads), std::move(places)});
}
Formula::Formula(Formula&&) noexcept = default;
Formula& Formula::operator=(Formula&&) noexcept = default;
Formula::~Formula() = default;

std::string_view Formula::text() const {
  return empty() ? std::string_view() : content_->ast.text();
}

Span Formula::span() const { return empty() ? Span() : content_->span; }

const expr::Ast& Formula::ast() const { return content_->ast; }

std::span<const expr::Reference> Formula::reads() const {
  if (empty()) return {};
  return content_->reads;
}

namespace {

// Whether a text of `size` bytes that stands there has one column for each.
bool has_columns_like_bytes(const Span& span, std::uint32_t size) {
  return span.begin.line == span.end.line &&
         span.end.byte - span.begin.byte == size &&
         span.end.column - span.begin.column == size;
}

Position advance(Position start, std::uint32_t columns) {
  start.byte += columns;
  start.column += columns;
  return start;
}

// `text` stands on one line; bytes that continue a code point take no column.
Position advance(Position start, std::string_view text) {
  start.byte += static_cast<std::uint32_t>(text.size());
  start.column += static_cast<std::uint32_t>(std::count_if(
      text.begin(), text.end(),
      [](char c) { return (static_cast<unsigned char>(c) & 0xC0) != 0x80; }));
  return start;
}

}  // namespace

Span Formula::place(std::uint32_t begin, std::uint32_t end) const {
  if (empty()) return {};
  const Span span = content_->span;
  const std::vector<Position>& places = content_->places;
  const std::string_view text = content_->ast.text();
  const auto size = static_cast<std::uint32_t>(text.size());
  end = std::min(end, size);
  begin = std::min(begin, end);
  if (!places.empty()) return {span.file, places[begin], places[end]};
  if (has_columns_like_bytes(span, size))
    return {span.file, advance(span.begin, begin), advance(span.begin, end)};
  const Position first = advance(span.begin, text.substr(0, begin));
  return {span.file, first, advance(first, text.substr(begin, end - begin))};
}

}  // namespace onething
