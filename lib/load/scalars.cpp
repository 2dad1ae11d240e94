// SPDX-License-Identifier: Apache-2.0

#include "load/scalars.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <string>

#include "load/typed_words.h"

namespace onething::load {

namespace {

bool is_digit(char c) { return c >= '0' && c <= '9'; }

void report_kind(Reading& reading, const yaml::Node& node, std::string_view key,
                 Message expected) {
  if (reading.is_lost(node)) return;
  reading.report(codes::wrong_kind, node.span,
                 {"load.wrong_kind",
                  {{"key", std::string(key)}, {"found", kind_of(node)}}},
                 std::move(expected));
}

// "5个工作日" -> "5wd"; the count and what follows it.
struct Written {
  std::string count;
  std::string_view unit;
};

Written split_term(std::string_view text) {
  Written out;
  std::size_t at = 0;
  while (at < text.size() && is_digit(text[at])) ++at;
  out.count = text.substr(0, at);
  while (at < text.size() && text[at] == ' ') ++at;
  out.unit = text.substr(at);
  return out;
}

void report_term(Reading& reading, const yaml::Node& node,
                 std::string_view key) {
  const Message found = {"load.bad_term",
                         {{"key", std::string(key)}, {"text", node.text}}};
  const Message expected = {"load.expected_term", {}};
  const Written written = split_term(node.text);
  if (!written.count.empty() && written.unit.empty())
    return reading.report(codes::bad_term, node.span, found, expected,
                          {"load.help_term_unit", {{"count", written.count}}});
  const std::optional<std::string_view> unit = unit_meant(written.unit);
  if (!unit || written.count.empty())
    return reading.report(codes::bad_term, node.span, found, expected);
  if (unit->empty())
    return reading.report(codes::bad_term, node.span, found, expected,
                          {"load.help_term_days", {{"count", written.count}}});
  const std::string mend = written.count + std::string(*unit);
  reading.report_mend(codes::bad_term, node.span, found, expected,
                      {"load.help_write", {{"text", mend}}}, mend);
}

bool is_capital(char c) { return c >= 'A' && c <= 'Z'; }

// "companyName", "carry-over" -> "company_name", "carry_over".
std::string mended_id(std::string_view text) {
  std::string out;
  for (const char c : text) {
    if (is_capital(c) && !out.empty() && out.back() != '_') out += '_';
    if (is_capital(c))
      out += static_cast<char>(c - 'A' + 'a');
    else
      out += c == '-' || c == ' ' || c == '.' ? '_' : c;
  }
  return out;
}

}  // namespace

Spelled read_text(Reading& reading, const yaml::Node& node,
                  std::string_view key) {
  if (node.is_scalar() && !node.is_null()) return {node.text, node.span};
  report_kind(reading, node, key, {"load.expected_text", {}});
  return {};
}

bool is_id(std::string_view text) {
  if (text.empty() || text.front() < 'a' || text.front() > 'z') return false;
  return std::all_of(text.begin(), text.end(), [](char c) {
    return (c >= 'a' && c <= 'z') || is_digit(c) || c == '_';
  });
}

Spelled read_id(Reading& reading, const yaml::Node& node) {
  if (node.is_scalar() && !node.is_null() && is_id(node.text))
    return {node.text, node.span};
  if (!node.is_scalar() || node.is_null()) {
    if (reading.is_lost(node)) return {};
    reading.report(codes::bad_id, node.span,
                   {"load.id_missing", {{"found", kind_of(node)}}},
                   {"load.expected_id", {}});
    return {};
  }
  const std::string mended = mended_id(node.text);
  reading.report(codes::bad_id, node.span, {"load.bad_id", {{"id", node.text}}},
                 {"load.expected_id", {}},
                 is_id(mended) ? Message{"load.help_write", {{"text", mended}}}
                               : Message{"load.help_id_title", {}});
  // Kept as others will refer to it, so that they are not called unknown too: a
  // hyphen cannot stand in a reference, a capital can.
  const bool has_hyphen = node.text.find('-') != std::string::npos;
  return {has_hyphen && is_id(mended) ? mended : node.text, node.span};
}

bool read_flag(Reading& reading, const yaml::Node& node, std::string_view key) {
  if (node.is_scalar() && node.text == "true") return true;
  if (node.is_scalar() && node.text == "false") return false;
  if (!node.is_scalar() || node.is_null()) {
    report_kind(reading, node, key, {"load.expected_flag", {}});
    return false;
  }
  const Message found = {"load.bad_flag",
                         {{"key", std::string(key)}, {"text", node.text}}};
  const std::optional<bool> meant = flag_meant(node.text);
  if (!meant) {
    reading.report(codes::bad_flag, node.span, found,
                   {"load.expected_flag", {}});
    return false;
  }
  const std::string mend = *meant ? "true" : "false";
  reading.report_mend(codes::bad_flag, node.span, found,
                      {"load.expected_flag", {}},
                      {"load.help_write", {{"text", mend}}}, mend);
  return *meant;
}

std::optional<std::int64_t> read_count(Reading& reading, const yaml::Node& node,
                                       std::string_view key) {
  if (!node.is_scalar() || node.is_null()) {
    report_kind(reading, node, key, {"load.expected_count", {}});
    return std::nullopt;
  }
  std::int64_t number = 0;
  const char* const end = node.text.data() + node.text.size();
  const auto [stop, error] = std::from_chars(node.text.data(), end, number);
  if (error == std::errc{} && stop == end) return number;
  reading.report(
      codes::bad_count, node.span,
      {"load.bad_count", {{"key", std::string(key)}, {"text", node.text}}},
      {"load.expected_count", {}});
  return std::nullopt;
}

std::optional<Limit> read_limit(Reading& reading, const yaml::Node& node,
                                std::string_view key) {
  if (!node.is_scalar() || node.is_null()) {
    report_kind(reading, node, key, {"load.expected_term", {}});
    return std::nullopt;
  }
  if (const std::optional<Term> term = parse_term(node.text))
    if (term->count >= 0) return Limit{*term, node.span};
  report_term(reading, node, key);
  return std::nullopt;
}

Join read_join(Reading& reading, const yaml::Node& node, std::string_view key) {
  Join join;
  join.span = node.span;
  const std::string text = read_text(reading, node, key).text;
  if (text.empty() || text == "all") return join;
  if (text == "first") {
    join.needed = 1;
    return join;
  }
  const char* end = text.data() + text.size();
  const auto [rest, error] = std::from_chars(text.data(), end, join.needed);
  if (error == std::errc() && rest == end && join.needed > 0) return join;
  join.needed = 0;
  reading.report(codes::bad_join, node.span,
                 {"load.bad_join", {{"key", std::string(key)}, {"text", text}}},
                 {"load.expected_join", {}});
  return join;
}

std::optional<std::size_t> read_word(Reading& reading, const yaml::Node& node,
                                     std::string_view key,
                                     std::span<const std::string_view> words) {
  const Spelled text = read_text(reading, node, key);
  if (text.empty()) return std::nullopt;
  const auto found = std::find(words.begin(), words.end(), text.text);
  if (found != words.end())
    return static_cast<std::size_t>(found - words.begin());
  reading.report(
      codes::bad_word, node.span,
      {"load.bad_word", {{"key", std::string(key)}, {"text", text.text}}},
      {"load.expected_word",
       {{"words",
         joined(std::vector<std::string_view>(words.begin(), words.end()))}}},
      propose(text.text, {words.begin(), words.end()}));
  return std::nullopt;
}

std::vector<Spelled> read_ids(Reading& reading, const yaml::Node& node,
                              std::string_view key) {
  std::vector<Spelled> ids;
  if (node.is_scalar() && !node.is_null()) {
    ids.push_back(read_id(reading, node));
  } else if (node.is_list()) {
    for (const yaml::Node& item : node.items)
      ids.push_back(read_id(reading, item));
  } else {
    report_kind(reading, node, key, {"load.expected_ids", {}});
  }
  std::erase_if(ids, [](const Spelled& id) { return id.empty(); });
  return ids;
}

}  // namespace onething::load
