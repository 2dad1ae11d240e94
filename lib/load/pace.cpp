// SPDX-License-Identifier: Apache-2.0

#include "load/pace.h"

#include <array>
#include <charconv>
#include <optional>
#include <string>
#include <string_view>

#include "load/keys.h"
#include "onething/columns.h"

namespace onething::load {

namespace {

std::optional<std::int64_t> whole_number(std::string_view text) {
  std::int64_t number = 0;
  const auto [end, error] =
      std::from_chars(text.data(), text.data() + text.size(), number);
  if (error != std::errc() || end != text.data() + text.size())
    return std::nullopt;
  return number;
}

// "09:30" as minutes of the day; 24:00 is its end.
std::optional<int> minute_of(std::string_view text) {
  const std::size_t colon = text.find(':');
  if (colon == std::string_view::npos || colon == 0 || colon > 2 ||
      text.size() != colon + 3)
    return std::nullopt;
  const auto hours = whole_number(text.substr(0, colon));
  const auto minutes = whole_number(text.substr(colon + 1));
  constexpr std::int64_t kDay = 24;
  constexpr std::int64_t kHour = 60;
  if (!hours || !minutes || *hours < 0 || *minutes < 0 || *minutes >= kHour ||
      *hours > kDay || (*hours == kDay && *minutes > 0))
    return std::nullopt;
  return static_cast<int>(*hours * kHour + *minutes);
}

void read_open(Reading& reading, const yaml::Node& node, Pace& pace) {
  const Spelled text = read_text(reading, node, "open");
  if (text.empty()) return;
  const std::size_t dash = text.text.find('-');
  const auto opens = minute_of(std::string_view(text.text).substr(0, dash));
  const auto closes =
      dash == std::string::npos
          ? std::nullopt
          : minute_of(std::string_view(text.text).substr(dash + 1));
  if (opens && closes && *opens != *closes) {
    pace.opens = *opens;
    pace.closes = *closes;
    return;
  }
  reading.report(codes::bad_target, node.span,
                 {"load.bad_hours", {{"text", text.text}}},
                 {"load.expected_hours", {}});
}

std::chrono::milliseconds length_of(const Limit& limit) {
  constexpr std::int64_t kSecond = 1'000;
  constexpr std::int64_t kMinute = 60 * kSecond;
  const std::int64_t unit = limit.term.unit == TermUnit::seconds ? kSecond
                            : limit.term.unit == TermUnit::minutes
                                ? kMinute
                                : 60 * kMinute;
  return std::chrono::milliseconds(limit.term.count * unit);
}

}  // namespace

Pace read_pace(Reading& reading, const yaml::Entry& entry) {
  Pace pace;
  pace.department = entry.key.text;
  pace.span = entry.key.span;
  if (pace.department != "*")
    reading.targets.push_back({entry.key.text, entry.key.span});
  constexpr auto allowed = std::to_array<std::string_view>(
      {"rate", "at_once", "open", "working_days", "pause_after", "pause"});
  const Keys keys(reading, entry.value, {"load.what_key", {{"key", "pace"}}},
                  allowed);
  if (const yaml::Node* node = keys.find("rate")) {
    const Spelled text = read_text(reading, *node, "rate");
    const std::optional<CallRate> rate = parse_call_rate(text.text);
    if (rate) {
      pace.rate = rate->count;
      pace.per = rate->per;
    } else if (!text.empty()) {
      reading.report(codes::bad_target, node->span,
                     {"load.bad_rate", {{"text", text.text}}},
                     {"load.expected_rate", {}});
    }
  }
  pace.at_once = keys.count("at_once").value_or(0);
  if (const yaml::Node* node = keys.find("open"))
    read_open(reading, *node, pace);
  pace.working_days = keys.flag("working_days");
  pace.pause_after = keys.count("pause_after").value_or(0);
  if (const std::optional<Limit> pause = keys.limit("pause")) {
    if (pause->term.unit == TermUnit::days ||
        pause->term.unit == TermUnit::working_days)
      reading.report(codes::bad_target, pause->span, {"load.pause_in_days", {}},
                     {"load.expected_pause_length", {}});
    else
      pace.pause = length_of(*pause);
  }
  return pace;
}

}  // namespace onething::load
