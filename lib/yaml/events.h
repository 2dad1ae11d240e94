// SPDX-License-Identifier: Apache-2.0
//
// libfyaml's events with byte offsets, and nothing else of it: the one door to
// the library.
//
// Only the event interface is used. Its document interface is quadratic in
// duplicate keys and expands aliases without bound, and its own printing of
// mistakes has had memory faults; neither is ever reached from here. The text
// must have passed the pre-scan (prescan.h), without which the library cuts
// input off silently or crashes.

#pragma once

#include <cstddef>
#include <cstdint>
#include <deque>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "yaml/node.h"

struct fy_diag;
struct fy_parser;

namespace onething::yaml {

enum class EventKind {
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
  bool has_brackets = false;  // A collection written with [] or {}.
  bool has_place = false;     // False for a value that was left out.
  // Of a collection: how many children are known to follow, keys and values
  // counted apart; there may be more.
  std::uint32_t children = 0;
  bool has_surrogate = false;  // `text` has half of a character.
  Range range;                 // Of a scalar's content, without its quotes.
  Mark begin;                  // Of `range`.
  Mark end;
  // Of a scalar, but not of a block, which takes knowing what it lies in; valid
  // as long as the event.
  std::string_view text;
  std::optional<Range> anchor;
  std::optional<Range> tag;
};

struct SyntaxError {
  std::string message;  // The library's own words, in English.
  std::size_t byte = 0;
};

class EventReader {
 public:
  // `text` is not copied and must outlive the reader.
  explicit EventReader(std::string_view text);
  ~EventReader();
  EventReader(const EventReader&) = delete;
  EventReader& operator=(const EventReader&) = delete;

  // Null at the end of the text and at a syntax error; else valid until the
  // next call.
  const Event* next() {
    if (taken_ == ready_.size()) read_on();
    return taken_ < ready_.size() ? &ready_[taken_++] : nullptr;
  }

  // Once next() has returned null: why, if it was not the end.
  std::optional<SyntaxError> error() const;

 private:
  void read_on();
  void count_child(Event& event);

  std::string_view text_;
  fy_diag* diag_ = nullptr;
  fy_parser* parser_ = nullptr;
  // The library runs faster when it is not left after each event.
  std::vector<Event> ready_;
  std::size_t taken_ = 0;
  std::vector<Event*> open_;  // Collections that begin among `ready_`.
  bool has_ended_ = false;
  std::deque<std::string> texts_;  // Of those that are not verbatim.
};

// The library's bare parse without any of our work: what reading is measured
// against.
std::size_t count_events(std::string_view text);

}  // namespace onething::yaml
