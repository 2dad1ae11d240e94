// SPDX-License-Identifier: Apache-2.0

#include "connect/exec_run.h"

#include <signal.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>

#include "base/limits.h"
#include "connect/answer.h"

namespace onething::connect {

namespace {

constexpr int kExitBusy = 75;  // EX_TEMPFAIL of sysexits.h.
// Without a pidfd the end of a program is only seen by looking.
constexpr std::chrono::milliseconds kLookEvery{5};

// write() that reports a closed pipe as an error instead of by SIGPIPE,
// whatever the program's own handling of that signal is.
ssize_t write_quietly(int fd, const char* data, std::size_t size) {
  sigset_t pipe_signal;
  sigset_t before;
  sigset_t pending;
  sigemptyset(&pipe_signal);
  sigaddset(&pipe_signal, SIGPIPE);
  sigpending(&pending);
  const bool was_pending = sigismember(&pending, SIGPIPE) == 1;
  pthread_sigmask(SIG_BLOCK, &pipe_signal, &before);
  const ssize_t written = write(fd, data, size);
  const int error = errno;
  if (written < 0 && error == EPIPE && !was_pending) {
    const timespec now{};
    while (sigtimedwait(&pipe_signal, nullptr, &now) < 0 && errno == EINTR) {
    }
  }
  pthread_sigmask(SIG_SETMASK, &before, nullptr);
  errno = error;
  return written;
}

bool is_over(ssize_t count) {
  return count == 0 || (count < 0 && errno != EAGAIN && errno != EINTR);
}

}  // namespace

ExecRun::ExecRun(Child child, Call call, std::chrono::milliseconds timeout)
    : child_(std::move(child)),
      call_(std::move(call)),
      began_(Clock::now()),
      end_(began_ + timeout) {}

ExecRun::~ExecRun() {
  if (reaped_) return;
  kill_group();
  int status = 0;
  while (waitpid(child_.pid, &status, 0) < 0 && errno == EINTR) {
  }
}

bool ExecRun::advance(Clock::time_point now) {
  feed();
  gather();
  if (!timed_out_ && !too_big_ && now >= end_) {
    timed_out_ = true;
    kill_group();
  }
  if (!reap()) return false;
  gather();  // What it wrote last.
  int error = 0;
  if (read(child_.exec_error.number(), &error, sizeof(error)) ==
      static_cast<ssize_t>(sizeof(error)))
    exec_error_ = error;
  return true;
}

void ExecRun::feed() {
  while (child_.input.is_open()) {
    if (fed_bytes_ == call_.body.size()) return child_.input.close();
    const ssize_t count =
        write_quietly(child_.input.number(), call_.body.data() + fed_bytes_,
                      call_.body.size() - fed_bytes_);
    if (count > 0) {
      fed_bytes_ += static_cast<std::size_t>(count);
      continue;
    }
    // A program that does not want to read its input may still answer.
    if (is_over(count)) child_.input.close();
    return;
  }
}

void ExecRun::gather() {
  char buffer[16 << 10];
  for (int turn = 0; child_.output.is_open() && turn < 256; ++turn) {
    const ssize_t count = read(child_.output.number(), buffer, sizeof(buffer));
    if (count <= 0) {
      if (is_over(count)) child_.output.close();
      break;
    }
    if (too_big_) continue;
    output_.append(buffer, static_cast<std::size_t>(count));
    if (output_.size() > limits::exec_output_bytes_max) {
      too_big_ = true;
      output_.clear();
      kill_group();
    }
  }
  for (int turn = 0; child_.errors.is_open() && turn < 256; ++turn) {
    const ssize_t count = read(child_.errors.number(), buffer, sizeof(buffer));
    if (count > 0) continue;
    if (is_over(count)) child_.errors.close();
    break;
  }
}

// The group is killed before its number is given back, so that what the program
// left behind goes with it and no stranger is hit.
bool ExecRun::reap() {
  siginfo_t info{};
  if (waitid(P_PID, static_cast<id_t>(child_.pid), &info,
             WEXITED | WNOHANG | WNOWAIT) != 0) {
    if (errno == EINTR) return false;
    reaped_ = true;
    status_ = -1;
    return true;
  }
  if (info.si_pid == 0) return false;
  kill_group();
  while (waitpid(child_.pid, &status_, 0) < 0 && errno == EINTR) {
  }
  reaped_ = true;
  return true;
}

void ExecRun::kill_group() const { kill(-child_.pid, SIGKILL); }

void ExecRun::add_to(std::vector<pollfd>& polled) const {
  if (child_.exit.is_open())
    polled.push_back({child_.exit.number(), POLLIN, 0});
  if (child_.input.is_open())
    polled.push_back({child_.input.number(), POLLOUT, 0});
  if (child_.output.is_open())
    polled.push_back({child_.output.number(), POLLIN, 0});
  if (child_.errors.is_open())
    polled.push_back({child_.errors.number(), POLLIN, 0});
}

ExecRun::Clock::time_point ExecRun::next_look(Clock::time_point now) const {
  if (!child_.exit.is_open()) return now + kLookEvery;
  return timed_out_ ? now + std::chrono::seconds(1) : end_;
}

Answer ExecRun::answer(const ExecTarget& target) const {
  Answer answer = fail(call_, CallFailure::unknown, {});
  if (exec_error_ != 0) {
    answer = refused_to_start(exec_error_, target.argv.front());
  } else if (timed_out_) {
    answer.detail = {
        "connect.exec_timeout",
        {{"service", call_.service},
         {"milliseconds", std::to_string(target.timeout.count())}}};
  } else if (too_big_) {
    answer = fail(call_, CallFailure::malformed,
                  {"connect.response_too_big",
                   {{"service", call_.service},
                    {"limit", std::to_string(limits::exec_output_bytes_max)}}});
  } else if (status_ != -1 && WIFEXITED(status_) && WEXITSTATUS(status_) == 0) {
    answer.document = parse_document(output_);
    if (!answer.document)
      answer = fail(call_, CallFailure::malformed,
                    {"connect.exec_not_json", {{"service", call_.service}}});
  } else {
    answer = ended_badly();
  }
  answer.took = std::chrono::duration_cast<std::chrono::milliseconds>(
      Clock::now() - began_);
  return answer;
}

Answer ExecRun::refused_to_start(int error, const std::string& program) const {
  std::vector<Arg> args = {{"service", call_.service}, {"program", program}};
  if (error == ENOENT)
    return fail(call_, CallFailure::unreachable,
                {"connect.exec_missing", std::move(args)});
  if (error == EACCES)
    return fail(call_, CallFailure::unreachable,
                {"connect.exec_not_allowed", std::move(args)});
  args.emplace_back("number", std::to_string(error));
  return fail(call_, CallFailure::unreachable,
              {"connect.exec_not_started", std::move(args)});
}

Answer ExecRun::ended_badly() const {
  const Arg service("service", call_.service);
  if (status_ != -1 && WIFEXITED(status_)) {
    const Arg code("code", std::to_string(WEXITSTATUS(status_)));
    if (WEXITSTATUS(status_) == kExitBusy)
      return fail(call_, CallFailure::busy,
                  {"connect.exec_busy", {service, code}});
    return fail(call_, CallFailure::unknown,
                {"connect.exec_exit", {service, code}});
  }
  const int number = status_ == -1 ? 0 : WTERMSIG(status_);
  return fail(
      call_, CallFailure::unknown,
      {"connect.exec_signal", {service, {"number", std::to_string(number)}}});
}

}  // namespace onething::connect
