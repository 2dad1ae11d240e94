// SPDX-License-Identifier: Apache-2.0
//
// Where a finding stands, said so that it survives lines being added elsewhere:
// the keys and ids around it and the text of its line.
//
// Read from the text by indentation, so that a broken file has places too. Two
// equal findings on equal lines share one; whoever keeps them counts.

#pragma once

#include <string>

#include "onething/diagnostic.h"

namespace onething::diag {

// "steps/- id: register/with/name: =form.name"; spaces at the ends are gone.
std::string stable_place(const Span& span, const Sources& sources);

// 26 characters, from code, path and place.
std::string fingerprint(const Diagnostic& diagnostic, const Sources& sources);

}  // namespace onething::diag
