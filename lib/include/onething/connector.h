// SPDX-License-Identifier: Apache-2.0
//
// Connector: how a department is called.
//
// A Connector carries frozen bytes out and brings an answer back; it does not
// know workflows, does not retry and decides nothing. Many calls are under way
// at once on one thread: start() returns at once, wait() collects.
//
// A call's key goes with every attempt, so that a department that honours it
// acts once (HTTP: the Idempotency-Key header of
// draft-ietf-httpapi-idempotency-key-header-07).
//
// Use one Connector from one thread.

#pragma once

#include <chrono>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "onething/result.h"
#include "onething/value.h"

namespace onething {

// One attempt to have one service act.
struct Call {
  std::string case_id;
  std::string key;             // Same for every attempt.
  std::int64_t attempt = 1;
  std::int64_t epoch = 0;      // Fence of the lease under which it is made.
  std::string service;         // "tax/carry_over_taxpayer"
  std::string method;          // HTTP method; "POST" unless the contract says.
  std::string path;            // With its parameters filled in and encoded.
  std::string body;            // Frozen canonical JSON; the same each attempt.
};

// Why a call brought no answer of the contract.
enum class CallFailure {
  unreachable,   // Certainly not executed: no connection, refused address.
  unknown,       // May have been executed: timeout, connection lost, 5xx.
  busy,          // HTTP 409 or 429: still being processed; ask again later.
  rejected,      // The department says the call itself is wrong (4xx).
  absent,        // HTTP 404 or 410: it knows nothing there.
  malformed,     // An answer that is no JSON, too large or not understood.
  key_conflict,  // HTTP 422: the key is known with another body.
};

struct Answer {
  std::string key;
  std::int64_t attempt = 1;
  // The department's document when it answered: {"done": {…}},
  // {"returned": [{"field", "problem"}…]} or
  // {"refused": {"reason", "basis", "remedies"}}; {"pending": {…}} when it has
  // the call and answers later (HTTP 202).
  std::optional<Value> document;
  // Otherwise why not; `detail` is for people.
  CallFailure failure = CallFailure::unknown;
  Message detail;
  std::chrono::milliseconds took{0};
  std::optional<std::chrono::seconds> retry_after;
};

class Connector {
 public:
  virtual ~Connector() = default;

  virtual void start(Call call) = 0;

  // Waits up to `timeout` for answers to calls started; returns those there are,
  // possibly none. Every started call is answered exactly once.
  virtual std::vector<Answer> wait(std::chrono::milliseconds timeout) = 0;

  // Calls started and not yet answered.
  virtual std::size_t in_flight() const = 0;
};

// Where a department's HTTP services are; from `environments:` in onething.yaml.
struct HttpTarget {
  std::string base;                    // "https://host:port/prefix"
  std::string bearer;                  // A secret; never printed. May be empty.
  std::chrono::milliseconds timeout{10000};
  bool allow_loopback = false;         // Only the trial's stub sets this.
  bool allow_private = false;          // Declared in the environment.
  std::string ca_file;                 // Empty: the system's authorities.
};
Result<std::unique_ptr<Connector>> make_http_connector(HttpTarget target);

// A program: argv only, never a shell; the request on standard input, the answer
// on standard output.
struct ExecTarget {
  std::vector<std::string> argv;       // argv[0] is an absolute path.
  std::chrono::milliseconds timeout{10000};
  std::vector<std::pair<std::string, std::string>> environment;
};
Result<std::unique_ptr<Connector>> make_exec_connector(ExecTarget target);

}  // namespace onething
