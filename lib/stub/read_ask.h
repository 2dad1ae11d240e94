// SPDX-License-Identifier: Apache-2.0
//
// What a request says: whose it is, under which key, and its input; and the
// documents that are written the same way for every service.
//
// Pure; decides nothing.

#pragma once

#include <string>
#include <vector>

#include "onething/workflow.h"
#include "stub/call_record.h"
#include "stub/http_server.h"

namespace onething::stub {

// Case, key, attempt and digest. The key stays empty when it is missing or no
// quoted text (draft-ietf-httpapi-idempotency-key-header-07).
void read_identity(const HttpRequest& request, CallRecord& record);

// The body and what the path says besides; always an object.
Result<Value> read_input(const HttpRequest& request, const Object& parameters);

// "operator.id"
std::string dotted(const std::vector<std::string>& path);

// A refusal as the law wants it: reason, basis and remedies.
Value refusal_document(const Service& service, const std::string& reason,
                       Language language);

}  // namespace onething::stub
