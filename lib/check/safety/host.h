// SPDX-License-Identifier: Apache-2.0
//
// The host of an address as it is written, and what kind of place it names.
//
// Only the text: nothing is resolved. The connector judges the resolved address
// again before each call (connect/address_rules.h) and has the last word.

#pragma once

#include <string_view>

namespace onething::check {

enum class HostKind {
  name,           // A host name: what it leads to shows only at run time.
  global,         // A numeric address of the open network.
  loopback,       // This machine, by name or number.
  private_range,  // A private network.
  never,          // Link-local, unspecified, multicast or reserved.
};

// Of "https://tax.example.cn:8443/onething": "tax.example.cn". An IPv6 address
// comes without its brackets.
std::string_view host_of(std::string_view base);

HostKind kind_of_host(std::string_view host);

}  // namespace onething::check
