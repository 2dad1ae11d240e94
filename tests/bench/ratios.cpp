// SPDX-License-Identifier: Apache-2.0

#include "bench/ratios.h"

#include <benchmark/benchmark.h>

#include <cstdio>
#include <cstdlib>
#include <fstream>
#include <iterator>
#include <map>
#include <vector>

namespace onething::bench {

namespace {

struct Row {
  std::string what;
  std::string title;
  std::string comparison;  // "floor", "yaml_cpp"
  std::string floor;
};

std::vector<Row>& rows() {
  static std::vector<Row> all;
  return all;
}

// Keeps the median of each benchmark and prints the table of ratios at the end.
class RatioReporter : public benchmark::BenchmarkReporter {
 public:
  void ReportRuns(const std::vector<Run>& runs) override {
    for (const Run& run : runs)
      if (run.run_type == Run::RT_Aggregate && run.aggregate_name == "median")
        medians_[run.run_name.function_name] = run.GetAdjustedRealTime();
  }
  bool ReportContext(const Context&) override { return true; }

  void print_table() const {
    for (const Row& row : rows()) {
      const auto ours = medians_.find(row.what + "/ours");
      const auto floor = medians_.find(row.what + "/" + row.comparison);
      if (ours == medians_.end() || floor == medians_.end()) continue;
      std::printf("| %s | %.2f us | %s | %.2f us | %.2f |\n", row.title.c_str(),
                  ours->second / 1e3, row.floor.c_str(), floor->second / 1e3,
                  ours->second / floor->second);
    }
  }

 private:
  std::map<std::string, double> medians_;
};

}  // namespace

std::string project_folder() {
  const char* folder = std::getenv("ONETHING_BENCH_PROJECT");
  return folder == nullptr ? "tests/golden/cli/city" : folder;
}

std::string workflow_text() {
  std::ifstream file(project_folder() + "/individual_to_company.yaml",
                     std::ios::binary);
  return {std::istreambuf_iterator<char>(file), {}};
}

void describe(const std::string& what, const std::string& title,
              const std::string& comparison, const std::string& floor) {
  rows().push_back({what, title, comparison, floor});
}

}  // namespace onething::bench

int main(int argc, char** argv) {
  benchmark::Initialize(&argc, argv);
  onething::bench::RatioReporter reporter;
  benchmark::RunSpecifiedBenchmarks(&reporter);
  reporter.print_table();
  return 0;
}
