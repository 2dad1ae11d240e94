// SPDX-License-Identifier: Apache-2.0

#include "yaml/places.h"

#include <algorithm>
#include <cstring>

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
  if (removed_.empty()) return offset + mark_bytes_;
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

// Eight bytes at a time while no line ends among them.
void Places::walk_to(std::size_t offset) {
  constexpr std::uint64_t ones = 0x0101010101010101ULL;
  constexpr std::uint64_t high_bits = 0x80 * ones;
  while (cursor_ < offset) {
    if (offset - cursor_ >= 8) {
      std::uint64_t eight = 0;
      std::memcpy(&eight, text_.data() + cursor_, 8);
      const std::uint64_t breaks = eight ^ ('\n' * ones);
      if (((breaks - ones) & ~breaks & high_bits) == 0) {
        const std::uint64_t inside = (eight & ~(eight << 1U)) & high_bits;
        column_ +=
            8 - static_cast<std::uint32_t>(((inside >> 7U) * ones) >> 56U);
        cursor_ += 8;
        continue;
      }
    }
    if (text_[cursor_] == '\n') {
      ++line_;
      column_ = 1;
    } else if (!is_continuation(text_[cursor_])) {
      ++column_;
    }
    ++cursor_;
  }
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
  walk_to(offset);
  return {static_cast<std::uint32_t>(original_byte(offset)), line_, column_};
}

}  // namespace onething::yaml
