// SPDX-License-Identifier: Apache-2.0
//
// Batches: the rows of a table as applications to one workflow.
//
// A batch is known by what is in its table, a row by its batch, its number and
// its digest, and its case by the row's key; all are computed. So the same
// command again adds only what is missing, whatever happened in between. Every
// row is accepted or refused with its reason from the first moment, and how an
// accepted row stands is how its case stands. docs/batches.md has the rest.

#pragma once

#include <atomic>
#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "onething/batch_input.h"
#include "onething/runner.h"

namespace onething {

// All defects of all rows, with those that only the file (the same key twice)
// or the store (a key with other content, a running case of the same subject)
// can tell. Stores nothing.
struct CheckedRow {
  std::int64_t number = 0;
  std::int64_t line = 0;
  std::string case_id;    // Of an accepted row.
  bool is_known = false;  // Its case is there already.
  std::vector<RowDefect> defects;
};
Result<std::vector<CheckedRow>> check_rows(const BatchInput& input,
                                           Runner& runner, Store& store,
                                           const Actor& actor,
                                           const std::atomic<bool>* stop);

// The batch of this input, with all of its rows; opened when it is new.
Result<BatchRow> open_batch(const BatchInput& input, Store& store,
                            const Actor& actor, Instant now);

// How many rows stand how.
struct BatchStanding {
  std::int64_t rows = 0;
  std::int64_t refused = 0;
  std::int64_t waiting = 0;    // Accepted, without a case yet.
  std::int64_t attention = 0;  // With a case that wants a person to mend it.
  std::int64_t correcting = 0;
  std::int64_t running = 0;  // Others under way.
  std::int64_t granted = 0;
  std::int64_t ended = 0;  // Otherwise.

  std::int64_t accepted() const { return rows - refused; }
};
Result<BatchStanding> batch_standing(Store& store, std::string_view id);

struct BatchPlan {
  std::size_t jobs = 64;         // Cases under way at once.
  std::optional<CallRate> rate;  // Of new cases.
  std::int64_t limit = 0;        // New cases; 0: all.
  // Rows of this run that were refused or want attention; 0: any number.
  std::int64_t failures_max = 0;
  std::int64_t failures_percent = 0;  // Of at least 20.
};
enum class BatchEnd { finished, limit, failures, stopped };
struct BatchRun {
  BatchEnd end = BatchEnd::finished;
  std::int64_t opened = 0;   // New cases.
  std::int64_t refused = 0;  // In this run.
  std::int64_t held = 0;     // Left to another process that has them.
  BatchStanding standing;
};
// Goes on with the batch. `told` hears after each step how it stands, and may
// be empty. The caller's runner has the stop flag that `stop` points to.
Result<BatchRun> run_batch(const BatchInput& input, const BatchPlan& plan,
                           Runner& runner, Store& store, Clock& clock,
                           const Actor& actor, const std::atomic<bool>* stop,
                           const std::function<void(const BatchRun&)>& told);

// Refused rows become accepted again where nothing is wrong with them now, and
// will be tried; returns how many.
Result<std::int64_t> readmit_rows(const BatchInput& input, Store& store);
// Rows without a case are refused, and the batch takes none any more; returns
// how many.
Result<std::int64_t> cancel_batch(Store& store, std::string_view id,
                                  std::string_view reason, Instant now);
// Calls `each` with every row of the batch, in order, until it says no.
Status for_each_line(Store& store, std::string_view id,
                     const std::function<Result<bool>(const BatchLine&)>& each);

}  // namespace onething
