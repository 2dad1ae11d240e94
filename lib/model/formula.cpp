// SPDX-License-Identifier: Apache-2.0

#include <algorithm>
#include <memory>
#include <string_view>
#include <utility>

#include "expr/ast.h"
#include "onething/type.h"

namespace onething {

Formula::Formula() = default;
Formula::Formula(std::string text, Span span,
                 std::unique_ptr<const expr::Ast> ast,
                 std::vector<expr::Reference> reads,
                 std::vector<Position> places)
    : text_(std::move(text)),
      span_(span),
      ast_(std::move(ast)),
      reads_(std::move(reads)),
      places_(std::move(places)) {}
Formula::Formula(Formula&&) noexcept = default;
Formula& Formula::operator=(Formula&&) noexcept = default;
Formula::~Formula() = default;

std::span<const expr::Reference> Formula::reads() const { return reads_; }

namespace {

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
  const auto size = static_cast<std::uint32_t>(text_.size());
  end = std::min(end, size);
  begin = std::min(begin, end);
  if (!places_.empty()) return {span_.file, places_[begin], places_[end]};
  const std::string_view text = text_;
  const Position first = advance(span_.begin, text.substr(0, begin));
  return {span_.file, first, advance(first, text.substr(begin, end - begin))};
}

}  // namespace onething
