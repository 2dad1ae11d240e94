// SPDX-License-Identifier: Apache-2.0

#include "signals.h"

#include <unistd.h>

#include <csignal>

namespace onething::cli {

namespace {

// A signal handler can only reach what is global; nothing else is.
std::atomic<bool> g_stop{false};
std::atomic<int> g_signal{0};

extern "C" void on_stop(int number) {
  if (g_stop.exchange(true)) _exit(128 + number);
  g_signal = number;
}

}  // namespace

void install_signal_handlers() {
  // The default kills; ignored, write() says EFBIG or EPIPE.
  std::signal(SIGXFSZ, SIG_IGN);
  std::signal(SIGPIPE, SIG_IGN);
}

const std::atomic<bool>* stop_flag() {
  struct sigaction action {};
  action.sa_handler = on_stop;
  sigaction(SIGINT, &action, nullptr);
  sigaction(SIGTERM, &action, nullptr);
  return &g_stop;
}

int stopped_by_signal() {
  const int number = g_signal;
  return number == 0 ? 0 : 128 + number;
}

}  // namespace onething::cli
