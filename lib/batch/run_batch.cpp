// SPDX-License-Identifier: Apache-2.0
//
// Going on with a batch: rows in their order become cases, so many at a time;
// where one comes to rest the next takes its place.

#include <algorithm>
#include <chrono>
#include <map>
#include <utility>

#include "batch/seen_keys.h"
#include "batch/stored_defects.h"
#include "onething/batch.h"

namespace onething {

namespace {

constexpr std::int64_t kEnoughForPercent = 20;
constexpr std::int64_t kSoonMs = 30'000;  // What a case is not left for.
constexpr std::int64_t kSliceMs = 100;    // Made up for at most.
constexpr int kPage = 500;
constexpr std::chrono::milliseconds kTellEvery{200};
constexpr int kTellShare = 20;

class Going final : public CaseFeed {
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
    OT_CHECK(runner_.work(input_.project, input_.workflow, actor_, *this,
                          std::max<std::size_t>(plan_.jobs, 1)));
    OT_CHECK(store_refused());
    if (is_stopping()) run_.end = BatchEnd::stopped;
    OT_TRY(run_.standing, batch_standing(store_, id_));
    tell();
    return std::move(run_);
  }

  Result<More> more(std::size_t room) override {
    More more;
    OT_CHECK(store_refused());
    while (more.items.size() < room) {
      more.is_last = is_over();
      if (more.is_last) break;
      if (next_at_ && clock_.now() < *next_at_) {
        more.next_at = next_at_;
        break;
      }
      OT_TRY(const BatchLine* line, next_line());
      more.is_last = line == nullptr;
      if (more.is_last) break;
      OT_CHECK(take(*line, more.items));
    }
    OT_CHECK(tell_now_and_then());
    return more;
  }

  Status opened(std::int64_t tag,
                const Result<std::optional<Rejection>>& outcome) override {
    const auto found = asked_.find(tag);
    if (found == asked_.end()) return Done{};
    const BatchLine line = std::move(found->second);
    asked_.erase(found);
    if (!outcome && outcome.error().code == ErrorCode::invalid) {
      RowDefect defect;
      defect.problem = outcome.error().message;
      return refuse(line, {&defect, 1});
    }
    if (!outcome && outcome.error().code == ErrorCode::conflict) {
      ++run_.held;
      return Done{};
    }
    if (!outcome) return outcome.error();
    if (outcome.value())
      return refuse(line, batch::defects_of_refusal(*outcome.value()));
    ++run_.opened;
    --run_.standing.waiting;
    ++run_.standing.running;
    return Done{};
  }

  // One case that another process has, or that cannot go on, keeps nobody from
  // the others.
  Status rested(std::int64_t, const Result<bool>& attention) override {
    if (attention)
      failures_ += attention.value() ? 1 : 0;
    else if (attention.error().code == ErrorCode::conflict)
      ++run_.held;
    else if (attention.error().code != ErrorCode::invalid)
      return attention.error();
    return tell_now_and_then();
  }

 private:
  // Null after the last.
  Result<const BatchLine*> next_line() {
    if (line_ == page_.size()) {
      const std::int64_t after = page_.empty() ? 0 : page_.back().number;
      OT_TRY(page_, store_.batch_shelf()->batch_lines(id_, after, kPage));
      line_ = 0;
      if (page_.empty()) return nullptr;
    }
    return &page_[line_++];
  }

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
  Status take(const BatchLine& line, std::vector<Item>& items) {
    if (line.state != "accepted") return Done{};
    const CaseId id{line.case_id};
    const Result<CaseRow> known = store_.row(id);
    if (known) return take_known(line, known.value(), items);
    if (known.error().code != ErrorCode::not_found) return known.error();
    const auto asked = static_cast<std::int64_t>(asked_.size());
    if (plan_.limit > 0 && run_.opened + run_.refused + asked >= plan_.limit) {
      run_.end = BatchEnd::limit;
      return Done{};
    }
    OT_CHECK(still_open());
    take_turn();
    return submit(line, items);
  }

  Status take_known(const BatchLine& line, const CaseRow& known,
                    std::vector<Item>& items) {
    const TableRow& row =
        input_.table.rows.at(static_cast<std::size_t>(line.number - 1));
    const MappedRow mapped = input_.mapping.map(row);
    OT_TRY(const std::vector<RowDefect> other,
           batch::other_content(store_, known.id, mapped, keys_(row, mapped)));
    if (!other.empty()) return refuse(line, other);
    const Instant soon = clock_.now() + milliseconds(kSoonMs);
    if (known.wake_at && *known.wake_at <= soon)
      items.push_back({line.number, known.id, {}, {}});
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

  // When the next one may come.
  void take_turn() {
    if (!plan_.rate) return;
    const std::int64_t gap_us =
        plan_.rate->per.count() * 1'000 / plan_.rate->count;
    const Instant from = next_at_.value_or(clock_.now());
    // What could not be kept up with is not made up for in one go.
    const Instant base = std::max(from, clock_.now() + milliseconds(-kSliceMs));
    next_at_ =
        base + Duration{gap_us / 1'000'000,
                        static_cast<std::int32_t>(gap_us % 1'000'000 * 1'000)};
  }

  Status submit(const BatchLine& line, std::vector<Item>& items) {
    const TableRow& row =
        input_.table.rows.at(static_cast<std::size_t>(line.number - 1));
    MappedRow mapped = input_.mapping.map(row);
    ++seen_;
    if (!mapped.defects.empty()) return refuse(line, mapped.defects);
    std::string key = keys_(row, mapped);
    items.push_back({line.number, std::nullopt, std::move(mapped.application),
                     std::move(key)});
    asked_.emplace(line.number, line);
    return Done{};
  }

  // Stored with the next ones: until then a row only waits.
  Status refuse(const BatchLine& line, std::span<const RowDefect> defects) {
    BatchLine refused = line;
    refused.state = "refused";
    refused.reason = batch::stored_defects(defects);
    refused_.push_back(std::move(refused));
    ++failures_;
    ++run_.refused;
    return Done{};
  }

  Status store_refused() {
    if (refused_.empty()) return Done{};
    OT_CHECK(store_.batch_shelf()->change_batch_lines(
        id_, std::exchange(refused_, {})));
    return tell_now_and_then();
  }

  // Counting takes time that grows with the batch; it gets a small share.
  Status tell_now_and_then() {
    using SteadyClock = std::chrono::steady_clock;
    const auto begin = SteadyClock::now();
    if (begin < tell_at_) return Done{};
    OT_TRY(run_.standing, batch_standing(store_, id_));
    const auto end = SteadyClock::now();
    tell_at_ = end + std::max<SteadyClock::duration>(
                         kTellEvery, kTellShare * (end - begin));
    tell();
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
  std::vector<BatchLine> page_;
  std::size_t line_ = 0;                     // The next one in `page_`.
  std::map<std::int64_t, BatchLine> asked_;  // By number: no answer yet.
  std::vector<BatchLine> refused_;           // Not yet stored.
  std::chrono::steady_clock::time_point tell_at_;
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
