// SPDX-License-Identifier: Apache-2.0
//
// A ZIP archive in memory, read part by part, for workbooks.
//
// What is inflated is counted over all parts, so that a small file cannot
// become a large one; nothing is ever written to a disk.

#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <string>
#include <string_view>

#include "onething/result.h"

namespace onething::table {

class Archive {
 public:
  // `bytes` must outlive it. invalid (table.no_archive) for anything else.
  static Result<Archive> open(std::string_view bytes);
  Archive(Archive&&) noexcept;
  ~Archive();

  bool has(const std::string& name);
  // Gives the part to `take` piece by piece, until it returns false. not_found
  // when there is none of that name, invalid when it is damaged or too large.
  Status read(const std::string& name,
              const std::function<bool(std::string_view)>& take);

 private:
  struct Content;
  explicit Archive(std::unique_ptr<Content> content);
  std::unique_ptr<Content> content_;
};

}  // namespace onething::table
