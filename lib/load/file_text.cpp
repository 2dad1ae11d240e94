// SPDX-License-Identifier: Apache-2.0

#include "load/file_text.h"

#include <cerrno>
#include <cstring>
#include <fstream>

#include "base/limits.h"

namespace onething::load {

Result<std::string> read_file_text(const std::string& path) {
  std::ifstream in(path, std::ios::binary);
  if (!in)
    return Error{
        errno == ENOENT ? ErrorCode::not_found : ErrorCode::unavailable,
        {"load.cannot_read",
         {{"path", path}, {"reason", std::strerror(errno)}}}};
  std::string text(limits::document_bytes_max + 1, '\0');
  in.read(text.data(), static_cast<std::streamsize>(text.size()));
  const std::streamsize count = in.gcount();
  if (in.bad())
    return Error{ErrorCode::unavailable,
                 {"load.cannot_read",
                  {{"path", path}, {"reason", std::strerror(errno)}}}};
  text.resize(static_cast<std::size_t>(count));
  return text;
}

}  // namespace onething::load
