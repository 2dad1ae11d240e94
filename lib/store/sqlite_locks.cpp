// SPDX-License-Identifier: Apache-2.0

#include "store/sqlite_locks.h"

#include <dirent.h>
#include <fcntl.h>
#include <sys/file.h>
#include <sys/random.h>
#include <sys/stat.h>

#include <array>
#include <cerrno>
#include <chrono>
#include <cstdint>
#include <memory>
#include <string_view>
#include <thread>

#include "base/format.h"
#include "store/sqlite_file.h"

namespace onething::store {

namespace {

// As long as SQLite itself waits; see sqlite_pragmas.sql.
constexpr std::chrono::seconds kPatience{5};
constexpr std::size_t kNameLength = 32;

bool is_name(std::string_view text) {
  return text.size() == kNameLength &&
         text.find_first_not_of("0123456789abcdef") == std::string_view::npos;
}

std::string draw_name() {
  std::array<std::uint8_t, kNameLength / 2> bytes{};
  if (::getrandom(bytes.data(), bytes.size(), 0) !=
      static_cast<ssize_t>(bytes.size()))
    return {};
  std::string name;
  for (std::uint8_t byte : bytes) name += format("{:02x}", byte);
  return name;
}

}  // namespace

Result<WriterLock> WriterLock::open(const std::string& database) {
  WriterLock lock;
  lock.database_ = database;
  const std::string path = database + "-lock";
  lock.file_ = Descriptor(
      ::open(path.c_str(), O_RDWR | O_CREAT | O_CLOEXEC | O_NOFOLLOW, 0600));
  if (!lock.file_) return cannot_open(path, errno);
  return lock;
}

bool WriterLock::try_acquire() {
  held_ = ::flock(file_.get(), LOCK_EX | LOCK_NB) == 0;
  return held_;
}

Status WriterLock::acquire() {
  const auto until = std::chrono::steady_clock::now() + kPatience;
  std::chrono::microseconds pause{50};
  while (!try_acquire()) {
    if (errno != EWOULDBLOCK && errno != EINTR)
      return cannot_open(database_ + "-lock", errno);
    if (std::chrono::steady_clock::now() >= until)
      return Error{ErrorCode::unavailable,
                   {"store.busy", {{"path", database_}}}};
    std::this_thread::sleep_for(pause);
    if (pause < std::chrono::milliseconds(2)) pause *= 2;
  }
  return Done{};
}

void WriterLock::release() {
  if (!held_) return;
  ::flock(file_.get(), LOCK_UN);
  held_ = false;
}

WorkerLock::~WorkerLock() {
  if (file_) ::unlink(path_of(name_).c_str());
}

std::string WorkerLock::path_of(const std::string& name) const {
  return folder_ + "/" + name;
}

Status WorkerLock::enlist() {
  if (file_) return Done{};
  if (::mkdir(folder_.c_str(), 0700) != 0 && errno != EEXIST)
    return cannot_open(folder_, errno);
  sweep();
  const std::string name = draw_name();
  if (name.empty()) return cannot_open(folder_, errno);
  Descriptor file(::open(path_of(name).c_str(),
                         O_RDWR | O_CREAT | O_EXCL | O_CLOEXEC | O_NOFOLLOW,
                         0600));
  if (!file || ::flock(file.get(), LOCK_EX | LOCK_NB) != 0)
    return cannot_open(path_of(name), errno);
  name_ = name;
  file_ = std::move(file);
  return Done{};
}

bool WorkerLock::is_alive(const std::string& name) const {
  if (!is_name(name)) return false;
  if (name == name_) return true;
  const Descriptor file(
      ::open(path_of(name).c_str(), O_RDONLY | O_CLOEXEC | O_NOFOLLOW));
  // A file that is there but cannot be read may belong to a living worker.
  if (!file) return errno != ENOENT;
  return ::flock(file.get(), LOCK_SH | LOCK_NB) != 0;
}

void WorkerLock::sweep() const {
  const std::unique_ptr<DIR, int (*)(DIR*)> folder(::opendir(folder_.c_str()),
                                                   &::closedir);
  if (!folder) return;
  while (const dirent* entry = ::readdir(folder.get())) {
    const std::string name = entry->d_name;
    if (is_name(name) && !is_alive(name)) ::unlink(path_of(name).c_str());
  }
}

}  // namespace onething::store
