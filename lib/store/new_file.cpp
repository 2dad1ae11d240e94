// SPDX-License-Identifier: Apache-2.0

#include "store/new_file.h"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <cstdlib>

#include "store/descriptor.h"
#include "store/sqlite_file.h"

namespace onething::store {

namespace {

Error file_exists(const std::string& path) {
  return {ErrorCode::not_found, {"store.file_exists", {{"path", path}}}};
}

}  // namespace

Error cannot_write(const std::string& path, int error_number) {
  return {ErrorCode::unavailable,
          {"store.cannot_write",
           {{"path", path}, {"reason", reason_of(error_number)}}}};
}

Result<NewFile> NewFile::make(const std::string& path) {
  struct stat about {};
  if (::lstat(path.c_str(), &about) == 0) return file_exists(path);
  NewFile made;
  made.path_ = path;
  std::string fresh = path + ".part-XXXXXX";
  const Descriptor file(::mkostemp(fresh.data(), O_CLOEXEC));
  if (!file) return cannot_write(path, errno);
  made.fresh_ = std::move(fresh);
  return made;
}

NewFile::~NewFile() {
  if (!fresh_.empty()) ::unlink(fresh_.c_str());
}

Status NewFile::keep() {
  {
    const Descriptor file(::open(fresh_.c_str(), O_RDONLY | O_CLOEXEC));
    if (!file || ::fsync(file.get()) != 0) return cannot_write(path_, errno);
  }
  // A second name, because that never takes the place of an existing one.
  if (::link(fresh_.c_str(), path_.c_str()) != 0)
    return errno == EEXIST ? file_exists(path_) : cannot_write(path_, errno);
  ::unlink(fresh_.c_str());
  fresh_.clear();
  const std::size_t slash = path_.rfind('/');
  return sync_folder(slash == std::string::npos ? "."
                                                : path_.substr(0, slash + 1));
}

Status write_new_file(const std::string& path, std::string_view bytes,
                      unsigned mode) {
  OT_TRY(NewFile file, NewFile::make(path));
  const Descriptor opened(::open(file.fresh().c_str(), O_WRONLY | O_CLOEXEC));
  if (!opened || ::fchmod(opened.get(), mode) != 0)
    return cannot_write(path, errno);
  while (!bytes.empty()) {
    const ssize_t count = ::write(opened.get(), bytes.data(), bytes.size());
    if (count < 0 && errno == EINTR) continue;
    if (count < 0) return cannot_write(path, errno);
    bytes.remove_prefix(static_cast<std::size_t>(count));
  }
  return file.keep();
}

}  // namespace onething::store
