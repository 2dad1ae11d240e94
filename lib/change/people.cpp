// SPDX-License-Identifier: Apache-2.0

#include <string>

#include "change/pair.h"

namespace onething::change {

namespace {

std::string text_of(const std::optional<Office>& office) {
  if (!office) return "";
  const std::string& department = office->department.text;
  return department.empty() ? office->role : department + " " + office->role;
}

std::string rules_text(const std::optional<AgentRules>& rules) {
  if (!rules) return "";
  return "acts " + change::text_of(rules->barred_acts) + "; not_also " +
         change::text_of(rules->not_also) + "; grades " +
         change::text_of(rules->grades);
}

std::string before_text(const std::optional<Before>& before) {
  if (!before) return "";
  std::string out = before->label;
  for (const auto& figure :
       {before->departments, before->steps, before->visits, before->materials})
    out += figure ? " " + std::to_string(*figure) : " -";
  return before->time ? out + " " + to_text(*before->time) : out;
}

void compare_agents(Pair& pair) {
  const auto& old = pair.before.workflow.agents;
  const auto& now = pair.after.workflow.agents;
  Spot spot{"agents"};
  if (old) spot.before = &old->span;
  if (now) spot.after = &now->span;
  const bool was_allowed = !old || old->allowed;
  const bool is_allowed = !now || now->allowed;
  if (was_allowed && !is_allowed)
    return pair.found.add(Kind::agents_barred, spot);
  if (was_allowed != is_allowed)
    return pair.found.add(Kind::agents_changed, spot,
                          {{"before", "allowed: false"}, {"after", "—"}});
  pair.found.differ(Kind::agents_changed, spot, rules_text(old),
                    rules_text(now));
}

}  // namespace

void compare_people(Pair& pair) {
  const Workflow& old = pair.before.workflow;
  const Workflow& now = pair.after.workflow;
  Found& found = pair.found;
  found.differ(Kind::lead_changed,
               {"lead", nullptr, &old.lead.span, &now.lead.span}, old.lead.text,
               now.lead.text);
  found.differ(Kind::office_changed, {"acceptance"}, text_of(old.acceptance),
               text_of(now.acceptance));
  found.differ(Kind::office_changed, {"delivery"}, text_of(old.delivery),
               text_of(now.delivery));
  found.differ(Kind::office_changed, {"fallback"},
               old.fallback_department.text + " " + old.fallback_role,
               now.fallback_department.text + " " + now.fallback_role);
  compare_agents(pair);
  const auto subject = [&pair](const Workflow& workflow, bool is_old) {
    if (workflow.subject.empty()) return std::string();
    const std::string path = "form." + workflow.subject;
    return (is_old ? pair.with_new_names(path) : path) +
           (workflow.one_per_subject ? " one" : "");
  };
  found.differ(Kind::subject_changed, {"subject"}, subject(old, true),
               subject(now, false));
}

void compare_words(Pair& pair) {
  const Workflow& old = pair.before.workflow;
  const Workflow& now = pair.after.workflow;
  Found& found = pair.found;
  found.differ(Kind::law_changed,
               {"basis", nullptr, &old.basis_span, &now.basis_span}, old.basis,
               now.basis);
  found.differ(Kind::text_changed, {"title"}, old.title.zh, now.title.zh);
  found.differ(Kind::text_changed, {"stage"}, old.stage, now.stage);
  found.differ(Kind::text_changed, {"before"}, before_text(old.before),
               before_text(now.before));
  if (old.version == now.version && found.has_breaking())
    found.add(Kind::version_not_raised, {"version"},
              {{"before", old.version.empty() ? "—" : old.version}});
  else
    found.differ(Kind::version_changed, {"version"}, old.version, now.version);
}

}  // namespace onething::change
