// SPDX-License-Identifier: Apache-2.0
//
// Golden files: what the program says, kept beside what it was asked, so that
// every change of an answer shows up in a review.
//
// With ONETHING_UPDATE=1 in the environment the expectations are written
// instead of compared; the diff is then the review. Paths are relative to
// tests/, which is the working directory of every test program. Not for
// anything that depends on time, chance or the machine.

#pragma once

#include <gtest/gtest.h>

#include <algorithm>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <string>
#include <string_view>
#include <vector>

namespace onething::testing {

inline bool is_updating_golden_files() {
  const char* wish = std::getenv("ONETHING_UPDATE");
  return wish != nullptr && std::string_view(wish) == "1";
}

// The bytes of a file; an absent one is empty and fails the test.
inline std::string read_file(const std::filesystem::path& path) {
  std::ifstream in(path, std::ios::binary);
  EXPECT_TRUE(in.good()) << "cannot read " << path;
  return {std::istreambuf_iterator<char>(in), std::istreambuf_iterator<char>()};
}

// Compares `actual` with the file at `path`, or writes it there.
inline void expect_golden(const std::filesystem::path& path,
                          const std::string& actual) {
  if (is_updating_golden_files()) {
    if (path.has_parent_path())
      std::filesystem::create_directories(path.parent_path());
    std::ofstream(path, std::ios::binary) << actual;
    return;
  }
  if (!std::filesystem::exists(path)) {
    ADD_FAILURE() << path
                  << " does not exist; run with ONETHING_UPDATE=1. Got:\n"
                  << actual;
    return;
  }
  EXPECT_EQ(read_file(path), actual)
      << path << " differs; ONETHING_UPDATE=1 accepts the new text";
}

// Files below `folder` whose name ends with `ending`, sorted, so that a test
// visits them in the same order everywhere.
inline std::vector<std::filesystem::path> golden_inputs(
    const std::filesystem::path& folder, std::string_view ending) {
  std::vector<std::filesystem::path> found;
  for (const auto& entry :
       std::filesystem::recursive_directory_iterator(folder))
    if (entry.is_regular_file() &&
        entry.path().filename().string().ends_with(ending))
      found.push_back(entry.path());
  std::sort(found.begin(), found.end());
  return found;
}

}  // namespace onething::testing
