// SPDX-License-Identifier: Apache-2.0

#include <sys/timex.h>

#include <cstdlib>
#include <fstream>
#include <set>

#include "base/format.h"
#include "calendar/calendar.h"
#include "doctor/examine.h"
#include "expr/time_zone.h"
#include "model/environments.h"

namespace onething::doctor {

namespace {

// Less than this between two clocks is the way of clocks.
constexpr std::int64_t kClockSlack = 60;
constexpr std::int64_t kChinaOffset = std::int64_t{8} * 3'600;
constexpr int kFirstYear = 2024;

bool is_synchronised() {
  timex state{};
  const int answer = ::adjtimex(&state);
  return answer >= 0 && answer != TIME_ERROR &&
         (state.status & STA_UNSYNC) == 0;
}

// Whether "env:NAME" or "file:PATH" gives something; the secret itself is not
// kept.
bool is_there(const std::string& from) {
  if (from.starts_with("env:")) {
    const char* value = std::getenv(from.c_str() + 4);
    return value != nullptr && *value != '\0';
  }
  if (!from.starts_with("file:")) return false;
  std::ifstream file(from.substr(5));
  return file && file.peek() != std::ifstream::traits_type::eof();
}

void add_secret(const std::string& from, const std::string& where,
                std::set<std::string>& told, Lines& lines) {
  if (from.empty() || !told.insert(from).second || is_there(from)) return;
  const bool in_environment = from.starts_with("env:");
  lines.push_back(
      {"project_secrets",
       Health::problem,
       {in_environment ? "doctor.secret_unset" : "doctor.secret_no_file",
        {{"name", from.substr(from.find(':') + 1)}, {"where", where}}},
       {in_environment ? "doctor.secret_help" : "doctor.secret_file_help",
        {{"name", from.substr(from.find(':') + 1)}}},
       true});
}

}  // namespace

void look_at_clock(const HealthQuestion& question, const StoreConditions* found,
                   Lines& lines) {
  const Instant now = question.reading ? question.reading->wall : question.now;
  const Arg at{"now", to_local_text(now)};
  if (civil(local_date(now)).year < kFirstYear)
    return lines.push_back({"clock",
                            Health::problem,
                            {"doctor.clock_early", {at}},
                            {"doctor.clock_help", {}}});
  if (question.reading && found != nullptr) {
    const ClockJudgement standing =
        judge_clock(found->clock, *question.reading);
    if (standing.trust != ClockTrust::believed)
      return lines.push_back(
          {"clock",
           Health::problem,
           {standing.trust == ClockTrust::set_back ? "doctor.clock_set_back"
                                                   : "doctor.clock_jumped",
            {at, {"believed", to_local_text(standing.now)}}},
           {"doctor.clock_accept_help", {}}});
  }
  if (found != nullptr &&
      found->last_stored_at.seconds > now.seconds + kClockSlack)
    return lines.push_back(
        {"clock",
         Health::problem,
         {"doctor.clock_behind",
          {at, {"stored", to_local_text(found->last_stored_at)}}},
         {"doctor.clock_help", {}}});
  if (!is_synchronised())
    return lines.push_back({"clock",
                            Health::warning,
                            {"doctor.clock_alone", {at}},
                            {"doctor.clock_help", {}}});
  lines.push_back({"clock", Health::ok, {"doctor.clock", {at}}, {}});
}

void look_at_calendar(Instant now, Lines& lines) {
  const Calendar& calendar = Calendar::china();
  const CivilDate today = civil(local_date(now));
  const Arg last{"year", format("{}", calendar.last_year())};
  if (today.year > calendar.last_year())
    return lines.push_back({"calendar",
                            Health::problem,
                            {"doctor.calendar_over", {last}},
                            {"doctor.calendar_help", {}}});
  // The coming twelve months reach into the next year from its second day on.
  const bool reaches = today.year < calendar.last_year();
  lines.push_back(
      {"calendar",
       reaches ? Health::ok : Health::warning,
       {reaches ? "doctor.calendar" : "doctor.calendar_short", {last}},
       reaches ? Message{} : Message{"doctor.calendar_help", {}}});
}

void look_at_time_zones(Instant now, Lines& lines) {
  const auto offset = expr::offset_in_zone("Asia/Shanghai", now.seconds);
  const bool there = offset && *offset == kChinaOffset;
  lines.push_back({"time_zones",
                   there ? Health::ok : Health::warning,
                   {there ? "doctor.zones" : "doctor.no_zones", {}},
                   there ? Message{} : Message{"doctor.zones_help", {}}});
}

void look_at_secrets(const Project& project, Lines& lines) {
  const std::size_t before = lines.size();
  std::set<std::string> told;
  add_secret(project.file.sealing_key, "sealing", told, lines);
  for (const Environment& environment : project.file.environments)
    for (const Target& target : environment.targets)
      add_secret(target.bearer_from, environment.id.text, told, lines);
  if (lines.size() == before)
    lines.push_back(
        {"project_secrets", Health::ok, {"doctor.secrets", {}}, {}, true});
}

// Without people whoever gives a name may act: right for a trial.
void look_at_people(const Project& project, Lines& lines) {
  if (!project.file.people.empty())
    return lines.push_back(
        {"project_people",
         Health::ok,
         {"doctor.people",
          {{"count", format("{}", project.file.people.size())}}},
         {},
         true});
  for (const Environment& environment : project.file.environments)
    if (model::is_for_real(environment))
      return lines.push_back(
          {"project_people",
           Health::warning,
           {"doctor.no_people", {{"environment", environment.id.text}}},
           {"doctor.people_help", {}},
           true});
  lines.push_back(
      {"project_people", Health::ok, {"doctor.people_trial", {}}, {}, true});
}

}  // namespace onething::doctor
