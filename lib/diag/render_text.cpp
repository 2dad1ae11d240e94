// SPDX-License-Identifier: Apache-2.0

#include <algorithm>
#include <vector>

#include "base/format.h"
#include "diag/excerpt.h"
#include "diag/headline.h"
#include "diag/mended_line.h"
#include "onething/diagnostic.h"

namespace onething {

namespace {

// One underlined place of a diagnostic.
struct Mark {
  const Span* span = nullptr;
  const Message* message = nullptr;
  bool is_primary = false;
};

enum class Colour { none, severity, frame, label };

class TextRenderer {
 public:
  TextRenderer(const Sources& sources, const RenderOptions& options)
      : sources_(sources), options_(options) {}

  std::string render_all(const Diagnostics& diagnostics) {
    for (const Diagnostic& diagnostic : diagnostics) add(diagnostic);
    return std::move(out_);
  }

 private:
  void add(const Diagnostic& d) {
    severity_ = d.severity;
    add_coloured(Colour::severity, diag::headline(d, language()));
    out_ += '\n';
    const std::vector<Message> remarks = remarks_of(d);
    if (d.span.file < sources_.files.size()) {
      add_place(d);
      if (!d.help.empty() || (options_.points_further && !remarks.empty())) {
        add_bar();
        out_ += '\n';
      }
    }
    for (const Message& remark : remarks) {
      add_coloured(Colour::frame, std::string(gutter_ + 1, ' ') + "= ");
      out_ += render(remark, language()) + '\n';
    }
    out_ += '\n';
  }

  std::string harmless(const Message& message) const {
    return diag::harmless(render(message, language()));
  }

  // What stands below the excerpt: help, places in other files, what a mend
  // would write, where more is said.
  std::vector<Message> remarks_of(const Diagnostic& d) const {
    std::vector<Message> out;
    if (!d.help.empty())
      out.push_back({"diag.help", {{"text", harmless(d.help)}}});
    for (const Label& label : d.labels)
      if (label.span.file != d.span.file &&
          label.span.file < sources_.files.size())
        out.push_back({"diag.note",
                       {{"place", place(label.span)},
                        {"text", harmless(label.message)}}});
    if (!options_.points_further) return out;
    const std::string mended = diag::first_mended_line(d, sources_);
    if (!mended.empty())
      out.push_back({"diag.mend", {{"text", diag::harmless(mended)}}});
    out.push_back({"diag.see", {{"code", std::string(d.code)}}});
    return out;
  }

  void add_place(const Diagnostic& d) {
    std::vector<Mark> marks = {{&d.span, &d.expected, true}};
    for (const Label& label : d.labels)
      if (label.span.file == d.span.file)
        marks.push_back({&label.span, &label.message, false});
    std::stable_sort(marks.begin(), marks.end(),
                     [](const Mark& a, const Mark& b) {
                       return a.span->begin.line < b.span->begin.line;
                     });
    gutter_ = std::max<std::size_t>(
        2, std::to_string(marks.back().span->begin.line).size());
    add_coloured(Colour::frame, std::string(gutter_, ' ') + "--> ");
    out_ += place(d.span) + '\n';
    add_bar();
    out_ += '\n';
    std::uint32_t shown = 0;
    for (const Mark& mark : marks) {
      add_mark(mark, shown);
      shown = mark.span->begin.line;
    }
  }

  void add_mark(const Mark& mark, std::uint32_t shown) {
    const std::uint32_t line = mark.span->begin.line;
    const diag::Excerpt excerpt =
        diag::excerpt_of(sources_.files[mark.span->file].text, *mark.span);
    if (line != shown) {
      if (shown != 0 && line > shown + 1) out_ += "...\n";
      add_coloured(Colour::frame, format("{:>{}} |", line, gutter_));
      if (!excerpt.text.empty()) out_ += ' ' + excerpt.text;
      out_ += '\n';
    }
    add_bar();
    out_ += std::string(excerpt.first_cell + 1, ' ');
    std::string underline(excerpt.cells, mark.is_primary ? '^' : '-');
    if (!mark.message->empty()) underline += ' ' + harmless(*mark.message);
    add_coloured(mark.is_primary ? Colour::severity : Colour::label, underline);
    out_ += '\n';
  }

  void add_bar() {
    add_coloured(Colour::frame, std::string(gutter_ + 1, ' ') + "|");
  }

  std::string place(const Span& span) const {
    return format("{}:{}:{}", diag::harmless(sources_.files[span.file].path),
                  span.begin.line, span.begin.column);
  }

  void add_coloured(Colour colour, const std::string& text) {
    if (!options_.colour) {
      out_ += text;
      return;
    }
    std::string_view begin = "\x1b[1;34m";
    if (colour == Colour::label) begin = "\x1b[34m";
    if (colour == Colour::severity)
      begin = severity_ == Severity::error     ? "\x1b[1;31m"
              : severity_ == Severity::warning ? "\x1b[1;33m"
                                               : "\x1b[1;36m";
    out_.append(begin).append(text).append("\x1b[0m");
  }

  Language language() const { return options_.language; }

  const Sources& sources_;
  const RenderOptions& options_;
  std::string out_;
  std::size_t gutter_ = 2;
  Severity severity_ = Severity::error;
};

}  // namespace

std::string render_text(const Diagnostics& diagnostics, const Sources& sources,
                        const RenderOptions& options) {
  return TextRenderer(sources, options).render_all(diagnostics);
}

}  // namespace onething
