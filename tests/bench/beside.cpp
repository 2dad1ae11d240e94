// SPDX-License-Identifier: Apache-2.0
//
// beside ROUNDS TITLE FLOOR_TITLE OURS… : FLOOR…
//
// Starts two commands by turns, each as a whole process with its output thrown
// away, and prints the median time of each, their ratio and the peak memory of
// ours as a row of a Markdown table.

#include <fcntl.h>
#include <spawn.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <string_view>
#include <vector>

namespace {

struct Cost {
  double microseconds = 0;
  long kibibytes = 0;  // Peak of the resident memory.
};

Cost run_once(char* const* argv) {
  posix_spawn_file_actions_t actions;
  posix_spawn_file_actions_init(&actions);
  for (const int stream : {STDOUT_FILENO, STDERR_FILENO})
    posix_spawn_file_actions_addopen(&actions, stream, "/dev/null", O_WRONLY,
                                     0);
  const auto begin = std::chrono::steady_clock::now();
  pid_t child = 0;
  if (posix_spawnp(&child, argv[0], &actions, nullptr, argv, environ) != 0) {
    std::fprintf(stderr, "beside: cannot start %s\n", argv[0]);
    std::exit(3);
  }
  int status = 0;
  rusage usage = {};
  wait4(child, &status, 0, &usage);
  const std::chrono::duration<double, std::micro> took =
      std::chrono::steady_clock::now() - begin;
  posix_spawn_file_actions_destroy(&actions);
  if (!WIFEXITED(status) || WEXITSTATUS(status) != 0) {
    std::fprintf(stderr, "beside: %s did not end well\n", argv[0]);
    std::exit(3);
  }
  return {took.count(), usage.ru_maxrss};
}

double median(std::vector<double> times) {
  const auto middle = times.begin() + static_cast<long>(times.size() / 2);
  std::nth_element(times.begin(), middle, times.end());
  return *middle;
}

// Milliseconds where there are enough of them.
void print_time(double microseconds) {
  if (microseconds < 10'000)
    std::printf("%.0f us", microseconds);
  else
    std::printf("%.1f ms", microseconds / 1e3);
}

}  // namespace

int main(int argc, char** argv) {
  char** const end = argv + argc;
  char** const colon = std::find_if(
      argv, end, [](char* word) { return std::string_view(word) == ":"; });
  if (argc < 7 || colon == end) {
    std::fprintf(stderr,
                 "usage: beside ROUNDS TITLE FLOOR_TITLE OURS... : FLOOR...\n");
    return 2;
  }
  const int rounds = std::max(1, std::atoi(argv[1]));
  *colon = nullptr;
  std::vector<double> ours;
  std::vector<double> floor;
  long memory = 0;
  for (int i = 0; i < rounds; ++i) {
    const Cost mine = run_once(argv + 4);
    ours.push_back(mine.microseconds);
    memory = std::max(memory, mine.kibibytes);
    floor.push_back(run_once(colon + 1).microseconds);
  }
  std::printf("| %s | ", argv[2]);
  print_time(median(ours));
  std::printf(" (%.0f MiB) | %s | ", static_cast<double>(memory) / 1024,
              argv[3]);
  print_time(median(floor));
  std::printf(" | %.2f |\n", median(ours) / median(floor));
  return 0;
}
