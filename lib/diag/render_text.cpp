// SPDX-License-Identifier: Apache-2.0

#include <algorithm>
#include <vector>

#include "base/format.h"
#include "diag/excerpt.h"
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
    add_headline(d);
    if (d.span.file < sources_.files.size()) add_place(d);
    const std::string frame(gutter_ + 1, ' ');
    if (!d.help.empty())
      add_remark(frame,
                 {"diag.help",
                  {{"text", diag::harmless(render(d.help, language()))}}});
    for (const Label& label : d.labels)
      if (label.span.file != d.span.file &&
          label.span.file < sources_.files.size())
        add_remark(
            frame,
            {"diag.note",
             {{"place", place(label.span)},
              {"text", diag::harmless(render(label.message, language()))}}});
    out_ += '\n';
  }

  void add_headline(const Diagnostic& d) {
    const std::vector<Arg> args = {
        {"code", std::string(d.code)},
        {"found", diag::harmless(render(d.found, language()))}};
    const Message headline =
        d.severity == Severity::error     ? Message{"diag.error", args}
        : d.severity == Severity::warning ? Message{"diag.warning", args}
                                          : Message{"diag.info", args};
    add_coloured(Colour::severity, render(headline, language()));
    out_ += '\n';
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
    if (!d.help.empty()) {
      add_bar();
      out_ += '\n';
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
    if (!mark.message->empty())
      underline += ' ' + diag::harmless(render(*mark.message, language()));
    add_coloured(mark.is_primary ? Colour::severity : Colour::label, underline);
    out_ += '\n';
  }

  void add_bar() {
    add_coloured(Colour::frame, std::string(gutter_ + 1, ' ') + "|");
  }

  void add_remark(const std::string& frame, const Message& remark) {
    add_coloured(Colour::frame, frame + "= ");
    out_ += render(remark, language()) + '\n';
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
