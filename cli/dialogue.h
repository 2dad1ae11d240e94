// SPDX-License-Identifier: Apache-2.0
//
// Talking to whoever sits there, a question at a time: on a terminal or from a
// file of lines.
//
// Questions go to standard error, so that results can go elsewhere.

#pragma once

#include <string>

#include "onething/interview.h"
#include "session.h"

namespace onething::cli {

struct Heard {
  enum class Kind { answer, back, quit };
  Kind kind = Kind::answer;
  std::string text;
};

void show(const Session& session, const Question& question);
// The next line; the end of the input is as good as `quit`.
Heard listen(const Session& session);

}  // namespace onething::cli
