// SPDX-License-Identifier: Apache-2.0
//
// One command on many cases: what would happen to each, or what did, as a
// table, CSV or JSON.
//
// A case is taken, decided and stored by itself, so that an interruption leaves
// every case either as it was or as it was meant to be.

#pragma once

#include <functional>
#include <string>
#include <vector>

#include "onething/command.h"
#include "onething/store.h"
#include "session.h"

namespace onething::cli {

struct BulkOrder {
  Command command;
  bool apply = false;      // Else only rehearsed.
  std::string definition;  // Cases that have this one are done already.
  // Why a case is not to be left as the command would leave it; empty where it
  // may. Asked of what rehearsing gives, before anything is done.
  std::function<Message(const CaseView&)> objection = {};
};

// Prints what became of each case. exit_content where one refused,
// exit_surroundings where one failed and the command should be repeated.
int run_bulk(Session& session, const Arguments& arguments, Runner& runner,
             const std::vector<CaseRow>& rows, const BulkOrder& order);

// One command on the case that is named, which is then driven and shown; or on
// all that the conditions find: rehearsed, and carried out with --apply. What
// it moves then goes on with the next worker.
int act_on_chosen(Session& session, const Arguments& arguments,
                  const Command& command);

}  // namespace onething::cli
