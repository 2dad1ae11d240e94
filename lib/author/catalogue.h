// SPDX-License-Identifier: Apache-2.0
//
// Every code there is, from the tables of diag/ and check/, and what a person
// may write for some of them.
//
// Not the pages (page.h) and not the findings.

#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "onething/author.h"

namespace onething::author {

// Whether `wish` means this code: the code or its beginning in any case, its
// name, or its family.
bool means(std::string_view wish, const CodeEntry& entry);

const CodeEntry* find_code(const std::vector<CodeEntry>& all,
                           std::string_view code);

// What was probably meant by a wish that means nothing: "OT5101, privacy".
std::string close_to(std::string_view wish, const std::vector<CodeEntry>& all);

}  // namespace onething::author
