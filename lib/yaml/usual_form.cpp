// SPDX-License-Identifier: Apache-2.0

#include "yaml/usual_form.h"

#include <algorithm>
#include <array>
#include <cstdint>
#include <cstring>

#include "base/limits.h"
#include "yaml/scalar_text.h"

namespace onething::yaml {

namespace {

// YAML allows a key of 1024 characters; near that the library shall decide.
constexpr std::size_t kKeyBytesMax = 256;

// Room for events: about one for so many bytes.
constexpr std::size_t kBytesForAnEvent = 8;

constexpr std::array<bool, 256> bytes_in(std::string_view list) {
  std::array<bool, 256> table{};
  for (const char c : list) table[static_cast<unsigned char>(c)] = true;
  return table;
}

// What cannot begin a plain scalar, or only with conditions.
constexpr std::array<bool, 256> kIndicators =
    bytes_in("-?:,[]{}#&*!|>'\"%@` \n");
// Where a plain scalar may end.
using Bytes = std::array<std::uint8_t, 256>;
constexpr std::uint8_t kStop = 1;
constexpr std::uint8_t kNotInWord = 2;

constexpr Bytes stops_at(std::string_view list) {
  Bytes table{};
  for (std::uint8_t& one : table) one = kNotInWord;
  for (const char c : std::string_view("abcdefghijklmnopqrstuvwxyz_"))
    table[static_cast<unsigned char>(c)] = 0;
  for (const char c : list) table[static_cast<unsigned char>(c)] |= kStop;
  return table;
}

constexpr Bytes kStopsOnLine = stops_at(":#\n");
constexpr Bytes kStopsInBrackets = stops_at(":#\n,[]{}");
constexpr std::string_view kBrackets = "[]{},";

// Escapes that stand for one character; the others may be mistakes.
constexpr std::array<bool, 256> kPlainEscapes = bytes_in("\"\\nt");

bool is_one_of(const std::array<bool, 256>& table, char c) {
  return table[static_cast<unsigned char>(c)];
}

// Eight bytes at a time.
bool is_ascii(std::string_view text) {
  std::uint64_t all = 0;
  std::size_t i = 0;
  for (; i + 8 <= text.size(); i += 8) {
    std::uint64_t eight = 0;
    std::memcpy(&eight, text.data() + i, 8);
    all |= eight;
  }
  for (; i < text.size(); ++i) all |= static_cast<unsigned char>(text[i]);
  return (all & 0x8080808080808080ULL) == 0;
}

bool is_letter_or_digit(char c) {
  return (c >= '0' && c <= '9') || ((c | 32) >= 'a' && (c | 32) <= 'z');
}

class UsualForm {
 public:
  UsualForm(std::string_view text, std::vector<Event>& events,
            std::deque<std::string>& texts)
      : text_(text), events_(events), texts_(texts) {}

  bool run() {
    events_.reserve(text_.size() / kBytesForAnEvent + 16);
    levels_.reserve(16);
    while (find_line())
      if (!take_line()) return false;
    if (levels_.empty()) return false;  // Nothing, or not a collection.
    while (!levels_.empty()) close_level();
    return !gives_up_;
  }

 private:
  // A collection whose keys or dashes stand in the column `indent`.
  struct Level {
    std::size_t indent = 0;
    bool is_list = false;
    bool owes_value = false;  // Behind the last key or dash nothing stood.
    std::size_t event = 0;    // Where it begins.
  };

  char byte(std::size_t at) const {
    return at < text_.size() ? text_[at] : '\n';
  }

  bool is_space_or_end(std::size_t at) const {
    return byte(at) == ' ' || byte(at) == '\n';
  }

  void skip_spaces() {
    while (at_ < text_.size() && text_[at_] == ' ') ++at_;
  }

  // From the beginning of a line to the first one with content.
  bool find_line() {
    while (at_ < text_.size()) {
      line_begin_ = at_;
      look_over_line();
      skip_spaces();
      if (byte(at_) != '\n' && byte(at_) != '#') {
        indent_ = at_ - line_begin_;
        return true;
      }
      end_line();
    }
    return false;
  }

  // Where it ends, and whether every byte of it is a column.
  void look_over_line() {
    const std::string_view rest = text_.substr(at_);
    line_end_ = at_ + std::min(rest.find('\n'), rest.size());
    is_ascii_ = is_ascii(text_.substr(at_, line_end_ - at_));
    counted_ = at_;
    column_ = 0;
  }

  void end_line() {
    ++line_;
    at_ = std::min(line_end_ + 1, text_.size());
  }

  // Only a comment may follow what has been read of the line.
  bool finish_line() {
    skip_spaces();
    const char c = byte(at_);
    if (c != '\n' && !(c == '#' && text_[at_ - 1] == ' ')) return false;
    end_line();
    return true;
  }

  bool take_line() {
    if (indent_ == 0 && is_marker_or_directive()) return false;
    while (!levels_.empty() && levels_.back().indent > indent_) close_level();
    if (levels_.empty()) return events_.empty() && take_node(indent_);
    if (indent_ > levels_.back().indent) {
      if (!levels_.back().owes_value) return false;
      levels_.back().owes_value = false;
      return take_node(indent_);
    }
    const bool has_dash = is_dash();
    if (levels_.back().is_list && !has_dash) {
      close_level();
      // Only a list whose dashes stand under their key can end so.
      if (levels_.empty() || levels_.back().indent != indent_) return false;
    }
    Level& level = levels_.back();
    if (level.is_list) return take_item();
    if (has_dash) {
      if (!level.owes_value) return false;
      level.owes_value = false;
      begin_level(true, indent_);
      return take_item();
    }
    if (level.owes_value) add_missing();
    return take_scalar(events_.emplace_back()) && at_colon() && take_entry();
  }

  bool is_marker_or_directive() const {
    const std::string_view rest = text_.substr(at_);
    return rest[0] == '%' || rest.starts_with("---") || rest.starts_with("...");
  }

  bool is_dash() const { return byte(at_) == '-' && is_space_or_end(at_ + 1); }
  bool at_colon() const { return byte(at_) == ':' && is_space_or_end(at_ + 1); }

  // Where a line, or what follows a dash, begins: a list, a mapping or a value.
  bool take_node(std::size_t column) {
    if (levels_.size() > limits::document_depth_max) return false;
    if (is_dash()) {
      begin_level(true, column);
      return take_item();
    }
    if (is_bracket()) return take_brackets(0) && finish_line();
    const std::size_t begin = at_;
    if (!take_scalar(events_.emplace_back())) return false;
    if (!at_colon()) {
      count_child();
      return finish_line();
    }
    // The first key: the mapping begins before it.
    const Event key = events_.back();
    events_.pop_back();
    begin_level(false, column);
    events_.back().range = {begin, begin};
    events_.push_back(key);
    return take_entry();
  }

  bool take_item() {
    Level& level = levels_.back();
    if (level.owes_value) add_missing();
    ++at_;
    skip_spaces();
    level.owes_value = byte(at_) == '\n' || byte(at_) == '#';
    if (level.owes_value) return finish_line();
    return take_node(at_ - line_begin_);
  }

  // From the colon on, behind a key.
  bool take_entry() {
    if (is_long(events_.back())) return false;
    count_child();
    ++at_;
    skip_spaces();
    const bool is_empty = byte(at_) == '\n' || byte(at_) == '#';
    levels_.back().owes_value = is_empty;
    if (is_empty) return finish_line();
    if (is_bracket()) return take_brackets(0) && finish_line();
    if (is_dash()) return false;
    count_child();
    return take_scalar(events_.emplace_back()) && !at_colon() && finish_line();
  }

  bool is_bracket() const { return byte(at_) == '[' || byte(at_) == '{'; }

  // Stops behind the scalar and the spaces that follow a quoted one.
  bool take_scalar(Event& scalar) {
    const char c = byte(at_);
    if (c == '\'' || c == '"') return take_quoted(scalar);
    return take_plain(scalar, kStopsOnLine);
  }

  bool take_plain(Event& scalar, const Bytes& stops) {
    const std::size_t begin = at_;
    if (is_one_of(kIndicators, byte(begin)) &&
        !(byte(begin) == '-' && is_letter_or_digit(byte(begin + 1))))
      return false;
    std::uint8_t seen = skip_to_stop(stops);
    for (; is_inside(stops); seen |= skip_to_stop(stops)) {
      seen |= kNotInWord;
      ++at_;
    }
    // In brackets `a:]` and its like are rare enough to leave alone.
    if (byte(at_) == ':' && !is_space_or_end(at_ + 1)) return false;
    std::size_t end = at_;
    while (text_[end - 1] == ' ') --end;
    fill(scalar, Style::plain, {begin, end});
    scalar.is_word = seen == 0;
    return true;
  }

  // What the bytes before the stop are, all together.
  std::uint8_t skip_to_stop(const Bytes& stops) {
    std::uint8_t seen = 0;
    for (; at_ < text_.size(); ++at_) {
      const std::uint8_t one = stops[static_cast<unsigned char>(text_[at_])];
      if (one & kStop) break;
      seen |= one;
    }
    return seen;
  }

  // Whether the stop is one after all: `a#b`, `a:b`.
  bool is_inside(const Bytes& stops) const {
    const char c = byte(at_);
    if (c == '#') return text_[at_ - 1] != ' ';
    if (c != ':' || is_space_or_end(at_ + 1)) return false;
    return &stops != &kStopsInBrackets ||
           kBrackets.find(byte(at_ + 1)) == std::string_view::npos;
  }

  bool take_quoted(Event& scalar) {
    const char quote = text_[at_];
    const Style style =
        quote == '"' ? Style::double_quoted : Style::single_quoted;
    const std::size_t begin = at_ + 1;
    bool is_verbatim = true;
    for (at_ = begin;; ++at_) {
      const char c = byte(at_);
      if (c == '\n') return false;
      if (c == quote && !(quote == '\'' && byte(at_ + 1) == quote)) break;
      const bool is_escape = c == '\\' && quote == '"';
      if (c != quote && !is_escape) continue;
      is_verbatim = false;
      ++at_;
      if (is_escape && !is_one_of(kPlainEscapes, byte(at_))) return false;
    }
    fill(scalar, style, {begin, at_});
    if (!is_verbatim)
      scalar.text = texts_.emplace_back(
          flow_text(scalar.text, style, Origins::dropped).text);
    ++at_;
    skip_spaces();
    return true;
  }

  // A collection in brackets, all of it on this line.
  bool take_brackets(int depth) {
    if (depth > limits::document_depth_max) return false;
    const bool is_list = text_[at_] == '[';
    const char close = is_list ? ']' : '}';
    const std::size_t event = events_.size();
    add_bracket(is_list ? EventKind::list_begin : EventKind::mapping_begin);
    skip_spaces();
    const bool is_empty = byte(at_) == close;
    while (!is_empty) {
      const bool is_sound =
          is_list ? take_in_brackets(depth) : take_pair(depth);
      if (!is_sound) return false;
      ++events_[event].children;
      if (byte(at_) == close) break;
      if (byte(at_) != ',') return false;
      ++at_;
      skip_spaces();
    }
    if (!is_list) events_[event].children *= 2;
    add_bracket(is_list ? EventKind::list_end : EventKind::mapping_end);
    return true;
  }

  bool take_pair(int depth) {
    if (!take_scalar_in_brackets()) return false;
    if (byte(at_) != ':' || byte(at_ + 1) != ' ') return false;
    if (is_long(events_.back())) return false;
    ++at_;
    skip_spaces();
    return take_in_brackets(depth);
  }

  // Stops at what follows, spaces skipped.
  bool take_in_brackets(int depth) {
    const bool is_sound =
        is_bracket() ? take_brackets(depth + 1) : take_scalar_in_brackets();
    skip_spaces();
    return is_sound;
  }

  bool take_scalar_in_brackets() {
    const char c = byte(at_);
    Event& scalar = events_.emplace_back();
    return c == '\'' || c == '"' ? take_quoted(scalar)
                                 : take_plain(scalar, kStopsInBrackets);
  }

  void add_bracket(EventKind kind) {
    const bool is_begin =
        kind == EventKind::list_begin || kind == EventKind::mapping_begin;
    // The outermost is a child of the level it stands in.
    if (is_begin && brackets_++ == 0) count_child();
    if (!is_begin) --brackets_;
    Event& event = events_.emplace_back();
    event.kind = kind;
    event.has_place = event.has_brackets = true;
    event.range = {at_, at_ + 1};
    event.begin = mark_at(at_);
    event.end = {event.begin.line, event.begin.column + 1};
    ++at_;
  }

  void begin_level(bool is_list, std::size_t indent) {
    count_child();
    levels_.push_back({indent, is_list, false, events_.size()});
    Event& event = events_.emplace_back();
    event.kind = is_list ? EventKind::list_begin : EventKind::mapping_begin;
    event.has_place = true;
    event.range = {at_, at_};
    if (is_list) event.begin = event.end = mark_at(at_);
  }

  void close_level() {
    if (levels_.back().owes_value) add_missing();
    events_.emplace_back().kind =
        levels_.back().is_list ? EventKind::list_end : EventKind::mapping_end;
    levels_.pop_back();
  }

  // An empty item is legal, and yet the library does not always take it.
  void add_missing() {
    gives_up_ |= levels_.back().is_list;
    count_child();
    events_.emplace_back().kind = EventKind::scalar;
  }

  static bool is_long(const Event& key) {
    return key.range.end - key.range.begin > kKeyBytesMax;
  }

  void count_child() {
    if (!levels_.empty()) ++events_[levels_.back().event].children;
  }

  void fill(Event& scalar, Style style, Range range) {
    scalar.kind = EventKind::scalar;
    scalar.style = style;
    scalar.has_place = true;
    scalar.range = range;
    scalar.text = text_.substr(range.begin, range.end - range.begin);
    scalar.begin = mark_at(range.begin);
    scalar.end = mark_at(range.end);
  }

  // Asked for in order within a line.
  Mark mark_at(std::size_t at) {
    if (is_ascii_) return {line_, static_cast<std::uint32_t>(at - line_begin_)};
    for (; counted_ < at; ++counted_)
      column_ += (static_cast<unsigned char>(text_[counted_]) & 0xC0) != 0x80;
    return {line_, column_};
  }

  std::string_view text_;
  std::vector<Event>& events_;
  std::deque<std::string>& texts_;
  std::vector<Level> levels_;
  int brackets_ = 0;  // Open ones.
  bool gives_up_ = false;
  std::size_t at_ = 0;
  std::size_t line_begin_ = 0;
  std::size_t line_end_ = 0;
  std::size_t indent_ = 0;
  std::uint32_t line_ = 0;
  bool is_ascii_ = false;
  std::size_t counted_ = 0;  // How far columns of this line are counted.
  std::uint32_t column_ = 0;
};

}  // namespace

bool read_usual_form(std::string_view text, std::vector<Event>& events,
                     std::deque<std::string>& texts) {
  return UsualForm(text, events, texts).run();
}

}  // namespace onething::yaml
