// SPDX-License-Identifier: Apache-2.0
//
// FileShelf: where the files of cases lie, beside the store and by what is in
// them. The same bytes lie there once.
//
// Knows no case and no seal: what belongs to whom is in the events, and what is
// to lie sealed comes here sealed (attachments.h).

#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "onething/result.h"

namespace onething {

class FileShelf {
 public:
  virtual ~FileShelf() = default;

  // Gives the hex SHA-256 of the bytes, under which they lie from now on,
  // through a power cut too. invalid when they are more than a file may have.
  virtual Result<std::string> put(std::string_view bytes) = 0;
  // not_found when nothing of that digest is there, corrupt when what is there
  // has another one.
  virtual Result<std::string> get(std::string_view digest) = 0;
  // Nothing of that digest is there afterwards.
  virtual Status remove(std::string_view digest) = 0;
  // Digests of all that is there, sorted.
  virtual Result<std::vector<std::string>> list() = 0;
};

// For "sqlite:PATH" the folder PATH.files, made (0700) with the first file; for
// "memory:" one that forgets. not_found for what is no address.
Result<std::unique_ptr<FileShelf>> open_file_shelf(std::string_view address);

struct FilesCopied {
  std::int64_t files = 0;
  std::int64_t bytes = 0;
};
// Copies what lies beside the database to beside its copy `path`, each file
// read through. Afterwards, so that whatever the copy names is there too.
// not_found when there is such a folder already; then nothing is copied.
Result<FilesCopied> back_up_files(std::string_view address,
                                  const std::string& path);

// All of it under a name that was free (0600), or not at all.
Status write_file_anew(const std::string& path, std::string_view bytes);
// not_found when there is none, invalid when it is no file or too large to be
// put beside a case.
Result<std::string> read_file_to_attach(const std::string& path);

}  // namespace onething
