// SPDX-License-Identifier: Apache-2.0
//
// The bytes of a document on disk, never more than a document may have.
//
// The only place in this folder that reads a file; whether the bytes mean
// anything is for others.

#pragma once

#include <string>

#include "onething/result.h"

namespace onething::load {

// not_found or unavailable when it cannot be read. A file that is too large is
// returned cut just above the limit, so that the reader of YAML reports it.
Result<std::string> read_file_text(const std::string& path);

}  // namespace onething::load
