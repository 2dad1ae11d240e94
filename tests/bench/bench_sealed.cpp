// SPDX-License-Identifier: Apache-2.0
//
// One durable step whose values are sealed beside the same step in the clear,
// in the same store on the same disk.

#include <benchmark/benchmark.h>
#include <stdlib.h>

#include <cstdlib>
#include <filesystem>

#include "bench/ratios.h"
#include "onething/sealed_store.h"

namespace onething::bench {
namespace {

std::string new_folder() {
  const char* disk = std::getenv("ONETHING_BENCH_FOLDER");
  std::string pattern =
      std::string(disk == nullptr ? "." : disk) + "/onething-bench-XXXXXX";
  if (mkdtemp(pattern.data()) == nullptr) std::abort();
  return pattern;
}

Record record_of(const char* type, std::string payload) {
  Record record;
  record.type = type;
  record.payload = std::move(payload);
  return record;
}

// As a step of the flagship writes it: an answer, and the next call with its
// input, its frozen request and its intent.
CaseCommit step(const CaseId& id, std::int64_t length, std::int64_t epoch) {
  const std::string values = "{\"name\":\"" + std::string(300, 'x') + "\"}";
  CaseCommit commit;
  commit.row.id = id;
  commit.row.workflow = "bench";
  commit.row.subject = "91370202MA3D000000";
  commit.row.state = "processing";
  commit.expected_length = length;
  commit.epoch = epoch;
  commit.records.push_back(
      record_of("step_done", "{\"output\":" + values + ",\"run\":{}}"));
  commit.records.push_back(
      record_of("step_started", "{\"input\":" + values + ",\"request\":\"" +
                                    std::string(300, 'y') + "\",\"run\":{}}"));
  return commit;
}

void durable_steps(benchmark::State& state, const std::string& suite) {
  const std::string folder = new_folder();
  {
    auto store =
        std::move(open_store("sqlite:" + folder + "/cases.db").value());
    if (!suite.empty()) {
      std::string key(64, 'a');
      store = std::move(seal_store(std::move(store),
                                   std::move(Keyring::parse(key, "").value()),
                                   {suite})
                            .value());
    }
    const CaseId id = make_case_id("bench", "bench", "1");
    const std::int64_t epoch = store->claim(id, "bench").value();
    std::int64_t length = 0;
    for (auto _ : state) {
      const CaseCommit commits[] = {step(id, length, epoch)};
      const auto outcome = store->commit(commits);
      if (!outcome || !outcome.value()[0]) std::abort();
      length += 2;
    }
  }
  std::filesystem::remove_all(folder);
}

void in_the_clear(benchmark::State& state) { durable_steps(state, ""); }
void with_aes(benchmark::State& state) { durable_steps(state, "aes-256-gcm"); }
void with_sm4(benchmark::State& state) {
  durable_steps(state, "sm4-ctr-hmac-sm3");
}

const bool kRegistered = [] {
  benchmark::RegisterBenchmark("sealed_aes/ours", with_aes);
  benchmark::RegisterBenchmark("sealed_aes/floor", in_the_clear);
  describe("sealed_aes", "one durable step, sealed with AES-256-GCM", "floor",
           "the same step in the clear");
  benchmark::RegisterBenchmark("sealed_sm4/ours", with_sm4);
  benchmark::RegisterBenchmark("sealed_sm4/floor", in_the_clear);
  describe("sealed_sm4", "one durable step, sealed with SM4 and HMAC-SM3",
           "floor", "the same step in the clear");
  return true;
}();

}  // namespace
}  // namespace onething::bench
