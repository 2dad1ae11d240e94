// SPDX-License-Identifier: Apache-2.0
//
// Which addresses a call may go to.
//
// Judged on the resolved address, just before the connection is opened: a host
// name proves nothing, since whoever runs its DNS chooses where it points.
// Pure; opens nothing and resolves nothing.

#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "onething/message.h"

struct sockaddr;

namespace onething::connect {

enum class AddressKind {
  global,         // Reachable from everywhere.
  loopback,       // This machine.
  private_range,  // RFC 1918, RFC 6598, unique local IPv6.
  link_local,     // Also where clouds keep their machines' credentials.
  unspecified,    // 0.0.0.0/8 and ::, which reach this machine too.
  multicast,
  reserved,  // Documentation, benchmarks, tunnels, future use.
};

// An IPv6 address that carries an IPv4 address (mapped, NAT64, 6to4) is judged
// by that. Other families are reserved.
AddressKind classify(const sockaddr& address);
// The same for a numeric text; nothing when it is no address.
std::optional<AddressKind> classify(std::string_view numeric);

// "127.0.0.1", "::1"; for messages.
std::string to_text(const sockaddr& address);

enum class Scheme { http, https };

struct AddressPolicy {
  Scheme scheme = Scheme::https;
  bool allow_loopback = false;
  bool allow_private = false;
};

enum class Verdict {
  allowed,
  refused_address,     // Never, or not without a declaration.
  refused_plain_http,  // This address only with https.
};

Verdict judge(AddressKind kind, const AddressPolicy& policy);

// The kind in words, as part of a sentence.
Message name_of(AddressKind kind);

}  // namespace onething::connect
