// SPDX-License-Identifier: Apache-2.0
//
// The questions of `new --ask`: asked on standard error, answered line by line
// on standard input, so that a pipe can answer too. An answer that does not fit
// is asked for again.
//
// Writes nothing and knows no files.

#pragma once

#include "onething/create.h"

namespace onething::cli {

class Session;

// not_found when too many answers did not fit. The end of the input takes what
// is proposed for everything that is left.
Result<NewService> ask_for_service(const Session& session, std::string id,
                                   std::string title);

}  // namespace onething::cli
