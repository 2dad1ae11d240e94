// SPDX-License-Identifier: Apache-2.0

#include "picture.h"

#include <algorithm>
#include <array>
#include <string_view>

#include "onething/text.h"

namespace onething::cli {

namespace {

struct Look {
  std::string_view status;
  std::string_view sign;
  std::string_view colour;
  std::string_view key;
};

constexpr std::array<Look, 9> kLooks = {{
    {"waiting", ".", "\x1b[2m", "report.status_waiting"},
    {"calling", ">", "\x1b[36m", "report.status_calling"},
    {"retrying", "~", "\x1b[33m", "report.status_retrying"},
    {"with_person", "@", "\x1b[35m", "report.status_with_person"},
    {"fallback", "!", "\x1b[31m", "report.status_fallback"},
    {"done", "+", "\x1b[32m", "report.status_done"},
    {"returned", "<", "\x1b[33m", "report.status_returned"},
    {"refused", "x", "\x1b[31m", "report.status_refused"},
    {"skipped", "-", "\x1b[2m", "report.status_skipped"},
}};

const Look& look_of(std::string_view status) {
  for (const Look& look : kLooks)
    if (look.status == status) return look;
  return kLooks[0];
}

std::string elapsed(const StepView& step, Instant now) {
  if (!step.started_at) return {};
  const Instant end = step.ended_at.value_or(now);
  const std::int64_t ms = std::max<std::int64_t>(
      to_milliseconds(end) - to_milliseconds(*step.started_at), 0);
  if (ms < 1'000) return std::to_string(ms) + " ms";
  const std::int64_t seconds = ms / 1'000;
  if (seconds < 60)
    return std::to_string(seconds) + "." + std::to_string(ms / 100 % 10) + " s";
  const std::int64_t minutes = seconds / 60;
  if (minutes < 60) return std::to_string(minutes) + " min";
  return std::to_string(minutes / 60) + " h " + std::to_string(minutes % 60) +
         " min";
}

constexpr std::size_t kTitleCells = 32;
constexpr std::size_t kDepartmentCells = 22;

std::string fit(const std::string& text, std::size_t cells) {
  return pad(shorten(text, cells), cells);
}

}  // namespace

std::string step_line(const Session& session, const StepView& step,
                      Instant now) {
  const Look& look = look_of(step.status);
  std::string status = session.text({look.key, {}});
  if (step.runs > 1)
    status +=
        " " + std::to_string(step.runs_done) + "/" + std::to_string(step.runs);
  std::string line =
      std::string(look.sign) + " " +
      fit(session.name(step.title), kTitleCells) + " " +
      fit(session.name(step.department_title), kDepartmentCells) + " " + status;
  const std::string time = elapsed(step, now);
  if (!time.empty()) line += "  " + time;
  // A line that wraps would put the picture out of place.
  if (session.talks_to_terminal()) line = shorten(line, session.columns() - 1);
  return session.colour() || session.talks_to_terminal()
             ? std::string(look.colour) + line + "\x1b[0m"
             : line;
}

Picture::Picture(const Session& session, Clock& clock)
    : session_(session), clock_(clock) {}

// What does not fit the screen cannot be drawn over.
bool Picture::draws(const CaseView& view) const {
  constexpr std::size_t kNarrowest = 70;
  return session_.talks_to_terminal() && session_.columns() >= kNarrowest &&
         session_.rows() > view.steps.size() + 1;
}

void Picture::show(const CaseView& view) {
  if (session_.json()) return;
  if (!draws(view)) return tell(view);
  draw(view);
  last_ = view;
}

void Picture::tick() {
  if (last_) draw(*last_);
}

void Picture::draw(const CaseView& view) {
  std::string frame;
  if (drawn_ > 0) frame = "\x1b[" + std::to_string(drawn_) + "A";
  for (const StepView& step : view.steps)
    frame += "\x1b[2K" + step_line(session_, step, clock_.now()) + "\n";
  drawn_ = view.steps.size();
  frame.pop_back();  // say_text() ends the line.
  session_.say_text(frame);
}

void Picture::tell(const CaseView& view) {
  told_.resize(view.steps.size());
  for (std::size_t i = 0; i < view.steps.size(); ++i) {
    const StepView& step = view.steps[i];
    const std::string now = step.status + "/" + std::to_string(step.runs_done) +
                            "/" + std::to_string(step.generation);
    if (told_[i] == now) continue;
    if (step.status != "waiting")
      session_.say_text(to_local_text(view.changed_at) + "  " +
                        step_line(session_, step, clock_.now()));
    told_[i] = now;
  }
}

}  // namespace onething::cli
