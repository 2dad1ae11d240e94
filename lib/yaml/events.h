// SPDX-License-Identifier: Apache-2.0
//
// The events of a document with byte offsets, and nothing else of libfyaml: the
// one door to the library. A document in the usual form (usual_form.h) does
// not need it.
//
// Only the event interface is used. Its document interface is quadratic in
// duplicate keys and expands aliases without bound, and its own printing of
// mistakes has had memory faults; neither is ever reached from here. The text
// must have passed the pre-scan (prescan.h), without which the library cuts
// input off silently or crashes.

#pragma once

#include <cstddef>
#include <deque>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "yaml/event.h"

struct fy_diag;
struct fy_event;
struct fy_parser;

namespace onething::yaml {

struct SyntaxError {
  std::string message;  // The library's own words, in English.
  std::size_t byte = 0;
};

// Which of the two readings is used, which must not make a difference.
enum class Through { either, library };

class EventReader {
 public:
  // `text` is not copied and must outlive the reader.
  explicit EventReader(std::string_view text, Through way = Through::either);
  ~EventReader();
  EventReader(const EventReader&) = delete;
  EventReader& operator=(const EventReader&) = delete;

  // Null at the end of the text and at a syntax error; else valid until the
  // next call.
  const Event* next() {
    if (taken_ == ready_.size()) read_on();
    return taken_ < ready_.size() ? &ready_[taken_++] : nullptr;
  }

  // Null for most; valid as long as the event.
  const Properties* properties(const Event& event) const {
    return event.properties == 0 ? nullptr : &properties_[event.properties - 1];
  }

  // Once next() has returned null: why, if it was not the end.
  std::optional<SyntaxError> error() const;

 private:
  void open_library();
  void read_on();
  void count_child(Event& event);
  void note_properties(Event& event, const fy_event& raw);

  std::string_view text_;
  fy_diag* diag_ = nullptr;
  fy_parser* parser_ = nullptr;
  // The library runs faster when it is not left after each event.
  std::vector<Event> ready_;
  std::size_t taken_ = 0;
  std::vector<Properties> properties_;
  std::vector<Event*> open_;  // Collections that begin among `ready_`.
  bool has_ended_ = false;
  bool is_usual_ = false;          // Read without the library.
  std::deque<std::string> texts_;  // Of those that are not verbatim.
};

// The library's bare parse without any of our work: what reading is measured
// against.
std::size_t count_events(std::string_view text);

}  // namespace onething::yaml
