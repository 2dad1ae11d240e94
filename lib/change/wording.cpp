// SPDX-License-Identifier: Apache-2.0

#include <string>

#include "change/pair.h"
#include "expr/ast.h"
#include "logic/reading.h"

namespace onething::change {

std::string text_of(const Formula& formula) {
  if (formula.empty()) return {};
  return logic::canonical_text(formula.ast(), formula.ast().root);
}

std::string text_of(const Template& value) {
  switch (value.kind) {
    case Template::Kind::literal:
      return value.literal;
    case Template::Kind::formula:
      return "=" + text_of(value.formula);
    case Template::Kind::text: {
      std::string out;
      for (const Template::Part& part : value.parts)
        out += part.formula.empty() ? part.literal
                                    : "${" + text_of(part.formula) + "}";
      return out;
    }
    case Template::Kind::list: {
      std::string out;
      for (const Template& item : value.items)
        out += (out.empty() ? "" : ", ") + text_of(item);
      return "[" + out + "]";
    }
    case Template::Kind::object: {
      std::string out;
      for (const auto& [name, item] : value.members)
        out += (out.empty() ? "" : ", ") + name.text + ": " + text_of(item);
      return "{" + out + "}";
    }
  }
  return {};
}

// As an author would write it; members are compared one by one.
std::string text_of(const Type& type) {
  std::string out(type_word(type.kind));
  if (!type.element.empty()) out += " of " + text_of(type.element.front());
  std::string options;
  for (const Option& option : type.options)
    options += (options.empty() ? "" : " ") + option.id.text;
  if (!options.empty()) out += " (" + options + ")";
  if (type.min) out += " min " + std::to_string(*type.min);
  if (type.max) out += " max " + std::to_string(*type.max);
  if (!type.pattern.empty()) out += " pattern " + type.pattern;
  return out;
}

std::string text_of(const std::optional<Limit>& limit) {
  return limit ? to_text(limit->term) : std::string();
}

std::string text_of(const std::vector<Spelled>& names) {
  std::string out;
  for (const Spelled& name : names)
    out += (out.empty() ? "" : ", ") + name.text;
  return out;
}

namespace {

bool is_of_name(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') ||
         (c >= '0' && c <= '9') || c == '_';
}

}  // namespace

std::string Pair::with_new_names(std::string text) const {
  for (const auto& [old, now] : renamed)
    for (std::size_t at = text.find(old); at != std::string::npos;
         at = text.find(old, at)) {
      const std::size_t end = at + old.size();
      const bool is_whole = (at == 0 || !is_of_name(text[at - 1])) &&
                            (end == text.size() || !is_of_name(text[end]));
      if (is_whole) text.replace(at, old.size(), now);
      at += is_whole ? now.size() : old.size();
    }
  return text;
}

}  // namespace onething::change
