// SPDX-License-Identifier: Apache-2.0
//
// What is refused of a request before cpp-httplib sees it: heads on which two
// readers could disagree, and bodies it would read without a bound.
//
// Pure; knows nothing of sockets. RFC 9112, sections 2.2, 5.1, 6.1 and 6.3.

#pragma once

#include <cstddef>
#include <string_view>

namespace onething::stub {

struct HeadVerdict {
  int refusal = 0;             // The HTTP status to refuse it with, or 0.
  std::size_t body_bytes = 0;  // How much belongs to it after the head.
};

// `head` is everything up to and including the empty line; `port` is our own,
// which a Host must name (a page elsewhere could otherwise reach us by a name
// of its own).
HeadVerdict judge_head(std::string_view head, int port);

// Whether `host` is a way to write this machine.
bool is_local_host(std::string_view host, int port);

}  // namespace onething::stub
