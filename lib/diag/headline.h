// SPDX-License-Identifier: Apache-2.0
//
// The first line of a finding, which several forms share: `error[OT1003]: …`.
//
// On one line and without anything that would steer a terminal; no place and no
// colour.

#pragma once

#include <string>

#include "onething/diagnostic.h"

namespace onething::diag {

std::string headline(const Diagnostic& diagnostic, Language language);

}  // namespace onething::diag
