// SPDX-License-Identifier: Apache-2.0
//
// The pages of i18n/pages/, which explain one code each, in both languages,
// with documents that show the mistake and its mend. They are part of the
// program.
//
// Reading only; explain.cpp lays them out for a terminal.

#pragma once

#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "onething/source.h"

namespace onething::author {

struct PageText {
  std::string_view code;
  std::string_view text;
};

// In the generated source; by code.
std::span<const PageText> page_texts();

struct Page {
  struct Part {
    std::string headline;
    std::vector<std::string> paragraphs;  // Each on one line.
  };
  std::string code;
  std::string name;
  Part zh;
  Part en;
  // Documents by path, and "application.yaml" for what an applicant hands in.
  std::vector<SourceFile> wrong;
  std::vector<SourceFile> right;
};

// Nothing when the text lacks a part that every page has.
std::optional<Page> parse_page(std::string_view text);

std::optional<Page> find_page(std::string_view code);

}  // namespace onething::author
