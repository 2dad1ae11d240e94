// SPDX-License-Identifier: Apache-2.0
//
// Loading beside what the parser itself costs for the same bytes.

#include <benchmark/benchmark.h>
#include <yaml-cpp/yaml.h>

#include <cstdlib>

#include "bench/ratios.h"
#include "onething/load.h"
#include "yaml/events.h"
#include "yaml/read.h"

namespace onething::bench {
namespace {

const LoadedProject& project() {
  static const LoadedProject loaded = [] {
    Result<LoadedProject> result = load_project(project_folder());
    if (!result) std::abort();
    return std::move(result.value());
  }();
  return loaded;
}

std::size_t all_bytes() {
  std::size_t bytes = 0;
  for (const SourceFile& file : project().sources.files)
    bytes += file.text.size();
  return bytes;
}

void read_nodes(benchmark::State& state) {
  for (auto _ : state)
    for (std::uint32_t i = 0; i < project().sources.files.size(); ++i)
      benchmark::DoNotOptimize(yaml::read(project().sources, i));
}

void load_all(benchmark::State& state) {
  for (auto _ : state)
    benchmark::DoNotOptimize(load_texts(project().sources.files));
}

void bare_events(benchmark::State& state) {
  for (auto _ : state)
    for (const SourceFile& file : project().sources.files)
      benchmark::DoNotOptimize(yaml::count_events(file.text));
}

void yaml_cpp(benchmark::State& state) {
  for (auto _ : state)
    for (const SourceFile& file : project().sources.files)
      benchmark::DoNotOptimize(YAML::Load(file.text));
}

const bool kRegistered = [] {
  const std::string size = std::to_string(all_bytes() / 1024) + " KiB in " +
                           std::to_string(project().sources.files.size()) +
                           " files";
  benchmark::RegisterBenchmark("read/ours", read_nodes);
  benchmark::RegisterBenchmark("read/floor", bare_events);
  benchmark::RegisterBenchmark("read/yaml_cpp", yaml_cpp);
  benchmark::RegisterBenchmark("load/ours", load_all);
  benchmark::RegisterBenchmark("load/floor", bare_events);
  benchmark::RegisterBenchmark("load/yaml_cpp", yaml_cpp);
  describe("read", "YAML to nodes with places (" + size + ")", "floor",
           "libfyaml's bare events");
  describe("read", "the same", "yaml_cpp", "yaml-cpp's Load, nothing checked");
  describe("load", "the whole project loaded: types, formulas, references",
           "floor", "libfyaml's bare events");
  describe("load", "the same", "yaml_cpp", "yaml-cpp's Load, nothing checked");
  return true;
}();

}  // namespace
}  // namespace onething::bench
