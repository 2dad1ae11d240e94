// SPDX-License-Identifier: Apache-2.0

#include "watch.h"

#include <chrono>
#include <cstdint>
#include <filesystem>
#include <map>
#include <system_error>
#include <thread>
#include <utility>

#include "signals.h"

namespace onething::cli {

namespace {

namespace fs = std::filesystem;

constexpr std::chrono::milliseconds kLook{200};

// What tells one state of the files from another.
using Stamps =
    std::map<std::string, std::pair<fs::file_time_type, std::uintmax_t>>;

void add_stamp(const fs::directory_entry& entry, Stamps& out) {
  std::error_code error;
  const std::string path = entry.path().string();
  if (!path.ends_with(".yaml") || !entry.is_regular_file(error)) return;
  const fs::file_time_type time = entry.last_write_time(error);
  if (!error) out[path] = {time, entry.file_size(error)};
}

Stamps stamps_below(const std::vector<std::string>& folders) {
  Stamps out;
  for (const std::string& folder : folders) {
    std::error_code error;
    if (!fs::is_directory(folder, error)) {
      add_stamp(fs::directory_entry(folder, error), out);
      continue;
    }
    fs::recursive_directory_iterator at(folder, error);
    while (!error && at != fs::recursive_directory_iterator()) {
      std::error_code ignored;
      const bool is_hidden = at->path().filename().string().starts_with('.');
      if (is_hidden && at->is_directory(ignored))
        at.disable_recursion_pending();
      else
        add_stamp(*at, out);
      at.increment(error);
    }
  }
  return out;
}

}  // namespace

int watch(const Session& session, const std::vector<std::string>& folders,
          const std::function<void()>& work) {
  const std::atomic<bool>* stop = stop_flag();
  Stamps known = stamps_below(folders);
  work();
  session.say({"cli.watching", {}});
  while (!*stop) {
    std::this_thread::sleep_for(kLook);
    Stamps now = stamps_below(folders);
    if (now == known) continue;
    known = std::move(now);
    work();
    session.say({"cli.watching", {}});
  }
  return stopped_by_signal();
}

}  // namespace onething::cli
