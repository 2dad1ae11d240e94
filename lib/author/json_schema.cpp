// SPDX-License-Identifier: Apache-2.0

#include <algorithm>

#include "onething/author.h"
#include "schema/schema.h"
#include "schema/table.h"

namespace onething {

std::vector<std::string_view> document_kinds() {
  const auto kinds = schema::document_kinds();
  return {kinds.begin(), kinds.end()};
}

std::string json_schema(std::string_view kind,
                        std::optional<Language> language) {
  return to_json(schema::document_schema(kind, language), 2) + "\n";
}

}  // namespace onething
