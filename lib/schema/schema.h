// SPDX-License-Identifier: Apache-2.0
//
// Our documents as a JSON Schema 2020-12, for editors and for tools that know
// nothing of us.
//
// Flat `properties` in every mapping, because editors propose only those; what
// depends on another key is added with if/then; never a choice between whole
// mappings, which gives untrue messages. It says less than `check`: references,
// formulas and everything between two places are not its concern.

#pragma once

#include <string_view>

#include "onething/value.h"
#include "schema/shapes.h"

namespace onething::schema {

// `kind` is one of document_kinds(), or empty for a schema of them all.
Value document_schema(std::string_view kind, Languages languages);

}  // namespace onething::schema
