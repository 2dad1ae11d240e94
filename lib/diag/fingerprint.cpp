// SPDX-License-Identifier: Apache-2.0

#include "diag/fingerprint.h"

#include <algorithm>
#include <vector>

#include "diag/json_quote.h"
#include "onething/id.h"

namespace onething::diag {

namespace {

struct Line {
  std::size_t begin = 0;
  std::size_t indent = 0;
  std::string_view text;  // Without spaces at its ends.
};

Line line_around(std::string_view text, std::size_t at) {
  Line line;
  const std::size_t before =
      at == 0 ? std::string_view::npos : text.rfind('\n', at - 1);
  line.begin = before == std::string_view::npos ? 0 : before + 1;
  line.text = text.substr(line.begin, text.find('\n', line.begin) - line.begin);
  line.indent = std::min(line.text.find_first_not_of(' '), line.text.size());
  line.text.remove_prefix(line.indent);
  const std::size_t last = line.text.find_last_not_of(" \t\r");
  line.text = line.text.substr(0, last + 1);
  return line;
}

// "register:" of "register: {…}"; the whole of "- id: register".
std::string_view name_of(std::string_view line) {
  if (line.starts_with("- ")) return line;
  return line.substr(0, line.find(':'));
}

}  // namespace

std::string stable_place(const Span& span, const Sources& sources) {
  if (span.file >= sources.files.size()) return {};
  const std::string& text = sources.files[span.file].text;
  const std::size_t at = std::min<std::size_t>(span.begin.byte, text.size());
  Line line = line_around(text, at);
  std::vector<std::string_view> names = {line.text};
  std::size_t indent = line.indent;
  while (indent > 0 && line.begin > 0) {
    line = line_around(text, line.begin - 1);
    if (line.text.empty() || line.text.starts_with('#')) continue;
    if (line.indent >= indent) continue;
    indent = line.indent;
    names.push_back(name_of(line.text));
  }
  std::string out;
  for (auto name = names.rbegin(); name != names.rend(); ++name)
    out += (out.empty() ? "" : "/") + std::string(*name);
  return out;
}

std::string fingerprint(const Diagnostic& diagnostic, const Sources& sources) {
  const Digest digest =
      sha256_of_fields({diagnostic.code, path_of(diagnostic.span, sources),
                        stable_place(diagnostic.span, sources)});
  return to_base32(digest).substr(0, 26);
}

}  // namespace onething::diag
