// SPDX-License-Identifier: Apache-2.0
//
// The tables keys.def and words.def as data: which mappings our documents have,
// which keys, which words.
//
// What they become is in schema.h; whether the loader agrees is for a test.

#pragma once

#include <span>
#include <string_view>

namespace onething::schema {

// A mapping of our documents.
struct Section {
  std::string_view name;
  std::string_view scalar;  // What may stand instead of it, or empty.
  std::string_view text;    // Message keys: a name, and what it is for.
  std::string_view more;
};

enum class Presence { needed, free };

struct Key {
  std::string_view section;
  std::string_view name;
  std::string_view shape;
  Presence presence = Presence::free;
  std::string_view text;
  std::string_view more;
};

struct Word {
  std::string_view list;
  std::string_view word;
  std::string_view text;
};

std::span<const Section> all_sections();
std::span<const Key> all_keys();
std::span<const Word> all_words();

const Section* find_section(std::string_view name);

// The kinds of documents: names of sections and, at the same time, the second
// key of a document of that kind.
std::span<const std::string_view> document_kinds();

}  // namespace onething::schema
