// SPDX-License-Identifier: Apache-2.0
//
// Where something stands in a text that a person wrote.
//
// Positions are kept as the reader sees them (line, column in code points, both
// from 1) and as the machine needs them (byte offset from 0, in the text as it
// was read, with any byte order mark and carriage returns still counted). They
// are not screen cells: those are measured when an excerpt is printed (text.h).

#pragma once

#include <cstdint>
#include <string>
#include <vector>

namespace onething {

struct Position {
  std::uint32_t byte = 0;
  std::uint32_t line = 1;
  std::uint32_t column = 1;

  friend auto operator<=>(const Position&, const Position&) = default;
};

// Half open: `end` is the first position that no longer belongs to it.
struct Span {
  std::uint32_t file = 0;  // Index into Sources::files.
  Position begin;
  Position end;

  friend auto operator<=>(const Span&, const Span&) = default;
};

struct SourceFile {
  std::string path;  // As it is shown: relative to the project where possible.
  std::string text;  // The bytes as they were read.
};

// Every text that spans of one loading may point into. Owned by whoever started
// the loading; grows, never shrinks, so that indices stay valid.
struct Sources {
  std::vector<SourceFile> files;

  std::uint32_t add(std::string path, std::string text) {
    files.push_back({std::move(path), std::move(text)});
    return static_cast<std::uint32_t>(files.size() - 1);
  }
};

}  // namespace onething
