// SPDX-License-Identifier: Apache-2.0
//
// The source tree as the tidy tests see it: files with their lines, and the list
// of folders in lib/CMakeLists.txt.
//
// Reads text only; knows no C++ beyond `#include` lines.

#pragma once

#include <map>
#include <set>
#include <string>
#include <vector>

namespace onething::tidy {

struct SourceText {
  std::string path;  // From the root of the project: "lib/base/text.cpp".
  std::vector<std::string> lines;
};

struct Include {
  std::string target;  // "onething/text.h", "vector"
  bool quoted = false;
};

struct Folder {
  std::set<std::string> depends;
  std::set<std::string> headers;      // Public: "text.h"
  std::set<std::string> third_party;  // "fmt"
};

// All .h, .cpp and .def files below `folder` (from the project's root).
std::vector<SourceText> read_tree(const std::string& folder);

std::vector<Include> includes_of(const SourceText& source);

// From the text of lib/CMakeLists.txt.
std::map<std::string, Folder> parse_folders(const std::string& cmake);
std::map<std::string, Folder> read_folders();

// The folder a file of lib/ belongs to; a public header belongs to the folder
// that lists it. Empty when nobody does.
std::string folder_of(const std::string& path,
                      const std::map<std::string, Folder>& folders);

std::string read_text(const std::string& path);

// Lines of tests/tidy/exempt.txt that begin with `rule`, without it.
std::set<std::string> exemptions(const std::string& rule);

}  // namespace onething::tidy
