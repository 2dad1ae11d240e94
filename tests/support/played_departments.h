// SPDX-License-Identifier: Apache-2.0
//
// A small project for tests of the stub, the stub playing it, and calls to it
// as the program makes them.

#pragma once

#include <gtest/gtest.h>
#include <stdlib.h>
#include <unistd.h>

#include <filesystem>
#include <fstream>
#include <memory>
#include <sstream>
#include <string>
#include <utility>
#include <vector>

#include "onething/connector.h"
#include "onething/diagnostic.h"
#include "onething/load.h"
#include "onething/stub.h"
#include "support/collect_answers.h"

namespace onething::testing {

inline constexpr const char* kPlayedProject = R"(onething: 1
project: trial
language: en
environments:
  trial:
    departments:
      "*": stub
)";

inline constexpr const char* kPlayedTax = R"(onething: 1
department: tax
title: Tax
services:
  carry_over:
    title: Carry over
    basis: Tax law, article 16
    by: system
    input:
      uscc: {title: code, type: text, purpose: p}
      name: {title: name, type: text, purpose: p}
    output:
      receipt: {title: receipt, type: text}
      effective: {title: from, type: date}
      note: {title: note, type: text, optional: true}
    call: {http: {method: PUT, path: "/taxpayers/{uscc}"}}
    on_unknown: retry
    sample:
      receipt: "SW-${input.uscc}"
      effective: 2026-03-03
  find:
    title: Find
    by: system
    input:
      uscc: {title: code, type: text, purpose: p}
    output:
      name: {title: name, type: text}
    call: {http: {method: GET, path: "/taxpayers/{uscc}"}}
    on_unknown: retry
    sample:
      name: =input.uscc + "!"
  review:
    title: Review
    by: person
    role: clerk
    input:
      uscc: {title: code, type: text, purpose: p}
    output:
      result: {title: result, type: text}
)";

inline constexpr const char* kPlayedBank = R"(onething: 1
department: bank
title: Bank
services:
  change:
    title: Change
    by: system
    input:
      uscc: {title: code, type: text, purpose: p}
    output:
      receipt: {title: receipt, type: text}
    on_unknown: retry
    sample:
      receipt: "B-${input.uscc}"
  find:
    title: Find
    by: system
    input:
      uscc: {title: code, type: text, purpose: p}
    output:
      name: {title: name, type: text}
    call: {http: {method: GET, path: "/taxpayers/{uscc}"}}
    on_unknown: retry
  silent:
    title: Silent
    by: system
    input:
      uscc: {title: code, type: text, purpose: p}
    output:
      receipt: {title: receipt, type: text}
    on_unknown: retry
)";

inline LoadedProject load_played() {
  LoadedProject loaded = load_texts({{"onething.yaml", kPlayedProject},
                                     {"departments/tax.yaml", kPlayedTax},
                                     {"departments/bank.yaml", kPlayedBank}});
  EXPECT_FALSE(has_errors(loaded.diagnostics))
      << render_text(loaded.diagnostics, loaded.sources, {});
  return loaded;
}

class PlayedDepartments : public ::testing::Test {
 protected:
  void SetUp() override {
    const std::filesystem::path memory = "/dev/shm";
    std::string name = ((::access(memory.c_str(), W_OK) == 0
                             ? memory
                             : std::filesystem::temp_directory_path()) /
                        "onething-stub-XXXXXX")
                           .string();
    folder_ = ::mkdtemp(name.data());
    loaded_ = load_played();
  }
  void TearDown() override {
    stub_.reset();
    std::filesystem::remove_all(folder_);
  }

  std::string log_path() const { return folder_ + "/stub.jsonl"; }

  void start(std::vector<std::string> faults = {}, std::uint64_t seed = 0,
             bool honours_keys = true) {
    stub_.reset();
    StubOptions options;
    options.log_path = log_path();
    options.faults = std::move(faults);
    options.seed = seed;
    options.honours_keys = honours_keys;
    Result<std::unique_ptr<Stub>> stub = Stub::start(loaded_.project, options);
    ASSERT_TRUE(stub) << render(stub.error().message, Language::en);
    stub_ = std::move(stub.value());
    HttpTarget target;
    target.base = stub_->base();
    target.allow_loopback = true;
    Result<std::unique_ptr<Connector>> made =
        make_http_connector(std::move(target));
    ASSERT_TRUE(made);
    connector_ = std::move(made.value());
  }

  static Call carry_over(std::string key, std::string id = "case1") {
    Call call;
    call.case_id = std::move(id);
    call.key = std::move(key);
    call.service = "tax/carry_over";
    call.method = "PUT";
    call.path = "/taxpayers/91";
    call.body = R"({"name":"x","uscc":"91"})";
    return call;
  }

  Answer ask(Call call) {
    connector_->start(std::move(call));
    std::vector<Answer> answers = test::collect_answers(*connector_);
    EXPECT_EQ(answers.size(), 1U);
    return answers.empty() ? Answer{} : answers.front();
  }

  // The document as text, or the failure as its number: "!1".
  std::string told(Call call) {
    const Answer answer = ask(std::move(call));
    return answer.document
               ? to_json(*answer.document)
               : "!" + std::to_string(static_cast<int>(answer.failure));
  }

  void give(std::string_view id, std::string_view json) {
    const Status given = stub_->give(id, parse_json(json).value());
    ASSERT_TRUE(given) << render(given.error().message, Language::en);
  }

  std::string log_text() const {
    std::ifstream file(log_path());
    std::stringstream text;
    text << file.rdbuf();
    return text.str();
  }

  // The words of all calls in the log, in order.
  std::string outcomes() const {
    std::istringstream text(log_text());
    std::string words;
    for (std::string line; std::getline(text, line);) {
      const Result<Value> value = parse_json(line);
      const Value* word = value ? value.value().find("outcome") : nullptr;
      if (word != nullptr && word->text() != nullptr)
        words += (words.empty() ? "" : " ") + *word->text();
    }
    return words;
  }

  std::string folder_;
  LoadedProject loaded_;
  std::unique_ptr<Stub> stub_;
  std::unique_ptr<Connector> connector_;
};

}  // namespace onething::testing
