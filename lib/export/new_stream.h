// SPDX-License-Identifier: Apache-2.0
//
// A new file that is written piece by piece and gets its name at the end.
//
// Never overwrites; what is not kept is removed.

#pragma once

#include <fstream>
#include <memory>
#include <string>
#include <utility>

#include "store/new_file.h"

namespace onething::exchange {

class NewStream {
 public:
  static Result<std::unique_ptr<NewStream>> make(const std::string& path) {
    OT_TRY(store::NewFile file, store::NewFile::make(path));
    return std::unique_ptr<NewStream>(new NewStream(std::move(file)));
  }

  bool write(std::string_view text) {
    out_.write(text.data(), static_cast<std::streamsize>(text.size()));
    return out_.good();
  }

  Status keep() {
    out_.close();
    if (!out_)
      return Error{ErrorCode::unavailable, {"export.cannot_write", {}}};
    return file_.keep();
  }

 private:
  explicit NewStream(store::NewFile file)
      : file_(std::move(file)), out_(file_.fresh(), std::ios::binary) {}

  store::NewFile file_;
  std::ofstream out_;
};

}  // namespace onething::exchange
