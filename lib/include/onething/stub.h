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
// Which service is meant is said by the header Onething-Service; method and path
// must then be those of its contract. Without the header they alone decide:
// "/DEPARTMENT" and the contract's path, or the contract's path where no other
// service has it. A key with another body is refused (422), a call that does
// not fit its contract too (400), as application/problem+json.
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
  // Kinds: fail[:N] (503), slow:TERM, return:PROBLEM (once for a case),
  // refuse:REASON, lose[:N] (acts, but the answer is lost), twice (the first
  // call hears 409, still being processed), down (no answer, never acts),
  // later:TERM (202, and its answer when it is asked after that), gone[:N] (no
  // answer, and never acted: asked, it knows nothing). N
  // counts the calls of one key and is 1 if not said.
  std::vector<std::string> faults;
  // Not 0: every service misbehaves now and then, decided by this number, the
  // service, the key and how often it came; never from the fourth time on.
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
  // an application file. Kept in the log. The first key of a service in a case
  // gets its first answer, and so on; then the samples answer. {fails: N} and
  // {slow: TERM} come before the answer that follows them.
  Status give(std::string_view case_id, const Value& given);

  void stop();

 private:
  class Impl;
  explicit Stub(std::unique_ptr<Impl> impl);
  std::unique_ptr<Impl> impl_;
};

}  // namespace onething
