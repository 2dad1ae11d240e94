// SPDX-License-Identifier: Apache-2.0
//
// From what a person names on the command line to the documents that have to be
// read, project by project.
//
// Reads names and bytes, understands no document. A file that is named is taken
// even when git ignores it; what is met in a folder or through a pattern, and
// what those files need, is taken only when its project reads it and git does
// not ignore it. A file that cannot be read never hides the others.

#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <vector>

#include "onething/author.h"

namespace onething::author {

struct ProjectTexts {
  std::string root;               // Folder of onething.yaml.
  std::vector<SourceFile> files;  // Paths relative to it.
  std::vector<bool> asked;        // By file; the others are only needed.
  // By file: it could not be read and has no text; why is in `unreadable`. May
  // be empty when all could be read.
  std::vector<bool> unread;
  std::vector<Error> unreadable;
  bool has_all_workflows = true;

  bool is_unread(std::size_t file) const {
    return file < unread.size() && unread[file];
  }
};

Result<std::vector<ProjectTexts>> find_targets(const CheckRequest& request);

// The threads that the request brings, or `own`, made for it.
Workers& workers_for(const CheckRequest& request, std::optional<Workers>& own);

}  // namespace onething::author
