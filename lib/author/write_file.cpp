// SPDX-License-Identifier: Apache-2.0

#include "author/write_file.h"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <filesystem>
#include <system_error>

namespace onething::author {

namespace fs = std::filesystem;

namespace {

Error failure(const std::string& path, int reason) {
  return {ErrorCode::unavailable,
          {"author.cannot_write",
           {{"path", path}, {"reason", std::strerror(reason)}}}};
}

// 0, or the errno of what went wrong.
int write_all(int file, std::string_view text) {
  while (!text.empty()) {
    const ssize_t count = write(file, text.data(), text.size());
    if (count < 0 && errno == EINTR) continue;
    if (count < 0) return errno;
    text.remove_prefix(static_cast<std::size_t>(count));
  }
  return fsync(file) == 0 ? 0 : errno;
}

// As a new file would get it.
mode_t default_mode() {
  const mode_t mask = umask(0);
  umask(mask);
  return static_cast<mode_t>(0666) & ~mask;
}

}  // namespace

Status write_file(const std::string& path, std::string_view text) {
  std::error_code error;
  fs::path real = fs::canonical(path, error);
  if (error) real = path;
  struct stat old {};
  const bool is_there = stat(real.c_str(), &old) == 0;
  // What is no file has nothing to be replaced by: /dev/stdout, a pipe.
  if (is_there && !S_ISREG(old.st_mode)) {
    const int file = open(real.c_str(), O_WRONLY | O_CLOEXEC);
    if (file < 0) return failure(path, errno);
    const int problem = write_all(file, text);
    close(file);
    if (problem != 0 && problem != EINVAL && problem != EROFS)
      return failure(path, problem);
    return Done{};
  }
  std::string beside =
      (real.parent_path() / ("." + real.filename().string() + ".XXXXXX"))
          .string();
  const int file = mkostemp(beside.data(), O_CLOEXEC);
  if (file < 0) return failure(path, errno);
  int problem =
      fchmod(file, is_there ? old.st_mode & 07777 : default_mode()) == 0
          ? write_all(file, text)
          : errno;
  if (close(file) != 0 && problem == 0) problem = errno;
  if (problem == 0 && std::rename(beside.c_str(), real.c_str()) != 0)
    problem = errno;
  if (problem == 0) return Done{};
  unlink(beside.c_str());
  return failure(path, problem);
}

}  // namespace onething::author
