// SPDX-License-Identifier: Apache-2.0

#include "stub/fault.h"

#include <charconv>
#include <optional>
#include <utility>

#include "base/limits.h"
#include "onething/text.h"

namespace onething::stub {

namespace {

constexpr std::pair<std::string_view, Fault::Kind> kKinds[] = {
    {"fail", Fault::Kind::fail},        {"slow", Fault::Kind::slow},
    {"return", Fault::Kind::give_back}, {"refuse", Fault::Kind::refuse},
    {"lose", Fault::Kind::lose},        {"twice", Fault::Kind::twice},
    {"down", Fault::Kind::down},        {"later", Fault::Kind::later},
    {"gone", Fault::Kind::gone},
};

// Typed by whoever called, like a name that does not exist.
Error bad_fault(std::string_view text, Message problem) {
  return Error{
      ErrorCode::not_found,
      {"stub.bad_fault",
       {{"fault", std::string(text)}, {"problem", std::move(problem)}}}};
}

Message unknown_kind(std::string_view kind) {
  std::vector<std::string_view> words;
  std::string all;
  for (const auto& [word, value] : kKinds) {
    words.push_back(word);
    all += (all.empty() ? "" : ", ") + std::string(word);
  }
  const std::vector<std::string> meant = did_you_mean(kind, words);
  if (!meant.empty())
    return {"stub.fault_kind_near",
            {{"kind", std::string(kind)}, {"meant", meant.front()}}};
  return {"stub.fault_kind", {{"kind", std::string(kind)}, {"kinds", all}}};
}

std::optional<std::int64_t> parse_count(std::string_view text) {
  std::int64_t count = 0;
  const auto [end, error] =
      std::from_chars(text.data(), text.data() + text.size(), count);
  const bool whole = error == std::errc() && end == text.data() + text.size();
  if (!whole || count < 1 || count > limits::stub_fails_max)
    return std::nullopt;
  return count;
}

// What stands behind the colon; an empty Message when it is right.
Message read_detail(std::string_view kind, std::string_view detail,
                    bool has_detail, Fault& fault) {
  switch (fault.kind) {
    case Fault::Kind::fail:
    case Fault::Kind::gone:
    case Fault::Kind::lose: {
      if (!has_detail) return {};
      const std::optional<std::int64_t> count = parse_count(detail);
      if (!count)
        return {"stub.fault_count",
                {{"kind", std::string(kind)},
                 {"max", std::to_string(limits::stub_fails_max)}}};
      fault.count = *count;
      return {};
    }
    case Fault::Kind::later:
    case Fault::Kind::slow: {
      const auto delay = parse_delay(detail);
      if (!delay) return {"stub.fault_delay", {{"kind", std::string(kind)}}};
      fault.delay = *delay;
      return {};
    }
    case Fault::Kind::give_back:
    case Fault::Kind::refuse:
      fault.text = detail;
      if (detail.empty())
        return {"stub.fault_text", {{"kind", std::string(kind)}}};
      return {};
    case Fault::Kind::twice:
    case Fault::Kind::down:
      if (has_detail)
        return {"stub.fault_plain", {{"kind", std::string(kind)}}};
      return {};
  }
  return {};
}

}  // namespace

std::optional<std::chrono::milliseconds> parse_delay(std::string_view text) {
  const std::optional<Duration> parsed = parse_duration(text);
  if (!parsed || *parsed < Duration{}) return std::nullopt;
  if (parsed->seconds > limits::stub_delay_max.count()) return std::nullopt;
  return std::chrono::milliseconds(parsed->seconds * 1'000 +
                                   parsed->nanos / 1'000'000);
}

Result<Faults> parse_faults(const std::vector<std::string>& texts,
                            const Services& services) {
  Faults faults;
  for (const std::string& text : texts) {
    const std::size_t equals = text.find('=');
    if (equals == std::string::npos)
      return bad_fault(text, {"stub.fault_shape", {}});
    const std::string name = text.substr(0, equals);
    if (services.find(name) == nullptr)
      return bad_fault(text, services.unknown(name).message);
    std::string_view rest = std::string_view(text).substr(equals + 1);
    const std::size_t colon = rest.find(':');
    const bool has_detail = colon != std::string_view::npos;
    const std::string_view kind = rest.substr(0, colon);
    const std::string_view detail =
        has_detail ? rest.substr(colon + 1) : std::string_view();
    Fault fault;
    bool known = false;
    for (const auto& [word, value] : kKinds) {
      if (word != kind) continue;
      fault.kind = value;
      known = true;
    }
    if (!known) return bad_fault(text, unknown_kind(kind));
    Message problem = read_detail(kind, detail, has_detail, fault);
    if (!problem.empty()) return bad_fault(text, std::move(problem));
    faults[name].push_back(std::move(fault));
  }
  return faults;
}

}  // namespace onething::stub
