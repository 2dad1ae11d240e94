// SPDX-License-Identifier: Apache-2.0

#include "check/safety/host.h"

#include <charconv>
#include <cstdint>
#include <optional>
#include <system_error>

namespace onething::check {

namespace {

// "10.1.2.3" as a number; nothing when it is no such address.
std::optional<std::uint32_t> parse_v4(std::string_view text) {
  std::uint32_t address = 0;
  for (int part = 0; part < 4; ++part) {
    const std::size_t dot = part < 3 ? text.find('.') : text.size();
    if (dot == std::string_view::npos || dot == 0 || dot > 3)
      return std::nullopt;
    std::uint32_t value = 0;
    const auto [end, error] =
        std::from_chars(text.data(), text.data() + dot, value);
    constexpr std::uint32_t byte_max = 255;
    if (error != std::errc() || end != text.data() + dot || value > byte_max)
      return std::nullopt;
    address = address << 8U | value;
    text.remove_prefix(part < 3 ? dot + 1 : dot);
  }
  return address;
}

HostKind kind_of_v4(std::uint32_t address) {
  const auto within = [address](std::uint32_t first, unsigned bits) {
    return (address ^ first) >> (32U - bits) == 0;
  };
  if (within(0x7F000000, 8)) return HostKind::loopback;
  if (within(0x0A000000, 8) || within(0xAC100000, 12) ||
      within(0xC0A80000, 16) || within(0x64400000, 10))
    return HostKind::private_range;
  if (within(0x00000000, 8) || within(0xA9FE0000, 16) || within(0xE0000000, 3))
    return HostKind::never;
  return HostKind::global;
}

// The few that are recognised by how they begin.
HostKind kind_of_v6(std::string_view host) {
  if (host == "::1") return HostKind::loopback;
  if (host == "::") return HostKind::never;
  if (host.starts_with("fc") || host.starts_with("fd"))
    return HostKind::private_range;
  if (host.starts_with("fe8") || host.starts_with("fe9") ||
      host.starts_with("fea") || host.starts_with("feb") ||
      host.starts_with("ff"))
    return HostKind::never;
  return HostKind::global;
}

}  // namespace

std::string_view host_of(std::string_view base) {
  const std::size_t scheme = base.find("://");
  if (scheme == std::string_view::npos) return {};
  std::string_view rest = base.substr(scheme + 3);
  rest = rest.substr(0, rest.find_first_of("/?#"));
  if (const std::size_t at = rest.rfind('@'); at != std::string_view::npos)
    rest.remove_prefix(at + 1);
  if (rest.starts_with('[')) return rest.substr(1, rest.find(']') - 1);
  return rest.substr(0, rest.find(':'));
}

HostKind kind_of_host(std::string_view host) {
  if (host == "localhost" || host.ends_with(".localhost"))
    return HostKind::loopback;
  if (host.find(':') != std::string_view::npos) return kind_of_v6(host);
  const std::optional<std::uint32_t> address = parse_v4(host);
  return address ? kind_of_v4(*address) : HostKind::name;
}

}  // namespace onething::check
