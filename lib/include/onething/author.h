// SPDX-License-Identifier: Apache-2.0
//
// What an author asks of the tool before a workflow goes live: check it, mend
// it, explain a finding.
//
// Files in, data out: how a finding is printed is diagnostic.h, and what the
// command line looks like is cli/. Nothing here runs a case or writes a file,
// except where the name says so.

#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "onething/diagnostic.h"
#include "onething/load.h"
#include "onething/result.h"
#include "onething/time.h"

namespace onething {

struct CheckRequest {
  // Files, folders with all that is below them, patterns (`*`, `**`, `?`), or
  // "-" for `stdin_text`. None: the whole project that governs `project`.
  std::vector<std::string> paths;
  std::string project;     // Where we are, when empty.
  std::string stdin_text;  // Stands for the file `stdin_name`.
  std::string stdin_name;
  // Codes, beginnings of codes, families and names: "OT51", "time", "tab".
  std::vector<std::string> select;  // All, when empty.
  std::vector<std::string> ignore;
  std::string baseline;                // A file; what it lists is not shown.
  Severity severity = Severity::info;  // The least that is shown,
  Severity fail_on = Severity::error;  // and the least that fails.
  Date today;
  unsigned jobs = 0;  // Threads; 0 for one per core.
};

struct CheckRun {
  Sources sources;                   // Paths as seen from here.
  std::vector<std::uint32_t> asked;  // The files that were asked for.
  Diagnostics diagnostics;           // In order, nothing twice.
  bool fails = false;                // Something weighs `fail_on` or more.
  std::size_t known = 0;             // How many the baseline lists.
  std::vector<std::string> stale;    // Of the baseline: no longer found.
  std::vector<LoadedProject> projects;
};

// not_found when a path or pattern matches nothing or no project governs it, or
// when a selection names nothing; unavailable when a file cannot be read.
// Mistakes in files are the result, never an Error.
Result<CheckRun> check_files(const CheckRequest& request);

// One code of the tables, whatever reports it.
struct CodeEntry {
  std::string_view code;
  std::string_view name;
  std::string_view family;  // "shape", "privacy" …
  Severity severity = Severity::error;
};
std::vector<CodeEntry> all_codes();  // By code.
// Those that a code, its beginning, a name or a family means.
std::vector<CodeEntry> find_codes(std::string_view wish);
std::string codes_close_to(std::string_view wish);
// For RenderOptions::titles.
std::vector<CodeTitle> code_titles(Language language);

// What the page of a code says. Nothing when there is no page.
struct Explanation {
  CodeEntry entry;
  std::string headline;
  std::vector<std::string> paragraphs;
  std::vector<SourceFile> wrong;  // Documents that give the finding,
  std::vector<SourceFile> right;  // and those that do not.
};
std::optional<Explanation> explain(const CodeEntry& entry, Language language);
std::string explanation_text(const Explanation& explanation, Language language,
                             std::size_t columns);

}  // namespace onething
