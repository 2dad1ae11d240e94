// SPDX-License-Identifier: Apache-2.0
//
// One decision of the flagship beside what it cannot avoid: copying the case
// and writing its events down.

#include <benchmark/benchmark.h>

#include <cstdlib>

#include "bench/ratios.h"
#include "engine/codec/codec.h"
#include "engine/decide.h"
#include "engine/effects.h"
#include "onething/load.h"

namespace onething::bench {
namespace {

struct World {
  LoadedProject loaded;
  engine::Definition definition;
  engine::CaseState state;  // Submitted; the prefill is under way.
  Command answer;           // Of the prefill.
};

const Instant kNow = *parse_instant("2026-03-02T01:00:00Z");

// The department's answer as its own sample gives it, echoing what was asked.
Value prefill_answer(const World& world) {
  const auto& service = *world.definition.plans.front().service;
  Object done;
  for (const auto& [name, part] : service.sample->members) {
    if (part.kind == Template::Kind::literal) done.set(name.text, part.literal);
  }
  const Value* input =
      &world.state.find_step(world.definition.plans.front().id)->runs[0].input;
  for (const Field& field : service.output)
    if (const Value* echoed = input->find(field.id.text))
      done.set(field.id.text, *echoed);
  return Object{{"done", std::move(done)}};
}

const World& world() {
  static const World made = [] {
    World built;
    Result<LoadedProject> loaded = load_project(project_folder());
    if (!loaded) std::abort();
    built.loaded = std::move(loaded.value());
    const Workflow& workflow =
        *built.loaded.project.find_workflow("individual_to_company");
    built.definition = std::move(engine::compile(built.loaded.project, workflow,
                                                 Calendar::china(), "hash")
                                     .value());
    Result<LoadedApplication> form =
        load_application("examples/clean.yaml", built.loaded.project, workflow);
    if (!form) std::abort();
    SubmitCase submit{"key", "digest", form.value().application.form,
                      form.value().application.materials, 1};
    engine::Decision decision =
        engine::decide(built.definition, {}, {submit, {}}, kNow);
    if (decision.index() != 0) std::abort();
    built.state = std::get<engine::Decided>(decision).state;
    const engine::OwedCall call =
        engine::pending_effects(built.definition, built.state).calls.front();
    AnswerCall answer;
    answer.run = call.run;
    answer.key = call.key;
    answer.document = prefill_answer(built);
    built.answer = {answer, {}};
    return built;
  }();
  return made;
}

engine::Decided decided() {
  engine::Decision decision =
      engine::decide(world().definition, world().state, world().answer, kNow);
  if (decision.index() != 0) std::abort();
  return std::move(std::get<engine::Decided>(decision));
}

void decide(benchmark::State& state) {
  for (auto _ : state) benchmark::DoNotOptimize(decided());
}

void copy_and_encode(benchmark::State& state) {
  const engine::Decided sample = decided();
  for (auto _ : state) {
    engine::CaseState copy = world().state;
    benchmark::DoNotOptimize(copy);
    for (const engine::Event& event : sample.events)
      benchmark::DoNotOptimize(engine::encode(event));
  }
}

const bool kRegistered = [] {
  benchmark::RegisterBenchmark("decide/ours", decide);
  benchmark::RegisterBenchmark("decide/floor", copy_and_encode);
  describe("decide", "one answer decided (flagship, next steps start)", "floor",
           "copying the case and encoding the same events");
  return true;
}();

}  // namespace
}  // namespace onething::bench
