// SPDX-License-Identifier: Apache-2.0

#include "store/commit_check.h"
#include "store/sqlite_store.h"

namespace onething::store {

namespace {

KeyRow read_key(Execution& query) {
  KeyRow row;
  row.id = query.text();
  row.suite = query.text();
  row.master = query.text();
  row.wrapped = query.text();
  row.label = query.text();
  row.erased_at = query.optional_instant();
  row.erased_by = query.text();
  row.reason = query.text();
  return row;
}

AccessLine read_line(Execution& query) {
  AccessLine line;
  line.sequence = query.integer();
  line.at = query.instant();
  line.actor = query.text();
  line.act = query.text();
  line.case_id = query.text();
  line.reason = query.text();
  line.hash = query.digest();
  return line;
}

}  // namespace

void SqliteStore::write_line(const AccessLine& line) {
  AccessLine next = line;
  Digest previous{};
  next.sequence = 1;
  {
    Execution query(*connection_, Sql::last_access_line);
    if (query.next()) {
      const AccessLine last = read_line(query);
      next.sequence = last.sequence + 1;
      previous = last.hash;
    }
  }
  next.hash = hash_of_line(previous, next);
  Execution(*connection_, Sql::add_access_line, next.sequence, next.at,
            next.actor, next.act, next.case_id, next.reason, next.hash)
      .run();
}

Result<std::optional<KeyRow>> SqliteStore::key(std::string_view id) {
  using Kept = std::optional<KeyRow>;
  const std::string wanted(id);
  return guarded<Kept>([&]() -> Result<Kept> {
    Execution query(*connection_, Sql::sealing_key, wanted);
    if (!query.next()) return Kept();
    return Kept(read_key(query));
  });
}

Result<std::vector<KeyRow>> SqliteStore::keys(std::string_view after,
                                              int limit) {
  using Rows = std::vector<KeyRow>;
  const std::string from(after);
  return guarded<Rows>([&]() -> Result<Rows> {
    Rows rows;
    Execution query(*connection_, Sql::sealing_keys, from, limit);
    while (query.next()) rows.push_back(read_key(query));
    return rows;
  });
}

Result<KeyRow> SqliteStore::add_key(const KeyRow& row) {
  return guarded<KeyRow>([&]() -> Result<KeyRow> {
    OT_CHECK(begin());
    write_key(row);
    KeyRow kept;
    {
      Execution query(*connection_, Sql::sealing_key, row.id);
      query.next();
      kept = read_key(query);
    }
    finish();
    return kept;
  });
}

void SqliteStore::write_key(const KeyRow& row) {
  Execution(*connection_, Sql::add_sealing_key, row.id, row.suite, row.master,
            Blob{row.wrapped}, Blob{row.label})
      .run();
}

Status SqliteStore::rewrap_keys(std::span<const KeyRow> rows) {
  return guarded<Done>([&]() -> Status {
    OT_CHECK(begin());
    for (const KeyRow& row : rows)
      Execution(*connection_, Sql::rewrap_sealing_key, row.id, row.master,
                Blob{row.wrapped})
          .run();
    finish();
    connection_->checkpoint_and_empty();
    return Done{};
  });
}

Status SqliteStore::erase_key(const AccessLine& why) {
  return guarded<Done>([&]() -> Status {
    OT_CHECK(begin());
    bool was_erased = false;
    {
      Execution query(*connection_, Sql::sealing_key, why.case_id);
      if (!query.next()) return no_sealing_key(why.case_id);
      was_erased = read_key(query).erased_at.has_value();
    }
    if (was_erased) return erased_before(why.case_id);
    Execution(*connection_, Sql::erase_sealing_key, why.case_id, why.at,
              why.actor, why.reason)
        .run();
    Execution(*connection_, Sql::blank_case, why.case_id).run();
    write_line(why);
    finish();
    // The log still has the page with the key.
    connection_->checkpoint_and_empty();
    return Done{};
  });
}

Status SqliteStore::add_line(const AccessLine& line) {
  return guarded<Done>([&]() -> Status {
    OT_CHECK(begin());
    write_line(line);
    finish();
    return Done{};
  });
}

Result<std::vector<AccessLine>> SqliteStore::lines() {
  using Lines = std::vector<AccessLine>;
  return guarded<Lines>([&]() -> Result<Lines> {
    Lines lines;
    Execution query(*connection_, Sql::access_lines);
    while (query.next()) lines.push_back(read_line(query));
    OT_CHECK(verify_lines(lines));
    return lines;
  });
}

}  // namespace onething::store
