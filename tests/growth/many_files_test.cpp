// SPDX-License-Identifier: Apache-2.0

#include <gtest/gtest.h>

#include <unistd.h>

#include <filesystem>
#include <fstream>

#include "base/limits.h"
#include "onething/load.h"

namespace onething {
namespace {

namespace fs = std::filesystem;

TEST(Limits, RefuseAProjectOfTooManyFiles) {
  const fs::path folder = fs::path(::testing::TempDir()) /
                          ("onething_many_" + std::to_string(::getpid()));
  fs::create_directories(folder);
  std::ofstream(folder / "onething.yaml") << "onething: 1\nproject: p\n";
  for (std::size_t i = 0; i < limits::project_files_max; ++i)
    std::ofstream(folder / (std::to_string(i) + ".yaml"));

  const Result<LoadedProject> loaded = load_project(folder.string());

  fs::remove_all(folder);
  ASSERT_FALSE(loaded);
  EXPECT_EQ(loaded.error().message.key, "load.too_many_files");
}

}  // namespace
}  // namespace onething
