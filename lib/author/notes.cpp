// SPDX-License-Identifier: Apache-2.0

#include "author/notes.h"

#include <algorithm>
#include <array>
#include <string>
#include <utility>

#include "author/catalogue.h"
#include "author/comments.h"
#include "diag/codes.h"
#include "onething/text.h"

namespace onething::author {

namespace {

struct Wanted {
  std::string_view code;
  Span span;
  bool is_valid = false;
  bool is_used = false;
};

struct Note {
  Span span;               // From the `#` to the end of the line.
  std::uint32_t line = 0;  // Which it covers; 0 for the whole file.
  bool is_alone = false;
  bool has_reason = false;
  std::vector<Wanted> wanted;
};

std::string_view without_spaces(std::string_view text) {
  const std::size_t first = text.find_first_not_of(" \t,");
  return first == std::string_view::npos ? std::string_view()
                                         : text.substr(first);
}

bool take(std::string_view& text, std::string_view word) {
  if (!text.starts_with(word)) return false;
  text.remove_prefix(word.size());
  return true;
}

// Chinese words and signs as the bytes they are: sentences belong to i18n/, and
// these are syntax.
constexpr std::string_view wide_colon = "\xEF\xBC\x9A";
constexpr std::string_view reason_zh = "\xE5\x8E\x9F\xE5\x9B\xA0";
constexpr std::string_view because_zh = "\xE5\x9B\xA0\xE4\xB8\xBA";

// Behind `because`, `reason:`, or their Chinese, something must follow.
bool take_reason(std::string_view text) {
  for (const std::string_view word : std::to_array<std::string_view>(
           {"because", "reason", reason_zh, because_zh})) {
    std::string_view rest = text;
    if (!take(rest, word)) continue;
    if (!take(rest, ":")) take(rest, wide_colon);
    return !without_spaces(rest).empty();
  }
  return false;
}

bool is_word_end(char c) { return c == ' ' || c == '\t' || c == ','; }

class NoteReader {
 public:
  NoteReader(std::string_view text, std::uint32_t file)
      : text_(text), file_(file), comments_(find_comments(text)) {}

  std::vector<Note> read() {
    std::vector<Note> notes;
    for (std::size_t i = 0; i < comments_.size(); ++i) add(i, notes);
    return notes;
  }

 private:
  void add(std::size_t index, std::vector<Note>& notes) const {
    const Comment& comment = comments_[index];
    std::string_view rest = comment.text;
    if (!take(rest, "onething:")) return;
    rest = without_spaces(rest);
    const bool whole_file = take(rest, "ignore-file");
    if (!whole_file && !take(rest, "ignore")) return;
    Note note;
    note.is_alone = comment.is_alone;
    note.span = span_of(comment, comment.begin.byte,
                        comment.text.data() + comment.text.size());
    note.line = whole_file         ? 0
                : comment.is_alone ? line_below(comment.begin.line)
                                   : comment.begin.line;
    rest = without_spaces(rest);
    while (rest.starts_with("OT")) {
      const std::size_t size = static_cast<std::size_t>(
          std::find_if(rest.begin(), rest.end(), is_word_end) - rest.begin());
      const std::string_view code = rest.substr(0, size);
      note.wanted.push_back(
          {code, span_of(comment, offset_of(code), code.data() + size)});
      rest = without_spaces(rest.substr(size));
    }
    note.has_reason = take_reason(rest);
    notes.push_back(std::move(note));
  }

  std::size_t offset_of(std::string_view part) const {
    return static_cast<std::size_t>(part.data() - text_.data());
  }

  // From `begin` to `end`, which lie in the line of the comment.
  Span span_of(const Comment& comment, std::size_t begin,
               const char* end) const {
    Span span;
    span.file = file_;
    span.begin = moved(comment.begin, begin);
    span.end =
        moved(comment.begin, static_cast<std::size_t>(end - text_.data()));
    return span;
  }

  Position moved(Position from, std::size_t byte) const {
    const std::size_t more =
        count_code_points(text_.substr(from.byte, byte - from.byte));
    from.column += static_cast<std::uint32_t>(more);
    from.byte = static_cast<std::uint32_t>(byte);
    return from;
  }

  // The next line with more than a comment on it.
  std::uint32_t line_below(std::uint32_t line) const {
    std::size_t at = 0;
    std::uint32_t number = 0;
    while (at < text_.size()) {
      const std::size_t end = std::min(text_.find('\n', at), text_.size());
      ++number;
      const std::string_view here = without_spaces(text_.substr(at, end - at));
      if (number > line && !here.empty() && here[0] != '#' && here[0] != '\r')
        return number;
      at = end + 1;
    }
    return line + 1;
  }

  std::string_view text_;
  std::uint32_t file_;
  std::vector<Comment> comments_;
};

// Shape, names, forms and types are what everything else stands on: an error
// there stays an error.
bool may_be_ignored(const CodeEntry& entry) {
  if (entry.family == "notes") return false;
  if (entry.severity != Severity::error) return true;
  return entry.code >= "OT4";
}

class NoteUse {
 public:
  NoteUse(std::vector<Note>& notes, const std::vector<CodeEntry>& codes,
          const std::string& text)
      : notes_(notes), codes_(codes), text_(text) {}

  bool covers(const Diagnostic& diagnostic) {
    bool is_covered = false;
    for (Note& note : notes_) {
      if (note.line != 0 && note.line != diagnostic.span.begin.line) continue;
      for (Wanted& wanted : note.wanted) {
        if (!wanted.is_valid || wanted.code != diagnostic.code) continue;
        wanted.is_used = true;
        is_covered = true;
      }
    }
    return is_covered;
  }

  // Before use: notes with a mistake do nothing.
  void judge(Diagnostics& out) {
    for (Note& note : notes_) {
      if (note.wanted.empty())
        report(out, codes::ignore_unknown_code, note.span,
               {"author.ignore_nothing", {}}, {"author.help_ignore", {}});
      else if (!note.has_reason)
        report(out, codes::ignore_without_reason, note.span,
               {"author.ignore_without_reason", {}},
               {"author.help_ignore", {}});
      for (Wanted& wanted : note.wanted)
        wanted.is_valid = judge_code(wanted, out) && note.has_reason;
    }
  }

  void report_unused(
      const std::function<bool(std::string_view)>& was_looked_for,
      Diagnostics& out) const {
    const auto is_unused = [&](const Wanted& each) {
      return each.is_valid && !each.is_used && was_looked_for(each.code);
    };
    for (const Note& note : notes_) {
      const bool none_used =
          std::all_of(note.wanted.begin(), note.wanted.end(), is_unused);
      for (const Wanted& wanted : note.wanted) {
        if (!is_unused(wanted)) continue;
        Diagnostic& diagnostic = report(
            out, codes::unused_ignore, wanted.span,
            {"author.unused_ignore", {{"code", std::string(wanted.code)}}},
            {"author.help_unused_ignore", {}});
        if (none_used && &wanted == &note.wanted.front())
          diagnostic.edits.push_back({whole(note), ""});
      }
    }
  }

 private:
  bool judge_code(const Wanted& wanted, Diagnostics& out) const {
    const std::string code(wanted.code);
    const CodeEntry* entry = find_code(codes_, wanted.code);
    if (entry == nullptr) {
      const std::string close = close_to(wanted.code, codes_);
      report(out, codes::ignore_unknown_code, wanted.span,
             {"author.ignore_unknown_code", {{"code", code}}},
             close.empty() ? Message{"author.list_codes", {}}
                           : Message{"cli.did_you_mean", {{"close", close}}});
      return false;
    }
    if (may_be_ignored(*entry)) return true;
    report(out, codes::ignore_not_allowed, wanted.span,
           {"author.ignore_not_allowed", {{"code", code}}},
           {"author.help_not_allowed", {}});
    return false;
  }

  static Diagnostic& report(Diagnostics& out, const Code& code, Span span,
                            Message found, Message help) {
    Diagnostic& diagnostic = out.emplace_back();
    diagnostic.code = code.code;
    diagnostic.severity = code.severity;
    diagnostic.span = span;
    diagnostic.found = std::move(found);
    diagnostic.help = std::move(help);
    return diagnostic;
  }

  // The comment with the spaces before it, or with its whole line.
  Span whole(const Note& note) const {
    Span span = note.span;
    while (span.begin.column > 1 && (text_[span.begin.byte - 1] == ' ' ||
                                     text_[span.begin.byte - 1] == '\t')) {
      --span.begin.byte;
      --span.begin.column;
    }
    if (!note.is_alone || span.begin.column > 1) return span;
    const std::size_t end = text_.find('\n', span.end.byte);
    if (end == std::string::npos) return span;
    span.end.byte = static_cast<std::uint32_t>(end + 1);
    ++span.end.line;
    span.end.column = 1;
    return span;
  }

  std::vector<Note>& notes_;
  const std::vector<CodeEntry>& codes_;
  const std::string& text_;
};

}  // namespace

void apply_notes(const Sources& sources, std::uint32_t file,
                 const std::function<bool(std::string_view)>& was_looked_for,
                 const std::vector<CodeEntry>& codes,
                 Diagnostics& diagnostics) {
  const std::string& text = sources.files[file].text;
  if (text.find("onething: ignore") == std::string::npos) return;
  std::vector<Note> notes = NoteReader(text, file).read();
  NoteUse use(notes, codes, text);
  Diagnostics about;
  use.judge(about);
  std::erase_if(diagnostics, [&](const Diagnostic& diagnostic) {
    return diagnostic.span.file == file && use.covers(diagnostic);
  });
  use.report_unused(was_looked_for, about);
  for (Diagnostic& each : about) diagnostics.push_back(std::move(each));
}

}  // namespace onething::author
