// SPDX-License-Identifier: Apache-2.0
//
// A published record as plain data, before anything is merged.
//
// Reading keeps the list of what it did not understand.

#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "onething/result.h"
#include "onething/value.h"

namespace onething::import_ {

struct RecordField {
  std::string title;
  std::string type;  // A word of docs/format.md.
};
struct RecordMaterial {
  std::string title;
  std::string basis;
  std::vector<std::string> remarks;  // Necessity, source, form …
};
struct RecordItem {
  std::string title, code, department, basis;
  std::optional<std::int64_t> promised, statutory;
  std::vector<RecordField> inputs, outputs;
  std::vector<RecordMaterial> materials;
  std::vector<std::string> remarks;
};
struct Record {
  std::string title, department, basis;
  std::optional<std::int64_t> promised, statutory;
  std::vector<std::string> conditions;
  std::vector<RecordMaterial> materials;
  std::vector<RecordItem> items;
  std::vector<std::string> remarks;  // Charges, answers to questions.
  std::vector<std::string> left;     // "items[2].colour"
};

Result<Record> read_guide(const Value& root);
// Adds the item to the record.
Status read_item(const Value& root, const std::string& place, Record& record);

}  // namespace onething::import_
