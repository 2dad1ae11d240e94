// SPDX-License-Identifier: Apache-2.0
//
// One step through a document, from its beginning to its end: here a mapping
// begins, here is a scalar. Events carry places in bytes of the text that is
// parsed; what they build is a tree (compose.h). Nothing is kept longer than a
// reading.

#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string_view>

#include "yaml/node.h"

namespace onething::yaml {

enum class EventKind : std::uint8_t {
  other,
  document_begin,
  list_begin,
  list_end,
  mapping_begin,
  mapping_end,
  scalar,
  alias
};

// Half open, in bytes of the text that is parsed.
struct Range {
  std::size_t begin = 0;
  std::size_t end = 0;
};

// Lines and columns as the parser counts them: from 0, in code points.
struct Mark {
  std::uint32_t line = 0;
  std::uint32_t column = 0;
};

struct Event {
  EventKind kind = EventKind::other;
  Style style = Style::plain;
  bool has_brackets = false;   // A collection written with [] or {}.
  bool has_place = false;      // False for a value that was left out.
  bool has_surrogate = false;  // `text` has half of a character.
  bool is_word = false;  // Known to be small letters and `_`, nothing else.
  // Of a collection: how many children are known to follow, keys and values
  // counted apart; there may be more.
  std::uint32_t children = 0;
  Range range;  // Of a scalar's content, without its quotes.
  Mark begin;   // Of `range`.
  Mark end;
  // Of a scalar, but not of a block, which takes knowing what it lies in; valid
  // as long as the event.
  std::string_view text;
  // Which Properties it has, counted from 1; 0 for none.
  std::uint32_t properties = 0;
};

// What YAML can say of a node beside it, and hardly anyone does.
struct Properties {
  std::optional<Range> anchor;
  std::optional<Range> tag;
};

}  // namespace onething::yaml
