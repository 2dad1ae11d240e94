// SPDX-License-Identifier: Apache-2.0
//
// The names of files of an exchange: `NAME.CASE.KEY.json`, and for a question
// about a call `NAME.CASE.KEY.query.json`.
//
// Every part is an identity that was computed or stands in the catalogue; none
// comes from what anybody filled in. Pure; touches no file.

#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "onething/connector.h"

namespace onething::connect {

struct ExchangeName {
  std::string name;  // What the contract says, or the service.
  std::string case_id;
  std::string key;
  bool is_question = false;
};

// Nothing when a part holds what no file name of ours may hold.
std::optional<std::string> file_name_of(const Call& call);

std::optional<ExchangeName> parse_file_name(std::string_view name);

// Letters, digits, `_` and `-`, at most 80.
bool is_name_part(std::string_view text);

}  // namespace onething::connect
