// SPDX-License-Identifier: Apache-2.0

#include "store/sqlite_file.h"

#include <fcntl.h>
#include <sys/stat.h>
#include <sys/vfs.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <memory>
#include <system_error>

#include "base/format.h"
#include "store/descriptor.h"

namespace onething::store {

namespace {

// statfs(2) magics of file systems on which locks or shared memory do not hold
// between machines, or which are served by another process.
constexpr std::array<std::uint32_t, 15> kNetworkFilesystems = {
    0x00006969,  // NFS
    0x0000517B,  // SMB
    0xFF534D42,  // CIFS
    0xFE534D42,  // SMB2
    0x65735546,  // FUSE
    0x5346414F,  // AFS
    0x6B414653,  // kAFS
    0x01021997,  // 9P
    0x00C36400,  // Ceph
    0x73757245,  // Coda
    0x0000564C,  // NCP
    0x01161970,  // GFS2
    0x7461636F,  // OCFS2
    0x0BD00BD0,  // Lustre
    0x47504653,  // GPFS
};

Error refused(Message message) {
  return {ErrorCode::invalid, std::move(message)};
}

Status check_filesystem(const std::string& file, const std::string& folder) {
  struct statfs about {};
  if (::statfs(folder.c_str(), &about) != 0) return cannot_open(file, errno);
  if (is_network_filesystem(static_cast<std::uint32_t>(about.f_type)))
    return refused({"store.network_filesystem", {{"path", file}}});
  return Done{};
}

Status check_file(const std::string& file) {
  struct stat about {};
  if (::lstat(file.c_str(), &about) != 0)
    return errno == ENOENT ? Status(Done{}) : cannot_open(file, errno);
  if (S_ISLNK(about.st_mode))
    return refused({"store.symlink", {{"path", file}}});
  if (!S_ISREG(about.st_mode))
    return refused({"store.not_a_file", {{"path", file}}});
  if (about.st_nlink > 1)
    return refused({"store.hard_links",
                    {{"path", file}, {"count", format("{}", about.st_nlink)}}});
  return Done{};
}

}  // namespace

bool is_network_filesystem(std::uint32_t magic) {
  return std::find(kNetworkFilesystems.begin(), kNetworkFilesystems.end(),
                   magic) != kNetworkFilesystems.end();
}

std::string reason_of(int error_number) {
  return std::generic_category().message(error_number);
}

Error cannot_open(const std::string& path, int error_number) {
  return {ErrorCode::unavailable,
          {"store.cannot_open",
           {{"path", path}, {"reason", reason_of(error_number)}}}};
}

// One level a turn; the depth is bounded by the length of a path.
Status make_folders(const std::string& folder) {
  for (std::size_t at = 1; at <= folder.size(); ++at) {
    if (at < folder.size() && folder[at] != '/') continue;
    const std::string part = folder.substr(0, at);
    if (::mkdir(part.c_str(), 0700) == 0) {
      const std::size_t slash = part.rfind('/', part.size() - 2);
      OT_CHECK(sync_folder(
          slash == std::string::npos ? "." : part.substr(0, slash + 1)));
    } else if (errno != EEXIST && errno != EISDIR && errno != EROFS) {
      return cannot_open(part, errno);
    }
  }
  return Done{};
}

Result<DatabasePath> locate_database(std::string_view path) {
  const std::string asked(path);
  const std::size_t slash = asked.rfind('/');
  const std::string name =
      slash == std::string::npos ? asked : asked.substr(slash + 1);
  std::string folder =
      slash == std::string::npos ? "." : asked.substr(0, slash);
  if (slash == 0) folder = "/";
  if (name.empty() || name == "." || name == ".." ||
      asked.find('\0') != std::string::npos)
    return refused({"store.not_a_file", {{"path", asked}}});
  OT_CHECK(make_folders(folder));
  const std::unique_ptr<char, decltype(&std::free)> real(
      ::realpath(folder.c_str(), nullptr), &std::free);
  if (!real) return cannot_open(asked, errno);
  DatabasePath found;
  found.folder = real.get();
  found.file = found.folder + (found.folder == "/" ? "" : "/") + name;
  OT_CHECK(check_file(found.file));
  OT_CHECK(check_filesystem(found.file, found.folder));
  return found;
}

Status sync_folder(const std::string& folder) {
  const Descriptor opened(
      ::open(folder.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC));
  if (!opened) return cannot_open(folder, errno);
  if (::fsync(opened.get()) != 0) return cannot_open(folder, errno);
  return Done{};
}

}  // namespace onething::store
