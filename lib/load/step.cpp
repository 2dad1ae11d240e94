// SPDX-License-Identifier: Apache-2.0

#include <algorithm>
#include <array>
#include <string>
#include <utility>

#include "base/limits.h"
#include "load/documents.h"
#include "load/formulas.h"
#include "load/keys.h"

namespace onething::load {

namespace {

constexpr auto kNotBesideWait = std::to_array<std::string_view>(
    {"uses", "with", "keep", "for_each", "on_refused", "may_skip", "within",
     "ad_hoc", "while", "retry", "on_returned", "on_failed", "limit",
     "not_by"});
constexpr auto kRests = std::to_array<std::string_view>({"cancel", "finish"});

// `tax/carry_over_taxpayer`
ServiceRef read_uses(Reading& reading, const Keys& keys) {
  ServiceRef ref;
  const yaml::Node* node = keys.require("uses");
  if (node == nullptr) return ref;
  ref.text = read_text(reading, *node, "uses");
  if (ref.text.empty()) return ref;
  const std::string& text = ref.text.text;
  const std::size_t slash = text.find('/');
  const bool two_ids = slash != std::string::npos &&
                       is_id(std::string_view(text).substr(0, slash)) &&
                       is_id(std::string_view(text).substr(slash + 1));
  if (two_ids) return ref;
  reading.report(codes::bad_uses, node->span,
                 {"load.bad_uses", {{"text", text}}},
                 {"load.expected_uses", {}});
  return {};
}

void read_with(Reading& reading, const Keys& keys, Step& step, Roots allowed) {
  const yaml::Node* with = keys.mapping("with");
  if (with == nullptr) return;
  step.with.reserve(with->entries.size());
  for (const yaml::Entry& entry : with->entries)
    step.with.emplace_back(Spelled{entry.key.text, entry.key.span},
                           read_template(reading, entry.value, allowed));
}

// `key` stands where it says nothing, because of `other`, which is there or is
// missing.
void report_misplaced(Reading& reading, const Keys& keys, std::string_view key,
                      Message why) {
  const yaml::Node* node = keys.find(key);
  if (node == nullptr) return;
  reading.report(codes::key_does_not_fit, node->span, std::move(why),
                 {"load.expected_no_key", {{"key", std::string(key)}}});
}

void needs(Reading& reading, const Keys& keys, std::string_view key,
           std::string_view other) {
  if (keys.find(key) == nullptr || keys.find(other) != nullptr) return;
  report_misplaced(
      reading, keys, key,
      {"load.key_needs",
       {{"key", std::string(key)}, {"other", std::string(other)}}});
}

// A step that waits does nothing else.
void read_wait(Reading& reading, const Keys& keys, Step& step) {
  step.wait = keys.limit("wait");
  for (const std::string_view key : kNotBesideWait)
    report_misplaced(reading, keys, key,
                     {"load.key_beside_wait", {{"key", std::string(key)}}});
}

void read_repeats_max(Reading& reading, const Keys& keys, Step& step) {
  const std::optional<std::int64_t> most = keys.count("at_most");
  if (!most) return;
  step.repeats_max = std::clamp<std::int64_t>(*most, 1, limits::repeats_max);
  if (*most != step.repeats_max)
    reading.report(
        codes::bad_count, keys.find("at_most")->span,
        {"load.bad_at_most", {{"max", std::to_string(limits::repeats_max)}}},
        {"load.expected_count", {}});
}

// How several runs come together, and how long each may take.
void read_flow(Reading& reading, const Keys& keys, Step& step) {
  if (const yaml::Node* join = keys.find("join"))
    step.join = read_join(reading, *join, "join");
  step.join.cancels_rest = keys.word("rest", kRests, 1) == 0;
  step.within = keys.limit("within");
  constexpr auto late =
      std::to_array<std::string_view>({"attention", "skip", "refuse"});
  step.on_late = static_cast<OnLate>(keys.word("on_late", late, 0));
  step.ad_hoc = keys.flag("ad_hoc");
  if (const yaml::Node* again = keys.find("while"))
    step.repeat = read_condition(reading, *again, "while", roots::step);
  read_repeats_max(reading, keys, step);
  needs(reading, keys, "while", "at_most");
  needs(reading, keys, "at_most", "while");
  if (keys.find("for_each") != nullptr)
    report_misplaced(reading, keys, "while",
                     {"load.while_beside_for_each", {}});
  needs(reading, keys, "join", "for_each");
  needs(reading, keys, "rest", "join");
  needs(reading, keys, "on_late", "within");
}

// Who mends this step instead of the workflow's fallback team.
Office read_fallback(Reading& reading, const yaml::Node& node) {
  constexpr auto allowed =
      std::to_array<std::string_view>({"department", "role"});
  const Keys keys(reading, node, {"load.what_fallback", {}}, allowed);
  Office office;
  office.span = node.span;
  if (const yaml::Node* department = keys.find("department"))
    office.department = read_id(reading, *department);
  office.role = keys.text("role").text;
  return office;
}

Step read_step(Reading& reading, const yaml::Entry& entry) {
  constexpr auto allowed = std::to_array<std::string_view>(
      {"title",  "uses",        "with",      "when",  "for_each", "after",
       "keep",   "on_refused",  "may_skip",  "wait",  "join",     "rest",
       "within", "on_late",     "ad_hoc",    "while", "at_most",  "fallback",
       "retry",  "on_returned", "on_failed", "limit", "not_by"});
  Step step;
  step.id = read_id(reading, entry.key);
  const Keys keys(reading, entry.value, {"load.what_step", {}}, allowed);
  step.title = keys.title();
  if (keys.find("wait") == nullptr)
    step.uses = read_uses(reading, keys);
  else
    read_wait(reading, keys, step);
  const yaml::Node* for_each = keys.find("for_each");
  const Roots inside =
      for_each == nullptr ? Roots(roots::step) : Roots(roots::element);
  if (for_each != nullptr)
    step.for_each = read_computed(reading, *for_each, "for_each", roots::step);
  // Whether the step happens at all is decided once, before its elements.
  if (const yaml::Node* when = keys.find("when"))
    step.when = read_condition(reading, *when, "when", roots::step);
  read_with(reading, keys, step, inside);
  step.after = keys.ids("after");
  if (const yaml::Node* keep = keys.mapping("keep"))
    for (const yaml::Entry& kept : keep->entries)
      step.keep.emplace_back(
          Spelled{kept.key.text, kept.key.span},
          read_computed(reading, kept.value, kept.key.text, inside));
  constexpr auto refused = std::to_array<std::string_view>({"end", "continue"});
  step.on_refused = static_cast<OnRefused>(keys.word("on_refused", refused, 0));
  constexpr auto failed =
      std::to_array<std::string_view>({"fallback", "skip", "refuse"});
  step.on_failed = static_cast<OnFailed>(keys.word("on_failed", failed, 0));
  constexpr auto returned =
      std::to_array<std::string_view>({"correct", "fallback", "refuse"});
  step.on_returned =
      static_cast<OnReturned>(keys.word("on_returned", returned, 0));
  step.retry = read_retry(reading, keys);
  step.limit = keys.limit("limit");
  step.may_skip = keys.flag("may_skip");
  read_flow(reading, keys, step);
  step.not_by = keys.ids("not_by");
  if (const yaml::Node* fallback = keys.find("fallback"))
    step.fallback = read_fallback(reading, *fallback);
  return step;
}

}  // namespace

std::vector<Step> read_steps(Reading& reading, const yaml::Node& node) {
  std::vector<Step> steps;
  if (!expect_mapping(reading, node, {"load.what_steps", {}})) return steps;
  steps.reserve(node.entries.size());
  for (const yaml::Entry& entry : node.entries)
    steps.push_back(read_step(reading, entry));
  return steps;
}

std::vector<Group> read_groups(Reading& reading, const yaml::Node& node) {
  constexpr auto allowed =
      std::to_array<std::string_view>({"title", "steps", "join", "rest"});
  std::vector<Group> groups;
  for (const yaml::Entry& entry : node.entries) {
    Group& group = groups.emplace_back();
    group.id = read_id(reading, entry.key);
    const Keys keys(reading, entry.value, {"load.what_group", {}}, allowed);
    group.title = keys.title();
    if (keys.require("steps") != nullptr) group.steps = keys.ids("steps");
    if (const yaml::Node* join = keys.find("join"))
      group.join = read_join(reading, *join, "join");
    group.join.cancels_rest = keys.word("rest", kRests, 1) == 0;
    needs(reading, keys, "rest", "join");
  }
  return groups;
}

std::vector<Step> read_prefill(Reading& reading, const yaml::Node& node) {
  constexpr auto allowed =
      std::to_array<std::string_view>({"title", "uses", "with", "when"});
  std::vector<Step> steps;
  if (!expect_mapping(reading, node, {"load.what_prefills", {}})) return steps;
  for (const yaml::Entry& entry : node.entries) {
    Step step;
    step.id = read_id(reading, entry.key);
    const Keys keys(reading, entry.value, {"load.what_prefill", {}}, allowed);
    step.title = keys.title();
    step.uses = read_uses(reading, keys);
    if (const yaml::Node* when = keys.find("when"))
      step.when = read_condition(reading, *when, "when", roots::form);
    read_with(reading, keys, step, roots::form);
    steps.push_back(std::move(step));
  }
  return steps;
}

}  // namespace onething::load
