// SPDX-License-Identifier: Apache-2.0
//
// The services of a project as the stub plays them: where each is called, what
// it takes and what it answers by itself.
//
// Pure; knows nothing of sockets, keys or cases. Immutable once compiled, and
// then safe to share between threads.

#pragma once

#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "model/template.h"
#include "onething/message.h"
#include "onething/workflow.h"

namespace onething::stub {

struct PlayedService {
  std::string name;  // "tax/carry_over_taxpayer"
  const Service* service = nullptr;
  std::string method;
  std::string pattern;       // "/taxpayers/{uscc}"
  std::string query_method;  // How it is asked about a call; may be empty.
  std::string query_pattern;
  std::optional<model::CompiledTemplate> sample;
};

// Where a request goes. Without a service, `problem` says why.
struct Route {
  const PlayedService* service = nullptr;
  Object parameters;      // What the path says of the input.
  bool is_query = false;  // It is asked what became of a call.
  Message problem;
};

class Services {
 public:
  // invalid (stub.bad_sample) for a sample whose formulas cannot be used.
  static Result<Services> compile(const Project& project);

  const PlayedService* find(std::string_view name) const;
  // stub.unknown_service, with what may have been meant.
  Error unknown(std::string_view name) const;

  // By `name` when it is given (the header Onething-Service), else by method
  // and path alone; see onething/stub.h. `target` is path and query.
  Route route(std::string_view name, std::string_view method,
              std::string_view target) const;

 private:
  Route route_by_address(std::string_view method,
                         std::string_view target) const;

  std::map<std::string, PlayedService, std::less<>> services_;
};

// The parameters of `target` when it fits `pattern`, percent-decoded.
std::optional<Object> match_path(std::string_view pattern,
                                 std::string_view target);

}  // namespace onething::stub
