// SPDX-License-Identifier: Apache-2.0

#include "load/file_text.h"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cstring>

#include "base/limits.h"

namespace onething::load {

namespace {

constexpr std::size_t most = limits::document_bytes_max + 1;

// An open file, closed with it.
class File {
 public:
  explicit File(const std::string& path)
      : descriptor_(open(path.c_str(), O_RDONLY | O_CLOEXEC)) {}
  File(const File&) = delete;
  File& operator=(const File&) = delete;
  ~File() {
    if (descriptor_ >= 0) close(descriptor_);
  }

  bool is_open() const { return descriptor_ >= 0; }

  // What the file says of its size; pipes and the like say nothing.
  std::size_t size() const {
    struct stat status = {};
    if (fstat(descriptor_, &status) != 0 || status.st_size <= 0) return 0;
    return static_cast<std::size_t>(status.st_size);
  }

  // As read(2), but not stopped by a signal.
  ssize_t read_some(char* to, std::size_t count) const {
    while (true) {
      const ssize_t got = read(descriptor_, to, count);
      if (got >= 0 || errno != EINTR) return got;
    }
  }

 private:
  int descriptor_;
};

Error cannot_read(ErrorCode code, const std::string& path) {
  return {
      code,
      {"load.cannot_read", {{"path", path}, {"reason", std::strerror(errno)}}}};
}

}  // namespace

Result<std::string> read_file_text(const std::string& path) {
  const File file(path);
  if (!file.is_open())
    return cannot_read(
        errno == ENOENT ? ErrorCode::not_found : ErrorCode::unavailable, path);
  // One byte more than the file has, so that its end is seen at once.
  std::string text(std::min(file.size() + 1, most), '\0');
  std::size_t count = 0;
  while (true) {
    const ssize_t got =
        file.read_some(text.data() + count, text.size() - count);
    if (got < 0) return cannot_read(ErrorCode::unavailable, path);
    count += static_cast<std::size_t>(got);
    if (got == 0 || count == most) break;
    if (count == text.size())
      text.resize(std::min(text.size() * 2 + 4096, most));
  }
  text.resize(count);
  return text;
}

}  // namespace onething::load
