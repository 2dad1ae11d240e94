// SPDX-License-Identifier: Apache-2.0
//
// One line of the stub's log: one call that came and what became of it.
//
// Holds the answer, which a repetition gets again, but of the input only the
// names of its fields. Plain data; writing is request_log.h.

#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "onething/time.h"
#include "onething/value.h"

namespace onething::stub {

struct CallRecord {
  Instant at;
  std::string service;
  std::string case_id;
  std::string key;
  std::int64_t attempt = 1;  // As the caller counts.
  std::string digest;        // Hex SHA-256 of the body.
  std::vector<std::string> fields;
  // "executed", "replayed"; "failed" (503), "busy" (409), "down" and "dropped"
  // (no answer, not executed), "lost" (no answer, see `executed`); "asked"
  // (what became of a call);
  // "refused_key" (422), "no_key" and "bad_input" (400), "no_service" (404),
  // "bad_sample" (500).
  std::string outcome;
  bool executed = false;  // This call acted; each key has one such line.
  int status = 0;         // 0: the connection was dropped.
  std::int64_t turn = 0;  // Which time this service was asked anew; from 0.
  std::string fault;      // "return": given only once for a case.
  Value answer;           // The document, of calls that were executed.
};

Value to_value(const CallRecord& record);
// Nothing when it is no such line.
std::optional<CallRecord> to_record(const Value& line);

}  // namespace onething::stub
