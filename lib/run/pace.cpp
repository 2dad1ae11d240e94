// SPDX-License-Identifier: Apache-2.0

#include "onething/pace.h"

#include <algorithm>
#include <deque>
#include <map>
#include <utility>

#include "calendar/calendar.h"

namespace onething {

namespace {

using std::chrono::milliseconds;

constexpr std::int64_t kMinuteMs = 60'000;
constexpr int kDaysAhead = 31;  // No office rests longer.

Instant later_by(Instant at, milliseconds time) {
  return from_milliseconds(to_milliseconds(at) + time.count());
}

Instant minute_of(Date day, int minute) {
  return from_milliseconds(to_milliseconds(start_of(day)) + minute * kMinuteMs);
}

Result<bool> works_on(const Pace& pace, Date day) {
  if (!pace.working_days) return true;
  return Calendar::china().is_working_day(day);
}

}  // namespace

// Hours over midnight belong to the day on which they begin.
Result<Instant> opens_at(const Pace& pace, Instant now) {
  if (pace.opens == pace.closes && !pace.working_days) return now;
  constexpr int kDayMinutes = 24 * 60;
  const int length =
      pace.opens == pace.closes
          ? kDayMinutes
          : (pace.closes - pace.opens + kDayMinutes) % kDayMinutes;
  const Date today = local_date(now);
  for (int ahead = -1; ahead <= kDaysAhead; ++ahead) {
    const Date day{today.days + ahead};
    const Instant opens = minute_of(day, pace.opens);
    const Instant closes = minute_of(day, pace.opens + length);
    if (closes <= now) continue;
    OT_TRY(const bool works, works_on(pace, day));
    if (works) return std::max(opens, now);
  }
  return minute_of({today.days + kDaysAhead}, pace.opens);
}

namespace {

// What may be sent to one department, by its own pace.
class Lane {
 public:
  Lane(std::string department, const Pace* pace) : pace_(pace) {
    traffic_.department = std::move(department);
  }

  void hold(Call call) { held_.push_back(std::move(call)); }
  bool is_empty() const { return held_.empty(); }

  // The next call if it may go out now.
  std::optional<Call> next(Instant now) {
    if (held_.empty() || opens_from(now) > now) return std::nullopt;
    if (pace_ != nullptr) {
      // After a pause one call tries whether the department is back.
      const std::int64_t most = is_trying_ ? 1 : pace_->at_once;
      if (most > 0 && traffic_.under_way >= most) return std::nullopt;
      if (pace_->rate > 0) {
        const auto gap = pace_->per / pace_->rate;
        next_at_ = later_by(std::max(now, next_at_.value_or(now)), gap);
      }
    }
    ++traffic_.under_way;
    Call call = std::move(held_.front());
    held_.pop_front();
    return call;
  }

  void came_back(const Answer& answer, Instant now) {
    --traffic_.under_way;
    if (answer.document) {
      ++traffic_.answered;
      failures_ = 0;
      is_trying_ = false;
      return;
    }
    ++traffic_.failed;
    if (pace_ == nullptr || pace_->pause_after == 0 || !is_trouble(answer))
      return;
    if (++failures_ < pace_->pause_after && !is_trying_) return;
    failures_ = 0;
    is_trying_ = true;
    paused_until_ = later_by(now, pace_->pause);
  }

  std::vector<Call> give_up() {
    std::vector<Call> all(std::make_move_iterator(held_.begin()),
                          std::make_move_iterator(held_.end()));
    held_.clear();
    return all;
  }

  // Before that nothing goes out; `now` where nothing but room is missing.
  Instant opens_from(Instant now) const {
    Instant at = now;
    if (paused_until_) at = std::max(at, *paused_until_);
    if (next_at_) at = std::max(at, *next_at_);
    if (const std::optional<Instant> closed = closed_until(now))
      at = std::max(at, *closed);
    return at;
  }

  DepartmentTraffic traffic(Instant now) const {
    DepartmentTraffic traffic = traffic_;
    traffic.held = static_cast<std::int64_t>(held_.size());
    if (paused_until_ && *paused_until_ > now)
      traffic.paused_until = paused_until_;
    traffic.closed_until = closed_until(now);
    return traffic;
  }

 private:
  // What says that the department is not there, rather than that a call is
  // wrong.
  static bool is_trouble(const Answer& answer) {
    return answer.failure == CallFailure::unreachable ||
           answer.failure == CallFailure::unknown ||
           answer.failure == CallFailure::busy ||
           answer.failure == CallFailure::malformed;
  }

  // Without a calendar nobody can say; then it is called.
  std::optional<Instant> closed_until(Instant now) const {
    if (pace_ == nullptr) return std::nullopt;
    const Result<Instant> opens = opens_at(*pace_, now);
    if (!opens || opens.value() <= now) return std::nullopt;
    return opens.value();
  }

  const Pace* pace_;
  DepartmentTraffic traffic_;
  std::deque<Call> held_;
  std::optional<Instant> next_at_;  // By its rate.
  std::optional<Instant> paused_until_;
  std::int64_t failures_ = 0;  // In a row.
  bool is_trying_ = false;
};

class Paced final : public PacedConnector {
 public:
  Paced(Connector& inner, std::vector<Pace> paces, Clock& clock,
        const std::atomic<bool>* stop)
      : inner_(inner), paces_(std::move(paces)), clock_(clock), stop_(stop) {}

  void start(Call call) override {
    lane_of(call.service).hold(std::move(call));
    send(clock_.now());
  }

  std::vector<Answer> wait(milliseconds timeout) override {
    if (stop_ != nullptr && stop_->load()) {
      std::vector<Answer> never = give_up();
      if (!never.empty()) return never;
    }
    const Instant now = clock_.now();
    send(now);
    const milliseconds share = std::min(timeout, until_next(now));
    if (inner_.in_flight() == 0) {
      if (share.count() > 0) clock_.sleep_until(later_by(now, share));
      send(clock_.now());
      return {};
    }
    std::vector<Answer> answers = inner_.wait(share);
    for (const Answer& answer : answers) note(answer);
    if (!answers.empty()) send(clock_.now());
    return answers;
  }

  // What is held back counts as one call, so that a department that holds many
  // leaves room for the others.
  std::size_t in_flight() const override {
    const bool holds =
        std::any_of(lanes_.begin(), lanes_.end(),
                    [](const auto& each) { return !each.second.is_empty(); });
    return inner_.in_flight() + (holds ? 1 : 0);
  }

  std::size_t capacity() const override { return inner_.capacity(); }

  std::vector<std::string> cases_with_arrivals() override {
    return inner_.cases_with_arrivals();
  }
  std::vector<Arrival> arrivals(std::span<const std::string> cases) override {
    return inner_.arrivals(cases);
  }
  void put_away(const std::string& receipt, PutAway how,
                const Message& why) override {
    inner_.put_away(receipt, how, why);
  }

  std::vector<DepartmentTraffic> traffic() override {
    std::vector<DepartmentTraffic> all;
    for (const auto& [department, lane] : lanes_)
      all.push_back(lane.traffic(clock_.now()));
    return all;
  }

 private:
  using Ticket = std::pair<std::string, std::int64_t>;

  Lane& lane_of(const std::string& service) {
    const std::string department = service.substr(0, service.find('/'));
    const auto found = lanes_.find(department);
    if (found != lanes_.end()) return found->second;
    const Pace* pace = nullptr;
    for (const Pace& each : paces_) {
      if (each.department == department) pace = &each;
      if (each.department == "*" && pace == nullptr) pace = &each;
    }
    return lanes_.emplace(department, Lane(department, pace)).first->second;
  }

  void send(Instant now) {
    for (auto& [department, lane] : lanes_)
      while (std::optional<Call> call = lane.next(now)) {
        sent_[{call->key, call->attempt}] = &lane;
        inner_.start(std::move(*call));
      }
  }

  void note(const Answer& answer) {
    const auto found = sent_.find({answer.key, answer.attempt});
    if (found == sent_.end()) return;
    found->second->came_back(answer, clock_.now());
    sent_.erase(found);
  }

  milliseconds until_next(Instant now) const {
    constexpr milliseconds kLongest{1'000};
    milliseconds least = kLongest;
    for (const auto& [department, lane] : lanes_) {
      if (lane.is_empty()) continue;
      const milliseconds left(to_milliseconds(lane.opens_from(now)) -
                              to_milliseconds(now));
      if (left.count() > 0) least = std::min(least, left);
    }
    return least;
  }

  std::vector<Answer> give_up() {
    std::vector<Answer> never;
    for (auto& [department, lane] : lanes_)
      for (const Call& call : lane.give_up()) {
        Answer answer;
        answer.key = call.key;
        answer.attempt = call.attempt;
        answer.failure = CallFailure::unreachable;
        answer.detail = {"run.held_back", {{"department", department}}};
        never.push_back(std::move(answer));
      }
    return never;
  }

  Connector& inner_;
  std::vector<Pace> paces_;
  Clock& clock_;
  const std::atomic<bool>* stop_;
  std::map<std::string, Lane> lanes_;  // Addresses are kept.
  std::map<Ticket, Lane*> sent_;
};

}  // namespace

std::unique_ptr<PacedConnector> pace_calls(Connector& inner,
                                           const Environment& environment,
                                           Clock& clock,
                                           const std::atomic<bool>* stop) {
  return std::make_unique<Paced>(inner, environment.paces, clock, stop);
}

}  // namespace onething
