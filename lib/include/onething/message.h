// SPDX-License-Identifier: Apache-2.0
//
// Message: something a person will read, before a language is chosen.
//
// Code carries a key and arguments; the sentences, Chinese and English side by
// side, live in i18n/messages/*.def and nowhere else. A Message is not a
// log line and holds no markup. Keys are stable: machine-readable output prints
// them beside the rendered text.
//
// A plain value; safe to copy between threads.

#pragma once

#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace onething {

enum class Language { zh, en };

struct Message;

// One named argument: a text that stays as it is in every language, or a nested
// Message that is rendered in the reader's language.
struct Arg {
  Arg(std::string_view name, std::string value);
  Arg(std::string_view name, Message nested);

  std::string name;  // `{name}` in the sentence.
  std::string value;
  std::vector<Message> nested;  // Empty, or the one Message to use instead.
};

struct Message {
  std::string_view key;  // A literal, such as "yaml.tab"; see i18n/messages/.
  std::vector<Arg> args;

  bool empty() const { return key.empty(); }
};

// The sentence in `language`. An unknown key is our bug and stops the program;
// tests/tidy checks every literal. An argument that is not given stays visible
// as `{name}`.
std::string render(const Message& message, Language language);

// Whether a sentence with this key exists.
bool is_known_message(std::string_view key);

// The key as a Message may hold it (for the life of the program), from a text
// that was stored; empty when there is no such sentence any more.
std::string_view find_message_key(std::string_view key);

// All keys in order of the .def files; for tests and documentation.
std::vector<std::string_view> all_message_keys();

// The language that a locale such as "zh_CN.UTF-8" or a flag such as "zh" asks
// for: anything that begins with "zh" is Chinese, anything else English.
Language language_of(std::string_view locale);

}  // namespace onething
