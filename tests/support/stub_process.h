// SPDX-License-Identifier: Apache-2.0
//
// A folder of its own for processes that are killed, and a stub that outlives
// them. Whoever tests derives from these.

#pragma once

#include <gtest/gtest.h>
#include <stdlib.h>

#include <chrono>
#include <csignal>
#include <filesystem>
#include <string>
#include <thread>
#include <vector>

#include "support/child_process.h"

namespace onething::testing {

// At one moment and in English, whoever runs it.
class ProcessFolder : public ::testing::Test {
 protected:
  void SetUp() override {
    std::string pattern =
        (std::filesystem::temp_directory_path() / "onething-XXXXXX");
    ASSERT_NE(mkdtemp(pattern.data()), nullptr);
    folder_ = pattern;
    setenv("ONETHING_NOW", "2026-03-02T09:00:00+08:00", 1);
    setenv("ONETHING_LANG", "en", 1);
  }
  void TearDown() override { std::filesystem::remove_all(folder_); }

  std::string folder_;
};

// `options` of `onething stub`, beside the log that it writes.
class StubProcess : public ProcessFolder {
 protected:
  void start_stub(std::vector<std::string> options) {
    options.insert(options.begin(), {ONETHING_BINARY, "stub"});
    options.insert(options.end(), {"--log", log()});
    stub_ = spawn(options, folder_ + "/stub.txt");
    for (int i = 0; i < 3000 && base().empty(); ++i)
      std::this_thread::sleep_for(std::chrono::milliseconds(10));
    ASSERT_FALSE(base().empty()) << output_of_child(folder_ + "/stub.txt");
  }
  void TearDown() override {
    if (stub_ != 0) {
      kill(stub_, SIGTERM);
      wait_for(stub_);
    }
    ProcessFolder::TearDown();
  }

  std::string log() const { return folder_ + "/stub.jsonl"; }

  // The stub's address, once it has printed the whole line.
  std::string base() const {
    const std::string text = output_of_child(folder_ + "/stub.txt");
    const std::size_t at = text.find("http://");
    const std::size_t end = text.find('\n', at);
    return at == std::string::npos || end == std::string::npos
               ? ""
               : text.substr(at, end - at);
  }

 private:
  pid_t stub_ = 0;
};

}  // namespace onething::testing
