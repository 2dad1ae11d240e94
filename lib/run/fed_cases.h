// SPDX-License-Identifier: Apache-2.0
//
// A CaseFeed with its applications made ready: what the driver takes in.
//
// Knows how to submit nothing; case_desk.h does that.

#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <vector>

#include "engine/definition.h"
#include "onething/case_feed.h"
#include "onething/command.h"

namespace onething::run {

// An application that is to become a case, or a case that is there.
struct FedCase {
  std::int64_t tag = 0;
  CaseId id;
  std::optional<SubmitCase> submit;
  int put_off = 0;  // How often its subject was busy.
};
struct FedCases {
  std::vector<FedCase> cases;
  bool is_last = false;
  std::optional<Instant> next_at;
};
// A CaseFeed with its applications made ready.
class ReadyFeed {
 public:
  virtual ~ReadyFeed() = default;
  virtual Result<FedCases> more(std::size_t room) = 0;
  virtual CaseFeed& told() = 0;
  virtual const engine::Definition& definition() const = 0;
  virtual const Actor& actor() const = 0;
};

}  // namespace onething::run
