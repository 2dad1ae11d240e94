// SPDX-License-Identifier: Apache-2.0

#include "connect/address_rules.h"

#include <arpa/inet.h>
#include <netinet/in.h>
#include <sys/socket.h>

#include <array>
#include <cstdint>
#include <cstring>

namespace onething::connect {

namespace {

struct RangeV4 {
  std::uint32_t first;
  int bits;
  AddressKind kind;
};

// The IANA registry of special addresses (RFC 6890), those that matter here.
constexpr RangeV4 kRangesV4[] = {
    {0x00000000, 8, AddressKind::unspecified},     // 0.0.0.0/8
    {0x0A000000, 8, AddressKind::private_range},   // 10.0.0.0/8
    {0x64400000, 10, AddressKind::private_range},  // 100.64.0.0/10
    {0x7F000000, 8, AddressKind::loopback},        // 127.0.0.0/8
    {0xA9FE0000, 16, AddressKind::link_local},     // 169.254.0.0/16
    {0xAC100000, 12, AddressKind::private_range},  // 172.16.0.0/12
    {0xC0000000, 24, AddressKind::reserved},       // 192.0.0.0/24
    {0xC0000200, 24, AddressKind::reserved},       // 192.0.2.0/24
    {0xC0586300, 24, AddressKind::reserved},       // 192.88.99.0/24
    {0xC0A80000, 16, AddressKind::private_range},  // 192.168.0.0/16
    {0xC6120000, 15, AddressKind::reserved},       // 198.18.0.0/15
    {0xC6336400, 24, AddressKind::reserved},       // 198.51.100.0/24
    {0xCB007100, 24, AddressKind::reserved},       // 203.0.113.0/24
    {0xE0000000, 4, AddressKind::multicast},       // 224.0.0.0/4
    {0xF0000000, 4, AddressKind::reserved},        // 240.0.0.0/4
};

AddressKind classify_v4(std::uint32_t address) {
  for (const RangeV4& range : kRangesV4)
    if ((address ^ range.first) >> (32 - range.bits) == 0) return range.kind;
  return AddressKind::global;
}

using BytesV6 = std::array<std::uint8_t, 16>;

bool begins_with(const BytesV6& address,
                 std::initializer_list<std::uint8_t> prefix) {
  return std::memcmp(address.data(), prefix.begin(), prefix.size()) == 0;
}

std::uint32_t v4_at(const BytesV6& address, std::size_t offset) {
  std::uint32_t value = 0;
  for (std::size_t i = 0; i < 4; ++i) value = value << 8 | address[offset + i];
  return value;
}

AddressKind classify_v6(const BytesV6& address) {
  if (begins_with(address, {0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0,
                            0})) {  // ::, ::1 and the old ::1.2.3.4
    const std::uint32_t last = v4_at(address, 12);
    if (last == 0) return AddressKind::unspecified;
    return last == 1 ? AddressKind::loopback : AddressKind::reserved;
  }
  if (begins_with(address, {0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0xFF, 0xFF}) ||
      begins_with(address, {0, 0x64, 0xFF, 0x9B, 0, 0, 0, 0, 0, 0, 0, 0}))
    return classify_v4(v4_at(address, 12));
  if (begins_with(address, {0x20, 0x02})) return classify_v4(v4_at(address, 2));
  if (begins_with(address, {0x20, 0x01, 0, 0}) ||
      begins_with(address, {0x20, 0x01, 0x0D, 0xB8}) ||
      begins_with(address, {0x00}) || begins_with(address, {0x01}))
    return AddressKind::reserved;
  if ((address[0] & 0xFE) == 0xFC) return AddressKind::private_range;
  if (address[0] == 0xFE && (address[1] & 0xC0) == 0x80)
    return AddressKind::link_local;
  if (address[0] == 0xFE) return AddressKind::private_range;  // fec0::/10
  if (address[0] == 0xFF) return AddressKind::multicast;
  return AddressKind::global;
}

// The bytes of a sockaddr as the struct they are; copying avoids a cast that
// alignment does not bear.
template <typename T>
T copy_as(const sockaddr& address) {
  T copy{};
  std::memcpy(&copy, &address, sizeof(copy));
  return copy;
}

BytesV6 bytes_of(const in6_addr& address) {
  BytesV6 bytes{};
  std::memcpy(bytes.data(), &address, bytes.size());
  return bytes;
}

}  // namespace

AddressKind classify(const sockaddr& address) {
  if (address.sa_family == AF_INET)
    return classify_v4(ntohl(copy_as<sockaddr_in>(address).sin_addr.s_addr));
  if (address.sa_family == AF_INET6)
    return classify_v6(bytes_of(copy_as<sockaddr_in6>(address).sin6_addr));
  return AddressKind::reserved;
}

std::optional<AddressKind> classify(std::string_view numeric) {
  const std::string text(numeric);
  in_addr v4{};
  if (inet_pton(AF_INET, text.c_str(), &v4) == 1)
    return classify_v4(ntohl(v4.s_addr));
  in6_addr v6{};
  if (inet_pton(AF_INET6, text.c_str(), &v6) == 1)
    return classify_v6(bytes_of(v6));
  return std::nullopt;
}

std::string to_text(const sockaddr& address) {
  char text[INET6_ADDRSTRLEN] = "?";
  if (address.sa_family == AF_INET) {
    const auto v4 = copy_as<sockaddr_in>(address);
    inet_ntop(AF_INET, &v4.sin_addr, text, sizeof(text));
  } else if (address.sa_family == AF_INET6) {
    const auto v6 = copy_as<sockaddr_in6>(address);
    inet_ntop(AF_INET6, &v6.sin6_addr, text, sizeof(text));
  }
  return text;
}

Verdict judge(AddressKind kind, const AddressPolicy& policy) {
  switch (kind) {
    case AddressKind::global:
      return policy.scheme == Scheme::https ? Verdict::allowed
                                            : Verdict::refused_plain_http;
    case AddressKind::loopback:
      return policy.allow_loopback ? Verdict::allowed
                                   : Verdict::refused_address;
    case AddressKind::private_range:
      return policy.allow_private ? Verdict::allowed : Verdict::refused_address;
    case AddressKind::link_local:
    case AddressKind::unspecified:
    case AddressKind::multicast:
    case AddressKind::reserved:
      return Verdict::refused_address;
  }
  return Verdict::refused_address;
}

Message name_of(AddressKind kind) {
  switch (kind) {
    case AddressKind::global:
      return {"connect.address_global", {}};
    case AddressKind::loopback:
      return {"connect.address_loopback", {}};
    case AddressKind::private_range:
      return {"connect.address_private", {}};
    case AddressKind::link_local:
      return {"connect.address_link_local", {}};
    case AddressKind::unspecified:
      return {"connect.address_unspecified", {}};
    case AddressKind::multicast:
      return {"connect.address_multicast", {}};
    case AddressKind::reserved:
      return {"connect.address_reserved", {}};
  }
  return {};
}

}  // namespace onething::connect
