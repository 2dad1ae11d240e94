// SPDX-License-Identifier: Apache-2.0
//
// A Store around another one that watches commits and fails one of them, once:
// before the inner commit, as if nothing had happened, or after it, as if the
// acknowledgement were lost. Everything else goes through.

#pragma once

#include <functional>
#include <utility>
#include <vector>

#include "onething/store.h"

namespace onething::testing {

class FaultyStore final : public Store {
 public:
  enum class Moment { before, after };
  struct Fault {
    int at = 0;  // The commit that fails, counted from 1; 0: none.
    Moment moment = Moment::before;
    ErrorCode code = ErrorCode::unavailable;
  };

  explicit FaultyStore(Store& inner) : inner_(inner) {}
  FaultyStore(Store& inner, Fault fault) : inner_(inner), fault_(fault) {}

  Result<std::vector<Status>> commit(
      std::span<const CaseCommit> commits) override {
    if (gate && !gate()) return failure(commits);
    const bool fails = ++count == fault_.at;
    if (fails && fault_.moment == Moment::before) return failure(commits);
    Result<std::vector<Status>> outcome = inner_.commit(commits);
    if (fails) return failure(commits);
    if (stored) stored(commits);
    seen.emplace_back(commits.begin(), commits.end());
    return outcome;
  }

  Result<std::vector<Result<std::int64_t>>> claim_all(
      std::span<const CaseId> ids, std::string_view worker) override {
    return inner_.claim_all(ids, worker);
  }
  Status release_all(std::span<const HeldCase> cases) override {
    return inner_.release_all(cases);
  }
  Result<std::vector<Record>> history(const CaseId& id) override {
    return inner_.history(id);
  }
  Result<CaseRow> row(const CaseId& id) override { return inner_.row(id); }
  Result<std::vector<CaseRow>> cases(const CaseFilter& filter) override {
    return inner_.cases(filter);
  }
  Result<std::vector<TaskRow>> tasks(const TaskFilter& filter) override {
    return inner_.tasks(filter);
  }
  Result<TaskRow> task(std::string_view id) override { return inner_.task(id); }
  Result<std::vector<CaseId>> due(Instant now, int limit) override {
    return inner_.due(now, limit);
  }
  Status put_definition(std::string_view hash,
                        std::string_view content) override {
    return inner_.put_definition(hash, content);
  }
  Result<std::optional<ClockMark>> clock_mark() override {
    return inner_.clock_mark();
  }
  Status keep_clock_mark(const ClockMark& mark) override {
    return inner_.keep_clock_mark(mark);
  }
  Result<std::string> definition(std::string_view hash) override {
    return inner_.definition(hash);
  }

  std::function<bool()> gate;  // When it says no, nothing is stored.
  // Is told, by the thread that commits, what has been stored.
  std::function<void(std::span<const CaseCommit>)> stored;
  int count = 0;                              // Of commits asked for.
  std::vector<std::vector<CaseCommit>> seen;  // That were acknowledged.

 private:
  // A conflict is told case by case, everything else of the whole.
  Result<std::vector<Status>> failure(std::span<const CaseCommit> commits) {
    const Error error{fault_.code, {"store.busy", {{"path", "x"}}}};
    if (fault_.code != ErrorCode::conflict) return error;
    return std::vector<Status>(commits.size(), Status(error));
  }

  Store& inner_;
  Fault fault_;
};

}  // namespace onething::testing
