// SPDX-License-Identifier: Apache-2.0

#include "yaml/recover.h"

#include "yaml/compose.h"
#include "yaml/mend.h"
#include "yaml/spelling.h"

namespace onething::yaml {

namespace {

// Levels of blocks in blocks that are tried, and mends of one block.
constexpr int kLevels = 8;
constexpr int kAttempts = 4;

// What the library says of a line that is neither an item nor a key.
constexpr std::string_view kNoDash = "at the end of block sequence";
constexpr std::string_view kNoColon = "could not find expected ':'";

struct Line {
  Range range;
  std::size_t content = 0;  // The first byte that is no space.
  bool is_blank = false;    // Nothing, or only a comment.

  std::size_t indent() const { return content - range.begin; }
};

Line line_at(std::string_view text, Range within, std::size_t begin) {
  Line line;
  line.range = {begin, std::min(text.find('\n', begin), within.end)};
  line.content = begin;
  while (line.content < line.range.end && text[line.content] == ' ')
    ++line.content;
  line.is_blank = line.content == line.range.end || text[line.content] == '#';
  return line;
}

class Recovery {
 public:
  Recovery(Reading& reading, Findings& out) : reading_(reading), out_(out) {}

  // The blocks of one collection: those that begin where the first one does.
  // `known` is the error of all of them together.
  void read_blocks(Range range, int level, const FailedBlock& known,
                   Node& parent) {
    const Line first = first_content(range);
    if (first.is_blank) return;
    if (level == 0 && has("[{", first.content))
      return read_block(range, level, known, parent);
    const bool is_list = is_dash(first);
    std::size_t begin = first.range.begin;
    Line head = first;
    for (std::size_t at = first.range.end + 1; at < range.end;) {
      const Line line = line_at(text(), range, at);
      at = line.range.end + 1;
      if (line.is_blank || line.indent() > first.indent()) continue;
      if (has("]}", line.content)) continue;
      if (leading_wide_spaces(text().substr(line.content)) > 0) continue;
      if (!is_list && is_dash(line) && is_bare_key(head)) continue;
      read_block({begin, line.range.begin}, level, known, parent);
      begin = line.range.begin;
      head = line;
    }
    read_block({begin, range.end}, level, known, parent);
    refuse_duplicate_keys(parent, out_);
    set_span(parent);
  }

 private:
  std::string_view text() const { return reading_.text; }

  bool has(std::string_view any, std::size_t at) const {
    return at < text().size() && any.find(text()[at]) != std::string_view::npos;
  }

  Line first_content(Range range) const {
    Line line;
    line.is_blank = true;
    for (std::size_t at = range.begin; at < range.end && line.is_blank;
         at = line.range.end + 1)
      line = line_at(text(), range, at);
    return line;
  }

  bool is_dash(const Line& line) const {
    return text()[line.content] == '-' && (line.content + 1 >= line.range.end ||
                                           text()[line.content + 1] == ' ');
  }

  // The key of a line `key:` and whether nothing but a comment is behind it.
  std::size_t key_bytes(const Line& line) const {
    const std::string_view rest =
        text().substr(line.content, line.range.end - line.content);
    const std::size_t word = leading_word(rest);
    const std::string_view behind = rest.substr(word);
    return behind.starts_with(':') ? word : 0;
  }

  bool is_bare_key(const Line& line) const {
    const std::size_t word = key_bytes(line);
    if (word == 0) return false;
    const std::size_t at =
        text().find_first_not_of(' ', line.content + word + 1);
    return at >= line.range.end || text()[at] == '#';
  }

  void read_block(Range block, int level, const FailedBlock& known,
                  Node& parent) {
    if (stopped_ || out_.diagnostics.size() > limits::diagnostics_max) return;
    FailedBlock failed{block, known.error, known.innermost};
    // An error within the block is its own: it need not be found again. One on
    // its first line may come from what is before it.
    const Line head = first_content(block);
    if (known.error.byte > head.range.end && known.error.byte < block.end &&
        !mend(failed))
      return read_parts(failed, level, parent);
    for (int attempt = 0; attempt < kAttempts; ++attempt) {
      Composed composed = compose(reading_, block, level);
      if (composed.exceeds_limit) {
        stopped_ = true;
        return out_.append(std::move(composed.findings));
      }
      if (!composed.error && composed.root.is_scalar() &&
          composed.findings.patches.empty() && !composed.root.is_null()) {
        failed.error = {std::string(parent.is_list() ? kNoDash : kNoColon),
                        head.content};
        failed.innermost = {};
        if (mend(failed)) continue;
        out_.append(std::move(composed.findings));
        return read_parts(failed, kLevels, parent);
      }
      if (!composed.error) {
        const std::vector<Patch> patches = composed.findings.patches;
        out_.append(std::move(composed.findings));
        if (patches.empty() || attempt + 1 == kAttempts) {
          reading_.nodes += composed.nodes;
          return merge(std::move(composed.root), parent);
        }
        reading_.apply(patches);
        continue;
      }
      failed.error = *composed.error;
      failed.innermost = composed.innermost;
      if (!mend(failed)) break;
    }
    read_parts(failed, level, parent);
  }

  bool mend(const FailedBlock& failed) {
    Findings mended = mend_block(reading_, failed);
    if (mended.patches.empty()) return false;
    reading_.apply(mended.patches);
    out_.append(std::move(mended));
    return true;
  }

  // A block that cannot be read as a whole: its inner blocks, or only its key.
  void read_parts(const FailedBlock& block, int level, Node& parent) {
    const Line head = first_content(block.range);
    const std::size_t before = out_.diagnostics.size();
    Node part;
    if (level < kLevels && is_dash(head)) {
      reading_.text[head.content] = ' ';
      read_blocks(block.range, level + 1, block, part);
      add_item(parent, std::move(part), head);
    } else {
      const Range inner = {head.range.end + 1, block.range.end};
      if (level < kLevels && is_bare_key(head) && is_deeper(inner, head))
        read_blocks(inner, level + 1, block, part);
      add_entry(parent, std::move(part), head);
    }
    if (out_.diagnostics.size() == before && !stopped_ &&
        !reading_.is_marred(block.range))
      out_.add(explain(reading_, block));
  }

  bool is_deeper(Range inner, const Line& head) const {
    if (inner.begin >= inner.end) return false;
    const Line line = first_content(inner);
    return !line.is_blank && (line.indent() > head.indent() || is_dash(line));
  }

  void add_item(Node& parent, Node item, const Line& head) {
    if (parent.is_missing()) parent.kind = NodeKind::list;
    if (!parent.is_list()) return;
    if (item.is_missing())
      item.span = reading_.places.span(head.content, head.range.end);
    parent.items.push_back(std::move(item));
  }

  void add_entry(Node& parent, Node value, const Line& head) {
    const std::size_t word = key_bytes(head);
    if (word == 0) return;
    if (parent.is_missing()) parent.kind = NodeKind::mapping;
    if (!parent.is_mapping()) return;
    Entry entry;
    entry.key.kind = NodeKind::scalar;
    entry.key.text = std::string(text().substr(head.content, word));
    entry.key.span = reading_.places.span(head.content, head.content + word);
    entry.value = std::move(value);
    if (entry.value.is_missing())
      entry.value.span =
          reading_.places.span(head.content + word + 1, head.range.end);
    parent.entries.push_back(std::move(entry));
  }

  void merge(Node root, Node& parent) {
    if (root.is_missing()) return;
    if (parent.is_missing() && !root.is_scalar()) parent.kind = root.kind;
    if (root.kind != parent.kind || root.is_scalar()) {
      if (reading_.is_marred({reading_.places.offset_of(root.span.begin.byte),
                              reading_.places.offset_of(root.span.end.byte)}))
        return;
      return out_.add(
          diagnose(codes::not_key_and_value, root.span, {"yaml.no_colon", {}},
                   {"yaml.no_colon.expected", {}}, {"yaml.no_colon.help", {}}));
    }
    std::move(root.items.begin(), root.items.end(),
              std::back_inserter(parent.items));
    std::move(root.entries.begin(), root.entries.end(),
              std::back_inserter(parent.entries));
  }

  static void set_span(Node& node) {
    if (!node.items.empty()) {
      node.span = node.items.front().span;
      node.span.end = node.items.back().span.end;
    } else if (!node.entries.empty()) {
      node.span = node.entries.front().key.span;
      node.span.end = node.entries.back().value.span.end;
    }
  }

  Reading& reading_;
  Findings& out_;
  bool stopped_ = false;  // At a limit: nothing more is read.
};

// A lone `---` or `...` would begin a block of its own.
void hide_markers(Reading& reading) {
  std::string& text = reading.text;
  for (std::size_t at = 0; at < text.size();) {
    const std::size_t end = std::min(text.find('\n', at), text.size());
    const std::string_view line = std::string_view(text).substr(at, end - at);
    if (line == "---" || line == "...") text[at] = '#';
    at = end + 1;
  }
}

}  // namespace

Node recover(Reading& reading, const FailedBlock& whole, Findings& out) {
  hide_markers(reading);
  Node root;
  reading.nodes = 0;
  Recovery(reading, out).read_blocks(whole.range, 0, whole, root);
  // Blocks may each be right and yet not stand together.
  if (!whole.error.message.empty() && !has_errors(out.diagnostics))
    out.add(explain(reading, whole));
  return root;
}

}  // namespace onething::yaml
