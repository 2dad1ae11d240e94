// SPDX-License-Identifier: Apache-2.0

#include <dirent.h>
#include <sys/stat.h>
#include <unistd.h>

#include <string>

#include "base/format.h"
#include "doctor/examine.h"

namespace onething::doctor {

namespace {

std::string seen_from(const std::string& root, const std::string& path) {
  if (path.empty() || path.starts_with('/') || root.empty()) return path;
  return root + (root.ends_with('/') ? "" : "/") + path;
}

// Of one environment's department.
class Exchange {
 public:
  Exchange(const Environment& environment, const Target& target, Lines& lines)
      : where_(environment.id.text + "/" + target.department), lines_(lines) {}

  // Whether the folder is one that we can work with; says so when not.
  bool look(const std::string& path, struct stat& about) {
    if (::lstat(path.c_str(), &about) != 0)
      return problem("doctor.exchange_missing", path);
    if (!S_ISDIR(about.st_mode))
      return problem("doctor.exchange_not_plain", path);
    if (::access(path.c_str(), R_OK | W_OK | X_OK) != 0)
      return problem("doctor.exchange_closed", path);
    return true;
  }

  // What is moved has to stay whole: only within one file system it does.
  bool is_beside(const struct stat& inbox, const struct stat& other,
                 const std::string& path) {
    if (inbox.st_dev == other.st_dev) return true;
    return problem("doctor.exchange_elsewhere", path);
  }

  void look_into_quarantine(const std::string& path) {
    DIR* listing = ::opendir(path.c_str());
    if (listing == nullptr) return;
    std::size_t count = 0;
    while (const dirent* entry = ::readdir(listing)) {
      const std::string_view name = entry->d_name;
      if (!name.starts_with('.') && !name.ends_with(".reason")) ++count;
    }
    ::closedir(listing);
    if (count == 0) return;
    lines_.push_back(
        {"exchange_quarantine",
         Health::warning,
         {"doctor.exchange_quarantine",
          {{"where", where_}, {"count", format("{}", count)}, {"path", path}}},
         {"doctor.exchange_quarantine_help", {}},
         true});
  }

  void sound() {
    lines_.push_back({"exchange",
                      Health::ok,
                      {"doctor.exchange", {{"where", where_}}},
                      {},
                      true});
  }

 private:
  bool problem(std::string_view key, const std::string& path) {
    lines_.push_back({"exchange",
                      Health::problem,
                      {key, {{"where", where_}, {"path", path}}},
                      {"doctor.exchange_help", {}},
                      true});
    return false;
  }

  std::string where_;
  Lines& lines_;
};

void look_at(const Environment& environment, const Target& target,
             const std::string& root, Lines& lines) {
  Exchange exchange(environment, target, lines);
  const std::string inbox = seen_from(root, target.inbox);
  struct stat of_inbox {};
  struct stat about {};
  bool is_sound = exchange.look(seen_from(root, target.outbox), about);
  if (!exchange.look(inbox, of_inbox)) return;
  for (const auto& [named, usual] :
       {std::pair(target.done, "/done"),
        std::pair(std::string(), "/processing"),
        std::pair(target.quarantine, "/quarantine")}) {
    // The usual ones are made when they are needed.
    const std::string path =
        named.empty() ? inbox + usual : seen_from(root, named);
    if (named.empty() && ::access(path.c_str(), F_OK) != 0) continue;
    is_sound = exchange.look(path, about) &&
               exchange.is_beside(of_inbox, about, path) && is_sound;
  }
  if (is_sound) exchange.sound();
  exchange.look_into_quarantine(target.quarantine.empty()
                                    ? inbox + "/quarantine"
                                    : seen_from(root, target.quarantine));
}

}  // namespace

void look_at_exchanges(const Project& project, const std::string& root,
                       Lines& lines) {
  for (const Environment& environment : project.file.environments)
    for (const Target& target : environment.targets)
      if (target.kind == Target::Kind::file && !target.inbox.empty())
        look_at(environment, target, root, lines);
}

}  // namespace onething::doctor
