// SPDX-License-Identifier: Apache-2.0

#include "author/selection.h"

#include <algorithm>

#include "author/catalogue.h"

namespace onething::author {

namespace {

// "OT51,time" as two words.
std::vector<std::string> split(const std::vector<std::string>& lists) {
  std::vector<std::string> words;
  for (std::string_view rest : lists) {
    while (!rest.empty()) {
      const std::size_t comma = rest.find(',');
      std::string_view word = rest.substr(0, comma);
      while (word.starts_with(' ')) word.remove_prefix(1);
      while (word.ends_with(' ')) word.remove_suffix(1);
      if (!word.empty()) words.emplace_back(word);
      if (comma == std::string_view::npos) break;
      rest.remove_prefix(comma + 1);
    }
  }
  return words;
}

Status check_words(const std::vector<std::string>& words,
                   const std::vector<CodeEntry>& codes) {
  for (const std::string& word : words) {
    if (std::any_of(codes.begin(), codes.end(),
                    [&](const CodeEntry& each) { return means(word, each); }))
      continue;
    const std::string close = close_to(word, codes);
    if (close.empty())
      return Error{ErrorCode::not_found,
                   {"author.unknown_code", {{"code", word}}}};
    return Error{
        ErrorCode::not_found,
        {"author.unknown_code_close", {{"code", word}, {"close", close}}}};
  }
  return Done{};
}

}  // namespace

Result<Selection> Selection::make(const std::vector<std::string>& select,
                                  const std::vector<std::string>& ignore,
                                  const std::vector<CodeEntry>& codes) {
  const std::vector<std::string> wanted = split(select);
  const std::vector<std::string> ignored = split(ignore);
  OT_CHECK(check_words(wanted, codes));
  OT_CHECK(check_words(ignored, codes));
  Selection selection;
  for (const CodeEntry& each : codes) {
    const auto is_meant = [&](const std::string& word) {
      return means(word, each);
    };
    const bool is_selected =
        wanted.empty() || std::any_of(wanted.begin(), wanted.end(), is_meant);
    if (!is_selected || std::any_of(ignored.begin(), ignored.end(), is_meant))
      selection.unwanted_.push_back(each.code);
  }
  return selection;
}

bool Selection::wants(std::string_view code) const {
  return !std::binary_search(unwanted_.begin(), unwanted_.end(), code);
}

}  // namespace onething::author
