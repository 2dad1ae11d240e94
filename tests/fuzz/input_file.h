// SPDX-License-Identifier: Apache-2.0
//
// The input of a fuzz target as a file, for what reads files only. One file for
// each process and ending, written anew each time and removed at the end.

#pragma once

#include <unistd.h>

#include <filesystem>
#include <fstream>
#include <string>
#include <string_view>

#include "fuzz/expect.h"

namespace onething::testing {

class InputFile {
 public:
  explicit InputFile(std::string_view ending)
      : path_((std::filesystem::temp_directory_path() /
               ("onething_fuzz_" + std::to_string(::getpid())))
                  .string() +
              std::string(ending)) {}
  InputFile(const InputFile&) = delete;
  InputFile& operator=(const InputFile&) = delete;
  ~InputFile() {
    std::error_code ignored;
    std::filesystem::remove(path_, ignored);
  }

  const std::string& holding(std::string_view bytes) const {
    std::ofstream out(path_, std::ios::binary | std::ios::trunc);
    out << bytes;
    out.close();
    expect(out.good());
    return path_;
  }

 private:
  std::string path_;
};

}  // namespace onething::testing
