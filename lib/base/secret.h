// SPDX-License-Identifier: Apache-2.0
//
// Secret: 32 bytes that nobody prints and that do not outlive their use.
//
// Has no formatter, no comparison and no copy; what it held is overwritten when
// it goes. It does not keep the system from writing memory to disk: that is
// never_dump_memory() and the operator's swap.

#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace onething {

// Overwrites in a way that no optimisation leaves out.
void wipe(std::string& text);

class Secret {
 public:
  static constexpr std::size_t size = 32;

  Secret() = default;
  Secret(const Secret&) = delete;
  Secret& operator=(const Secret&) = delete;
  Secret(Secret&& other) noexcept;
  Secret& operator=(Secret&& other) noexcept;
  ~Secret();

  // Nothing when `bytes` are not 32.
  static std::optional<Secret> from(std::string_view bytes);
  Secret twin() const;

  std::uint8_t* data() { return bytes_.data(); }
  const std::uint8_t* data() const { return bytes_.data(); }

 private:
  std::array<std::uint8_t, size> bytes_{};
};

// No core file and no attaching of debuggers for the rest of the process;
// programs that it starts are not concerned.
void never_dump_memory();

}  // namespace onething
