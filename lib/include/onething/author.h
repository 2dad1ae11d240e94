// SPDX-License-Identifier: Apache-2.0
//
// What an author asks of the tool before a workflow goes live: check it, mend
// it, explain a finding.
//
// Files in, data out: how a finding is printed is diagnostic.h. Nothing here
// runs a case, or writes a file except where the name says so.

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
#include "onething/value.h"
#include "onething/workers.h"

namespace onething {

struct CheckRequest {
  // Files, folders with all that is below them, patterns (`*`, `**`, `?`), or
  // "-" for `stdin_text`. None: the whole project that governs `project`.
  std::vector<std::string> paths;
  std::string project;     // Where we are, when empty.
  std::string stdin_text;  // Stands for the file `stdin_name`.
  std::string stdin_name;
  // As for find_codes: "OT51", "time", "tab". All, when empty.
  std::vector<std::string> select;
  std::vector<std::string> ignore;
  std::string baseline;                // A file; what it lists is not shown.
  Severity severity = Severity::info;  // The least that is shown,
  Severity fail_on = Severity::error;  // and the least that fails.
  Date today;
  Workers* workers = nullptr;  // Outlive the run; null: one for each core.
};

// Summed over the workflows that were asked for and could be read.
struct OnceOnlyCount {
  std::size_t workflows = 0;
  std::size_t asked = 0;   // Of the applicant: fields and materials.
  std::size_t shared = 0;  // Answers passed on between departments instead.
  std::size_t could_be_shared = 0;
};

struct CheckRun {
  Sources sources;                   // Paths as seen from here.
  std::vector<std::uint32_t> asked;  // The files that were asked for.
  Diagnostics diagnostics;           // In order, nothing twice.
  bool fails = false;                // Something weighs `fail_on` or more.
  std::size_t known = 0;             // How many the baseline lists.
  std::vector<std::string> stale;    // Of the baseline: no longer found.
  std::vector<Error> unreadable;  // The rest was checked without these files.
  OnceOnlyCount once_only;
  std::vector<LoadedProject> projects;
};

// not_found when a path, pattern or selection means nothing; unavailable when a
// folder cannot be read. Mistakes in files are the result, never an Error.
Result<CheckRun> check_files(const CheckRequest& request);

Status write_baseline(const CheckRun& run, const std::string& path);

// What the certain mends make of a file.
struct FileChange {
  std::string path;  // As seen from here.
  std::string before;
  std::string after;
};
// Repeats until nothing is left to mend; never makes a file that reads worse.
Result<std::vector<FileChange>> mend_files(const CheckRequest& request);
Status write_changes(const std::vector<FileChange>& changes);
std::string diff_of(const FileChange& change);  // Unified.

// One code of the tables, whatever reports it.
struct CodeEntry {
  std::string_view code, name;
  std::string_view family;  // "shape", "privacy" …
  Severity severity = Severity::error;
};
std::vector<CodeEntry> all_codes();             // By code.
Message family_title(std::string_view family);  // "personal data"
// Those that a code, its beginning, a name or a family means.
std::vector<CodeEntry> find_codes(std::string_view wish);
std::string codes_close_to(std::string_view wish);
std::vector<CodeTitle> code_titles(Language language);

// What the page of a code says.
struct Explanation {
  CodeEntry entry;
  std::string headline;
  std::vector<std::string> paragraphs;
  std::vector<SourceFile> wrong, right;  // Documents with the finding, without.
};
std::optional<Explanation> explain(const CodeEntry& entry, Language language);
std::string explanation_text(const Explanation& explanation, Language language,
                             std::size_t columns);

// One formula and what came of it.
struct EvaluatedFormula {
  std::optional<Value> value;  // Nothing when there are diagnostics.
  std::string type;            // As CEL writes it: "list(int)".
  std::string static_type;     // For any such data; empty when not known.
  Sources sources;             // The formula, as the one file.
  Diagnostics diagnostics;
};
// The members of `data` are the names that the formula may use. Plain JSON, or
// single values in the JSON form of cel.expr.Value.
EvaluatedFormula evaluate_formula(std::string_view formula, const Object& data);

// Answers one line of JSON, {"expr": …, "bindings": {…}}, with one line without
// its end: {"value": …, "type": …} or {"error": …}; see docs/formulas.md.
std::string answer_line(std::string_view json, Language language);

struct LayoutRequest {
  // Files, or folders with all *.yaml and *.yml below that git does not ignore.
  std::vector<std::string> paths;
  bool from_gb18030 = false;  // What is not UTF-8 is read as GB18030.
};

// One document and its canonical layout (docs/layout.md).
struct LaidOutFile {
  FileChange change;        // None where it cannot be read.
  Diagnostics diagnostics;  // Their spans count in LayoutRun::sources.
  std::size_t private_characters = 0;  // That Unicode has no code for.
};

struct LayoutRun {
  Sources sources;
  std::vector<LaidOutFile> files;  // By path.
};

// not_found for a path that does not exist. Writes nothing.
Result<LayoutRun> lay_out_files(const LayoutRequest& request);
LayoutRun lay_out_text(const std::string& name, std::string text,
                       bool from_gb18030);

std::vector<std::string_view> document_kinds();  // "workflow", "department" …
// JSON Schema 2020-12 of one kind, or of all when `kind` is empty; texts in
// both languages unless one is chosen.
std::string json_schema(std::string_view kind,
                        std::optional<Language> language);

}  // namespace onething
