// SPDX-License-Identifier: Apache-2.0

#include <dirent.h>
#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <map>
#include <utility>

#include "base/limits.h"
#include "onething/file_shelf.h"
#include "onething/id.h"
#include "store/descriptor.h"
#include "store/new_file.h"
#include "store/sqlite_file.h"
#include "store/sqlite_reader.h"

namespace onething {

namespace {

constexpr std::size_t kDigestCharacters = 64;

bool is_digest(std::string_view text) {
  return text.size() == kDigestCharacters &&
         std::all_of(text.begin(), text.end(), [](char c) {
           return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f');
         });
}

Error no_such_file(std::string_view digest) {
  return {ErrorCode::not_found,
          {"store.no_such_file", {{"digest", std::string(digest)}}}};
}
Error file_altered(std::string_view digest) {
  return {ErrorCode::corrupt,
          {"store.file_altered", {{"digest", std::string(digest)}}}};
}
Error too_large() {
  return {ErrorCode::invalid,
          {"store.file_too_large",
           {{"max", std::to_string(limits::file_bytes_max >> 20)}}}};
}
Error cannot_read(const std::string& path, int error_number) {
  return {ErrorCode::unavailable,
          {"store.cannot_read",
           {{"path", path}, {"reason", store::reason_of(error_number)}}}};
}

// Sealing makes a file a little longer than it was.
constexpr std::size_t kLongest = limits::file_bytes_max + (1 << 10);

Result<std::string> read_all(const store::Descriptor& file,
                             const std::string& path) {
  std::string bytes;
  std::string part(1 << 16, '\0');
  while (true) {
    const ssize_t got = ::read(file.get(), part.data(), part.size());
    if (got < 0 && errno == EINTR) continue;
    if (got < 0) return cannot_read(path, errno);
    if (got == 0) return bytes;
    bytes.append(part, 0, static_cast<std::size_t>(got));
    if (bytes.size() > kLongest) return too_large();
  }
}

Result<std::vector<std::string>> names_in(const std::string& folder) {
  std::vector<std::string> names;
  DIR* opened = ::opendir(folder.c_str());
  if (opened == nullptr) {
    if (errno == ENOENT) return names;
    return cannot_read(folder, errno);
  }
  errno = 0;
  while (const dirent* entry = ::readdir(opened))
    if (entry->d_name[0] != '.') names.emplace_back(entry->d_name);
  const int error_number = errno;
  ::closedir(opened);
  if (error_number != 0) return cannot_read(folder, error_number);
  std::sort(names.begin(), names.end());
  return names;
}

// Two levels of folders, so that none gets long: ab/cd/abcd….
class FolderShelf final : public FileShelf {
 public:
  explicit FolderShelf(std::string root) : root_(std::move(root)) {}

  Result<std::string> put(std::string_view bytes) override {
    if (bytes.size() > kLongest) return too_large();
    const std::string digest = to_hex(sha256(bytes));
    const Result<std::string> known = get(digest);
    if (known) return digest;
    if (known.error().code != ErrorCode::not_found) return known.error();
    OT_CHECK(store::make_folders(folder_of(digest)));
    const Status written = store::write_new_file(path_of(digest), bytes);
    // Somebody else has put the same there meanwhile.
    if (!written && written.error().code != ErrorCode::not_found)
      return written.error();
    return digest;
  }

  Result<std::string> get(std::string_view digest) override {
    if (!is_digest(digest)) return no_such_file(digest);
    const std::string path = path_of(digest);
    const store::Descriptor file(
        ::open(path.c_str(), O_RDONLY | O_CLOEXEC | O_NOFOLLOW));
    if (!file)
      return errno == ENOENT ? no_such_file(digest) : cannot_read(path, errno);
    OT_TRY(std::string bytes, read_all(file, path));
    if (to_hex(sha256(bytes)) != digest) return file_altered(digest);
    return bytes;
  }

  Status remove(std::string_view digest) override {
    if (!is_digest(digest)) return Done{};
    const std::string path = path_of(digest);
    if (::unlink(path.c_str()) != 0)
      return errno == ENOENT ? Status(Done{})
                             : Status(store::cannot_write(path, errno));
    return store::sync_folder(folder_of(digest));
  }

  Result<std::vector<std::string>> list() override {
    std::vector<std::string> digests;
    OT_TRY(const std::vector<std::string> outer, names_in(root_));
    for (const std::string& first : outer) {
      const std::string above = root_ + "/" + first;
      OT_TRY(const std::vector<std::string> inner, names_in(above));
      for (const std::string& second : inner) {
        OT_TRY(const std::vector<std::string> names,
               names_in(above + "/" + second));
        for (const std::string& name : names)
          if (is_digest(name)) digests.push_back(name);
      }
    }
    return digests;
  }

 private:
  std::string folder_of(std::string_view digest) const {
    return root_ + "/" + std::string(digest.substr(0, 2)) + "/" +
           std::string(digest.substr(2, 2));
  }
  std::string path_of(std::string_view digest) const {
    return folder_of(digest) + "/" + std::string(digest);
  }

  std::string root_;
};

class MemoryShelf final : public FileShelf {
 public:
  Result<std::string> put(std::string_view bytes) override {
    if (bytes.size() > kLongest) return too_large();
    const std::string digest = to_hex(sha256(bytes));
    files_[digest] = bytes;
    return digest;
  }
  Result<std::string> get(std::string_view digest) override {
    const auto found = files_.find(digest);
    if (found == files_.end()) return no_such_file(digest);
    return found->second;
  }
  Status remove(std::string_view digest) override {
    const auto found = files_.find(digest);
    if (found != files_.end()) files_.erase(found);
    return Done{};
  }
  Result<std::vector<std::string>> list() override {
    std::vector<std::string> digests;
    for (const auto& [digest, bytes] : files_) digests.push_back(digest);
    return digests;
  }

 private:
  std::map<std::string, std::string, std::less<>> files_;
};

constexpr std::string_view kScheme = "sqlite:";
constexpr std::string_view kBeside = ".files";

std::string folder_beside(std::string_view file) {
  return std::string(file) + std::string(kBeside);
}

}  // namespace

Result<std::unique_ptr<FileShelf>> open_file_shelf(std::string_view address) {
  if (address == "memory:")
    return std::unique_ptr<FileShelf>(std::make_unique<MemoryShelf>());
  if (!address.starts_with(kScheme) || address.size() == kScheme.size())
    return Error{ErrorCode::not_found,
                 {"store.bad_address", {{"address", std::string(address)}}}};
  return std::unique_ptr<FileShelf>(std::make_unique<FolderShelf>(
      folder_beside(address.substr(kScheme.size()))));
}

Result<FilesCopied> back_up_files(std::string_view address,
                                  const std::string& path) {
  OT_TRY(const std::unique_ptr<FileShelf> from, open_file_shelf(address));
  OT_TRY(const std::vector<std::string> digests, from->list());
  FilesCopied copied;
  if (digests.empty()) return copied;
  const std::string folder = folder_beside(path);
  struct stat about {};
  if (::lstat(folder.c_str(), &about) == 0)
    return Error{ErrorCode::not_found,
                 {"store.file_exists", {{"path", folder}}}};
  FolderShelf to(folder);
  for (const std::string& digest : digests) {
    OT_TRY(const std::string bytes, from->get(digest));
    OT_CHECK(to.put(bytes));
    ++copied.files;
    copied.bytes += static_cast<std::int64_t>(bytes.size());
  }
  return copied;
}

Status write_file_anew(const std::string& path, std::string_view bytes) {
  return store::write_new_file(path, bytes);
}

Result<std::string> read_file_to_attach(const std::string& path) {
  const store::Descriptor file(::open(path.c_str(), O_RDONLY | O_CLOEXEC));
  struct stat about {};
  if (!file || ::fstat(file.get(), &about) != 0) {
    if (errno == ENOENT)
      return Error{ErrorCode::not_found, {"store.no_file", {{"path", path}}}};
    return cannot_read(path, errno);
  }
  if (!S_ISREG(about.st_mode))
    return Error{ErrorCode::invalid, {"store.not_a_file", {{"path", path}}}};
  if (static_cast<std::size_t>(about.st_size) > limits::file_bytes_max)
    return too_large();
  OT_TRY(std::string bytes, read_all(file, path));
  if (bytes.size() > limits::file_bytes_max) return too_large();
  return bytes;
}

}  // namespace onething
