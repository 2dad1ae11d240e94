// SPDX-License-Identifier: Apache-2.0
//
// Any text as a mapping file: reading it ends without a crash, and a file
// without a mistake names only what one of the two versions has.

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

#include "fuzz/input_file.h"
#include "onething/load.h"
#include "support/check_case.h"

namespace {

using onething::Workflow;
using onething::testing::expect;

const Workflow& workflow() {
  static const onething::LoadedProject loaded =
      onething::testing::check_over_base({});
  expect(!loaded.project.workflows.empty());
  return loaded.project.workflows.front();
}

bool has_step(const std::string& name) {
  for (const auto& step : workflow().steps)
    if (step.id.text == name) return true;
  return false;
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data,
                                      std::size_t size) {
  static const onething::testing::InputFile file(".yaml");
  const std::string_view text(reinterpret_cast<const char*>(data), size);
  const Workflow* earlier[] = {&workflow()};
  const auto loaded =
      onething::load_migration(file.holding(text), workflow(), earlier);
  expect(static_cast<bool>(loaded));
  for (const auto language : {onething::Language::zh, onething::Language::en})
    static_cast<void>(onething::render_text(
        loaded.value().diagnostics, loaded.value().sources, {language}));
  if (has_errors(loaded.value().diagnostics)) return 0;
  const onething::Migration& migration = loaded.value().migration;
  for (const onething::Renamed& each : migration.renamed) {
    const bool is_step = each.to.find('.') == std::string::npos;
    expect(!is_step || (has_step(each.to) && has_step(each.from)));
    expect(!migration.drops(each.from));
  }
  return 0;
}
