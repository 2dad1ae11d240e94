// SPDX-License-Identifier: Apache-2.0
//
// A Call as the address and the header lines that carry it.
//
// Refuses what would let a value leave its place: a line break in a header, a
// path that climbs out of the department's base. Pure; sends nothing.

#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "connect/address_rules.h"
#include "onething/connector.h"

namespace onething::connect {

// `base` of an environment, taken apart.
struct Base {
  Scheme scheme = Scheme::https;
  std::string host;    // With its port, as written; for messages.
  std::string prefix;  // "https://host:port/prefix", without a last slash.
};

// invalid when it is no plain http or https address: user names and passwords,
// queries and fragments have no place in it.
Result<Base> parse_base(std::string_view base);

struct HttpRequest {
  std::string url;
  std::vector<std::string> headers;  // "Name: value"
  bool has_body = true;
};

// invalid (connect.bad_header, connect.bad_path, …) when the call must not be
// sent; nothing of the refused value is repeated in the message.
Result<HttpRequest> make_request(const Base& base, std::string_view bearer,
                                 const Call& call);

// Whether `bearer` can stand in a header.
bool is_token(std::string_view bearer);

std::string to_base64(std::string_view bytes);

}  // namespace onething::connect
