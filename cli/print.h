// SPDX-License-Identifier: Apache-2.0
//
// Cases, tasks and receipts as text for people. Tables stand straight in
// Chinese width; machine-readable output is report.h's to_document.

#pragma once

#include <string>
#include <vector>

#include "onething/case_view.h"
#include "onething/report.h"
#include "session.h"

namespace onething::cli {

// Columns padded to the widest cell, two spaces between; the first row is the
// head. Rows are cut to the terminal only when there is one.
std::string table(const std::vector<std::vector<std::string>>& rows);
// The same line by line, each shortened to so many cells; 0: not at all.
std::vector<std::string> table_lines(
    const std::vector<std::vector<std::string>>& rows, std::size_t cells = 0);

std::string status_text(const Session& session, const std::string& status);

// Number, outcome, what was preserved, what departments gave, what went to
// whom, working days against the promise.
enum class Detail { full, short_while_open };
std::string receipt(const Session& session, const CaseView& view,
                    const std::vector<Disclosure>& moved, Detail detail);

// What stands in the way, and who can do what.
std::string waiting_text(const Session& session, const CaseView& view);

// Who put something right by hand last, and why; empty where nobody did.
std::string last_mending_text(const Session& session, const CaseView& view);

// The exit code that says how a case stands after it was driven.
int exit_code_of(const CaseView& view);

}  // namespace onething::cli
