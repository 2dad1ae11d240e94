// SPDX-License-Identifier: Apache-2.0

#include <algorithm>
#include <string>
#include <utility>
#include <vector>

#include "change/fields.h"
#include "change/limits.h"
#include "model/service_facts.h"

namespace onething::change {

namespace {

constexpr FieldKinds kInput = {
    Kind::input_added,    Kind::input_added_optional, Kind::input_removed,
    Kind::input_required, Kind::input_optional,       Kind::input_narrower,
    Kind::input_wider,    Kind::input_other_type,     {}};
constexpr FieldKinds kOutput = {
    Kind::output_added,    Kind::output_added_optional, Kind::output_removed,
    Kind::output_required, Kind::output_optional,       Kind::output_narrower,
    Kind::output_wider,    Kind::output_other_type,     {}};

std::string performer(Performer by) {
  if (by == Performer::person) return "person";
  return by == Performer::message ? "message" : "system";
}

std::string on_unknown(OnUnknown what) {
  switch (what) {
    case OnUnknown::retry:
      return "retry";
    case OnUnknown::ask:
      return "ask";
    case OnUnknown::query:
      return "query";
    case OnUnknown::fail:
      return "fail";
  }
  return "";
}

std::string yes_or_no(bool value) { return value ? "true" : "false"; }

// How it is reached, as one text.
std::string text_of(const Contract& call) {
  const auto one = [](const std::optional<HttpContract>& http) {
    return http ? http->method + " " + http->path : std::string();
  };
  std::string out = one(call.http);
  if (call.query) out += " query " + one(call.query);
  if (call.answers_later) out += " answers_later";
  if (call.exec) out += " exec";
  if (call.file) out += " file " + call.file_name;
  if (!call.workflow.empty()) out += " workflow " + call.workflow.text;
  return out;
}

void compare_undo(Pair& pair, const Spot& spot, const Service& old,
                  const Service& now) {
  if (old.undo.text == now.undo.text) return;
  Kind kind = Kind::undo_changed;
  if (old.undo.empty()) kind = Kind::undo_added;
  if (now.undo.empty()) kind = Kind::undo_removed;
  pair.found.differ(kind, spot.below("undo"), old.undo.text, now.undo.text);
}

void compare_terms(Pair& pair, const Spot& spot, const Service& old,
                   const Service& now) {
  const auto term = [&](std::string_view key, const std::string& was,
                        const std::string& is) {
    pair.found.differ(Kind::contract_term_changed, spot.below(key), was, is);
  };
  term("on_unknown", on_unknown(old.on_unknown), on_unknown(now.on_unknown));
  term("reads_only", yes_or_no(old.reads_only), yes_or_no(now.reads_only));
  term("idempotent", yes_or_no(old.idempotent), yes_or_no(now.idempotent));
  term("retry", change::text_of(old.retry), change::text_of(now.retry));
  term("visits", std::to_string(old.visits), std::to_string(now.visits));
  term("sample", old.sample ? change::text_of(*old.sample) : "",
       now.sample ? change::text_of(*now.sample) : "");
}

void compare_one(Pair& pair, const std::string& name, const Service& old,
                 const Service& now) {
  const Spot spot{"services." + name, &now.title, &old.id.span, &now.id.span};
  Found& found = pair.found;
  compare_fields(pair, spot.place + ".input", old.input, now.input, kInput);
  compare_fields(pair, spot.place + ".output", old.output, now.output, kOutput);
  found.differ(Kind::performer_changed, spot.below("by"), performer(old.by),
               performer(now.by));
  found.differ(Kind::office_changed, spot.below("role"), old.role, now.role);
  if (old.by == now.by)
    found.differ(Kind::called_otherwise, spot.below("call"), text_of(old.call),
                 text_of(now.call));
  compare_undo(pair, spot, old, now);
  compare_terms(pair, spot, old, now);
  found.differ(Kind::statutory_changed, spot.below("limit.statutory"),
               change::text_of(old.statutory), change::text_of(now.statutory));
  compare_limit(pair, spot.below("limit.promised"), old.promised, now.promised);
  found.differ(Kind::law_changed, spot.below("basis"), old.basis, now.basis);
  found.differ(Kind::law_changed, spot.below("limit.basis"), old.limit_basis,
               now.limit_basis);
  found.differ(Kind::law_changed, spot.below("item"), old.item, now.item);
  found.differ(Kind::text_changed, spot.below("title"), old.title.zh,
               now.title.zh);
  if (old.kind != now.kind ||
      old.commitment.has_value() != now.commitment.has_value())
    found.add(Kind::law_changed, spot.below("kind"),
              {{"before", "—"}, {"after", "—"}});
}

// Services of one version that its workflow calls, and what takes them back.
std::vector<std::pair<std::string, const Service*>> called(const Side& side) {
  std::vector<std::pair<std::string, const Service*>> out;
  const auto add = [&](const Department& department, const Service* service) {
    if (service == nullptr) return;
    const std::string name = department.id.text + "/" + service->id.text;
    const auto is_it = [&](const auto& each) { return each.first == name; };
    if (std::none_of(out.begin(), out.end(), is_it))
      out.emplace_back(name, service);
  };
  for (const auto* steps : {&side.workflow.prefill, &side.workflow.steps})
    for (const Step& step : *steps) {
      const Department* department = side.project.department_of(step.uses);
      const Service* service = side.service_of(step);
      if (department == nullptr || service == nullptr) continue;
      add(*department, service);
      add(*department, model::undo_of(*department, *service));
    }
  return out;
}

}  // namespace

void compare_services(Pair& pair) {
  const auto before = called(pair.before);
  for (const auto& [name, now] : called(pair.after))
    for (const auto& [other, old] : before)
      if (other == name) compare_one(pair, name, *old, *now);
}

}  // namespace onething::change
