// SPDX-License-Identifier: Apache-2.0
//
// make_files FOLDER WORKFLOWS STEPS: writes a made-up project (make_project.h)
// into a new folder, for timing whole commands.

#include <algorithm>
#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <fstream>

#include "bench/make_project.h"

int main(int argc, char** argv) {
  namespace fs = std::filesystem;
  if (argc != 4) {
    std::fprintf(stderr, "usage: make_files FOLDER WORKFLOWS STEPS\n");
    return 2;
  }
  onething::bench::ProjectSize size;
  size.workflows = static_cast<std::size_t>(std::atol(argv[2]));
  size.steps = static_cast<std::size_t>(std::atol(argv[3]));
  // No department does the same thing twice in one workflow.
  size.departments = std::max<std::size_t>(size.departments, size.steps);
  for (const onething::SourceFile& file : onething::bench::make_project(size)) {
    const fs::path path = fs::path(argv[1]) / file.path;
    fs::create_directories(path.parent_path());
    std::ofstream(path, std::ios::binary) << file.text;
  }
  return 0;
}
