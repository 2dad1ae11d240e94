// SPDX-License-Identifier: Apache-2.0
//
// Leases are written without waiting for the disk (synchronous = NORMAL). That
// is safe: the WAL keeps the order of transactions, so whatever is committed
// under a lease, with a full synchronisation, makes the lease durable too; and
// when a power cut forgets a lease, its holder is dead and nothing was written,
// nor any call made, under its epoch.

#include "store/sqlite_store.h"

namespace onething::store {

Result<std::vector<Result<std::int64_t>>> SqliteStore::claim_all(
    std::span<const CaseId> ids, std::string_view worker) {
  using Epochs = std::vector<Result<std::int64_t>>;
  for (const CaseId& id : ids) OT_CHECK(check_claim(id, worker));
  const std::string name(worker);
  return guarded<Epochs>([&]() -> Result<Epochs> {
    relaxed_ = true;
    connection_->database().exec("PRAGMA synchronous = NORMAL");
    OT_CHECK(begin());
    OT_CHECK(worker_.enlist());
    Epochs epochs;
    epochs.reserve(ids.size());
    for (const CaseId& id : ids) epochs.push_back(take_lease(id, name));
    finish();
    return epochs;
  });
}

Result<std::int64_t> SqliteStore::take_lease(const CaseId& id,
                                             const std::string& worker) {
  Lease lease;
  {
    Execution query(*connection_, Sql::lease, id.text);
    if (query.next()) {
      lease.worker = query.text();
      const std::string lock = query.text();
      lease.epoch = query.integer();
      lease.since = query.instant();
      const bool is_own = lock == worker_.name() && lease.worker == worker;
      if (!lease.worker.empty() && !is_own && worker_.is_alive(lock))
        return lease_held(id, lease);
    }
  }
  const std::int64_t epoch = lease.epoch + 1;
  Execution(*connection_, Sql::put_lease, id.text, worker, worker_.name(),
            epoch, wall_clock())
      .run();
  return epoch;
}

Status SqliteStore::release_all(std::span<const HeldCase> cases) {
  return guarded<Done>([&]() -> Status {
    relaxed_ = true;
    connection_->database().exec("PRAGMA synchronous = NORMAL");
    OT_CHECK(begin());
    int released = 0;
    for (const HeldCase& held : cases)
      released +=
          Execution(*connection_, Sql::release, held.id.text, held.epoch).run();
    if (released > 0) finish();
    return Done{};
  });
}

}  // namespace onething::store
