// SPDX-License-Identifier: Apache-2.0
//
// proof_load FOLDER
//
// What proving takes: for every workflow of the project in FOLDER and for
// random ones of 10 to 200 steps, beside the strict reading of the same file;
// and how many scenarios are played a second. Rows of Markdown tables.

#include <algorithm>
#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <string>
#include <vector>

#include "base/workers.h"
#include "bench/make_workflow.h"
#include "check/facts.h"
#include "check/soundness/proved.h"
#include "onething/load.h"
#include "onething/scenario_run.h"
#include "yaml/read.h"

namespace onething::bench {
namespace {

using Milliseconds = std::chrono::duration<double, std::milli>;

template <typename Work>
double milliseconds(const Work& work) {
  const auto begin = std::chrono::steady_clock::now();
  work();
  return Milliseconds(std::chrono::steady_clock::now() - begin).count();
}

template <typename Work>
double best_of(int rounds, const Work& work) {
  double best = milliseconds(work);
  for (int i = 1; i < rounds; ++i) best = std::min(best, milliseconds(work));
  return best;
}

// Of sorted figures: the one that so many hundredths do not pass.
double hundredth(const std::vector<double>& sorted, std::size_t percent) {
  return sorted[std::min(sorted.size() - 1, sorted.size() * percent / 100)];
}

check::ProjectFacts facts_of(const LoadedProject& loaded) {
  return check::project_facts(loaded.project, loaded.sources,
                              loaded.diagnostics, Calendar::china(), Date());
}

std::string id_of(const Workflow& workflow) { return workflow.id.text; }

void prove_folder(const std::string& folder) {
  const Result<LoadedProject> loaded = load_project(folder);
  if (!loaded) std::exit(3);
  const check::ProjectFacts project = facts_of(loaded.value());
  std::printf(
      "| workflow | steps | positions | proved in | reading its file | ratio "
      "|\n|---|---:|---:|---:|---:|---:|\n");
  for (const Workflow& workflow : loaded.value().project.workflows) {
    const check::GroundFacts facts = check::ground_facts(project, workflow);
    const check::ProvedPointer proved = check::prove(facts);
    if (proved == nullptr) continue;
    const double ours = best_of(9, [&] { check::prove(facts); });
    const double floor = best_of(
        9, [&] { yaml::read(loaded.value().sources, workflow.id.span.file); });
    std::printf("| `%s` | %zu | %zu%s | %.3f ms | %.3f ms | %.2f |\n",
                id_of(workflow).c_str(), workflow.steps.size(),
                proved->found.positions.size(),
                proved->found.is_complete ? "" : " (not all)", ours, floor,
                ours / floor);
  }
}

void prove_random(std::size_t steps, unsigned count) {
  std::vector<double> times;
  std::vector<double> floors;
  std::size_t decided = 0;
  std::size_t soon = 0;
  for (unsigned seed = 1; seed <= count; ++seed) {
    const LoadedProject loaded = load_texts(make_workflow(seed, steps));
    if (!loaded.diagnostics.empty()) {
      std::fprintf(stderr, "proof_load: seed %u of %zu steps does not load\n",
                   seed, steps);
      std::exit(3);
    }
    const Workflow& workflow = loaded.project.workflows.front();
    const check::ProjectFacts project = facts_of(loaded);
    const check::GroundFacts facts = check::ground_facts(project, workflow);
    check::ProvedPointer proved;
    const double took = milliseconds([&] { proved = check::prove(facts); });
    floors.push_back(milliseconds(
        [&] { yaml::read(loaded.sources, workflow.id.span.file); }));
    times.push_back(took);
    const bool is_decided = proved != nullptr && proved->found.is_complete;
    decided += is_decided ? 1 : 0;
    soon += is_decided && took < 100 ? 1 : 0;
  }
  std::sort(times.begin(), times.end());
  std::sort(floors.begin(), floors.end());
  std::printf(
      "| %zu | %u | %.1f %% | %.1f %% | %.2f ms | %.2f ms | %.2f ms | %.1f |\n",
      steps, count, 100.0 * static_cast<double>(decided) / count,
      100.0 * static_cast<double>(soon) / count, hundredth(times, 50),
      hundredth(times, 95), times.back(),
      hundredth(times, 50) / hundredth(floors, 50));
}

void play(const std::string& folder) {
  ScenarioRequest request;
  request.paths = {folder};
  std::size_t played = 0;
  const double took = best_of(5, [&] {
    const Result<ScenarioRun> run = run_scenarios(request);
    if (!run || !run.value().has_passed()) std::exit(3);
    played = run.value().played.size();
  });
  const double floor = best_of(5, [&] {
    if (!load_project(folder)) std::exit(3);
  });
  std::printf(
      "| all scenarios of `workflows/` | %zu in %.0f ms: %.0f a second | "
      "loading the project they play in | %.1f ms | %.1f |\n",
      played, took, 1000.0 * static_cast<double>(played) / took, floor,
      took / floor);
}

}  // namespace
}  // namespace onething::bench

int main(int argc, char** argv) {
  if (argc != 2) {
    std::fprintf(stderr, "usage: proof_load FOLDER\n");
    return 2;
  }
  onething::bench::prove_folder(argv[1]);
  std::printf(
      "\n| steps | workflows | decided | under 100 ms | median | 95th of 100 | "
      "longest | median beside reading |\n"
      "|---:|---:|---:|---:|---:|---:|---:|---:|\n");
  for (const std::size_t steps : {10U, 20U, 50U, 100U, 200U})
    onething::bench::prove_random(steps, 200);
  std::printf(
      "\n| what | ours | beside what | its time | ratio |\n"
      "|---|---:|---|---:|---:|\n");
  onething::bench::play(argv[1]);
  return 0;
}
