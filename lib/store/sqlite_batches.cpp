// SPDX-License-Identifier: Apache-2.0

#include "store/commit_check.h"
#include "store/sqlite_store.h"

namespace onething::store {

namespace {

BatchRow read_batch(Execution& query) {
  BatchRow row;
  row.id = query.text();
  row.workflow = query.text();
  row.source = query.text();
  row.content = query.text();
  row.options = query.text();
  row.actor = query.text();
  row.state = query.text();
  row.reason = query.text();
  row.rows = query.integer();
  row.opened_at = query.instant();
  row.changed_at = query.instant();
  return row;
}

BatchLine read_batch_line(Execution& query) {
  BatchLine line;
  line.number = query.integer();
  line.line = query.integer();
  line.digest = query.text();
  line.case_id = query.text();
  line.state = query.text();
  line.reason = query.text();
  return line;
}

}  // namespace

Status SqliteStore::open_batch(const BatchRow& row,
                               std::span<const BatchLine> lines) {
  return guarded<Done>([&]() -> Status {
    OT_CHECK(begin());
    const int added =
        Execution(*connection_, Sql::add_batch, row.id, row.workflow,
                  row.source, row.content, row.options, row.actor, row.state,
                  row.reason, row.rows, row.opened_at, row.changed_at)
            .run();
    if (added > 0)
      for (const BatchLine& line : lines)
        Execution(*connection_, Sql::add_batch_line, row.id, line.number,
                  line.line, line.digest, line.case_id, line.state, line.reason)
            .run();
    finish();
    return Done{};
  });
}

Result<BatchRow> SqliteStore::batch(std::string_view id) {
  const std::string wanted(id);
  return guarded<BatchRow>([&]() -> Result<BatchRow> {
    Execution query(*connection_, Sql::batch, wanted);
    if (!query.next()) return unknown_batch(id);
    return read_batch(query);
  });
}

Result<std::vector<BatchRow>> SqliteStore::batches(std::string_view after,
                                                   int limit) {
  using Rows = std::vector<BatchRow>;
  const std::string from(after);
  return guarded<Rows>([&]() -> Result<Rows> {
    Rows rows;
    Execution query(*connection_, Sql::batches, from, limit);
    while (query.next()) rows.push_back(read_batch(query));
    return rows;
  });
}

Result<std::vector<BatchLine>> SqliteStore::batch_lines(std::string_view id,
                                                        std::int64_t after,
                                                        int limit) {
  using Lines = std::vector<BatchLine>;
  const std::string wanted(id);
  return guarded<Lines>([&]() -> Result<Lines> {
    Lines lines;
    Execution query(*connection_, Sql::batch_lines, wanted, after, limit);
    while (query.next()) lines.push_back(read_batch_line(query));
    return lines;
  });
}

Status SqliteStore::change_batch_lines(std::string_view id,
                                       std::span<const BatchLine> lines) {
  const std::string wanted(id);
  return guarded<Done>([&]() -> Status {
    OT_CHECK(begin());
    for (const BatchLine& line : lines) {
      const int changed =
          Execution(*connection_, Sql::change_batch_line, wanted, line.number,
                    line.case_id, line.state, line.reason)
              .run();
      if (changed == 0) return unknown_batch_line(id, line.number);
    }
    finish();
    return Done{};
  });
}

Status SqliteStore::change_batch(const BatchRow& row) {
  return guarded<Done>([&]() -> Status {
    OT_CHECK(begin());
    const int changed = Execution(*connection_, Sql::change_batch, row.id,
                                  row.state, row.reason, row.changed_at)
                            .run();
    if (changed == 0) return unknown_batch(row.id);
    finish();
    return Done{};
  });
}

Result<std::vector<BatchCount>> SqliteStore::batch_counts(std::string_view id) {
  using Counts = std::vector<BatchCount>;
  const std::string wanted(id);
  return guarded<Counts>([&]() -> Result<Counts> {
    Counts counts;
    Execution query(*connection_, Sql::batch_counts, wanted);
    while (query.next()) {
      BatchCount count;
      count.state = query.text();
      count.attention = query.integer() != 0;
      count.count = query.integer();
      counts.push_back(std::move(count));
    }
    return counts;
  });
}

}  // namespace onething::store
