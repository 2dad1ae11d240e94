// SPDX-License-Identifier: Apache-2.0

#include "log.h"

#include <fcntl.h>
#include <unistd.h>

#include <cerrno>
#include <system_error>
#include <utility>

namespace onething::cli {

namespace {

std::string_view word_of(Level level) {
  switch (level) {
    case Level::info:
      return "info";
    case Level::warning:
      return "warning";
    case Level::error:
      return "error";
  }
  return "";
}

std::string_view word_of(ErrorCode code) {
  switch (code) {
    case ErrorCode::not_found:
      return "not_found";
    case ErrorCode::conflict:
      return "conflict";
    case ErrorCode::unavailable:
      return "unavailable";
    case ErrorCode::invalid:
      return "invalid";
    case ErrorCode::corrupt:
      return "corrupt";
    case ErrorCode::unknown:
      return "unknown";
  }
  return "";
}

Level level_of(const StepView& step) {
  return step.status == "retrying" || step.status == "fallback" ? Level::warning
                                                                : Level::info;
}

std::int64_t milliseconds_between(Instant from, Instant to) {
  return to_milliseconds(to) - to_milliseconds(from);
}

}  // namespace

Result<std::unique_ptr<Log>> Log::open(const std::string& path, Clock& clock) {
  if (path == "-") return std::make_unique<Log>(STDERR_FILENO, clock);
  const int file =
      ::open(path.c_str(), O_WRONLY | O_APPEND | O_CREAT | O_CLOEXEC, 0600);
  if (file >= 0) return std::make_unique<Log>(file, clock);
  return Error{
      ErrorCode::unavailable,
      {"operation.no_log",
       {{"path", path}, {"reason", std::generic_category().message(errno)}}}};
}

Log::~Log() {
  if (file_ != STDERR_FILENO) ::close(file_);
}

// One write a line, so that lines of several processes do not mix. A log that
// cannot be written keeps nothing from being done.
void Log::write(Level level, std::string_view event, Object fields) {
  Object line{{"time", to_text(clock_.now())},
              {"level", std::string(word_of(level))},
              {"event", std::string(event)},
              {"pid", std::int64_t{::getpid()}}};
  for (auto& [name, value] : fields) line.set(name, std::move(value));
  const std::string text = to_json(line) + "\n";
  std::string_view left = text;
  while (!left.empty()) {
    const ssize_t count = ::write(file_, left.data(), left.size());
    if (count < 0 && errno == EINTR) continue;
    if (count <= 0) return;
    left.remove_prefix(static_cast<std::size_t>(count));
  }
}

void Log::command_started(std::string_view command) {
  command_ = command;
  started_ = std::chrono::steady_clock::now();
  write(Level::info, "command_started", Object{{"command", command_}});
}

void Log::command_ended(int code) {
  const auto took = std::chrono::steady_clock::now() - started_;
  write(code == 0 ? Level::info : Level::warning, "command_ended",
        Object{{"command", command_},
               {"code", std::int64_t{code}},
               {"ms",
                std::int64_t{
                    std::chrono::duration_cast<std::chrono::milliseconds>(took)
                        .count()}}});
}

void Log::failed(const Error& error) {
  write(Level::error, "failed",
        Object{{"command", command_},
               {"code", std::string(word_of(error.code))},
               {"message_id", std::string(error.message.key)}});
}

void Log::committed(const CaseView& view,
                    const std::vector<std::string>& events) {
  List words;
  for (const std::string& event : events) words.push_back(event);
  write(Level::info, "committed",
        Object{{"case", view.id.text},
               {"workflow", view.workflow},
               {"state", view.status},
               {"length", view.length},
               {"events", std::move(words)}});
  for (const StepView& step : view.steps) {
    Told& before = steps_[{view.id.text, step.id}];
    if (before.status == step.status && before.attempts == step.attempts)
      continue;
    tell(view, step, before);
    before = {step.status, step.attempts};
  }
  if (view.ended)
    std::erase_if(steps_, [&](const auto& each) {
      return each.first.first == view.id.text;
    });
}

void Log::tell(const CaseView& view, const StepView& step, const Told& before) {
  // That nothing has happened yet is no news.
  if (before.status.empty() && step.status == "waiting") return;
  Object fields{{"case", view.id.text},
                {"step", step.id},
                {"department", step.department},
                {"status", step.status},
                {"attempt", step.attempts}};
  if (step.started_at && step.ended_at)
    fields.set("ms", milliseconds_between(*step.started_at, *step.ended_at));
  if (step.retry_at) fields.set("retry_at", to_text(*step.retry_at));
  if (!step.failure.empty())
    fields.set("message_id", std::string(step.failure.key));
  write(level_of(step), "step", std::move(fields));
}

}  // namespace onething::cli
