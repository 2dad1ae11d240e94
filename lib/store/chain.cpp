// SPDX-License-Identifier: Apache-2.0

#include "store/chain.h"

#include <string>
#include <utility>

#include "base/format.h"
#include "onething/store_reader.h"
#include "store/commit_check.h"

namespace onething {

namespace store {

namespace {

std::string_view bytes_of(const Digest& digest) {
  return {reinterpret_cast<const char*>(digest.data()), digest.size()};
}

}  // namespace

Digest next_hash(const Digest& previous, std::int64_t sequence,
                 const Record& record) {
  return next_hash(previous, sequence, record, to_text(record.at));
}

Digest next_hash(const Digest& previous, std::int64_t sequence,
                 const Record& record, std::string_view at) {
  return sha256_of_fields({bytes_of(previous), std::to_string(sequence),
                           record.type, std::to_string(record.version), at,
                           record.payload});
}

}  // namespace store

Status verify_chain(std::span<const Record> history) {
  Digest previous{};
  std::int64_t sequence = 0;
  for (const Record& record : history) {
    ++sequence;
    if (record.sequence != sequence ||
        record.hash != store::next_hash(previous, sequence, record))
      return Error{
          ErrorCode::corrupt,
          {"store.chain_broken", {{"sequence", format("{}", sequence)}}}};
    previous = record.hash;
  }
  return Done{};
}

Message check_history(const StoredCase& stored) {
  if (const Status chain = verify_chain(stored.records); !chain)
    return {"store.history_broken",
            {{"case", stored.id}, {"problem", chain.error().message}}};
  const Digest last =
      stored.records.empty() ? Digest{} : stored.records.back().hash;
  if (std::cmp_equal(stored.records.size(), stored.length) &&
      last == stored.head)
    return {};
  return store::history_cut({stored.id}, stored.length, stored.records.size())
      .message;
}

}  // namespace onething
