// SPDX-License-Identifier: Apache-2.0

#include <poll.h>
#include <signal.h>
#include <sys/wait.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <chrono>
#include <string_view>

#include "connect/exec_spawn.h"
#include "graph/picture.h"

namespace onething::graphs {

namespace {

using Clock = std::chrono::steady_clock;

constexpr std::chrono::seconds kTime{30};
constexpr std::size_t kBytesMax = 64u << 20;

Error unavailable(std::string_view key) {
  return Error{ErrorCode::unavailable, {key, {}}};
}

std::string program() {
  for (const char* path :
       {"/usr/bin/dot", "/usr/local/bin/dot", "/opt/homebrew/bin/dot"})
    if (access(path, X_OK) == 0) return path;
  return {};
}

// Feeds and reads by turns, because a full pipe on either side would stop both.
bool exchange(connect::Child& child, std::string_view input,
              std::string& output) {
  const Clock::time_point end = Clock::now() + kTime;
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

void replace_all(std::string& text, std::string_view from,
                 std::string_view to) {
  for (std::size_t at = text.find(from); at != std::string::npos;
       at = text.find(from, at + to.size()))
    text.replace(at, from.size(), to);
}

}  // namespace

Result<std::string> svg_of(const std::string& dot) {
  const std::string path = program();
  if (path.empty()) return unavailable("graph.no_graphviz");
  std::optional<connect::Child> child = connect::spawn(
      {path, "-Tsvg"}, {"PATH=/usr/bin:/bin", "LC_ALL=C.UTF-8"},
      std::chrono::duration_cast<std::chrono::milliseconds>(kTime));
  if (!child) return unavailable("graph.graphviz_failed");
  std::string svg;
  const bool answered = exchange(*child, dot, svg);
  if (!answered) kill(-child->pid, SIGKILL);
  int status = 0;
  while (waitpid(child->pid, &status, 0) < 0 && errno == EINTR) {
  }
  if (!answered || !WIFEXITED(status) || WEXITSTATUS(status) != 0)
    return unavailable("graph.graphviz_failed");
  replace_all(svg, "font-family=\"Noto Sans CJK SC\"",
              "font-family=\"Noto Sans CJK SC, Source Han Sans SC, "
              "PingFang SC, Microsoft YaHei, WenQuanYi Zen Hei, "
              "sans-serif\"");
  return svg;
}

}  // namespace onething::graphs
