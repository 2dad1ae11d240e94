// SPDX-License-Identifier: Apache-2.0
//
// Messages as events keep them: a key and an object of arguments, each a text
// or again a key with arguments. Sentences are chosen when someone reads, so
// that an old failure is shown in today's words and in the reader's language.

#pragma once

#include <string>

#include "onething/message.h"
#include "onething/value.h"

namespace onething::engine {

// A stored failure as a Message again; a general text when the key is no longer
// known.
Message failure_message(const std::string& key, const Value& details);

// The other way, for events.
Value failure_details(const Message& message);

}  // namespace onething::engine
