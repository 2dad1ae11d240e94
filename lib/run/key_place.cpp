// SPDX-License-Identifier: Apache-2.0
//
// Reading master keys from where the operator has put them.

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <cstdlib>
#include <cstring>
#include <string>

#include "base/secret.h"
#include "onething/sealed_store.h"

namespace onething {

namespace {

constexpr std::size_t kFileMax = 64 << 10;

std::string variable(const char* name) {
  const char* value = std::getenv(name);
  return value == nullptr ? std::string() : value;
}

Error cannot_read(std::string_view place, Message reason) {
  return {ErrorCode::unavailable,
          {"seal.cannot_read_key",
           {{"place", std::string(place)}, {"reason", std::move(reason)}}}};
}

Message system_reason() {
  return {"seal.system_reason", {{"reason", std::strerror(errno)}}};
}

class OpenFile {
 public:
  explicit OpenFile(const std::string& path)
      : descriptor_(::open(path.c_str(), O_RDONLY | O_CLOEXEC | O_NOCTTY)) {}
  OpenFile(const OpenFile&) = delete;
  OpenFile& operator=(const OpenFile&) = delete;
  ~OpenFile() {
    if (descriptor_ >= 0) ::close(descriptor_);
  }
  int descriptor() const { return descriptor_; }

 private:
  int descriptor_;
};

Status check_file(std::string_view place, int descriptor) {
  struct stat about {};
  if (::fstat(descriptor, &about) != 0)
    return cannot_read(place, system_reason());
  if (!S_ISREG(about.st_mode))
    return cannot_read(place, {"seal.key_no_file", {}});
  const bool is_ours = about.st_uid == ::geteuid() || about.st_uid == 0;
  if (!is_ours || (about.st_mode & 077) != 0)
    return cannot_read(place, {"seal.key_open_to_others", {}});
  return Done{};
}

Result<std::string> read_file(std::string_view place, const std::string& path) {
  const OpenFile file(path);
  if (file.descriptor() < 0) return cannot_read(place, system_reason());
  OT_CHECK(check_file(place, file.descriptor()));
  std::string text(kFileMax, '\0');
  std::size_t size = 0;
  while (size < text.size()) {
    const ssize_t got =
        ::read(file.descriptor(), text.data() + size, text.size() - size);
    if (got < 0 && errno == EINTR) continue;
    if (got < 0) return cannot_read(place, system_reason());
    if (got == 0) break;
    size += static_cast<std::size_t>(got);
  }
  text.resize(size);
  return text;
}

}  // namespace

Result<Keyring> read_keyring(std::string_view place) {
  constexpr std::string_view env = "env:";
  constexpr std::string_view file = "file:";
  never_dump_memory();
  std::string text;
  if (place.starts_with(env)) {
    text = variable(std::string(place.substr(env.size())).c_str());
    if (text.empty()) return cannot_read(place, {"seal.key_not_set", {}});
  } else if (place.starts_with(file)) {
    OT_TRY(text, read_file(place, std::string(place.substr(file.size()))));
  } else {
    // Not repeated: somebody may have written the key itself here.
    return Error{ErrorCode::unavailable, {"seal.bad_key_place", {}}};
  }
  return Keyring::parse(text, place);
}

std::string keyring_place(std::string_view project) {
  const std::string file = variable("ONETHING_KEY_FILE");
  if (!file.empty()) return "file:" + file;
  if (!variable("ONETHING_SEALING_KEY").empty())
    return "env:ONETHING_SEALING_KEY";
  return std::string(project);
}

}  // namespace onething
