// SPDX-License-Identifier: Apache-2.0
//
// Whether two fields look like the same datum although nobody has declared it:
// by type, id and title together. Careful: what may well be two things (新住所
// and 原住所, two persons' names) is not alike.

#pragma once

#include <string_view>

#include "onething/type.h"

namespace onething::check {

// One title says no more than the other, apart from words that change nothing.
bool titles_agree(const Title& a, const Title& b);

bool types_agree(const Type& a, const Type& b);

bool look_alike(const Field& a, const Field& b);

// The same title, and one that says what it is about.
bool same_telling_title(const Title& a, const Title& b);

}  // namespace onething::check
