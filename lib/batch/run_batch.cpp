// SPDX-License-Identifier: Apache-2.0
//
// Going on with a batch: rows in their order become cases, so many at a time,
// and each group is driven as far as it goes before the next.

#include <algorithm>
#include <utility>

#include "batch/seen_keys.h"
#include "batch/stored_defects.h"
#include "onething/batch.h"

namespace onething {

namespace {

constexpr std::int64_t kEnoughForPercent = 20;
constexpr std::int64_t kSoonMs = 30'000;  // What a case is not left for.
constexpr std::int64_t kSliceMs = 100;    // A signal is seen that soon.

class Going {
 public:
  Going(const BatchInput& input, const BatchPlan& plan, Runner& runner,
        Store& store, Clock& clock, const Actor& actor,
        const std::atomic<bool>* stop,
        const std::function<void(const BatchRun&)>& told)
      : input_(input),
        plan_(plan),
        runner_(runner),
        store_(store),
        clock_(clock),
        actor_(actor),
        stop_(stop),
        told_(told),
        id_(make_batch_id(input)),
        keys_(input) {}

  Result<BatchRun> run() {
    OT_TRY(run_.standing, batch_standing(store_, id_));
    tell();
    OT_CHECK(for_each_line(store_, id_,
                           [this](const BatchLine& line) -> Result<bool> {
                             OT_CHECK(take(line));
                             if (group_.size() >= plan_.jobs) OT_CHECK(drive());
                             return !is_over();
                           }));
    // What was opened is driven even when no more is opened.
    if (run_.end != BatchEnd::stopped) OT_CHECK(drive());
    if (is_stopping()) run_.end = BatchEnd::stopped;
    OT_TRY(run_.standing, batch_standing(store_, id_));
    tell();
    return std::move(run_);
  }

 private:
  bool is_stopping() const { return stop_ != nullptr && stop_->load(); }

  bool is_over() {
    if (is_stopping())
      run_.end = BatchEnd::stopped;
    else if (too_many_failures())
      run_.end = BatchEnd::failures;
    return run_.end != BatchEnd::finished;
  }

  bool too_many_failures() const {
    if (plan_.failures_max > 0 && failures_ >= plan_.failures_max) return true;
    return plan_.failures_percent > 0 && seen_ >= kEnoughForPercent &&
           failures_ * 100 >= plan_.failures_percent * seen_;
  }

  // A case that is there already is only driven where it was left in the
  // middle.
  Status take(const BatchLine& line) {
    if (line.state != "accepted" || is_stopping()) return Done{};
    const CaseId id{line.case_id};
    const Result<CaseRow> known = store_.row(id);
    if (known) return take_known(line, known.value());
    if (known.error().code != ErrorCode::not_found) return known.error();
    if (plan_.limit > 0 && run_.opened + run_.refused >= plan_.limit) {
      run_.end = BatchEnd::limit;
      return Done{};
    }
    OT_CHECK(still_open());
    wait_for_turn();
    if (is_stopping()) return Done{};
    return submit(line);
  }

  Status take_known(const BatchLine& line, const CaseRow& known) {
    const TableRow& row =
        input_.table.rows.at(static_cast<std::size_t>(line.number - 1));
    const MappedRow mapped = input_.mapping.map(row);
    OT_TRY(const std::vector<RowDefect> other,
           batch::other_content(store_, known.id, mapped, keys_(row, mapped)));
    if (!other.empty()) return refuse(line, other);
    const Instant soon = clock_.now() + milliseconds(kSoonMs);
    if (known.wake_at && *known.wake_at <= soon) group_.push_back(known.id);
    return Done{};
  }

  // Somebody may cancel the batch while it runs; asked now and then.
  Status still_open() {
    if (asked_at_ && clock_.now() < *asked_at_) return Done{};
    asked_at_ = clock_.now() + milliseconds(1'000);
    OT_TRY(const BatchRow row, store_.batch_shelf()->batch(id_));
    if (row.state == "open") return Done{};
    return Error{ErrorCode::invalid, {"batch.is_cancelled", {{"batch", id_}}}};
  }

  void wait_for_turn() {
    if (!plan_.rate) return;
    while (next_at_ && clock_.now() < *next_at_ && !is_stopping())
      clock_.sleep_until(
          std::min(*next_at_, clock_.now() + milliseconds(kSliceMs)));
    const std::int64_t gap_us =
        plan_.rate->per.count() * 1'000 / plan_.rate->count;
    const Instant from = next_at_.value_or(clock_.now());
    // What could not be kept up with is not made up for in one go.
    const Instant base = std::max(from, clock_.now() + milliseconds(-kSliceMs));
    next_at_ =
        base + Duration{gap_us / 1'000'000,
                        static_cast<std::int32_t>(gap_us % 1'000'000 * 1'000)};
  }

  Status submit(const BatchLine& line) {
    const TableRow& row =
        input_.table.rows.at(static_cast<std::size_t>(line.number - 1));
    const MappedRow mapped = input_.mapping.map(row);
    ++seen_;
    if (!mapped.defects.empty()) return refuse(line, mapped.defects);
    const Result<Acted> acted =
        runner_.submit(input_.project, input_.workflow, mapped.application,
                       keys_(row, mapped), actor_);
    if (!acted && acted.error().code == ErrorCode::invalid) {
      RowDefect defect;
      defect.problem = acted.error().message;
      return refuse(line, {&defect, 1});
    }
    if (!acted && acted.error().code == ErrorCode::conflict) {
      ++run_.held;
      return Done{};
    }
    if (!acted) return acted.error();
    if (const auto* refused = std::get_if<Rejection>(&acted.value())) {
      const std::vector<RowDefect> defects =
          batch::defects_of_refusal(*refused);
      return refuse(line, defects);
    }
    ++run_.opened;
    --run_.standing.waiting;
    ++run_.standing.running;
    group_.push_back(std::get<CaseView>(acted.value()).id);
    return Done{};
  }

  Status refuse(const BatchLine& line, std::span<const RowDefect> defects) {
    BatchLine refused = line;
    refused.state = "refused";
    refused.reason = batch::stored_defects(defects);
    OT_CHECK(store_.batch_shelf()->change_batch_lines(id_, {&refused, 1}));
    ++failures_;
    ++run_.refused;
    tell();
    return Done{};
  }

  Status drive() {
    if (group_.empty() || is_stopping()) return Done{};
    const std::vector<CaseId> group = std::exchange(group_, {});
    const auto driven = runner_.drive(group);
    if (!driven) OT_CHECK(drive_apart(group, driven.error()));
    for (const CaseId& id : group) OT_CHECK(note(id));
    OT_TRY(run_.standing, batch_standing(store_, id_));
    tell();
    return Done{};
  }

  // One case that another process has, or that cannot go on, keeps nobody from
  // the others.
  Status drive_apart(const std::vector<CaseId>& group, const Error& why) {
    if (why.code == ErrorCode::invalid) return Done{};
    if (why.code != ErrorCode::conflict) return why;
    for (const CaseId& id : group) {
      const CaseId ids[] = {id};
      const auto driven = runner_.drive(ids);
      if (driven || driven.error().code == ErrorCode::invalid) continue;
      if (driven.error().code != ErrorCode::conflict) return driven.error();
      ++run_.held;
    }
    return Done{};
  }

  Status note(const CaseId& id) {
    OT_TRY(const CaseRow row, store_.row(id));
    failures_ += row.attention ? 1 : 0;
    return Done{};
  }

  void tell() {
    if (told_) told_(run_);
  }

  const BatchInput& input_;
  const BatchPlan& plan_;
  Runner& runner_;
  Store& store_;
  Clock& clock_;
  const Actor& actor_;
  const std::atomic<bool>* stop_;
  const std::function<void(const BatchRun&)>& told_;
  std::string id_;
  batch::RowKeys keys_;
  std::vector<CaseId> group_;
  std::optional<Instant> next_at_;
  std::optional<Instant> asked_at_;
  std::int64_t seen_ = 0;      // Rows of this run that were submitted.
  std::int64_t failures_ = 0;  // Of this run.
  BatchRun run_;
};

}  // namespace

Result<BatchRun> run_batch(const BatchInput& input, const BatchPlan& plan,
                           Runner& runner, Store& store, Clock& clock,
                           const Actor& actor, const std::atomic<bool>* stop,
                           const std::function<void(const BatchRun&)>& told) {
  if (store.batch_shelf() == nullptr)
    return Error{ErrorCode::invalid, {"batch.store_has_none", {}}};
  return Going(input, plan, runner, store, clock, actor, stop, told).run();
}

}  // namespace onething
