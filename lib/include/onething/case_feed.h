// SPDX-License-Identifier: Apache-2.0
//
// CaseFeed: where a Runner gets its work from when there is much of it. It is
// asked for more as cases come to rest, so that a slow one keeps nobody waiting
// and memory stays the same however much is to come.
//
// Called from the runner's thread, and never from inside another of its calls.

#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "onething/command.h"
#include "onething/id.h"
#include "onething/load.h"
#include "onething/result.h"
#include "onething/time.h"

namespace onething {

class CaseFeed {
 public:
  // A new application, or a case that is there already and is to be driven.
  struct Item {
    std::int64_t tag = 0;  // By which the feed knows it again.
    std::optional<CaseId> known;
    Application application;
    std::string submission_key;
  };
  struct More {
    std::vector<Item> items;
    bool is_last = false;            // Nothing comes after these.
    std::optional<Instant> next_at;  // Nothing comes before.
  };
  virtual ~CaseFeed() = default;

  // At most `room` items.
  virtual Result<More> more(std::size_t room) = 0;

  // What became of an application: its case is stored, it was refused, or an
  // Error kept it from both (conflict: another process has opened it).
  virtual Status opened(std::int64_t tag,
                        const Result<std::optional<Rejection>>& outcome) = 0;

  // A case that has ended, or that only people, a correction or a distant
  // moment can move on; true when it wants a person to mend it. Or why it could
  // not be driven: conflict when another process has it, invalid when it
  // refuses to go on.
  virtual Status rested(std::int64_t tag, const Result<bool>& attention) = 0;
};

}  // namespace onething
