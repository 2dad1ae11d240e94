// SPDX-License-Identifier: Apache-2.0
//
// Any text as a stored event, `TYPE VERSION PAYLOAD`: it is refused as damaged
// or read, and what was read stays the same from then on, however often it is
// written and read.

#include <charconv>
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

#include "engine/codec/codec.h"
#include "fuzz/expect.h"

namespace {

using onething::testing::expect;

// What stands before the next blank, which is taken away too.
std::string_view take_word(std::string_view& text) {
  const std::string_view word = text.substr(0, text.find(' '));
  text.remove_prefix(std::min(word.size() + 1, text.size()));
  return word;
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data,
                                      std::size_t size) {
  namespace engine = onething::engine;
  std::string_view text(reinterpret_cast<const char*>(data), size);
  const std::string_view type = take_word(text);
  const std::string_view digits = take_word(text);
  int version = 0;
  std::from_chars(digits.data(), digits.data() + digits.size(), version);
  const onething::Instant at{1'772'413'200, 0};
  const auto event = engine::decode(type, version, at, text);
  if (!event) {
    expect(event.error().code == onething::ErrorCode::corrupt);
    expect(!render(event.error().message, onething::Language::zh).empty());
    return 0;
  }
  const engine::EncodedEvent stored = engine::encode(event.value());
  const auto again =
      engine::decode(stored.type, stored.version, at, stored.payload);
  expect(static_cast<bool>(again));
  expect(engine::encode(again.value()).payload == stored.payload);
  return 0;
}
