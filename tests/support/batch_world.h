// SPDX-License-Identifier: Apache-2.0
//
// A table and a workflow around a batch: reads a text as CSV, maps it, runs it.
//
// Each BatchTable stands for one invocation of the program; the world outlives
// it.

#pragma once

#include <optional>
#include <string>

#include "onething/batch.h"
#include "support/run_world.h"

namespace onething::testing {

class BatchTable {
 public:
  BatchTable(const RunWorld& world, const std::string& csv,
             const std::string& key = "", const Columns* columns = nullptr) {
    Result<Table> read = parse_table(csv, "t.csv");
    EXPECT_TRUE(read) << RunWorld::problem_of(read);
    if (read) table = std::move(read.value());
    Result<RowMapping> made =
        RowMapping::make(world.workflow(), table, columns, key);
    EXPECT_TRUE(made) << RunWorld::problem_of(made);
    if (!made) return;
    mapping = std::move(made.value());
    input.emplace(BatchInput{world.loaded, world.workflow(), table, *mapping,
                             "t.csv", "{\"key\":\"" + key + "\"}"});
  }
  BatchTable(const BatchTable&) = delete;
  BatchTable& operator=(const BatchTable&) = delete;

  std::string id() const { return make_batch_id(*input); }

  // "title: problem" of each defect of a row.
  std::vector<std::string> defects(std::size_t row) const {
    std::vector<std::string> texts;
    for (const RowDefect& each : mapping->map(table.rows.at(row)).defects)
      texts.push_back(each.column + "|" + each.field + "|" +
                      std::string(each.problem.key));
    return texts;
  }
  std::string form(std::size_t row) const {
    return to_json(mapping->map(table.rows.at(row)).application.form);
  }

  BatchRun run(RunWorld& world, const BatchPlan& plan = {},
               const std::atomic<bool>* stop = nullptr) {
    test::FakeConnector calls = world.connector();
    RunnerOptions options;
    options.stop = stop;
    Runner runner(*world.store, world.clock, &calls, std::move(options));
    const auto opened =
        open_batch(*input, *world.store, RunWorld::actor(), world.clock.now());
    EXPECT_TRUE(opened) << RunWorld::problem_of(opened);
    const auto run = run_batch(*input, plan, runner, *world.store, world.clock,
                               RunWorld::actor(), stop, {});
    EXPECT_TRUE(run) << RunWorld::problem_of(run);
    return run ? run.value() : BatchRun{};
  }

  Table table;
  std::optional<RowMapping> mapping;
  std::optional<BatchInput> input;
};

}  // namespace onething::testing
