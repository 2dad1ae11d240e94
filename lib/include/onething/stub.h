// SPDX-License-Identifier: Apache-2.0
//
// Stub: a project's departments, answering over real HTTP on loopback from the
// samples in their contracts.
//
// For demonstrations, trials and tests; not a simulation of what departments
// decide. It remembers idempotency keys, also across restarts, because its
// request log is its memory: JSON lines, each synchronised to disk before the
// answer leaves, so that tests can take it as the truth of what was called.
//
// Its own threads answer; the methods may be called from any thread.

#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "onething/result.h"
#include "onething/value.h"
#include "onething/workflow.h"

namespace onething {

struct StubOptions {
  std::string host = "127.0.0.1";
  int port = 0;          // 0: any free one.
  std::string log_path;  // Empty: no log, memory only.
  // "tax/carry_over_taxpayer=fail:2": what a service does before it behaves.
  // Kinds: fail[:N], slow:TERM, return:PROBLEM, refuse:REASON, lose[:N] (acts,
  // but the answer is lost), twice (answers two calls at once), down.
  std::vector<std::string> faults;
  // Not 0: every service misbehaves now and then, decided by this number.
  std::uint64_t seed = 0;
  bool honours_keys = true;  // Answers a known key with its first answer.
};

class Stub {
 public:
  // `project` must outlive the stub. Errors: invalid for a fault that cannot be
  // read (stub.bad_fault), unavailable when the port or the log cannot be used.
  static Result<std::unique_ptr<Stub>> start(const Project& project,
                                             const StubOptions& options);
  ~Stub();

  int port() const;
  std::string base() const;  // "http://127.0.0.1:PORT"

  // How departments answer this one case: {service: [answer…]}, as `given:` in
  // an application file. Kept in the log.
  Status give(std::string_view case_id, const Value& given);

  void stop();

 private:
  class Impl;
  explicit Stub(std::unique_ptr<Impl> impl);
  std::unique_ptr<Impl> impl_;
};

}  // namespace onething
