// SPDX-License-Identifier: Apache-2.0
//
// The longest limit that a case counts, beginning today, ends in a year whose
// holidays are not published: its last day cannot be told. Said once for the
// whole project, which has one calendar.

#include <optional>
#include <string>

#include "check/checks.h"
#include "check/time/length.h"

namespace onething::check {

namespace {

class Longest {
 public:
  void add(const std::optional<Limit>& limit) {
    if (limit) add(*limit);
  }
  void add(const Limit& limit) {
    const Length length = length_of(limit.term);
    if (limit_ != nullptr && length <= length_) return;
    limit_ = &limit;
    length_ = length;
  }
  const Limit* limit() const { return limit_; }

 private:
  const Limit* limit_ = nullptr;
  Length length_;
};

// What a running case counts: promises, tasks of people, the law's clocks and
// documents that may follow.
const Limit* longest_limit(const Project& project) {
  Longest longest;
  for (const Workflow& workflow : project.workflows) {
    for (const Promise& promise : workflow.promises)
      longest.add(promise.within);
    longest.add(workflow.clocks.notice);
    longest.add(workflow.clocks.extension);
    longest.add(workflow.clocks.delivery);
    for (const Material& material : workflow.materials)
      longest.add(material.tolerate);
  }
  for (const Department& department : project.departments)
    for (const Service& service : department.services)
      if (service.by == Performer::person) longest.add(service.promised);
  return longest.limit();
}

}  // namespace

void check_calendar_ends(const ProjectFacts& facts, Findings& findings) {
  const Limit* limit = longest_limit(facts.project);
  const Calendar& calendar = facts.calendar;
  if (limit == nullptr || civil(facts.today).year < calendar.first_year())
    return;
  if (calendar.deadline(start_of(facts.today), limit->term)) return;
  const std::string last = std::to_string(calendar.last_year());
  findings.report(limit->span,
                  {"check_time.calendar_ends",
                   {{"limit", to_text(limit->term)},
                    {"today", to_text(facts.today)},
                    {"last", last}}},
                  {"check_time.expected_calendar", {{"last", last}}},
                  {"check_time.help_calendar_ends",
                   {{"next", std::to_string(calendar.last_year() + 1)}}});
}

}  // namespace onething::check
