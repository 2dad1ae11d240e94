// SPDX-License-Identifier: Apache-2.0

#include "check/law/citations.h"

#include <algorithm>
#include <array>

namespace onething::check {

namespace {

constexpr std::string_view kOpen = "《";
constexpr std::string_view kClose = "》";

bool has(std::string_view text, std::string_view part) {
  return text.find(part) != std::string_view::npos;
}

bool has_article(std::string_view text) {
  const std::size_t number = text.find("第");
  return number != std::string_view::npos && has(text.substr(number), "条");
}

bool has_articles_inside(std::string_view name) {
  constexpr auto kinds = std::to_array<std::string_view>(
      {"法", "条例", "规定", "办法", "细则", "规则"});
  return std::any_of(kinds.begin(), kinds.end(), [name](std::string_view kind) {
    return name.ends_with(kind);
  });
}

}  // namespace

bool looks_like_citation(std::string_view basis) {
  const bool is_latin = std::any_of(basis.begin(), basis.end(), [](char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
  });
  return is_latin || has(basis, kOpen) || has(basis, "〔") ||
         has(basis, "号") || has_article(basis);
}

std::vector<std::string_view> named_without_article(std::string_view basis) {
  std::vector<std::string_view> names;
  std::size_t open = basis.find(kOpen);
  while (open != std::string_view::npos) {
    const std::size_t begin = open + kOpen.size();
    const std::size_t close = basis.find(kClose, begin);
    if (close == std::string_view::npos) break;
    const std::string_view name = basis.substr(begin, close - begin);
    open = basis.find(kOpen, close);
    const std::string_view rest = basis.substr(
        close, open == std::string_view::npos ? open : open - close);
    if (has_articles_inside(name) && !has_article(rest)) names.push_back(name);
  }
  return names;
}

bool names_registration_of_market_entities(std::string_view basis) {
  return has(basis, "市场主体登记管理条例");
}

}  // namespace onething::check
