// SPDX-License-Identifier: Apache-2.0
//
// Diagnostic: one mistake in a file that a person wrote, with its place and its
// mend.
//
// It is data, not text: every output form (terminal, JSON, later SARIF and
// others) is a pure function of it. It is not an Error (result.h), which is the
// world failing, and not a Rejection (command.h), which is the engine's answer
// to a person.
//
// A code never changes its meaning and is never used again; see
// lib/diag/codes.def.

#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "onething/message.h"
#include "onething/source.h"

namespace onething {

enum class Severity { error, warning, info };
// "error", "warning", "info": for programs.
std::string_view name_of(Severity severity);

// A second place that explains the first.
struct Label {
  Span span;
  Message message;
};

// A replacement of bytes that mends the mistake with certainty.
struct Edit {
  Span span;
  std::string replacement;
};

struct Diagnostic {
  std::string_view code;  // "OT1003"; a literal from lib/diag/codes.def.
  Severity severity = Severity::error;
  Span span;         // As narrow as the mistake.
  Message found;     // The headline: what is wrong; stands alone.
  Message expected;  // Beside the underline: what should stand here.
  Message help;      // What to do; may be empty.
  std::vector<Label> labels;
  std::vector<Edit> edits;
};

using Diagnostics = std::vector<Diagnostic>;

// By file, line, column, code; equal ones once.
void sort_and_merge(Diagnostics& diagnostics);

bool has_errors(const Diagnostics& diagnostics);

// What is known of a code apart from any finding.
struct CodeTitle {
  std::string_view code;
  std::string_view name;  // "unknown_service"
  std::string headline;   // Of its page, in the reader's language.
};

struct RenderOptions {
  Language language = Language::zh;
  bool colour = false;
  // Text: what a mend would write, and where more is said.
  bool points_further = false;
  Severity fail_on = Severity::error;  // JUnit: the least that is a failure.
  std::span<const CodeTitle> titles = {};  // By code; may be empty.
  // JUnit: the files that were looked at; all when empty.
  std::span<const std::uint32_t> files = {};
};

// The title of a code, or one that says nothing but the code.
CodeTitle find_title(const RenderOptions& options, std::string_view code);

// Each diagnostic as `error[OT1003]: …`, place, excerpt, underline and help,
// followed by a blank line; frames are ASCII so that they fit every terminal.
std::string render_text(const Diagnostics& diagnostics, const Sources& sources,
                        const RenderOptions& options);

// One line each: `path:line:column: error[OT1003]: …`.
std::string render_concise(const Diagnostics& diagnostics,
                           const Sources& sources,
                           const RenderOptions& options);

// One JSON document: {"diagnostics": [{code, name, family, severity,
// message_id, message, args, file, range, line, column, end_line, end_column,
// expected, labels, help, fixes, mend}], "errors": n, "warnings": n,
// "infos": n}.
std::string render_json(const Diagnostics& diagnostics, const Sources& sources,
                        const RenderOptions& options);

// SARIF 2.1.0, columns in code points, paths as relative URIs.
std::string render_sarif(const Diagnostics& diagnostics, const Sources& sources,
                         const RenderOptions& options);

// JUnit XML: a suite for each file, a case for each finding, and one that
// passes for each file without any.
std::string render_junit(const Diagnostics& diagnostics, const Sources& sources,
                         const RenderOptions& options);

// Annotations of GitHub Actions: `::error file=…,line=…::…`.
std::string render_github(const Diagnostics& diagnostics,
                          const Sources& sources, const RenderOptions& options);

}  // namespace onething
