// SPDX-License-Identifier: Apache-2.0
//
// What a document is, by the title that an author gave it.
//
// Words, not knowledge: certain kinds only, and silent in doubt.

#pragma once

#include <string_view>

#include "onething/workflow.h"

namespace onething::check {

// 证明: somebody else certifies a fact.
bool is_certificate(const Material& material);

// A document that offices issue and share with each other, such as 营业执照;
// empty when it is none, or when it might be one from elsewhere. A literal.
std::string_view shared_document(const Material& material);

}  // namespace onething::check
