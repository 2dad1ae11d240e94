// SPDX-License-Identifier: Apache-2.0
//
// What the stub knows of keys and cases: who had which answer, how often a call
// failed already, what a case was given.
//
// A fold over its log: note() is the only way in, for what happens now and for
// what is read back after a restart alike. Not safe for several threads.

#pragma once

#include <map>
#include <set>
#include <string>
#include <string_view>
#include <utility>

#include "stub/call_record.h"
#include "stub/script.h"

namespace onething::stub {

struct KeyState {
  std::string service;
  std::string case_id;
  std::string digest;
  std::int64_t turn = 0;
  std::int64_t calls = 0;
  std::int64_t failed = 0;
  std::int64_t busy = 0;
  std::int64_t lost = 0;
  std::int64_t dropped = 0;
  Value answer;  // Null: not executed yet.
  Instant executed_at;
};

class Memory {
 public:
  const KeyState* find(std::string_view key) const;
  // Known from now on, with its turn; stays where it is.
  const KeyState& meet(const std::string& key, const std::string& service,
                       const std::string& case_id, const std::string& digest);
  void note(const CallRecord& record);

  // False when the case was given just that already.
  bool give(const std::string& case_id, Value given, Script script);
  // Null: this time the sample answers.
  const Turn* turn_of(const KeyState& key) const;

  // Whether this case had its one fault of this kind from this service.
  bool had_fault(const KeyState& key, std::string_view fault) const;

 private:
  struct Given {
    Value given;
    Script script;
  };

  std::map<std::string, KeyState, std::less<>> keys_;
  std::map<std::pair<std::string, std::string>, std::int64_t> next_turn_;
  std::map<std::string, Given, std::less<>> given_;
  std::set<std::string> faults_;  // "case service fault"
};

}  // namespace onething::stub
