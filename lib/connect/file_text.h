// SPDX-License-Identifier: Apache-2.0
//
// What is written into a request file, and what an answer file says.
//
// Nothing that a department wrote gets into a Message: it may hold personal
// values. Pure.

#pragma once

#include <string>
#include <string_view>

#include "connect/exchange_name.h"
#include "onething/connector.h"

namespace onething::connect {

// {"case", "digest", "input", "key", "service"}, members in that order, on one
// line; "question": true instead of `input` where it asks about the call. The
// same bytes in every attempt. `digest` is that of the input's bytes.
std::string request_text(const Call& call);

// An answer file is {"key", and one of "done", "returned", "refused",
// "pending", "unknown"}. `unsettled`: it makes no sense, and may be half
// written.
struct AnswerText {
  Answer answer;  // Key and document, or failure and detail.
  bool unsettled = false;
};
AnswerText read_answer_text(const ExchangeName& name, std::string_view file,
                            std::string_view bytes);

}  // namespace onething::connect
