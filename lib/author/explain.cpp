// SPDX-License-Identifier: Apache-2.0

#include <optional>

#include "author/catalogue.h"
#include "author/page.h"
#include "onething/author.h"
#include "onething/text.h"

namespace onething {

namespace {

using author::Page;

const Page::Part& part_of(const Page& page, Language language) {
  return language == Language::zh ? page.zh : page.en;
}

Explanation explanation_of(const CodeEntry& entry, const Page& page,
                           Language language) {
  const Page::Part& part = part_of(page, language);
  return {entry, part.headline, part.paragraphs, page.wrong, page.right};
}

// A document, set in by two spaces; empty lines stay empty.
std::string document_text(const SourceFile& file) {
  std::string out;
  if (!file.path.empty()) out = "  # " + file.path + "\n";
  std::string_view rest = file.text;
  while (!rest.empty()) {
    const std::size_t end = rest.find('\n');
    const std::string_view line = rest.substr(0, end);
    if (!line.empty()) out += "  " + std::string(line);
    out += '\n';
    if (end == std::string_view::npos) break;
    rest.remove_prefix(end + 1);
  }
  return out;
}

std::string documents_text(std::string_view key,
                           const std::vector<SourceFile>& files,
                           Language language) {
  std::string out = "\n" + render({key, {}}, language) + "\n";
  for (const SourceFile& file : files) out += "\n" + document_text(file);
  return out;
}

Message severity_word(Severity severity) {
  switch (severity) {
    case Severity::error:
      return {"author.error", {}};
    case Severity::warning:
      return {"author.warning", {}};
    case Severity::info:
      return {"author.info", {}};
  }
  return {};
}

}  // namespace

std::optional<Explanation> explain(const CodeEntry& entry, Language language) {
  const std::optional<Page> page = author::find_page(entry.code);
  if (!page) return std::nullopt;
  return explanation_of(entry, *page, language);
}

std::string explanation_text(const Explanation& explanation, Language language,
                             std::size_t columns) {
  const CodeEntry& entry = explanation.entry;
  std::string out = render({"author.page_title",
                            {{"code", std::string(entry.code)},
                             {"name", std::string(entry.name)},
                             {"severity", severity_word(entry.severity)},
                             {"family", family_title(entry.family)}}},
                           language) +
                    "\n";
  for (const std::string& line : wrap(explanation.headline, columns))
    out += line + "\n";
  for (const std::string& paragraph : explanation.paragraphs) {
    if (!paragraph.starts_with("- ")) out += "\n";
    for (const std::string& line : wrap(paragraph, columns)) out += line + "\n";
  }
  return out + documents_text("author.wrong", explanation.wrong, language) +
         documents_text("author.right", explanation.right, language);
}

std::vector<CodeTitle> code_titles(Language language) {
  std::vector<CodeTitle> titles;
  for (const CodeEntry& entry : all_codes()) {
    const std::optional<Page> page = author::find_page(entry.code);
    titles.push_back(
        {entry.code, entry.name,
         page ? part_of(*page, language).headline : std::string()});
  }
  return titles;
}

}  // namespace onething
