// SPDX-License-Identifier: Apache-2.0

#include "base/format.h"
#include "onething/key_shelf.h"

namespace onething {

Digest hash_of_line(const Digest& previous, const AccessLine& line) {
  const std::string_view before(reinterpret_cast<const char*>(previous.data()),
                                previous.size());
  return sha256_of_fields({before, format("{}", line.sequence),
                           to_text(line.at), line.actor, line.act, line.case_id,
                           line.reason});
}

Status verify_lines(std::span<const AccessLine> lines) {
  Digest previous{};
  std::int64_t expected = 1;
  for (const AccessLine& line : lines) {
    if (line.sequence != expected || hash_of_line(previous, line) != line.hash)
      return Error{
          ErrorCode::corrupt,
          {"store.access_broken", {{"sequence", format("{}", expected)}}}};
    previous = line.hash;
    ++expected;
  }
  return Done{};
}

}  // namespace onething
