// SPDX-License-Identifier: Apache-2.0

#include "connect/exec_spawn.h"

#include <fcntl.h>
#include <linux/close_range.h>
#include <signal.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/syscall.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>

#include "base/limits.h"

namespace onething::connect {

namespace {

struct Pipe {
  Fd read;
  Fd write;
};

std::optional<Pipe> make_pipe() {
  int ends[2];
  if (pipe2(ends, O_CLOEXEC) != 0) return std::nullopt;
  return Pipe{Fd(ends[0]), Fd(ends[1])};
}

// Only our ends: the program expects files that wait.
void stop_blocking(const Fd& fd) {
  const int flags = fcntl(fd.number(), F_GETFL);
  fcntl(fd.number(), F_SETFL, flags | O_NONBLOCK);
}

// All that the child needs, made before the fork: afterwards only calls that
// are safe in a signal handler are allowed.
struct Plan {
  std::vector<char*> argv;
  std::vector<char*> environment;
  rlim_t cpu_seconds = 0;
  pid_t parent = 0;
  int input = -1;
  int output = -1;
  int errors = -1;
  int exec_error = -1;
};

std::vector<char*> pointers_to(const std::vector<std::string>& texts) {
  std::vector<char*> pointers;
  pointers.reserve(texts.size() + 1);
  for (const std::string& text : texts)
    pointers.push_back(const_cast<char*>(text.c_str()));
  pointers.push_back(nullptr);
  return pointers;
}

void lower(int resource, rlim_t value) {
  rlimit limit{};
  if (getrlimit(static_cast<__rlimit_resource>(resource), &limit) != 0) return;
  limit.rlim_max = std::min(limit.rlim_max, value);
  limit.rlim_cur = std::min(limit.rlim_cur, limit.rlim_max);
  setrlimit(static_cast<__rlimit_resource>(resource), &limit);
}

void set_limits(const Plan& plan) {
  lower(RLIMIT_CORE, 0);
  lower(RLIMIT_CPU, plan.cpu_seconds);
  lower(RLIMIT_FSIZE, limits::exec_file_bytes_max);
  lower(RLIMIT_NOFILE, limits::exec_files_max);
}

void reset_signals() {
  for (int number = 1; number < NSIG; ++number) signal(number, SIG_DFL);
  sigset_t none;
  sigemptyset(&none);
  sigprocmask(SIG_SETMASK, &none, nullptr);
}

void close_others() {
  if (syscall(SYS_close_range, 3U, ~0U, CLOSE_RANGE_CLOEXEC) == 0) return;
  rlimit limit{};
  getrlimit(RLIMIT_NOFILE, &limit);
  const int end = static_cast<int>(std::min<rlim_t>(limit.rlim_cur, 65'536));
  for (int fd = 3; fd < end; ++fd) fcntl(fd, F_SETFD, FD_CLOEXEC);
}

[[noreturn]] void give_up(const Plan& plan) {
  const int error = errno;
  // Nobody is left to tell when this fails.
  [[maybe_unused]] const ssize_t ignored =
      write(plan.exec_error, &error, sizeof(error));
  _exit(127);
}

[[noreturn]] void become(const Plan& plan) {
  setpgid(0, 0);
  if (prctl(PR_SET_PDEATHSIG, SIGKILL) != 0) give_up(plan);
  if (getppid() != plan.parent) _exit(127);  // It died before the line above.
  if (prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) != 0) give_up(plan);
  reset_signals();
  if (dup2(plan.input, 0) < 0 || dup2(plan.output, 1) < 0 ||
      dup2(plan.errors, 2) < 0)
    give_up(plan);
  close_others();
  set_limits(plan);
  execve(plan.argv[0], plan.argv.data(), plan.environment.data());
  give_up(plan);
}

// A pipe end at 0, 1 or 2 would be overwritten by dup2 in the child: move it
// up.
bool lift(Fd& fd) {
  if (fd.number() > 2) return true;
  const int higher = fcntl(fd.number(), F_DUPFD_CLOEXEC, 3);
  if (higher < 0) return false;
  fd = Fd(higher);
  return true;
}

}  // namespace

void Fd::close() {
  if (number_ >= 0) ::close(number_);
  number_ = -1;
}

std::optional<Child> spawn(const std::vector<std::string>& argv,
                           const std::vector<std::string>& environment,
                           std::chrono::milliseconds timeout) {
  std::optional<Pipe> input = make_pipe();
  std::optional<Pipe> output = make_pipe();
  std::optional<Pipe> errors = make_pipe();
  std::optional<Pipe> exec_error = make_pipe();
  if (!input || !output || !errors || !exec_error) return std::nullopt;
  if (!lift(input->read) || !lift(output->write) || !lift(errors->write) ||
      !lift(exec_error->write))
    return std::nullopt;
  Plan plan;
  plan.argv = pointers_to(argv);
  plan.environment = pointers_to(environment);
  // A program may use several cores; what escapes its group ends here.
  plan.cpu_seconds = static_cast<rlim_t>(timeout.count() / 1000 + 1) * 8;
  plan.parent = getpid();
  plan.input = input->read.number();
  plan.output = output->write.number();
  plan.errors = errors->write.number();
  plan.exec_error = exec_error->write.number();
  const pid_t pid = fork();
  if (pid < 0) return std::nullopt;
  if (pid == 0) become(plan);
  setpgid(pid, pid);  // Both sides do it, so that neither can come too early.
  Child child;
  child.pid = pid;
  child.exit = Fd(static_cast<int>(syscall(SYS_pidfd_open, pid, 0)));
  child.input = std::move(input->write);
  child.output = std::move(output->read);
  child.errors = std::move(errors->read);
  child.exec_error = std::move(exec_error->read);
  stop_blocking(child.input);
  stop_blocking(child.output);
  stop_blocking(child.errors);
  stop_blocking(child.exec_error);
  return child;
}

}  // namespace onething::connect
