// SPDX-License-Identifier: Apache-2.0
//
// Any text as an application, in YAML and in JSON: reading it ends without a
// crash, every defect has its place in the file, and what was taken without a
// defect is taken again, as the same, when it is written as JSON.

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

#include "fuzz/input_file.h"
#include "onething/load.h"

namespace {

using onething::LoadedApplication;
using onething::Object;
using onething::testing::expect;
using onething::testing::InputFile;

const onething::LoadedProject& project() {
  static const onething::LoadedProject loaded = [] {
    auto read = onething::load_project("../workflows");
    expect(read && !has_errors(read.value().diagnostics));
    return std::move(read.value());
  }();
  return loaded;
}

LoadedApplication load(const InputFile& file, std::string_view text) {
  const onething::Project& all = project().project;
  auto loaded = onething::load_application(file.holding(text), all,
                                           all.workflows.front());
  expect(static_cast<bool>(loaded));
  return std::move(loaded.value());
}

void expect_shown(const LoadedApplication& loaded) {
  for (const auto language : {onething::Language::zh, onething::Language::en})
    static_cast<void>(
        onething::render_text(loaded.diagnostics, loaded.sources, {language}));
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data,
                                      std::size_t size) {
  static const InputFile yaml(".yaml");
  static const InputFile json(".json");
  const std::string_view text(reinterpret_cast<const char*>(data), size);
  const LoadedApplication first = load(yaml, text);
  expect_shown(first);
  expect_shown(load(json, text));
  if (has_errors(first.diagnostics)) return 0;
  const std::string written =
      to_json(Object{{"form", first.application.form},
                     {"materials", first.application.materials}});
  const LoadedApplication again = load(json, written);
  expect(!has_errors(again.diagnostics));
  expect(again.application.form == first.application.form);
  expect(again.application.materials == first.application.materials);
  return 0;
}
