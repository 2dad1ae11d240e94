// SPDX-License-Identifier: Apache-2.0

#include "batch_progress.h"

#include <algorithm>
#include <utility>
#include <vector>

#include "onething/text.h"
#include "print.h"

namespace onething::cli {

namespace {

using std::chrono::milliseconds;
using std::chrono::steady_clock;

constexpr milliseconds kTellEvery{10'000};
constexpr milliseconds kDrawEvery{100};

// Rows that need nothing more from this program for now.
std::int64_t settled(const BatchStanding& standing) {
  return standing.rows - standing.waiting - standing.running;
}

std::string tenths(double number) {
  const auto whole = static_cast<std::int64_t>(number * 10 + 0.5);
  return std::to_string(whole / 10) + "." + std::to_string(whole % 10);
}

std::string time_left(double seconds) {
  const auto left = static_cast<std::int64_t>(seconds + 0.5);
  if (left < 60) return std::to_string(left) + " s";
  if (left < 3'600)
    return std::to_string(left / 60) + " min " + std::to_string(left % 60) +
           " s";
  return std::to_string(left / 3'600) + " h " + std::to_string(left / 60 % 60) +
         " min";
}

std::string marks(std::int64_t part, std::int64_t all, std::size_t cells) {
  const std::size_t full = all <= 0 ? 0
                                    : static_cast<std::size_t>(part) * cells /
                                          static_cast<std::size_t>(all);
  return "[" + std::string(std::min(full, cells), '#') +
         std::string(cells - std::min(full, cells), '.') + "]";
}

}  // namespace

BatchProgress::BatchProgress(const Session& session,
                             PacedConnector& departments,
                             const Project& project)
    : session_(session),
      departments_(departments),
      project_(project),
      began_(steady_clock::now()),
      told_(began_) {}

void BatchProgress::show(const BatchRun& run) {
  if (!last_) settled_first_ = settled(run.standing);
  last_ = run;
  tick();
}

void BatchProgress::tick() {
  if (!last_) return;
  const auto now = steady_clock::now();
  if (session_.talks_to_terminal()) {
    if (drawn_ > 0 && now - told_ < kDrawEvery) return;
    told_ = now;
    return draw();
  }
  if (now - told_ < kTellEvery) return;
  told_ = now;
  session_.say_text(line());
}

std::string BatchProgress::line() const {
  const BatchStanding& standing = last_->standing;
  const double seconds =
      std::chrono::duration<double>(steady_clock::now() - began_).count();
  const std::int64_t done = settled(standing);
  const double rate =
      seconds > 0 ? static_cast<double>(done - settled_first_) / seconds : 0;
  const std::int64_t left = standing.rows - done;
  return session_.text(
      {"batch.progress",
       {{"done", std::to_string(done)},
        {"rows", std::to_string(standing.rows)},
        {"rate", tenths(rate)},
        {"waiting", std::to_string(standing.waiting)},
        {"failed", std::to_string(standing.refused + standing.attention)},
        {"left", rate > 0 ? time_left(static_cast<double>(left) / rate)
                          : std::string("-")}}});
}

std::string BatchProgress::bar(const DepartmentTraffic& traffic) const {
  constexpr std::size_t kNameCells = 24;
  constexpr std::size_t kBarCells = 20;
  const Department* department = project_.find_department(traffic.department);
  const std::string name = department == nullptr
                               ? traffic.department
                               : session_.name(department->title);
  const std::int64_t done = traffic.answered + traffic.failed;
  std::string text =
      "  " + pad(shorten(name, kNameCells), kNameCells) + " " +
      marks(done, done + traffic.under_way + traffic.held, kBarCells) + " " +
      session_.text({"batch.traffic",
                     {{"answered", std::to_string(traffic.answered)},
                      {"under_way", std::to_string(traffic.under_way)},
                      {"held", std::to_string(traffic.held)},
                      {"failed", std::to_string(traffic.failed)}}});
  if (traffic.paused_until)
    text +=
        " " + session_.text({"batch.paused_until",
                             {{"time", to_local_text(*traffic.paused_until)}}});
  else if (traffic.closed_until)
    text +=
        " " + session_.text({"batch.closed_until",
                             {{"time", to_local_text(*traffic.closed_until)}}});
  return text;
}

void BatchProgress::draw() {
  std::vector<std::string> lines = {
      marks(settled(last_->standing), last_->standing.rows, 24) + " " + line()};
  for (const DepartmentTraffic& traffic : departments_.traffic())
    lines.push_back(bar(traffic));
  // What does not fit the screen cannot be drawn over.
  if (lines.size() + 1 > session_.rows()) lines.resize(1);
  std::string frame;
  if (drawn_ > 0) frame = "\x1b[" + std::to_string(drawn_) + "A";
  for (const std::string& line : lines)
    frame += "\x1b[2K" + shorten(line, session_.columns() - 1) + "\n";
  drawn_ = std::max(drawn_, lines.size());
  for (std::size_t i = lines.size(); i < drawn_; ++i) frame += "\x1b[2K\n";
  frame.pop_back();  // say_text() ends the line.
  session_.say_text(frame);
}

void BatchProgress::finish() {
  if (drawn_ == 0) return;
  std::string frame = "\x1b[" + std::to_string(drawn_) + "A";
  frame += "\x1b[0J";
  drawn_ = 0;
  session_.say_text(frame);
}

std::string standing_text(const Session& session,
                          const BatchStanding& standing) {
  const std::pair<const char*, std::int64_t> counts[] = {
      {"batch.count_granted", standing.granted},
      {"batch.count_ended", standing.ended},
      {"batch.count_running", standing.running},
      {"batch.count_correcting", standing.correcting},
      {"batch.count_attention", standing.attention},
      {"batch.count_waiting", standing.waiting},
      {"batch.count_refused", standing.refused}};
  std::vector<std::vector<std::string>> rows = {
      {session.text({"batch.count_rows", {}}), std::to_string(standing.rows)}};
  const std::string keys[] = {session.text({"batch.count_granted", {}}),
                              session.text({"batch.count_ended", {}}),
                              session.text({"batch.count_running", {}}),
                              session.text({"batch.count_correcting", {}}),
                              session.text({"batch.count_attention", {}}),
                              session.text({"batch.count_waiting", {}}),
                              session.text({"batch.count_refused", {}})};
  for (std::size_t i = 0; i < std::size(counts); ++i)
    if (counts[i].second > 0)
      rows.push_back({keys[i], std::to_string(counts[i].second)});
  return table(rows);
}

Value standing_document(const BatchStanding& standing) {
  return Object{
      {"rows", standing.rows},           {"accepted", standing.accepted()},
      {"refused", standing.refused},     {"waiting", standing.waiting},
      {"running", standing.running},     {"correcting", standing.correcting},
      {"attention", standing.attention}, {"granted", standing.granted},
      {"ended", standing.ended}};
}

}  // namespace onething::cli
