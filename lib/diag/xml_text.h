// SPDX-License-Identifier: Apache-2.0
//
// Text as XML can hold it, for the forms that are XML.
//
// Escaping only; documents are put together by each form.

#pragma once

#include <string>
#include <string_view>

namespace onething::diag {

// Attribute or text. What XML 1.0 cannot hold becomes U+FFFD, also the two code
// points that UTF-8 can hold and XML cannot, U+FFFE and U+FFFF.
std::string escaped(std::string_view text);

}  // namespace onething::diag
