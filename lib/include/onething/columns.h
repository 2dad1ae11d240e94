// SPDX-License-Identifier: Apache-2.0
//
// Columns: which column of a table is which part of an application, as an
// author wrote it down.
//
// Reading the file is load.h; what a cell becomes is batch.h. Where nothing is
// said a column is found by the title or the id of its field.

#pragma once

#include <chrono>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "onething/workflow.h"

namespace onething {

struct Columns {
  // Each a title of the table, a formula over `row`, or an object or a list of
  // these; by field of the form, and by material.
  std::vector<std::pair<Spelled, Template>> form;
  std::vector<std::pair<Spelled, Template>> materials;
  std::optional<Template> key;  // What tells one row from another.
  std::vector<Spelled> ignore;  // Titles of which nothing is used.
};

// "50/s", "600/min", "2000/h".
struct CallRate {
  std::int64_t count = 0;
  std::chrono::milliseconds per{1'000};
};
std::optional<CallRate> parse_call_rate(std::string_view text);

}  // namespace onething
