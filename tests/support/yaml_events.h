// SPDX-License-Identifier: Apache-2.0
//
// The events of a document in words, so that two ways of reading it can be
// compared; as far as composing looks at them and no further: the end of a
// collection without brackets has no place, and a mapping without brackets
// begins where its first key does.

#pragma once

#include <deque>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/format.h"
#include "yaml/events.h"
#include "yaml/prescan.h"
#include "yaml/usual_form.h"

namespace onething::testing {

inline std::string in_words(const yaml::Mark& mark) {
  return format("{}:{}", mark.line, mark.column);
}

inline std::string in_words(const yaml::Event& event) {
  using yaml::EventKind;
  const bool is_end =
      event.kind == EventKind::list_end || event.kind == EventKind::mapping_end;
  std::string words = format("{}", static_cast<int>(event.kind));
  if (is_end && event.range.begin == event.range.end) return words;
  words += format(" {} {}", event.range.begin, event.range.end);
  if (event.kind == EventKind::mapping_begin && !event.has_brackets)
    return words;
  words += " " + in_words(event.begin);
  if (event.kind != EventKind::scalar) return words;
  return words + format(" {} {} {} <{}>", in_words(event.end),
                        static_cast<int>(event.style), event.has_place,
                        event.text);
}

// Empty when the text has a syntax error.
inline std::string events_of(std::string_view text, yaml::Through way) {
  yaml::EventReader reader(text, way);
  std::string words;
  while (const yaml::Event* event = reader.next())
    if (event->kind != yaml::EventKind::other &&
        event->kind != yaml::EventKind::document_begin)
      words += in_words(*event) + "\n";
  return reader.error() ? "" : words;
}

inline bool is_usual(std::string_view text) {
  std::vector<yaml::Event> events;
  std::deque<std::string> texts;
  return yaml::read_usual_form(text, events, texts);
}

// As parsing gets it; nothing for bytes that are not text.
inline std::optional<std::string> prepared_text(const std::string& original) {
  if (yaml::refuse_bytes(0, original)) return std::nullopt;
  yaml::Reading reading(0, original);
  yaml::prescan(reading);
  return reading.text;
}

}  // namespace onething::testing
