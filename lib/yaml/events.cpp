// SPDX-License-Identifier: Apache-2.0

#include "yaml/events.h"

#include <libfyaml.h>
#include <algorithm>

#include "yaml/scalar_text.h"
#include "yaml/usual_form.h"

namespace onething::yaml {

namespace {

// Few enough to stay in a near cache.
constexpr std::size_t kEventsAtOnce = 256;

fy_diag* create_diag() {
  fy_diag_cfg config;
  fy_diag_cfg_default(&config);
  config.fp = nullptr;
  config.output_fn = [](fy_diag*, void*, const char*, std::size_t) {};
  config.colorize = false;
  config.show_source = false;
  fy_diag* diag = fy_diag_create(&config);
  if (diag != nullptr) fy_diag_set_collect_errors(diag, true);
  return diag;
}

fy_parser* create_parser(fy_diag* diag) {
  fy_parse_cfg config{};
  config.search_path = "";
  // Our own limit of depth is checked at every event (compose.cpp), which is at
  // most kEventsAtOnce behind the library.
  config.flags = static_cast<fy_parse_cfg_flags>(
      FYPCF_QUIET | FYPCF_COLLECT_DIAG | FYPCF_DEFAULT_VERSION_1_2 |
      FYPCF_DISABLE_DEPTH_LIMIT | FYPCF_JSON_NONE);
  config.diag = diag;
  return fy_parser_create(&config);
}

Range range_of(fy_token* token) {
  const fy_mark* begin = fy_token_start_mark(token);
  const fy_mark* end = fy_token_end_mark(token);
  if (begin == nullptr || end == nullptr) return {};
  return {begin->input_pos, std::max(begin->input_pos, end->input_pos)};
}

Mark mark_of(const fy_mark& mark) {
  return {static_cast<std::uint32_t>(mark.line),
          static_cast<std::uint32_t>(mark.column)};
}

void place(Event& event, fy_token* token) {
  event.has_place = true;
  const fy_mark* begin = fy_token_start_mark(token);
  const fy_mark* end = fy_token_end_mark(token);
  if (begin == nullptr || end == nullptr) return;
  if (end->input_pos < begin->input_pos) end = begin;
  event.range = {begin->input_pos, end->input_pos};
  event.begin = mark_of(*begin);
  event.end = mark_of(*end);
}

std::optional<Range> range_if(fy_token* token) {
  if (token == nullptr) return std::nullopt;
  return range_of(token);
}

Style style_of(fy_token* token) {
  switch (fy_token_scalar_style(token)) {
    case FYSS_SINGLE_QUOTED:
      return Style::single_quoted;
    case FYSS_DOUBLE_QUOTED:
      return Style::double_quoted;
    case FYSS_LITERAL:
      return Style::literal;
    case FYSS_FOLDED:
      return Style::folded;
    default:
      return Style::plain;
  }
}

bool contains(std::string_view text, char c) {
  return text.find(c) != std::string_view::npos;
}

// Whether the content is what stands in the text, character by character.
bool is_verbatim(std::string_view slice, Style style) {
  switch (style) {
    case Style::plain:
      return !contains(slice, '\n');
    case Style::single_quoted:
      return !contains(slice, '\'') && !contains(slice, '\n');
    case Style::double_quoted:
      return !contains(slice, '\\') && !contains(slice, '\n');
    case Style::literal:
    case Style::folded:
      break;
  }
  return false;
}

void fill_scalar(Event& event, const fy_event& raw, std::string_view whole,
                 std::deque<std::string>& texts) {
  event.kind = EventKind::scalar;
  fy_token* token = raw.scalar.value;
  if (token != nullptr) {
    place(event, token);
    event.style = style_of(token);
    event.text = whole.substr(std::min(event.range.begin, whole.size()),
                              event.range.end - event.range.begin);
    if (is_block(event.style)) {
      event.text = {};
    } else if (!is_verbatim(event.text, event.style)) {
      // Not by fy_token_get_text(), which loses and invents characters.
      DecodedText decoded =
          flow_text(event.text, event.style, Origins::dropped);
      event.has_surrogate = decoded.has_surrogate;
      event.text = texts.emplace_back(std::move(decoded.text));
    }
  }
}

void fill_begin(Event& event, EventKind kind, fy_token* start) {
  event.kind = kind;
  if (start != nullptr) {
    place(event, start);
    event.has_brackets = event.range.begin != event.range.end;
  }
}

void fill_end(Event& event, EventKind kind, fy_token* end) {
  event.kind = kind;
  if (end != nullptr) place(event, end);
}

void fill(Event& event, const fy_event& raw, std::string_view whole,
          std::deque<std::string>& texts) {
  switch (raw.type) {
    case FYET_DOCUMENT_START:
      event.kind = EventKind::document_begin;
      return;
    case FYET_SEQUENCE_START:
      return fill_begin(event, EventKind::list_begin,
                        raw.sequence_start.sequence_start);
    case FYET_SEQUENCE_END:
      return fill_end(event, EventKind::list_end,
                      raw.sequence_end.sequence_end);
    case FYET_MAPPING_START:
      return fill_begin(event, EventKind::mapping_begin,
                        raw.mapping_start.mapping_start);
    case FYET_MAPPING_END:
      return fill_end(event, EventKind::mapping_end,
                      raw.mapping_end.mapping_end);
    case FYET_SCALAR:
      return fill_scalar(event, raw, whole, texts);
    case FYET_ALIAS:
      return fill_end(event, EventKind::alias, raw.alias.anchor);
    default:
      return;
  }
}

Properties properties_of(const fy_event& raw) {
  switch (raw.type) {
    case FYET_SEQUENCE_START:
      return {range_if(raw.sequence_start.anchor),
              range_if(raw.sequence_start.tag)};
    case FYET_MAPPING_START:
      return {range_if(raw.mapping_start.anchor),
              range_if(raw.mapping_start.tag)};
    case FYET_SCALAR:
      return {range_if(raw.scalar.anchor), range_if(raw.scalar.tag)};
    default:
      return {};
  }
}

// The byte of a line and column of the library, both from 1, the column in
// code points.
std::size_t byte_at(std::string_view text, int line, int column) {
  std::size_t at = 0;
  for (; line > 1; --line) {
    const std::size_t next = text.find('\n', at);
    if (next == std::string_view::npos) return text.size();
    at = next + 1;
  }
  for (; column > 1 && at < text.size() && text[at] != '\n'; --column) {
    ++at;
    while (at < text.size() &&
           (static_cast<unsigned char>(text[at]) & 0xC0) == 0x80)
      ++at;
  }
  return at;
}

}  // namespace

EventReader::EventReader(std::string_view text, Through way) : text_(text) {
  is_usual_ = way == Through::either && read_usual_form(text, ready_, texts_);
  has_ended_ = is_usual_;
  if (!is_usual_) open_library();
}

void EventReader::open_library() {
  ready_.clear();
  texts_.clear();
  ready_.reserve(kEventsAtOnce);  // So that `open_` may point at them.
  open_.reserve(16);
  diag_ = create_diag();
  if (diag_ == nullptr) return;
  parser_ = create_parser(diag_);
  if (parser_ == nullptr) return;
  if (fy_parser_set_string(parser_, text_.data(), text_.size()) == 0) return;
  fy_parser_destroy(parser_);
  parser_ = nullptr;
}

EventReader::~EventReader() {
  if (parser_ != nullptr) fy_parser_destroy(parser_);
  if (diag_ != nullptr) fy_diag_destroy(diag_);
}

void EventReader::read_on() {
  if (is_usual_) return;
  ready_.clear();
  open_.clear();
  texts_.clear();
  properties_.clear();
  taken_ = 0;
  if (parser_ == nullptr) has_ended_ = true;
  while (!has_ended_ && ready_.size() < kEventsAtOnce) {
    fy_event* event = fy_parser_parse(parser_);
    has_ended_ = event == nullptr;
    if (has_ended_) return;
    Event& filled = ready_.emplace_back();
    fill(filled, *event, text_, texts_);
    note_properties(filled, *event);
    fy_parser_event_free(parser_, event);
    count_child(filled);
  }
}

void EventReader::note_properties(Event& event, const fy_event& raw) {
  const Properties found = properties_of(raw);
  if (!found.anchor && !found.tag) return;
  properties_.push_back(found);
  event.properties = static_cast<std::uint32_t>(properties_.size());
}

// Ends of collections that began before these events find nothing open.
void EventReader::count_child(Event& event) {
  switch (event.kind) {
    case EventKind::scalar:
    case EventKind::alias:
      if (!open_.empty()) ++open_.back()->children;
      return;
    case EventKind::list_begin:
    case EventKind::mapping_begin:
      if (!open_.empty()) ++open_.back()->children;
      open_.push_back(&event);
      return;
    case EventKind::list_end:
    case EventKind::mapping_end:
      if (!open_.empty()) open_.pop_back();
      return;
    case EventKind::document_begin:
    case EventKind::other:
      return;
  }
}

std::optional<SyntaxError> EventReader::error() const {
  if (is_usual_) return std::nullopt;
  if (parser_ == nullptr) return SyntaxError{"no parser", 0};
  if (!fy_parser_get_stream_error(parser_)) return std::nullopt;
  void* previous = nullptr;
  const fy_diag_error* error = fy_diag_errors_iterate(diag_, &previous);
  if (error == nullptr) return SyntaxError{"unknown", 0};
  const fy_mark* mark =
      error->fyt != nullptr ? fy_token_start_mark(error->fyt) : nullptr;
  const std::size_t byte = mark != nullptr
                               ? mark->input_pos
                               : byte_at(text_, error->line, error->column);
  return SyntaxError{error->msg != nullptr ? error->msg : "",
                     std::min(byte, text_.size())};
}

std::size_t count_events(std::string_view text) {
  fy_diag* diag = create_diag();
  fy_parser* parser = diag != nullptr ? create_parser(diag) : nullptr;
  std::size_t count = 0;
  if (parser != nullptr &&
      fy_parser_set_string(parser, text.data(), text.size()) == 0) {
    while (fy_event* event = fy_parser_parse(parser)) {
      ++count;
      fy_parser_event_free(parser, event);
    }
  }
  if (parser != nullptr) fy_parser_destroy(parser);
  if (diag != nullptr) fy_diag_destroy(diag);
  return count;
}

}  // namespace onething::yaml
