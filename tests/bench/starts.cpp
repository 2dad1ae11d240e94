// SPDX-License-Identifier: Apache-2.0
//
// starts A B: starts both programs by turns (A with --version), and prints the
// median time of each and their ratio as a row of a Markdown table.

#include <fcntl.h>
#include <spawn.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <chrono>
#include <cstdio>
#include <vector>

namespace {

constexpr int kRounds = 400;

double start_once(const char* program, const char* argument) {
  posix_spawn_file_actions_t actions;
  posix_spawn_file_actions_init(&actions);
  posix_spawn_file_actions_addopen(&actions, STDOUT_FILENO, "/dev/null",
                                   O_WRONLY, 0);
  char* argv[] = {const_cast<char*>(program), const_cast<char*>(argument),
                  nullptr};
  const auto begin = std::chrono::steady_clock::now();
  pid_t child = 0;
  posix_spawn(&child, program, &actions, nullptr, argv, environ);
  int status = 0;
  waitpid(child, &status, 0);
  const std::chrono::duration<double, std::micro> took =
      std::chrono::steady_clock::now() - begin;
  posix_spawn_file_actions_destroy(&actions);
  return took.count();
}

double median(std::vector<double> times) {
  std::nth_element(times.begin(), times.begin() + kRounds / 2, times.end());
  return times[kRounds / 2];
}

}  // namespace

int main(int argc, char** argv) {
  if (argc != 3) return 2;
  std::vector<double> ours;
  std::vector<double> floor;
  for (int i = 0; i < kRounds; ++i) {
    ours.push_back(start_once(argv[1], "--version"));
    floor.push_back(start_once(argv[2], nullptr));
  }
  const double mine = median(ours);
  const double theirs = median(floor);
  std::printf(
      "| process start to `--version` | %.0f us | a trivial C++ program "
      "| %.0f us | %.2f |\n",
      mine, theirs, mine / theirs);
  return 0;
}
