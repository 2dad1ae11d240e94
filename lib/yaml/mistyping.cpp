// SPDX-License-Identifier: Apache-2.0

#include "yaml/mistyping.h"

#include "onething/text.h"
#include "yaml/spelling.h"

namespace onething::yaml {

namespace {

Diagnostic with_edit(Diagnostic d, std::string replacement) {
  d.edits.push_back({d.span, std::move(replacement)});
  return d;
}

// Whether a space must be put behind what ends here.
bool needs_space(const Reading& reading, std::size_t end) {
  return end < reading.text.size() && reading.text[end] != ' ' &&
         reading.text[end] != '\n';
}

}  // namespace

Diagnostic full_width_colon(Reading& reading, Range colon,
                            std::string_view key) {
  const std::string name = shorten(key, kRepeatedCells);
  return with_edit(
      diagnose(codes::full_width_colon, reading.places.span(colon),
               {"yaml.colon", {{"key", name}}}, {"yaml.colon.expected", {}},
               {"yaml.colon.help", {{"key", name}}}),
      needs_space(reading, colon.end) ? ": " : ":");
}

Diagnostic full_width_dash(Reading& reading, Range dash) {
  return with_edit(diagnose(codes::full_width_dash, reading.places.span(dash),
                            {"yaml.dash", {}}, {"yaml.dash.expected", {}},
                            {"yaml.dash.help", {}}),
                   needs_space(reading, dash.end) ? "- " : "-");
}

Diagnostic full_width_comma(Reading& reading, Range comma) {
  return with_edit(diagnose(codes::full_width_comma, reading.places.span(comma),
                            {"yaml.comma", {}}, {"yaml.comma.expected", {}},
                            {"yaml.comma.help", {}}),
                   needs_space(reading, comma.end) ? ", " : ",");
}

Diagnostic full_width_space(Reading& reading, Range space,
                            std::string replacement) {
  return with_edit(diagnose(codes::full_width_space, reading.places.span(space),
                            {"yaml.space", {}}, {"yaml.space.expected", {}},
                            {"yaml.space.help", {}}),
                   std::move(replacement));
}

Diagnostic curly_quotes(Reading& reading, Range value) {
  const std::string_view text =
      std::string_view(reading.text)
          .substr(value.begin, value.end - value.begin);
  const std::size_t width = kLeftQuote.size();
  const std::string mended =
      quoted(text.substr(width, text.size() - 2 * width));
  return with_edit(
      diagnose(codes::curly_quotes, reading.places.span(value),
               {"yaml.curly", {{"text", shorten(text, kRepeatedCells)}}},
               {"yaml.curly.expected", {}},
               {"yaml.curly.help",
                {{"text", shorten(mended, kRepeatedCells)},
                 {"kept", shorten(quoted(text), kRepeatedCells)}}}),
      mended);
}

bool is_in_curly_quotes(std::string_view text) {
  const std::size_t width = kLeftQuote.size();
  if (text.size() < 2 * width || !text.starts_with(kLeftQuote) ||
      !text.ends_with(kRightQuote))
    return false;
  const std::string_view inner = text.substr(width, text.size() - 2 * width);
  return inner.find(kLeftQuote) == std::string_view::npos &&
         inner.find(kRightQuote) == std::string_view::npos;
}

}  // namespace onething::yaml
