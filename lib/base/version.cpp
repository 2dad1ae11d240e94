// SPDX-License-Identifier: Apache-2.0

#include "onething/id.h"

namespace onething {

const char* version() { return ONETHING_VERSION; }

}  // namespace onething
