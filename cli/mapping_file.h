// SPDX-License-Identifier: Apache-2.0
//
// --mapping FILE: what is called otherwise, and what is given up, when cases
// are moved to another version.
//
// Reads and shows mistakes; moving is `case migrate`.

#pragma once

#include <vector>

#include "command.h"
#include "onething/migration.h"
#include "onething/store.h"
#include "session.h"

namespace onething::cli {

// Empty without --mapping. invalid, with the mistakes shown, for a file that
// does not fit the target or the versions that the cases have.
Result<Migration> mapping_of(Session& session, const Arguments& arguments,
                             const Workflow& target,
                             const std::vector<CaseRow>& rows);

}  // namespace onething::cli
