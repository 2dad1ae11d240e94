// SPDX-License-Identifier: Apache-2.0
//
// How a sensitivity is called in a sentence.
//
// Not the word of the documents (sensitivity_word), which authors have to type.

#pragma once

#include "onething/message.h"
#include "onething/type.h"

namespace onething::check {

inline Message level_name(Sensitivity sensitivity) {
  switch (sensitivity) {
    case Sensitivity::open:
      return {"check_privacy.level_open", {}};
    case Sensitivity::internal:
      return {"check_privacy.level_internal", {}};
    case Sensitivity::personal:
      return {"check_privacy.level_personal", {}};
    case Sensitivity::sensitive:
      return {"check_privacy.level_sensitive", {}};
  }
  return {"check_privacy.level_sensitive", {}};
}

}  // namespace onething::check
