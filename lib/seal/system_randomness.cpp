// SPDX-License-Identifier: Apache-2.0

#include <sys/random.h>

#include <cerrno>

#include "onething/keys.h"

namespace onething {

namespace {

class SystemRandomness final : public Randomness {
 public:
  bool fill(std::span<std::uint8_t> bytes) override {
    while (!bytes.empty()) {
      const ssize_t got = getrandom(bytes.data(), bytes.size(), 0);
      if (got < 0 && errno == EINTR) continue;
      if (got <= 0) return false;
      bytes = bytes.subspan(static_cast<std::size_t>(got));
    }
    return true;
  }
};

}  // namespace

std::unique_ptr<Randomness> make_system_randomness() {
  return std::make_unique<SystemRandomness>();
}

}  // namespace onething
