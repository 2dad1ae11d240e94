// SPDX-License-Identifier: Apache-2.0

#include "base/secret.h"

#include <sys/prctl.h>
#include <sys/resource.h>

#include <algorithm>
#include <cstring>

namespace onething {

void wipe(std::string& text) {
  explicit_bzero(text.data(), text.size());
  text.clear();
}

Secret::Secret(Secret&& other) noexcept : bytes_(other.bytes_) {
  explicit_bzero(other.bytes_.data(), size);
}

Secret& Secret::operator=(Secret&& other) noexcept {
  if (this == &other) return *this;
  bytes_ = other.bytes_;
  explicit_bzero(other.bytes_.data(), size);
  return *this;
}

Secret::~Secret() { explicit_bzero(bytes_.data(), size); }

std::optional<Secret> Secret::from(std::string_view bytes) {
  if (bytes.size() != size) return std::nullopt;
  Secret secret;
  std::copy(bytes.begin(), bytes.end(), secret.bytes_.begin());
  return secret;
}

Secret Secret::twin() const {
  Secret other;
  other.bytes_ = bytes_;
  return other;
}

void never_dump_memory() {
  const rlimit none{0, 0};
  static_cast<void>(setrlimit(RLIMIT_CORE, &none));
  static_cast<void>(prctl(PR_SET_DUMPABLE, 0, 0, 0, 0));
}

}  // namespace onething
