// SPDX-License-Identifier: Apache-2.0

#include "connect/program.h"

#include <poll.h>
#include <signal.h>
#include <sys/wait.h>
#include <unistd.h>

#include <array>
#include <cerrno>

#include "connect/exec_spawn.h"

namespace onething::connect {

namespace {

using Clock = std::chrono::steady_clock;

constexpr std::size_t kBytesMax = 64u << 20;

// Feeds and reads by turns, because a full pipe on either side would stop both.
bool exchange(Child& child, std::string_view input, std::chrono::seconds time,
              std::string& output) {
  const Clock::time_point end = Clock::now() + time;
  std::array<char, 65536> buffer{};
  while (Clock::now() < end && output.size() <= kBytesMax) {
    if (input.empty()) child.input.close();
    pollfd polled[] = {
        {child.output.number(), POLLIN, 0},
        {child.errors.is_open() ? child.errors.number() : -1, POLLIN, 0},
        {child.input.is_open() ? child.input.number() : -1, POLLOUT, 0}};
    poll(polled, 3, 100);
    if (polled[2].revents != 0) {
      const ssize_t fed =
          write(child.input.number(), input.data(), input.size());
      if (fed > 0) input.remove_prefix(static_cast<std::size_t>(fed));
      if (fed < 0 && errno != EAGAIN && errno != EINTR) return false;
    }
    if (polled[1].revents != 0 &&
        read(child.errors.number(), buffer.data(), buffer.size()) == 0)
      child.errors.close();
    if (polled[0].revents == 0) continue;
    const ssize_t got =
        read(child.output.number(), buffer.data(), buffer.size());
    if (got == 0) return true;
    if (got > 0) output.append(buffer.data(), static_cast<std::size_t>(got));
  }
  return false;
}

}  // namespace

std::optional<ProgramRun> run_to_end(
    const std::vector<std::string>& argv,
    const std::vector<std::string>& environment, std::string_view input,
    std::chrono::seconds time) {
  std::optional<Child> child =
      spawn(argv, environment,
            std::chrono::duration_cast<std::chrono::milliseconds>(time));
  if (!child) return std::nullopt;
  ProgramRun run;
  const bool answered = exchange(*child, input, time, run.output);
  if (!answered) kill(-child->pid, SIGKILL);
  int status = 0;
  while (waitpid(child->pid, &status, 0) < 0 && errno == EINTR) {
  }
  if (!answered || !WIFEXITED(status)) return std::nullopt;
  run.exit_code = WEXITSTATUS(status);
  return run;
}

}  // namespace onething::connect
