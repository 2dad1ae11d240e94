// SPDX-License-Identifier: Apache-2.0
//
// Any text in the place of a workflow, a department or the project's file:
// loading it, and every check, end without a crash.

#include <cstddef>
#include <cstdint>
#include <string>

#include "onething/diagnostic.h"
#include "support/check_case.h"

namespace {

// By what the text says of itself, so that seeds are plain files.
std::string path_for(const std::string& text) {
  if (text.find("department:") != std::string::npos)
    return "departments/tax.yaml";
  if (text.find("project:") != std::string::npos) return "onething.yaml";
  return "convert.yaml";
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data,
                                      std::size_t size) {
  const std::string text(reinterpret_cast<const char*>(data), size);
  const onething::LoadedProject loaded =
      onething::testing::check_over_base({{path_for(text), text}});
  // Excerpts look into the text at every place that was reported.
  for (const auto language : {onething::Language::zh, onething::Language::en})
    static_cast<void>(
        onething::render_text(loaded.diagnostics, loaded.sources, {language}));
  return 0;
}
