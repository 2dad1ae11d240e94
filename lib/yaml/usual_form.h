// SPDX-License-Identifier: Apache-2.0
//
// Events of a document in the usual form, which nearly every file has: keys
// and items each on a line of their own, scalars and bracketed collections on
// one line, comments.
//
// Not a second parser of YAML. Whatever it is not certain of, multi-line text,
// properties, left out values in brackets, every mistake, it gives up on as a
// whole, and libfyaml reads the document (events.h). What it does read must be
// exactly what libfyaml reads; tests compare the two over made-up and mutated
// documents (docs/decisions/0016-the-common-form.md).

#pragma once

#include <deque>
#include <string>
#include <string_view>
#include <vector>

#include "yaml/event.h"

namespace onething::yaml {

// False, with `events` in no particular state, for a text in any other form.
// Events point into `text` and `texts`. The text has passed the pre-scan.
bool read_usual_form(std::string_view text, std::vector<Event>& events,
                     std::deque<std::string>& texts);

}  // namespace onething::yaml
