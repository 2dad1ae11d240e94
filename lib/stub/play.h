// SPDX-License-Identifier: Apache-2.0
//
// One request in, one answer out: how a played department behaves.
//
// Finds the service, checks key and input, misbehaves where it was told to,
// answers from `given:`, from a fault or from the sample, and writes the log
// before the answer leaves. Knows nothing of sockets. Safe for several threads.

#pragma once

#include <condition_variable>
#include <cstdint>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <vector>

#include "onething/stub.h"
#include "stub/fault.h"
#include "stub/http_server.h"
#include "stub/memory.h"
#include "stub/request_log.h"
#include "stub/services.h"

namespace onething::stub {

// One request, taken apart.
struct Ask {
  const PlayedService* service = nullptr;
  Value input;
  CallRecord record;  // Filled in as far as the request says it.
  bool is_query = false;
};

// What is answered, before it is written down.
struct Outcome {
  std::string word;  // CallRecord::outcome
  int status = 200;  // 0: the connection is dropped.
  Message problem;
  std::string field;
  bool executed = false;
  std::string fault;
  Value answer;
};

class Play {
 public:
  static Result<std::unique_ptr<Play>> make(const Project& project,
                                            const StubOptions& options);

  HttpResponse answer(const HttpRequest& request);
  Status give(const std::string& case_id, const Value& given);
  // Ends all waiting of slow services.
  void stop();

 private:
  Play(const Project& project, const StubOptions& options, Services services,
       Faults faults);
  void remember(const std::vector<Value>& lines);

  std::optional<Outcome> read(const HttpRequest& request, Ask& ask) const;
  Outcome act(Ask& ask, std::unique_lock<std::mutex>& lock);
  std::optional<Outcome> misbehave(const Ask& ask, const KeyState& key) const;
  Outcome tell(const Ask& ask) const;
  bool is_early(const Ask& ask, const KeyState& key, bool is_new) const;
  bool loses(const Ask& ask, const KeyState& key) const;
  Outcome execute(const Ask& ask, const KeyState& key) const;
  Outcome from_sample(const Ask& ask, const Value* laid_over) const;
  // 0 to 15, the same for the same call.
  unsigned chance(const Ask& ask) const;
  const std::vector<Fault>& faults_of(const Ask& ask) const;
  HttpResponse finish(Ask& ask, const Outcome& outcome,
                      std::unique_lock<std::mutex>& lock);

  const std::uint64_t seed_;
  const bool honours_keys_;
  const Language language_;
  const Services services_;
  const Faults faults_;
  std::mutex mutex_;
  std::condition_variable stopped_;
  bool is_stopped_ = false;  // Under mutex_, as all below.
  Memory memory_;
  std::unique_ptr<RequestLog> log_;
};

}  // namespace onething::stub
