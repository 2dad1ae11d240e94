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
#include <span>
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
  std::string key;  // Same for every attempt.
  std::int64_t attempt = 1;
  std::int64_t epoch = 0;  // Fence of the lease under which it is made.
  std::string service;     // "tax/carry_over_taxpayer"
  std::string method;      // HTTP method; "POST" unless the contract says.
  std::string path;        // With its parameters filled in and encoded.
  std::string body;        // Frozen canonical JSON; the same each attempt.
  std::string about;       // Of a question: key of the call it asks about.
  std::string name;        // What the name of its file begins with.
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
  // Where it lies until it is put away; empty: nowhere.
  std::string receipt;
};

// An answer that lay there for a call made earlier, perhaps by another process.
struct Arrival {
  std::string case_id;
  Answer answer;  // Its attempt is not known.
};

// What becomes of what lay there, once the case is stored.
enum class PutAway {
  taken,        // It was used, or says again what was known.
  quarantined,  // Nobody could use it: a person is to look.
};

class Connector {
 public:
  virtual ~Connector() = default;

  virtual void start(Call call) = 0;

  // Waits up to `timeout` for answers to calls started; returns those there
  // are, possibly none. Every started call is answered exactly once.
  virtual std::vector<Answer> wait(std::chrono::milliseconds timeout) = 0;

  // Calls started and not yet answered.
  virtual std::size_t in_flight() const = 0;
  // How many there may be: what is started cannot be taken back by a stop.
  virtual std::size_t capacity() const;

  // Cases for which something lies there that came by itself; never all at
  // once where there is much.
  virtual std::vector<std::string> cases_with_arrivals() { return {}; }
  // What lies there for these cases, claimed; it stays until it is put away.
  virtual std::vector<Arrival> arrivals(std::span<const std::string>) {
    return {};
  }
  // After the commit, never before: a crash between the two brings it again.
  // `why` is for whoever looks; empty where it was taken.
  virtual void put_away(const std::string& /*receipt*/, PutAway,
                        const Message& /*why*/) {}
};

// Where a department's HTTP services are; from `environments:` in
// onething.yaml.
struct HttpTarget {
  std::string base;    // "https://host:port/prefix"
  std::string bearer;  // A secret; never printed. May be empty.
  std::chrono::milliseconds timeout{10000};
  bool allow_loopback = false;  // Only the trial's stub sets this.
  bool allow_private = false;   // Declared in the environment.
  std::string ca_file;          // Empty: the system's authorities.
};
Result<std::unique_ptr<Connector>> make_http_connector(HttpTarget target);

// A program: argv only, never a shell; the request on standard input, the
// answer on standard output.
struct ExecTarget {
  std::vector<std::string> argv;  // argv[0] is an absolute path.
  std::chrono::milliseconds timeout{10000};
  std::vector<std::pair<std::string, std::string>> environment;
};
Result<std::unique_ptr<Connector>> make_exec_connector(ExecTarget target);

// Two folders: requests are written to `outbox`, answers come to `inbox`, where
// they are claimed by moving them to "processing" in it. What was taken goes to
// `done`, what nobody can use to `quarantine`, with the reason beside it;
// docs/exchange.md has the names and the bytes.
struct FileTarget {
  std::string outbox;
  std::string inbox;
  std::string done;        // Empty: "done" in the inbox, made when missing.
  std::string quarantine;  // Empty: "quarantine" in the inbox.
  // An answer that makes no sense may be half written while it is younger.
  std::chrono::milliseconds settle{10'000};
};
// unavailable when a folder is missing, is a link or cannot be written to.
Result<std::unique_ptr<Connector>> make_file_connector(FileTarget target);

}  // namespace onething
