// SPDX-License-Identifier: Apache-2.0
//
// Any text as a line for `eval --lines`: every line is answered, with JSON that
// holds a value or an error, and the same one each time.

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

#include "fuzz/expect.h"
#include "onething/author.h"
#include "onething/value.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data,
                                      std::size_t size) {
  using onething::testing::expect;
  const std::string_view line(reinterpret_cast<const char*>(data), size);
  const std::string answer =
      onething::answer_line(line, onething::Language::zh);
  const auto read = onething::parse_json(answer);
  expect(static_cast<bool>(read));
  expect((read.value().find("value") != nullptr) !=
         (read.value().find("error") != nullptr));
  expect(answer.find('\n') == std::string::npos);
  expect(answer == onething::answer_line(line, onething::Language::zh));
  return 0;
}
