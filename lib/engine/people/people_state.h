// SPDX-License-Identifier: Apache-2.0
//
// What people have put beside a case, as CaseState remembers it.
//
// Only evolve() writes it; the files themselves lie beside the store.

#pragma once

#include <cstdint>
#include <string>

#include "onething/time.h"

namespace onething::engine {

struct NoteState {
  std::string text;
  std::string by;
  Instant at;
};

struct FileState {
  std::string name;
  std::string digest;
  std::string stored;
  std::int64_t size = 0;
  std::string media_type;
  std::string by;
  Instant at;
};

}  // namespace onething::engine
