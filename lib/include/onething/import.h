// SPDX-License-Identifier: Apache-2.0
//
// What exists elsewhere as a proposed workflow: a published one-thing guide, or
// several items that become one. docs/import.md has the record.
//
// Writes no file and decides nothing that is the author's: what the record does
// not say is marked TODO in the text, what it says and nobody reads is listed.

#pragma once

#include <cstddef>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "onething/message.h"
#include "onething/result.h"

namespace onething {

struct Imported {
  struct File {
    std::string path;  // "departments/department_1.yaml"
    std::string text;
  };
  struct Count {
    std::size_t before = 0, after = 0;
  };
  std::vector<File> files;
  Count fields, materials;      // Before and after merging.
  std::vector<Message> merged;  // What became one, what comes after what, why.
  std::vector<std::string> left;  // Members of the record that nobody reads.
};

// invalid (import.*) for what is no such record.
Result<Imported> import_guide(std::string_view json, Language language);
// Each text is one item.
Result<Imported> import_items(std::span<const std::string> texts,
                              Language language);

}  // namespace onething
