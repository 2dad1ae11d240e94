// SPDX-License-Identifier: Apache-2.0

#include <algorithm>

#include "base/format.h"
#include "doctor/examine.h"

namespace onething::doctor {

namespace {

constexpr int kFirstSoundLibrary = 3'051'003;
constexpr std::int64_t kMebibyte = 1 << 20;
// Less than this is used up by one batch, and then nothing can be stored.
constexpr std::int64_t kRoomMin = 64 * kMebibyte;
constexpr std::int64_t kRoomWanted = 1'024 * kMebibyte;
constexpr std::int64_t kLogMax = 64 * kMebibyte;

std::string mebibytes(std::int64_t bytes) {
  return format("{}", bytes / kMebibyte);
}

void look_at_modes(const StoreConditions& found, Lines& lines) {
  std::string open;
  std::string paths;
  for (const StoreFile& file : found.files) {
    if ((file.mode & 077U) == 0) continue;
    open +=
        (open.empty() ? "" : ", ") + format("{} {:04o}", file.path, file.mode);
    paths += " " + file.path;
  }
  if (open.empty())
    lines.push_back({"store_modes", Health::ok, {"doctor.modes_ok", {}}, {}});
  else
    lines.push_back({"store_modes",
                     Health::problem,
                     {"doctor.modes_open", {{"files", open}}},
                     {"doctor.modes_help", {{"paths", paths}}}});
}

void look_at_room(const StoreConditions& found, Lines& lines) {
  std::int64_t used = 0;
  std::int64_t log = 0;
  for (const StoreFile& file : found.files) {
    used += file.bytes;
    if (file.path.ends_with("-wal")) log = file.bytes;
  }
  const Message room{
      "doctor.room",
      {{"free", mebibytes(found.free_bytes)}, {"used", mebibytes(used)}}};
  const Health health = found.free_bytes < kRoomMin ? Health::problem
                        : found.free_bytes < std::max(kRoomWanted, 2 * used)
                            ? Health::warning
                            : Health::ok;
  lines.push_back(
      {"store_room", health, room,
       health == Health::ok ? Message{} : Message{"doctor.room_help", {}}});
  if (log > kLogMax)
    lines.push_back({"store_log",
                     Health::warning,
                     {"doctor.log", {{"size", mebibytes(log)}}},
                     {"doctor.log_help", {}}});
}

}  // namespace

void look_at_library(const StoreConditions& found, Lines& lines) {
  const bool sound = found.library_number >= kFirstSoundLibrary;
  lines.push_back({"store_library",
                   Health::ok,
                   {sound ? "doctor.library" : "doctor.library_old",
                    {{"version", found.library}}},
                   {}});
}

void look_at_files(const StoreConditions& found, Lines& lines) {
  const Arg path{"path", found.path};
  if (found.on_network)
    lines.push_back({"store_filesystem",
                     Health::problem,
                     {"doctor.network", {path, {"type", found.filesystem}}},
                     {"doctor.network_help", {}}});
  else if (!found.filesystem.empty())
    lines.push_back({"store_filesystem",
                     Health::ok,
                     {"doctor.filesystem", {{"type", found.filesystem}}},
                     {}});
  if (!found.exists) {
    lines.push_back({"store_file", Health::ok, {"doctor.no_file", {path}}, {}});
    return;
  }
  lines.push_back({"store_file", Health::ok, {"doctor.file", {path}}, {}});
  if (found.names > 1)
    lines.push_back(
        {"store_names",
         Health::problem,
         {"doctor.names", {path, {"count", format("{}", found.names)}}},
         {"doctor.names_help", {}}});
  look_at_modes(found, lines);
  look_at_room(found, lines);
}

void look_at_inside(const StoreConditions& found, Lines& lines) {
  if (!found.exists) return;
  if (!found.problem.empty()) {
    lines.push_back({"store_open",
                     Health::problem,
                     found.problem,
                     {"doctor.open_help", {}}});
    return;
  }
  const Arg schema{"found", format("{}", found.schema)};
  const Arg known{"known", format("{}", found.known_schema)};
  if (found.schema < found.known_schema)
    lines.push_back({"store_schema",
                     Health::warning,
                     {"doctor.schema_old", {schema, known}},
                     {"doctor.schema_help", {}}});
  else
    lines.push_back(
        {"store_schema", Health::ok, {"doctor.schema", {schema}}, {}});
  const bool durable =
      found.journal_mode == "wal" && found.synchronous == "extra";
  lines.push_back(
      {"store_durability",
       durable ? Health::ok : Health::warning,
       {"doctor.durability",
        {{"journal", found.journal_mode}, {"synchronous", found.synchronous}}},
       durable ? Message{} : Message{"doctor.durability_help", {}}});
}

}  // namespace onething::doctor
