// SPDX-License-Identifier: Apache-2.0

#include "diag/mended_line.h"

#include <algorithm>
#include <vector>

namespace onething::diag {

namespace {

std::string trimmed(std::string_view line) {
  const std::size_t first = line.find_first_not_of(" \t\r");
  if (first == std::string_view::npos) return {};
  const std::size_t last = line.find_last_not_of(" \t\r");
  return std::string(line.substr(first, last - first + 1));
}

}  // namespace

std::string first_mended_line(const Diagnostic& diagnostic,
                              const Sources& sources) {
  std::vector<const Edit*> edits;
  for (const Edit& edit : diagnostic.edits)
    if (edit.span.file < sources.files.size()) edits.push_back(&edit);
  if (edits.empty()) return {};
  std::stable_sort(
      edits.begin(), edits.end(),
      [](const Edit* a, const Edit* b) { return a->span < b->span; });
  const Edit& first = *edits.front();
  const std::string& text = sources.files[first.span.file].text;
  if (first.span.end.byte > text.size()) return {};
  const std::size_t before = first.span.begin.byte == 0
                                 ? std::string::npos
                                 : text.rfind('\n', first.span.begin.byte - 1);
  std::size_t at = before == std::string::npos ? 0 : before + 1;
  std::string line;
  for (const Edit* edit : edits) {
    if (edit->span.file != first.span.file || edit->span.begin.byte < at ||
        edit->span.end.byte > text.size())
      break;
    const std::string between = text.substr(at, edit->span.begin.byte - at);
    if (between.find('\n') != std::string::npos) break;
    line += between + edit->replacement;
    at = edit->span.end.byte;
  }
  line += text.substr(at, text.find('\n', at) - at);
  // An insertion of whole lines begins with what was there.
  const std::size_t end = line.find('\n');
  const std::string shown = trimmed(line.substr(0, end));
  const std::string was = trimmed(
      text.substr(before + 1, text.find('\n', before + 1) - before - 1));
  if (shown != was || end == std::string::npos)
    return shown == was ? "" : shown;
  const std::string rest = line.substr(end + 1);
  return trimmed(rest.substr(0, rest.find('\n')));
}

}  // namespace onething::diag
