// SPDX-License-Identifier: Apache-2.0

#include "store/sqlite_clock.h"

#include "store/commit_check.h"
#include "store/sqlite_store.h"

namespace onething::store {

std::optional<ClockMark> read_clock_mark(Connection& connection) {
  Execution query(connection, Sql::clock_mark);
  if (!query.next()) return std::nullopt;
  ClockMark mark;
  mark.version = query.integer();
  mark.boot = query.text();
  mark.since_boot.seconds = query.integer();
  mark.since_boot.nanos = static_cast<std::int32_t>(query.integer());
  mark.time = query.instant();
  mark.doubted = query.optional_instant();
  return mark;
}

Result<std::optional<ClockMark>> SqliteStore::clock_mark() {
  using Mark = std::optional<ClockMark>;
  return guarded<Mark>(
      [&]() -> Result<Mark> { return read_clock_mark(*connection_); });
}

Status SqliteStore::keep_clock_mark(const ClockMark& mark) {
  return guarded<Done>([&]() -> Status {
    OT_CHECK(begin());
    const Sql which =
        mark.version == 0 ? Sql::add_clock_mark : Sql::keep_clock_mark;
    const int changed =
        Execution(*connection_, which, mark.version, mark.boot,
                  mark.since_boot.seconds, mark.since_boot.nanos, mark.time,
                  mark.doubted)
            .run();
    if (changed == 0) return clock_mark_changed();
    finish();
    return Done{};
  });
}

}  // namespace onething::store
