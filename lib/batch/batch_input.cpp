// SPDX-License-Identifier: Apache-2.0

#include "onething/batch_input.h"

#include "onething/id.h"

namespace onething {

namespace {

constexpr std::size_t kIdLength = 26;

}  // namespace

std::string make_batch_id(const BatchInput& input) {
  const std::string id = to_base32(sha256_of_fields(
      {"batch", input.project.project.file.id.text, input.workflow.id.text,
       table_digest(input.table), input.options}));
  return id.substr(0, kIdLength);
}

std::string submission_key_of(const BatchInput& input, const TableRow& row,
                              const MappedRow& mapped) {
  if (input.mapping.has_key()) return mapped.key;
  return make_batch_id(input) + "/" + std::to_string(row.number) + "/" +
         row_digest(input.table, row).substr(0, kIdLength);
}

}  // namespace onething
