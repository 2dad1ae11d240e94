// SPDX-License-Identifier: Apache-2.0

#include "connect/folder.h"

#include <dirent.h>
#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cstdio>
#include <ctime>

namespace onething::connect {

namespace {

constexpr int kFolderFlags = O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC;
constexpr mode_t kOursOnly = 0700;

Error folder_error(std::string_view key, const std::string& path) {
  return {ErrorCode::unavailable, {key, {{"path", path}}}};
}

Error cannot_open(const std::string& path, int error) {
  if (error == ENOENT) return folder_error("connect.folder_missing", path);
  if (error == ELOOP || error == ENOTDIR)
    return folder_error("connect.folder_not_plain", path);
  return folder_error("connect.folder_closed", path);
}

bool write_all(int fd, std::string_view bytes) {
  while (!bytes.empty()) {
    const ssize_t count = ::write(fd, bytes.data(), bytes.size());
    if (count < 0 && errno == EINTR) continue;
    if (count <= 0) return false;
    bytes.remove_prefix(static_cast<std::size_t>(count));
  }
  return true;
}

std::chrono::milliseconds age_of(const struct stat& about) {
  timespec now{};
  ::clock_gettime(CLOCK_REALTIME, &now);
  const std::int64_t age = (now.tv_sec - about.st_mtim.tv_sec) * 1'000 +
                           (now.tv_nsec - about.st_mtim.tv_nsec) / 1'000'000;
  return std::chrono::milliseconds(std::max<std::int64_t>(age, 0));
}

bool is_same_file(int from, const char* name, int to, const char* new_name) {
  struct stat one {};
  struct stat other {};
  return ::fstatat(from, name, &one, AT_SYMLINK_NOFOLLOW) == 0 &&
         ::fstatat(to, new_name, &other, AT_SYMLINK_NOFOLLOW) == 0 &&
         one.st_dev == other.st_dev && one.st_ino == other.st_ino;
}

// Some file systems of networks know no RENAME_NOREPLACE: there a file has two
// names for a moment, and keeps them where a process dies in that moment.
int rename_without_replacing(int from, const char* name, int to,
                             const char* new_name) {
  if (::renameat2(from, name, to, new_name, RENAME_NOREPLACE) == 0) return 0;
  int error = errno;
  if (error == EINVAL || error == ENOSYS)
    error = ::linkat(from, name, to, new_name, 0) == 0 ? EEXIST : errno;
  if (error != EEXIST || !is_same_file(from, name, to, new_name)) return error;
  return ::unlinkat(from, name, 0) == 0 ? 0 : errno;
}

}  // namespace

Result<Folder> Folder::open(const std::string& path, Missing missing) {
  Folder folder;
  folder.path_ = path;
  folder.fd_ = Fd(::open(path.c_str(), kFolderFlags));
  if (!folder.fd_.is_open() && errno == ENOENT && missing == Missing::make) {
    if (::mkdir(path.c_str(), kOursOnly) != 0 && errno != EEXIST)
      return cannot_open(path, errno);
    folder.fd_ = Fd(::open(path.c_str(), kFolderFlags));
  }
  if (!folder.fd_.is_open()) return cannot_open(path, errno);
  if (::faccessat(folder.fd_.number(), ".", W_OK | X_OK, AT_EACCESS) != 0)
    return folder_error("connect.folder_not_writable", path);
  return folder;
}

Status look_at_folder(const std::string& path) {
  OT_CHECK(Folder::open(path, Missing::refuse));
  return Done{};
}

std::vector<std::string> Folder::names(std::size_t most) const {
  std::vector<std::string> names;
  // Its own descriptor: the place in the list belongs to the descriptor.
  const int fd = ::openat(fd_.number(), ".", kFolderFlags);
  DIR* listing = fd < 0 ? nullptr : ::fdopendir(fd);
  if (listing == nullptr) {
    if (fd >= 0) ::close(fd);
    return names;
  }
  while (const dirent* entry = ::readdir(listing)) {
    const std::string_view name = entry->d_name;
    if (name.starts_with('.') || entry->d_type == DT_DIR) continue;
    names.emplace_back(name);
  }
  ::closedir(listing);
  std::sort(names.begin(), names.end());
  if (names.size() > most) names.resize(most);
  return names;
}

FileBytes Folder::read(const std::string& name, std::size_t bytes_max) const {
  FileBytes file;
  // Not to be stopped by a pipe that nobody writes to.
  const Fd fd(::openat(fd_.number(), name.c_str(),
                       O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC));
  struct stat about {};
  if (!fd.is_open()) {
    file.state = errno == ENOENT  ? FileBytes::State::absent
                 : errno == ELOOP ? FileBytes::State::not_plain
                                  : FileBytes::State::unreadable;
    if (::fstatat(fd_.number(), name.c_str(), &about, AT_SYMLINK_NOFOLLOW) == 0)
      file.age = age_of(about);
    return file;
  }
  if (::fstat(fd.number(), &about) != 0) {
    file.state = FileBytes::State::unreadable;
    return file;
  }
  file.age = age_of(about);
  // A second name could be that of a file which is none of the department's.
  if (!S_ISREG(about.st_mode) || about.st_nlink > 1) {
    file.state = FileBytes::State::not_plain;
    return file;
  }
  file.state = FileBytes::State::read;
  char buffer[64 << 10];
  while (file.bytes.size() <= bytes_max) {
    const ssize_t count = ::read(fd.number(), buffer, sizeof(buffer));
    if (count == 0) return file;
    if (count < 0 && errno == EINTR) continue;
    if (count < 0) {
      file.state = FileBytes::State::unreadable;
      file.bytes.clear();
      return file;
    }
    file.bytes.append(buffer, static_cast<std::size_t>(count));
  }
  file.state = FileBytes::State::too_big;
  file.bytes.clear();
  return file;
}

Written Folder::write(const std::string& name, std::string_view bytes) const {
  const std::string fresh = "." + name + ".part";
  // What a process left behind that died here; nobody else writes this name.
  ::unlinkat(fd_.number(), fresh.c_str(), 0);
  bool is_whole = false;
  {
    const Fd fd(::openat(fd_.number(), fresh.c_str(),
                         O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC,
                         0600));
    is_whole = fd.is_open() && write_all(fd.number(), bytes) &&
               ::fsync(fd.number()) == 0;
  }
  const int error = is_whole
                        ? rename_without_replacing(fd_.number(), fresh.c_str(),
                                                   fd_.number(), name.c_str())
                        : EIO;
  if (error != 0) {
    ::unlinkat(fd_.number(), fresh.c_str(), 0);
    return error == EEXIST ? Written::exists : Written::no;
  }
  // It may be read from now on, whether or not a power cut would forget it; the
  // same call is made again then.
  synchronise();
  return Written::yes;
}

Moved Folder::move(const std::string& name, const Folder& to,
                   const std::string& new_name) const {
  const int error = rename_without_replacing(fd_.number(), name.c_str(),
                                             to.fd_.number(), new_name.c_str());
  if (error == EEXIST) return Moved::exists;
  if (error != 0) return Moved::no;
  to.synchronise();
  synchronise();
  return Moved::yes;
}

bool Folder::remove(const std::string& name) const {
  return ::unlinkat(fd_.number(), name.c_str(), 0) == 0 && synchronise();
}

bool Folder::synchronise() const { return ::fsync(fd_.number()) == 0; }

}  // namespace onething::connect
