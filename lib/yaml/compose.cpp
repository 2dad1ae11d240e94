// SPDX-License-Identifier: Apache-2.0

#include "yaml/compose.h"

#include <algorithm>
#include <array>
#include <cstdint>
#include <cstring>
#include <span>
#include <unordered_map>
#include <unordered_set>

#include "onething/text.h"
#include "yaml/lint.h"
#include "yaml/mistyping.h"
#include "yaml/scalar_text.h"
#include "yaml/spelling.h"

namespace onething::yaml {

namespace {

// Stands for a block of text that has none: YAML's word for nothing.
constexpr std::string_view kLeftOpen = "~";

// Up to this many keys comparing each with each is the fastest.
constexpr std::size_t kKeysWithoutTable = 32;

// No word with two readings is longer.
constexpr std::size_t kReadingsBytesMax = 3;

// Most keys and many values: longer than any word with two readings, and
// without any sign that could be a mistyping.
bool is_plain_word(std::string_view text) {
  return text.size() > kReadingsBytesMax &&
         std::all_of(text.begin(), text.end(),
                     [](char c) { return (c >= 'a' && c <= 'z') || c == '_'; });
}

class Composer {
 public:
  Composer(Reading& reading, Range block, int depth)
      : reading_(reading),
        text_(reading.text),
        base_(block.begin),
        end_(block.end),
        depth_(depth),
        reader_(text_.substr(block.begin, block.end - block.begin)),
        first_(reading.places.at(block.begin)),
        last_end_(block.begin) {
    open_.reserve(16);
  }

  Composed run() {
    while (!result_.exceeds_limit) {
      const Event* event = reader_.next();
      if (event == nullptr) break;
      take(*event);
    }
    if (result_.exceeds_limit) {
      result_.root = {};
      return std::move(result_);
    }
    result_.error = reader_.error();
    if (!result_.error) return std::move(result_);
    result_.error->byte += base_;
    for (auto open = open_.rbegin(); open != open_.rend(); ++open) {
      if (!open->has_brackets) continue;
      result_.innermost = {open->begin, open->begin + 1};
      break;
    }
    return std::move(result_);
  }

 private:
  // A collection that is not finished. The node does not move while it is
  // open: its parent gets no other child meanwhile.
  struct Open {
    Node* node = nullptr;
    std::size_t begin = 0;
    bool has_brackets = false;
    bool expects_key = false;
    bool has_bad_key = false;
  };

  void take(const Event& event) {
    switch (event.kind) {
      case EventKind::scalar:
        return take_scalar(event);
      case EventKind::alias:
        return take_alias(event);
      case EventKind::list_begin:
        return begin_collection(event, NodeKind::list);
      case EventKind::mapping_begin:
        return begin_collection(event, NodeKind::mapping);
      case EventKind::list_end:
      case EventKind::mapping_end:
        return end_collection(event);
      case EventKind::document_begin:
      case EventKind::other:
        return;
    }
  }

  // The node that the next event fills, as key, value, item or root.
  Node* next_node() {
    if (++result_.nodes + reading_.nodes > limits::document_nodes_max)
      return refuse_nodes();
    if (open_.empty()) return &result_.root;
    Open& parent = open_.back();
    if (parent.node->is_list()) return &parent.node->items.emplace_back();
    is_key_ = parent.expects_key;
    parent.expects_key = !parent.expects_key;
    if (is_key_) return &parent.node->entries.emplace_back().key;
    return &parent.node->entries.back().value;
  }

  Node* refuse_nodes() {
    const Span span = reading_.places.span(last_end_, last_end_);
    add(diagnose(codes::too_many_nodes, span,
                 {"yaml.too_many_nodes",
                  {{"limit", std::to_string(limits::document_nodes_max)}}},
                 {}, {"yaml.too_large.help", {}}));
    result_.exceeds_limit = true;
    return nullptr;
  }

  void take_scalar(const Event& event) {
    is_key_ = false;
    Node* node = next_node();
    if (node == nullptr) return;
    refuse_properties(event);
    if (!event.has_place) return take_missing(*node);
    if (is_block(event.style)) return take_block(event, *node);
    const Range range = placed(event.range);
    Range outer = range;
    if (event.style != Style::plain) outer = {range.begin - 1, range.end + 1};
    if (event.text.size() > limits::scalar_bytes_max)
      return refuse_long(event.text.size(), *node, outer);
    if (is_left_open(outer)) return leave_open(*node, outer);
    node->kind = NodeKind::scalar;
    node->style = event.style;
    node->text.assign(event.text);
    if (event.style == Style::plain) lint(event, range);
    node->span = span_of(event, outer);
    last_end_ = outer.end;
    if (event.has_surrogate)
      add(diagnose(codes::bad_escape, node->span, {"yaml.escape_number", {}},
                   {"yaml.escape.expected", {}},
                   {"yaml.escape_number.help", {}}));
  }

  // Text under `|` or `>`. The library says where it is, but not reliably what
  // it says or where it ends.
  void take_block(const Event& event, Node& node) {
    const Range found = placed(event.range);
    const std::size_t sign = block_sign(found);
    BlockScalar block =
        read_block_scalar(text_.substr(0, end_), sign, parent_column());
    Range outer = {sign, std::max(end_of_content(block), sign + 1)};
    const std::size_t misplaced = misplaced_line(block, found.end);
    last_end_ = outer.end;
    if (block.text.size() > limits::scalar_bytes_max)
      return refuse_long(block.text.size(), node, outer);
    node.kind = NodeKind::scalar;
    node.style = event.style;
    node.text = std::move(block.text);
    node.span = reading_.places.span(outer);
    if (misplaced < end_) return refuse_block(node, sign, misplaced);
    if (event.style == Style::folded)
      lint_folded(reading_, sign, {block.begin, outer.end}, result_.findings);
  }

  // What was to be text of the block but stands no deeper than its key: lines
  // that the library takes nevertheless, up to `found_end`, or those under a
  // block without any text. The end if there are none.
  std::size_t misplaced_line(const BlockScalar& block,
                             std::size_t found_end) const {
    const std::size_t at = first_content(block.end, end_);
    if (at < found_end) return at;
    const bool is_empty = first_content(block.begin, block.end) == block.end;
    const bool is_beside =
        at < end_ && text_[at] != '#' && column_of(at) == parent_column();
    return is_empty && is_beside ? at : end_;
  }

  int column_of(std::size_t at) const {
    std::size_t line = at;
    while (line > 0 && text_[line - 1] != '\n') --line;
    return static_cast<int>(at - line);
  }

  // The column where the lines of the innermost block begin; -1 without one.
  int parent_column() const {
    return open_.empty() ? -1 : column_of(open_.back().begin);
  }

  // From `begin` the first byte that is neither space nor line end, or `end`.
  std::size_t first_content(std::size_t begin, std::size_t end) const {
    while (begin < end && (text_[begin] == ' ' || text_[begin] == '\n'))
      ++begin;
    return std::min(begin, end);
  }

  // Without the blank lines behind it.
  std::size_t end_of_content(const BlockScalar& block) const {
    std::size_t end = block.end;
    for (std::size_t i = end; i > block.begin; --i) {
      if (text_[i - 1] == '\n')
        end = i - 1;
      else if (text_[i - 1] != ' ')
        return end;
    }
    return block.begin - 1;
  }

  // Lines that the library takes for the text of a block, and YAML does not.
  // Where they are keys or items, they are read as such.
  void refuse_block(Node& node, std::size_t sign, std::size_t at) {
    const std::size_t end = std::min(text_.find('\n', at), text_.size());
    add(diagnose(codes::wrong_indentation, reading_.places.span(at, end),
                 {"yaml.block_indent", {}}, {"yaml.block_indent.expected", {}},
                 {"yaml.block_indent.help", {}}));
    node.kind = NodeKind::missing;
    node.text.clear();
    const std::string_view line = text_.substr(at, end - at);
    const std::string_view behind = line.substr(leading_word(line));
    const bool is_key = behind.size() < line.size() && behind.starts_with(':');
    if (is_key || line.starts_with("- "))
      result_.findings.patches.push_back({sign, kLeftOpen});
  }

  // Whether this is what refuse_block() put in the place of a sign.
  bool is_left_open(Range range) const {
    return range.end - range.begin == kLeftOpen.size() &&
           text_[range.begin] == kLeftOpen[0] && reading_.is_marred(range);
  }

  void leave_open(Node& node, Range range) {
    node.span = reading_.places.span(range);
    last_end_ = range.end;
    if (is_key_) open_.back().has_bad_key = true;
  }

  // `outer` differs from the event's range by quotes only.
  Span span_of(const Event& event, Range outer) {
    if (!reading_.marred.empty()) return reading_.places.span(outer);
    const std::uint32_t quote = event.style == Style::plain ? 0 : 1;
    Position begin = at(outer.begin, event.begin);
    Position end = at(outer.end, event.end);
    begin.column -= quote;
    end.column += quote;
    return {reading_.places.file(), begin, end};
  }

  // The parser has counted lines and columns already, from the beginning of the
  // block; unless something was mended, which keeps the bytes but not the
  // columns.
  Position at(std::size_t offset, Mark mark) {
    if (!reading_.marred.empty()) return reading_.places.at(offset);
    const std::uint32_t before = mark.line == 0 ? first_.column : 1;
    return reading_.places.at(offset, first_.line + mark.line,
                              before + mark.column);
  }

  void lint(const Event& event, Range range) {
    if (event.is_word ? event.text.size() > kReadingsBytesMax
                      : is_plain_word(event.text))
      return;
    ScalarPlace place;
    place.range = range;
    place.is_key = is_key_;
    place.is_root = open_.empty();
    if (!open_.empty()) {
      place.in_list = open_.back().node->is_list();
      place.in_brackets = open_.back().has_brackets;
    }
    place.is_on_own_line = is_first_on_line(range.begin);
    if (is_key_ && event.text == "<<") return refuse_merge_key(range);
    lint_plain(reading_, place, result_.findings);
  }

  bool is_first_on_line(std::size_t at) const {
    while (at > last_end_ && text_[at - 1] == ' ') --at;
    return at == base_ || (at > last_end_ && text_[at - 1] == '\n');
  }

  // A value that was left out: an empty place behind its key or its dash.
  void take_missing(Node& node) {
    node.kind = NodeKind::scalar;
    std::size_t at = last_end_;
    const bool in_list = !open_.empty() && open_.back().node->is_list();
    if (in_list) {
      if (open_.back().node->items.size() > 1) at = after_blank(at);
      if (at < text_.size() && text_[at] == '-') ++at;
    } else {
      const std::size_t colon = text_.find_first_not_of(' ', at);
      if (colon != std::string_view::npos && text_[colon] == ':')
        at = colon + 1;
      if (!is_key_) lint_missing_value(reading_, at, result_.findings);
    }
    if (is_key_) refuse_key(reading_.places.span(at, at), node);
    node.span = reading_.places.span(at, at);
    last_end_ = at;
  }

  // Over spaces, line ends and comments.
  std::size_t after_blank(std::size_t at) const {
    while (at < text_.size()) {
      if (text_[at] == '#')
        at = std::min(text_.find('\n', at), text_.size());
      else if (text_[at] != ' ' && text_[at] != '\n')
        break;
      else
        ++at;
    }
    return at;
  }

  void take_alias(const Event& event) {
    is_key_ = false;
    Node* node = next_node();
    if (node == nullptr) return;
    const Range range = placed(event.range);
    const Range outer = {range.begin - 1, range.end};
    const std::string written(
        text_.substr(outer.begin, outer.end - outer.begin));
    const Span span = reading_.places.span(outer);
    Diagnostic d =
        diagnose(codes::needs_quotes, span,
                 {"yaml.alias", {{"text", shorten(written, kRepeatedCells)}}},
                 {"yaml.alias.expected", {}},
                 {"yaml.alias.help",
                  {{"text", shorten("\"" + written + "\"", kRepeatedCells)}}});
    if (anchors_.contains(written.substr(1))) {
      // An alias was meant.
      d.code = codes::anchor_or_alias.code;
      d.expected = {};
      d.help = {"yaml.anchor.help", {}};
    } else {
      d.edits.push_back({span, "\"" + written + "\""});
    }
    add(std::move(d));
    node->span = span;
    last_end_ = outer.end;
    if (is_key_) open_.back().has_bad_key = true;
  }

  void begin_collection(const Event& event, NodeKind kind) {
    is_key_ = false;
    Node* node = next_node();
    if (node == nullptr) return;
    refuse_properties(event);
    const Range range = placed(event.range);
    if (is_key_) refuse_key(reading_.places.span(range), *node);
    if (depth_ + static_cast<int>(open_.size()) >= limits::document_depth_max)
      return refuse_depth(range);
    node->kind = kind;
    if (kind == NodeKind::mapping)
      node->entries.reserve((event.children + 1) / 2);
    else
      node->items.reserve(event.children);
    node->span.file = reading_.places.file();
    node->span.begin = node->span.end = at(range.begin, event.begin);
    last_end_ = event.has_brackets ? range.end : range.begin;
    open_.push_back({node, range.begin, event.has_brackets,
                     kind == NodeKind::mapping, false});
  }

  void refuse_depth(Range range) {
    add(diagnose(codes::too_deep, reading_.places.span(range),
                 {"yaml.too_deep",
                  {{"limit", std::to_string(limits::document_depth_max)}}},
                 {}, {"yaml.too_deep.help", {}}));
    result_.exceeds_limit = true;
  }

  void end_collection(const Event& event) {
    const Open open = open_.back();
    open_.pop_back();
    Node& node = *open.node;
    if (open.has_brackets) {
      const Range range = placed(event.range);
      node.span.end = at(range.end, event.end);
      last_end_ = range.end;
    } else if (node.is_list() && !node.items.empty()) {
      node.span.end = node.items.back().span.end;
    } else if (!node.entries.empty()) {
      node.span.begin = node.entries.front().key.span.begin;
      node.span.end = node.entries.back().value.span.end;
    }
    if (!node.is_mapping()) return;
    if (open.has_bad_key)
      std::erase_if(node.entries,
                    [](const Entry& entry) { return !entry.key.is_scalar(); });
    refuse_duplicate_keys(node, result_.findings);
  }

  void refuse_key(const Span& span, Node& key) {
    add(diagnose(codes::key_is_not_text, span, {"yaml.key", {}},
                 {"yaml.key.expected", {}}, {"yaml.key.help", {}}));
    key.kind = NodeKind::missing;
    open_.back().has_bad_key = true;
  }

  void refuse_merge_key(Range range) {
    add(diagnose(codes::anchor_or_alias, reading_.places.span(range),
                 {"yaml.merge", {}}, {}, {"yaml.anchor.help", {}}));
  }

  void refuse_long(std::size_t size, Node& node, Range outer) {
    const std::size_t end = std::min(text_.find('\n', outer.begin), outer.end);
    node.span = reading_.places.span(outer.begin, end);
    add(diagnose(codes::scalar_too_long, node.span,
                 {"yaml.scalar_too_long",
                  {{"size", std::to_string(size)},
                   {"limit", std::to_string(limits::scalar_bytes_max)}}},
                 {}, {"yaml.too_large.help", {}}));
    last_end_ = outer.end;
    if (is_key_) open_.back().has_bad_key = true;
  }

  void refuse_properties(const Event& event) {
    const Properties* properties = reader_.properties(event);
    if (properties == nullptr) return;
    if (properties->anchor) {
      const Range name = placed(*properties->anchor);
      anchors_.emplace(text_.substr(name.begin, name.end - name.begin));
      const Span span = reading_.places.span(name.begin - 1, name.end);
      add(diagnose(codes::anchor_or_alias, span, {"yaml.anchor", {}},
                   {"yaml.anchor.expected", {}}, {"yaml.anchor.help", {}}));
    }
    if (properties->tag)
      add(diagnose(codes::tag, reading_.places.span(placed(*properties->tag)),
                   {"yaml.tag", {}}, {"yaml.tag.expected", {}},
                   {"yaml.tag.help", {}}));
  }

  // The library begins a block of text at its first line of content, so that
  // the sign is on a line before.
  std::size_t block_sign(Range content) const {
    std::size_t sign = last_end_;
    while (sign < content.begin && !is_block_header(sign))
      sign = is_comment(sign) ? std::min(text_.find('\n', sign), content.begin)
                              : sign + 1;
    return sign;
  }

  bool is_comment(std::size_t at) const {
    return text_[at] == '#' && at > base_ &&
           (text_[at - 1] == ' ' || text_[at - 1] == '\n');
  }

  bool is_block_header(std::size_t at) const {
    if (text_[at] != '|' && text_[at] != '>') return false;
    if (at > base_ && text_[at - 1] != ' ' && text_[at - 1] != '\n')
      return false;
    const std::size_t end = std::min(text_.find('\n', at), text_.size());
    std::string_view rest = text_.substr(at + 1, end - at - 1);
    const std::size_t sign = rest.find_first_not_of("+-0123456789");
    if (sign == std::string_view::npos) return true;
    rest.remove_prefix(sign);
    const std::size_t next = rest.find_first_not_of(' ');
    return next == std::string_view::npos || (rest[next] == '#' && next > 0);
  }

  Range placed(Range range) const {
    return {range.begin + base_, range.end + base_};
  }

  void add(Diagnostic d) { result_.findings.add(std::move(d)); }

  Reading& reading_;
  std::string_view text_;
  std::size_t base_;
  std::size_t end_;
  int depth_;
  EventReader reader_;
  Composed result_;
  std::vector<Open> open_;
  std::unordered_set<std::string> anchors_;
  Position first_;        // Where the block begins.
  std::size_t last_end_;  // Of what was last placed.
  bool is_key_ = false;   // Whether next_node() gave out a key.
};

Diagnostic duplicate(const Node& first, const Node& again) {
  Diagnostic d = diagnose(
      codes::duplicate_key, again.span,
      {"yaml.duplicate", {{"key", shorten(again.text, kRepeatedCells)}}},
      {"yaml.duplicate.expected", {}}, {"yaml.duplicate.help", {}});
  d.labels.push_back({first.span, {"yaml.duplicate.first", {}}});
  return d;
}

// Equal for equal texts and nearly always different for different ones.
std::uint64_t signature(std::string_view key) {
  std::uint64_t head = 0;
  std::uint64_t tail = 0;
  if (key.size() < sizeof head) {
    for (const char c : key) head = head << 8U | static_cast<unsigned char>(c);
  } else {
    std::memcpy(&head, key.data(), sizeof head);
    std::memcpy(&tail, key.data() + key.size() - sizeof tail, sizeof tail);
  }
  return head ^ (tail * 0x9E3779B97F4A7C15ULL) ^ key.size();
}

// The first entry with the same key as entries[i], or i.
std::size_t first_with_key(const std::vector<Entry>& entries, std::size_t i,
                           std::span<const std::uint64_t> signatures) {
  for (std::size_t j = 0; j < i; ++j)
    if (signatures[j] == signatures[i] &&
        entries[j].key.text == entries[i].key.text)
      return j;
  return i;
}

}  // namespace

Composed compose(Reading& reading, Range block, int depth) {
  return Composer(reading, block, depth).run();
}

void refuse_duplicate_keys(Node& mapping, Findings& out) {
  std::vector<Entry>& entries = mapping.entries;
  std::vector<std::size_t> repeated;
  if (entries.size() <= kKeysWithoutTable) {
    std::array<std::uint64_t, kKeysWithoutTable> signatures;
    for (std::size_t i = 0; i < entries.size(); ++i) {
      signatures[i] = signature(entries[i].key.text);
      const std::size_t first = first_with_key(entries, i, signatures);
      if (first == i) continue;
      out.add(duplicate(entries[first].key, entries[i].key));
      repeated.push_back(i);
    }
  } else {
    std::unordered_map<std::string_view, std::size_t> seen;
    seen.reserve(entries.size() * 2);
    for (std::size_t i = 0; i < entries.size(); ++i) {
      const auto [first, is_new] = seen.emplace(entries[i].key.text, i);
      if (is_new) continue;
      out.add(duplicate(entries[first->second].key, entries[i].key));
      repeated.push_back(i);
    }
  }
  if (repeated.empty()) return;
  std::size_t kept = 0;
  std::size_t next = 0;
  for (std::size_t i = 0; i < entries.size(); ++i) {
    if (next < repeated.size() && repeated[next] == i) {
      ++next;
      continue;
    }
    if (kept != i) entries[kept] = std::move(entries[i]);
    ++kept;
  }
  entries.resize(kept);
}

}  // namespace onething::yaml
