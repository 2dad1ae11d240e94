// SPDX-License-Identifier: Apache-2.0
//
// From offsets in the text that is parsed to places in the file as it was read.
//
// The parsed text has no byte order mark and no carriage returns; positions
// must still count them in bytes. Lines and columns are counted onwards from
// the last place asked for, so that asking in order costs one walk through the
// text.

#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "onething/source.h"
#include "yaml/events.h"

namespace onething::yaml {

class Places {
 public:
  // `original` must outlive this. It is not required to be UTF-8.
  Places(std::uint32_t file, std::string_view original);
  Places(const Places&) = delete;
  Places& operator=(const Places&) = delete;

  // The text without mark and carriage returns; offsets below count in it.
  std::string_view text() const { return text_; }
  std::uint32_t file() const { return file_; }

  Position at(std::size_t offset);
  // The same where the line and column are known already.
  Position at(std::size_t offset, std::uint32_t line,
              std::uint32_t column) const {
    return {static_cast<std::uint32_t>(original_byte(offset)), line, column};
  }
  Span span(Range range) { return {file_, at(range.begin), at(range.end)}; }
  Span span(std::size_t begin, std::size_t end) {
    return span(Range{begin, end});
  }

  // Of the line with this offset: where it begins, and its line feed or the
  // end.
  std::size_t line_begin(std::size_t offset) const;
  std::size_t line_end(std::size_t offset) const;

  // The inverse of at(): the offset of a byte of the original.
  std::size_t offset_of(std::size_t original_byte) const;

 private:
  std::size_t original_byte(std::size_t offset) const;
  void walk_to(std::size_t offset);

  std::uint32_t file_;
  std::string own_;  // Only when the original has carriage returns.
  std::string_view text_;
  std::size_t mark_bytes_ = 0;
  std::vector<std::uint32_t>
      removed_;  // Offsets of what followed a removed CR.
  std::size_t cursor_ = 0;
  std::uint32_t line_ = 1;
  std::uint32_t column_ = 1;
};

}  // namespace onething::yaml
