// SPDX-License-Identifier: Apache-2.0
//
// Looks for a way in which values can lie such that some claims are true and
// another is not.
//
// Tries regions variable by variable and turns back as soon as what is known
// decides; bounded by limits.h, so that it may end without an answer.

#pragma once

#include <span>

#include "logic/book.h"

namespace onething::logic {

// `yes`: there is such a way, and nothing in it was guessed. `no`: there is
// none. The way is left in the book.
Answer find_way(Book& book, std::span<const Claim> all_true,
                std::span<const Claim> none_true);

}  // namespace onething::logic
