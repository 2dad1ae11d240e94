// SPDX-License-Identifier: Apache-2.0

#include "check/time/deadlines.h"

#include <algorithm>
#include <map>
#include <optional>
#include <set>
#include <utility>

#include "calendar/calendar.h"

namespace onething::check {

namespace {

// By step, whether it does not happen.
using Way = std::vector<bool>;

// Whether all that happens in the one happens in the other.
bool is_part_of(const Way& one, const Way& other) {
  for (std::size_t step = 0; step < one.size(); ++step)
    if (!one[step] && other[step]) return false;
  return true;
}

std::vector<Way> longest_of(const std::set<Way>& ways) {
  std::vector<Way> longest;
  for (const Way& one : ways)
    if (std::none_of(ways.begin(), ways.end(), [&one](const Way& other) {
          return other != one && is_part_of(one, other);
        }))
      longest.push_back(one);
  return longest;
}

// One limit and the ways through the steps of those to whom it is given.
class Trial {
 public:
  Trial(const WorkflowFacts& facts, const StepTimes& times, Term limit)
      : facts_(facts), times_(times), limit_(limit) {}

  void run(const std::vector<Way>& ways, DeadlineTrial& trial) const {
    const Calendar& calendar = facts_.project.calendar;
    const Date first = *make_date(calendar.first_year(), 1, 1);
    const Date last = *make_date(calendar.last_year(), 12, 31);
    std::optional<std::int32_t> worst;
    for (Date start = first; start <= last; ++start.days) {
      // Accepted by a person, a case begins on a working day; else the day on
      // which it is handed in counts, whatever day that is.
      if (facts_.workflow.acceptance) {
        const Result<bool> works = calendar.is_working_day(start);
        if (!works || !works.value()) continue;
      }
      const std::optional<Date> due = last_day(calendar, start, limit_);
      if (!due) return;
      std::optional<StepTimes::OnCalendar> latest;
      for (const Way& way : ways) {
        auto end = times_.from(start, way);
        // The calendar ends before the steps do: this start day, and all
        // after it, cannot be judged.
        if (!end) return;
        if (!latest || latest->end < end->end) latest = std::move(end);
      }
      if (!latest) return;
      const std::int32_t late = latest->end.days - due->days;
      if (trial.days++ == 0) trial.first = start;
      trial.last = start;
      if (late > 0) ++trial.missed;
      if (worst && *worst >= late) continue;
      worst = late;
      trial.start = start;
      trial.end = latest->end;
      trial.due = *due;
      trial.nodes = std::move(latest->nodes);
    }
  }

 private:
  const WorkflowFacts& facts_;
  const StepTimes& times_;
  Term limit_;
};

}  // namespace

std::vector<DeadlineTrial> try_deadlines(const WorkflowFacts& facts,
                                         const StepTimes& times,
                                         const Situations& situations,
                                         const std::vector<Situation>& list) {
  std::map<const Promise*, std::set<Way>> ways;
  std::set<Way> all;
  for (const Situation& each : list) {
    Way way = times.left_out(situations, each);
    all.insert(way);
    if (const Promise* promise = situations.promise(each))
      ways[promise].insert(std::move(way));
  }
  std::vector<DeadlineTrial> trials;
  const auto add = [&](const Limit& limit, const Formula* when,
                       const std::set<Way>& through) {
    if (!is_in_days(limit.term) || through.empty()) return;
    DeadlineTrial trial;
    trial.limit = &limit;
    trial.when = when;
    Trial(facts, times, limit.term).run(longest_of(through), trial);
    if (trial.days > 0) trials.push_back(std::move(trial));
  };
  for (const Promise& each : facts.workflow.promises)
    add(each.within, &each.when, ways[&each]);
  if (facts.workflow.statutory) add(*facts.workflow.statutory, nullptr, all);
  return trials;
}

}  // namespace onething::check
