// SPDX-License-Identifier: Apache-2.0

#include "schema/table.h"

#include <algorithm>

namespace onething::schema {

namespace {

constexpr Section kSections[] = {
#define ONETHING_SECTION(name, scalar, text) {name, scalar, text, text ".more"},
#define ONETHING_KEY(section, key, shape, presence, text)
#include "schema/keys.def"
};

constexpr Key kKeys[] = {
#define ONETHING_SECTION(name, scalar, text)
#define ONETHING_KEY(section, key, shape, presence, text) \
  {section, key, shape, Presence::presence, text, text ".more"},
#include "schema/keys.def"
};

constexpr Word kWords[] = {
#define ONETHING_WORD(list, word, text) {list, word, text},
#include "schema/words.def"
};

constexpr std::string_view kKinds[] = {
    "workflow",  "department", "project", "application", "scenarios",
    "migration", "columns",    "export",  "template",    "adopts"};

}  // namespace

std::span<const Section> all_sections() { return kSections; }
std::span<const Key> all_keys() { return kKeys; }
std::span<const Word> all_words() { return kWords; }

const Section* find_section(std::string_view name) {
  const auto found = std::find_if(
      std::begin(kSections), std::end(kSections),
      [name](const Section& section) { return section.name == name; });
  return found == std::end(kSections) ? nullptr : found;
}

std::span<const std::string_view> document_kinds() { return kKinds; }

}  // namespace onething::schema
