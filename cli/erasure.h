// SPDX-License-Identifier: Apache-2.0
//
// What is said of a case whose data was erased, by every command that shows
// one. Erasing is cmd_privacy.cpp's.

#pragma once

#include <optional>
#include <string>

#include "onething/id.h"
#include "onething/store.h"
#include "onething/value.h"
#include "session.h"

namespace onething::cli {

// Nothing for a case that is whole.
Result<std::optional<KeyRow>> erasure_of(Store& store, const CaseId& id);

std::string erasure_text(const Session& session, const KeyRow& erased);
Value erasure_document(const KeyRow& erased);

}  // namespace onething::cli
