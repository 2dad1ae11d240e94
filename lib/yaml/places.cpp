// SPDX-License-Identifier: Apache-2.0

#include "yaml/places.h"

#include <algorithm>

namespace onething::yaml {

namespace {

bool is_continuation(char c) {
  return (static_cast<unsigned char>(c) & 0xC0) == 0x80;
}

}  // namespace

Places::Places(std::uint32_t file, std::string_view original)
    : file_(file), text_(original) {
  if (text_.starts_with("\xEF\xBB\xBF")) {
    mark_bytes_ = 3;
    text_.remove_prefix(3);
  }
  if (text_.find('\r') == std::string_view::npos) return;
  own_.reserve(text_.size());
  for (std::size_t i = 0; i < text_.size(); ++i) {
    if (text_[i] == '\r' && i + 1 < text_.size() && text_[i + 1] == '\n') {
      removed_.push_back(static_cast<std::uint32_t>(own_.size()));
      continue;
    }
    own_ += text_[i];
  }
  text_ = own_;
}

std::size_t Places::original_byte(std::size_t offset) const {
  // The line feed itself stands behind its carriage return, but a span that
  // ends there should not take the return in: count only those before.
  const auto before =
      std::lower_bound(removed_.begin(), removed_.end(), offset);
  return offset + mark_bytes_ +
         static_cast<std::size_t>(before - removed_.begin());
}

std::size_t Places::offset_of(std::size_t byte) const {
  if (byte <= mark_bytes_) return 0;
  std::size_t low = 0;
  std::size_t high = text_.size();
  while (low < high) {
    const std::size_t middle = low + (high - low) / 2;
    if (original_byte(middle) < byte)
      low = middle + 1;
    else
      high = middle;
  }
  return low;
}

std::size_t Places::line_begin(std::size_t offset) const {
  offset = std::min(offset, text_.size());
  while (offset > 0 && text_[offset - 1] != '\n') --offset;
  return offset;
}

std::size_t Places::line_end(std::size_t offset) const {
  const std::size_t end = text_.find('\n', std::min(offset, text_.size()));
  return end == std::string_view::npos ? text_.size() : end;
}

Position Places::at(std::size_t offset) {
  offset = std::min(offset, text_.size());
  bool crossed_line = false;
  while (cursor_ > offset) {
    --cursor_;
    if (text_[cursor_] == '\n') {
      --line_;
      crossed_line = true;
    } else if (!is_continuation(text_[cursor_])) {
      --column_;
    }
  }
  if (crossed_line) {
    column_ = 1;
    for (std::size_t i = cursor_; i > 0 && text_[i - 1] != '\n'; --i)
      column_ += !is_continuation(text_[i - 1]);
  }
  for (; cursor_ < offset; ++cursor_) {
    if (text_[cursor_] == '\n') {
      ++line_;
      column_ = 1;
    } else if (!is_continuation(text_[cursor_])) {
      ++column_;
    }
  }
  return {static_cast<std::uint32_t>(original_byte(offset)), line_, column_};
}

}  // namespace onething::yaml
