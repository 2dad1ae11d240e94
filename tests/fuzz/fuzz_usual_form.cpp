// SPDX-License-Identifier: Apache-2.0
//
// Any text as a document: where it can be read without the library, both ways
// of reading give the same events.

#include <cstddef>
#include <cstdint>
#include <cstdlib>

#include "support/yaml_events.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data,
                                      std::size_t size) {
  const std::string original(reinterpret_cast<const char*>(data), size);
  const auto prepared = onething::testing::prepared_text(original);
  if (!prepared || !onething::testing::is_usual(*prepared)) return 0;
  using onething::yaml::Through;
  if (onething::testing::events_of(*prepared, Through::either) !=
      onething::testing::events_of(*prepared, Through::library))
    std::abort();
  return 0;
}
