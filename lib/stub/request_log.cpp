// SPDX-License-Identifier: Apache-2.0

#include "stub/request_log.h"

#include <fcntl.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <filesystem>

namespace onething::stub {

namespace {

Error unusable(const std::string& path) {
  return Error{ErrorCode::unavailable, {"stub.log_unusable", {{"path", path}}}};
}

// A new file's name is as durable as its lines only with its folder.
void sync_folder(const std::string& path) {
  const std::filesystem::path folder =
      std::filesystem::path(path).parent_path();
  const int handle =
      open(folder.empty() ? "." : folder.c_str(), O_RDONLY | O_CLOEXEC);
  if (handle < 0) return;
  fsync(handle);
  close(handle);
}

// Held for the length of one reading or one writing; a crash gives it back.
class FileLock {
 public:
  explicit FileLock(int file) : file_(file) {
    while (flock(file_, LOCK_EX) != 0 && errno == EINTR) {
    }
  }
  FileLock(const FileLock&) = delete;
  FileLock& operator=(const FileLock&) = delete;
  ~FileLock() { flock(file_, LOCK_UN); }

 private:
  int file_;
};

Status parse_lines(std::string_view text, const std::string& path,
                   std::vector<Value>& lines) {
  for (std::size_t number = 1; !text.empty(); ++number) {
    const std::size_t end = text.find('\n');
    const std::string_view line = text.substr(0, end);
    text.remove_prefix(end + 1);
    if (line.empty()) continue;
    Result<Value> value = parse_json(line);
    if (!value || value.value().object() == nullptr)
      return Error{
          ErrorCode::corrupt,
          {"stub.bad_log", {{"path", path}, {"line", std::to_string(number)}}}};
    lines.push_back(std::move(value.value()));
  }
  return Done{};
}

}  // namespace

Result<std::unique_ptr<RequestLog>> RequestLog::open(
    const std::string& path, std::vector<Value>& lines) {
  const int file = ::open(
      path.c_str(), O_RDWR | O_APPEND | O_CREAT | O_CLOEXEC | O_NOFOLLOW, 0600);
  if (file < 0) return unusable(path);
  std::unique_ptr<RequestLog> log(new RequestLog(file));
  const FileLock lock(file);
  struct stat facts {};
  std::string text;
  if (fstat(file, &facts) != 0 || !S_ISREG(facts.st_mode) ||
      fchmod(file, 0600) != 0 || !log->read_on(text))
    return unusable(path);
  OT_CHECK(parse_lines(text, path, lines));
  if (text.empty()) sync_folder(path);
  return log;
}

RequestLog::~RequestLog() { close(file_); }

// Whole lines from where it stopped; whoever holds the lock may remove half a
// line, because its writer is gone.
bool RequestLog::read_on(std::string& text) {
  char buffer[1 << 16];
  while (true) {
    const auto at = static_cast<off_t>(read_) + static_cast<off_t>(text.size());
    const ssize_t count = pread(file_, buffer, sizeof(buffer), at);
    if (count < 0 && errno == EINTR) continue;
    if (count < 0) return false;
    if (count == 0) break;
    text.append(buffer, static_cast<std::size_t>(count));
  }
  const std::size_t whole = text.rfind('\n') + 1;  // npos + 1 is 0.
  const bool is_torn = whole < text.size();
  text.resize(whole);
  read_ += static_cast<std::int64_t>(whole);
  return !is_torn || ftruncate(file_, static_cast<off_t>(read_)) == 0;
}

void RequestLog::catch_up(std::vector<Value>& others) {
  struct stat facts {};
  if (fstat(file_, &facts) != 0 || facts.st_size <= read_) return;
  const FileLock lock(file_);
  std::string text;
  if (read_on(text)) static_cast<void>(parse_lines(text, {}, others));
}

bool RequestLog::append(const Value& line, std::vector<Value>& others) {
  const FileLock lock(file_);
  std::string text;
  if (!read_on(text)) return false;
  static_cast<void>(parse_lines(text, {}, others));
  const std::string written = to_json(line) + "\n";
  if (!write_whole(written)) return false;
  read_ += static_cast<std::int64_t>(written.size());
  return true;
}

bool RequestLog::write_whole(const std::string& text) const {
  std::size_t written = 0;
  while (written < text.size()) {
    const ssize_t count =
        write(file_, text.data() + written, text.size() - written);
    if (count < 0 && errno == EINTR) continue;
    if (count <= 0) return false;
    written += static_cast<std::size_t>(count);
  }
  return true;
}

bool RequestLog::sync() const { return fdatasync(file_) == 0; }

}  // namespace onething::stub
