// SPDX-License-Identifier: Apache-2.0

#include "layout/layout.h"

#include <algorithm>
#include <cstdint>
#include <optional>
#include <utility>

#include "layout/print.h"
#include "layout/tokens.h"
#include "yaml/read.h"

namespace onething::layout {

namespace {

using yaml::Node;

constexpr std::string_view kByteOrderMark = "\xEF\xBB\xBF";

// Without byte order mark and carriage returns.
std::string plain_lines(std::string_view text) {
  if (text.starts_with(kByteOrderMark))
    text.remove_prefix(kByteOrderMark.size());
  std::string out;
  out.reserve(text.size() + 1);
  for (std::size_t at = 0; at < text.size();) {
    const std::size_t end = std::min(text.find('\n', at), text.size());
    std::string_view line = text.substr(at, end - at);
    if (line.ends_with('\r')) line.remove_suffix(1);
    out += line;
    if (end < text.size()) out += '\n';
    at = end + 1;
  }
  return out;
}

struct Parsed {
  Sources sources;
  yaml::Document document;
};

Parsed parse(std::string_view text) {
  Parsed out;
  out.sources.add("", std::string(text));
  out.document = yaml::read(out.sources, 0);
  return out;
}

// No deeper than limits::document_depth_max.
bool are_equal(const Node& a, const Node& b) {
  if (a.kind != b.kind || a.style != b.style || a.text != b.text ||
      a.items.size() != b.items.size() || a.entries.size() != b.entries.size())
    return false;
  for (std::size_t i = 0; i < a.items.size(); ++i)
    if (!are_equal(a.items[i], b.items[i])) return false;
  for (std::size_t i = 0; i < a.entries.size(); ++i)
    if (!are_equal(a.entries[i].key, b.entries[i].key) ||
        !are_equal(a.entries[i].value, b.entries[i].value))
      return false;
  return true;
}

std::vector<std::string_view> comments(std::string_view text,
                                       const Tokens& tokens) {
  std::vector<std::string_view> out;
  for (const Token& token : tokens.all)
    if (token.kind == TokenKind::comment)
      out.push_back(text.substr(token.begin, token.end - token.begin));
  return out;
}

bool are_the_same(std::string_view a, const Node& root_a,
                  const Tokens& tokens_a, std::string_view b) {
  const Parsed other = parse(b);
  if (has_errors(other.document.diagnostics)) return false;
  if (!are_equal(root_a, other.document.root)) return false;
  const std::optional<Tokens> tokens_b = find_tokens(b, other.document.root);
  return tokens_b && comments(a, tokens_a) == comments(b, *tokens_b);
}

}  // namespace

LaidOut canonical_layout(const Sources& sources, std::uint32_t file) {
  LaidOut out;
  out.text = sources.files[file].text;
  out.diagnostics = yaml::read(sources, file).diagnostics;
  if (has_errors(out.diagnostics)) return out;
  const std::string text = plain_lines(out.text);
  const Parsed parsed = parse(text);
  const Node& root = parsed.document.root;
  const std::optional<Tokens> tokens = find_tokens(text, root);
  if (!tokens) return out;
  std::string printed = print(text, *tokens);
  // Whatever we have not thought of is left as its author wrote it.
  if (!are_the_same(text, root, *tokens, printed)) return out;
  out.text = std::move(printed);
  out.is_canonical = true;
  return out;
}

bool says_the_same(std::string_view a, std::string_view b) {
  const std::string text = plain_lines(a);
  const Parsed parsed = parse(text);
  const std::optional<Tokens> tokens = find_tokens(text, parsed.document.root);
  return tokens && are_the_same(text, parsed.document.root, *tokens, b);
}

}  // namespace onething::layout
