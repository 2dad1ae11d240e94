// SPDX-License-Identifier: Apache-2.0

#include "check/time/step_times.h"

#include <algorithm>
#include <map>
#include <set>
#include <utility>

#include "calendar/calendar.h"
#include "check/time/longest_path.h"

namespace onething::check {

namespace {

constexpr std::int64_t kDay = 86'400;

Error no_such_change(const std::string& text) {
  return {ErrorCode::invalid, {"metrics.no_change", {{"change", text}}}};
}

}  // namespace

bool is_in_days(Term term) {
  return term.unit == TermUnit::days || term.unit == TermUnit::working_days;
}

std::optional<Date> last_day(const Calendar& calendar, Date start, Term term) {
  const Result<Date> end = term.unit == TermUnit::days
                               ? calendar.add_calendar_days(start, term.count)
                               : calendar.add_working_days(start, term.count);
  if (!end) return std::nullopt;
  return end.value();
}

StepTimes::StepTimes(const WorkflowFacts& facts)
    : facts_(facts), steps_(path_steps(facts)), waits_(path_waits(facts)) {
  for (const PathStep& each : steps_)
    // Where the clock stands still it takes no time.
    terms_.push_back(each.limit == nullptr || each.length == Length{}
                         ? Term{}
                         : each.limit->term);
  std::vector<std::size_t> open(steps_.size());
  std::vector<std::vector<std::size_t>> followers(steps_.size());
  for (std::size_t node = 0; node < steps_.size(); ++node) {
    open[node] = waits_[node].size();
    for (const std::size_t to : waits_[node]) followers[to].push_back(node);
    if (open[node] == 0) order_.push_back(node);
  }
  for (std::size_t i = 0; i < order_.size(); ++i)
    for (const std::size_t node : followers[order_[i]])
      if (--open[node] == 0) order_.push_back(node);
  for (const PathStep& each : steps_)
    if (each.limit == nullptr && !each.step->ad_hoc &&
        (each.service == nullptr || each.service->by != Performer::system))
      has_unknown_ = true;
}

std::size_t StepTimes::find(std::string_view name) const {
  for (std::size_t node = 0; node < steps_.size(); ++node)
    if (steps_[node].name() == name) return node;
  return unresolved;
}

Status StepTimes::change(const std::string& text) {
  constexpr std::string_view parallel = "parallel:";
  if (text.starts_with(parallel)) {
    const std::size_t node = find(text.substr(parallel.size()));
    if (node == unresolved || steps_[node].is_prefill)
      return no_such_change(text);
    const std::size_t first = facts_.workflow.prefill.size();
    std::vector<std::size_t> kept;
    std::string needs;
    bool waits_needlessly = false;
    for (const Wait& wait : facts_.waits[node - first]) {
      const std::size_t to = first + wait.to;
      if (!wait.by_data) waits_needlessly = true;
      // Several inputs may come from one step.
      if (!wait.by_data ||
          std::find(kept.begin(), kept.end(), to) != kept.end())
        continue;
      kept.push_back(to);
      needs += (needs.empty() ? "" : ", ") + steps_[to].name();
    }
    if (!waits_needlessly)
      return Error{
          ErrorCode::invalid,
          {"metrics.needs_data", {{"change", text}, {"steps", needs}}}};
    if (kept.empty())
      for (std::size_t prefill = 0; prefill < first; ++prefill)
        kept.push_back(prefill);
    waits_[node] = std::move(kept);
    return Done{};
  }
  const std::size_t equals = text.find('=');
  if (equals == std::string::npos) return no_such_change(text);
  const std::size_t node = find(text.substr(0, equals));
  const std::optional<Term> term = parse_term(text.substr(equals + 1));
  if (node == unresolved || !term) return no_such_change(text);
  terms_[node] = *term;
  return Done{};
}

std::vector<bool> StepTimes::left_out(const Situations& situations,
                                      const Situation& situation) const {
  std::vector<bool> out;
  out.reserve(steps_.size());
  for (const PathStep& each : steps_)
    out.push_back(!situations.happens(situation, *each.step));
  return out;
}

StepTimes::Path StepTimes::longest(const std::vector<bool>& left_out) const {
  PathProblem problem;
  for (const Term term : terms_) problem.length.push_back(length_of(term));
  problem.waits_for = waits_;
  problem.left_out = left_out;
  const LongestPath path = longest_path(problem);
  return {path.length.days, text_of(path.nodes)};
}

std::optional<std::vector<StepTimes::End>> StepTimes::run(
    Date start, const std::vector<bool>& left_out) const {
  std::vector<End> end(steps_.size(), End{start});
  for (const std::size_t node : order_) {
    End& own = end[node];
    for (const std::size_t to : waits_[node])
      if (own.from == unresolved || own < end[to])
        own = {end[to].day, end[to].seconds, to};
    const Term term = terms_[node];
    if (left_out[node] || term.count == 0) continue;
    if (is_in_days(term)) {
      const std::optional<Date> day =
          last_day(facts_.project.calendar, own.day, term);
      if (!day) return std::nullopt;
      own.day = *day;
      continue;
    }
    const Length length = length_of(term);
    own.seconds += length.seconds;
    own.day.days += static_cast<std::int32_t>(length.days + own.seconds / kDay);
    own.seconds %= kDay;
  }
  return end;
}

std::optional<StepTimes::OnCalendar> StepTimes::from(
    Date start, const std::vector<bool>& left_out) const {
  const auto end = run(start, left_out);
  if (!end) return std::nullopt;
  std::size_t last = unresolved;
  for (std::size_t node = 0; node < end->size(); ++node)
    if (last == unresolved || (*end)[last] < (*end)[node]) last = node;
  if (last == unresolved) return OnCalendar{start, {}};
  OnCalendar out{(*end)[last].day, {}};
  for (; last != unresolved; last = (*end)[last].from)
    if (!left_out[last] && terms_[last].count > 0) out.nodes.push_back(last);
  std::reverse(out.nodes.begin(), out.nodes.end());
  return out;
}

std::optional<std::vector<Date>> StepTimes::ends_from(
    Date start, const std::vector<bool>& left_out) const {
  const auto end = run(start, left_out);
  if (!end) return std::nullopt;
  std::vector<Date> days;
  days.reserve(end->size());
  for (const End& each : *end) days.push_back(each.day);
  return days;
}

std::string StepTimes::text_of(const std::vector<std::size_t>& nodes) const {
  std::string out;
  for (const std::size_t node : nodes)
    out += (out.empty() ? "" : " → ") + steps_[node].name() + " " +
           to_text(terms_[node]);
  return out;
}

std::vector<Label> StepTimes::labels_of(
    const std::vector<std::size_t>& nodes) const {
  std::vector<Label> labels;
  for (const std::size_t node : nodes)
    if (steps_[node].limit != nullptr)
      labels.push_back({steps_[node].limit->span,
                        {"check_time.label_on_the_way",
                         {{"step", steps_[node].name()},
                          {"limit", to_text(terms_[node])}}}});
  return labels;
}

bool StepTimes::depends_on_days(Term limit) const {
  if (!is_in_days(limit)) return false;
  std::int64_t hours = 0;
  for (const Term term : terms_) {
    if (term.count == 0) continue;
    if (is_in_days(term) && term.unit != limit.unit) return true;
    const Length length = length_of(term);
    if (!is_in_days(term)) hours += length.days * kDay + length.seconds;
  }
  return hours >= kDay;
}

}  // namespace onething::check
