// SPDX-License-Identifier: Apache-2.0
//
// Any text in the place of a workflow, a department or the project's file:
// loading it, and every check, end without a crash, and every part of a text
// has its place in the file.

#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string>

#include "onething/diagnostic.h"
#include "support/check_case.h"
#include "yaml/read.h"

namespace {

// By what the text says of itself, so that seeds are plain files.
std::string path_for(const std::string& text) {
  if (text.find("department:") != std::string::npos)
    return "departments/tax.yaml";
  if (text.find("project:") != std::string::npos) return "onething.yaml";
  return "convert.yaml";
}

void expect(bool holds) {
  if (!holds) std::abort();
}

// No deeper than limits::document_depth_max.
void expect_places(const onething::yaml::Node& node,
                   const onething::Sources& sources) {
  constexpr std::size_t kShort = 256;
  const std::size_t size = node.text.size();
  if (node.is_scalar() && size <= kShort) {
    const auto places = onething::yaml::places_of(node, sources);
    expect(places.empty() || places.size() == size + 1);
    const onething::Span span =
        onething::yaml::place_within(node, sources, size / 3, size / 2);
    expect(span.begin.byte <= span.end.byte &&
           span.end.byte <= sources.files[0].text.size());
  }
  for (const auto& item : node.items) expect_places(item, sources);
  for (const auto& entry : node.entries) {
    expect_places(entry.key, sources);
    expect_places(entry.value, sources);
  }
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data,
                                      std::size_t size) {
  const std::string text(reinterpret_cast<const char*>(data), size);
  onething::Sources sources;
  sources.add("a.yaml", text);
  expect_places(onething::yaml::read(sources, 0).root, sources);
  const onething::LoadedProject loaded =
      onething::testing::check_over_base({{path_for(text), text}});
  // Excerpts look into the text at every place that was reported.
  for (const auto language : {onething::Language::zh, onething::Language::en})
    static_cast<void>(
        onething::render_text(loaded.diagnostics, loaded.sources, {language}));
  return 0;
}
