// SPDX-License-Identifier: Apache-2.0
//
// Who has a task, and what is put beside a case: notes and files.
//
// Commands like those of command.h, which lists them all. Ending a task is
// there too; what each may do where is in docs/cases.md.

#pragma once

#include <cstdint>
#include <string>

#include "onething/actor.h"

namespace onething {

struct ClaimTask {
  std::string task;
};

// Puts it back: whoever had claimed it has it no more. A delegate gives back
// only what was delegated.
struct ReleaseTask {
  std::string task;
  std::string reason;
};

// Somebody else of the same department, or another post there, has it from now
// on. One of `to` and `post`. `target` is what the project says of `to`.
struct HandOverTask {
  std::string task;
  std::string to;
  std::string post;
  std::string reason;
  std::optional<Standing> target = {};
};

// Somebody else of the same department may do it; whoever has it stays
// responsible.
struct DelegateTask {
  std::string task;
  std::string to;
  std::string reason;
  std::optional<Standing> target = {};
};

struct AddNote {
  std::string text;
};

// A file that lies beside the store already (file_shelf.h).
struct AttachFile {
  std::string name;
  std::string digest;  // Hex SHA-256 of its content,
  std::string stored;  // and of the bytes that lie there, sealed or not.
  std::int64_t size = 0;
  std::string media_type;
};

}  // namespace onething
