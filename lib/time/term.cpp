// SPDX-License-Identifier: Apache-2.0

#include <charconv>

#include "base/format.h"
#include "onething/time.h"

namespace onething {

namespace {

// No limit is longer than ten thousand years, in whatever unit; so sums of a
// date and a term stay far from overflow.
constexpr std::int64_t kCountMax = 315'576'000'000;

std::optional<TermUnit> parse_unit(std::string_view text) {
  if (text == "wd") return TermUnit::working_days;
  if (text == "d") return TermUnit::days;
  if (text == "h") return TermUnit::hours;
  if (text == "min") return TermUnit::minutes;
  if (text == "s") return TermUnit::seconds;
  return std::nullopt;
}

std::string_view to_text(TermUnit unit) {
  switch (unit) {
    case TermUnit::seconds:
      return "s";
    case TermUnit::minutes:
      return "min";
    case TermUnit::hours:
      return "h";
    case TermUnit::days:
      return "d";
    case TermUnit::working_days:
      return "wd";
  }
  return {};
}

}  // namespace

std::optional<Term> parse_term(std::string_view text) {
  if (text.empty() || text.front() == '-') return std::nullopt;
  std::int64_t count = 0;
  const char* end = text.data() + text.size();
  const auto parsed = std::from_chars(text.data(), end, count);
  if (parsed.ec != std::errc{} || count > kCountMax) return std::nullopt;
  text.remove_prefix(static_cast<std::size_t>(parsed.ptr - text.data()));
  const std::optional<TermUnit> unit = parse_unit(text);
  if (!unit) return std::nullopt;
  return Term{count, *unit};
}

std::string to_text(Term term) {
  return format("{}{}", term.count, to_text(term.unit));
}

}  // namespace onething
