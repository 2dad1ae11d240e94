// SPDX-License-Identifier: Apache-2.0
//
// What an HTTP response means for the call: the table of connector.h.
//
// Nothing that the department wrote gets into a Message: it may hold personal
// values. Pure.

#pragma once

#include <chrono>
#include <string>

#include "onething/connector.h"

namespace onething::connect {

struct HttpResponse {
  long status = 0;
  std::string body;
  std::chrono::seconds retry_after{0};  // Zero: not said.
};

Answer read_response(const Call& call, const HttpResponse& response);

}  // namespace onething::connect
