// SPDX-License-Identifier: Apache-2.0
//
// Which datum goes to whom: new receivers and new inputs, and what is computed
// otherwise on its way.

#include <algorithm>
#include <map>
#include <string>
#include <utility>
#include <vector>

#include "change/pair.h"
#include "check/flow.h"

namespace onething::change {

namespace {

struct Sent {
  std::string path;     // "form.legal_rep.id", under its new name.
  std::string service;  // "tax/carry_over_taxpayer"
  std::string department;
  std::string input;
  const Title* title = nullptr;
  Span span;
};

std::vector<Sent> sent_of(const Pair& pair, const Side& side, bool is_old) {
  std::vector<Sent> out;
  for (const check::Flow& flow : check::flows_of(side.project, side.workflow)) {
    if (flow.input == nullptr) continue;
    const auto& steps =
        flow.to_prefill ? side.workflow.prefill : side.workflow.steps;
    const Step& step = steps[flow.step];
    const Department* department = side.project.department_of(step.uses);
    if (department == nullptr) continue;
    std::string path = flow.from.path(side.workflow);
    out.push_back({is_old ? pair.with_new_names(path) : path,
                   step.uses.text.text, department->id.text,
                   flow.input->id.text, &flow.from.title(side.workflow),
                   flow.span});
  }
  return out;
}

using Same = bool (*)(const Sent&, const Sent&);

bool goes_there(const Sent& a, const Sent& b) {
  return a.path == b.path && a.service == b.service && a.input == b.input;
}
bool goes_to_them(const Sent& a, const Sent& b) {
  return a.path == b.path && a.department == b.department;
}

bool has(const std::vector<Sent>& all, const Sent& one, Same same) {
  return std::any_of(all.begin(), all.end(),
                     [&](const Sent& each) { return same(each, one); });
}

// What a department itself has given is nothing new to it.
bool is_its_own(const Side& side, const Sent& sent) {
  for (const auto& [steps, root] :
       {std::pair(&side.workflow.steps, "steps."),
        std::pair(&side.workflow.prefill, "prefill.")})
    for (const Step& step : *steps) {
      const std::string own = root + step.id.text;
      const bool is_of = sent.path == own || sent.path.starts_with(own + ".");
      if (!is_of) continue;
      const Department* department = side.project.department_of(step.uses);
      return department != nullptr && department->id.text == sent.department;
    }
  return false;
}

void compare_flows(Pair& pair) {
  const std::vector<Sent> before = sent_of(pair, pair.before, true);
  const std::vector<Sent> after = sent_of(pair, pair.after, false);
  std::vector<Sent> told;
  for (const Sent& each : after) {
    if (has(before, each, goes_there) || has(told, each, goes_there)) continue;
    told.push_back(each);
    const bool is_known =
        has(before, each, goes_to_them) || is_its_own(pair.after, each);
    pair.found.add(is_known ? Kind::data_sent : Kind::data_to_new_department,
                   {each.path, each.title, nullptr, &each.span},
                   {{"service", each.service},
                    {"department", each.department},
                    {"input", each.input}});
  }
  told.clear();
  for (const Sent& each : before) {
    if (has(after, each, goes_there) || has(told, each, goes_there)) continue;
    told.push_back(each);
    pair.found.add(Kind::data_not_sent,
                   {each.path, each.title, &each.span, nullptr},
                   {{"service", each.service}, {"input", each.input}});
  }
}

// The same inputs of the same step, filled by another formula.
void compare_mappings(Pair& pair) {
  for (const StepPair& each : pair.steps) {
    if (each.before == nullptr || each.after == nullptr) continue;
    for (const auto& [name, now] : each.after->with)
      for (const auto& [other, old] : each.before->with) {
        if (other.text != name.text) continue;
        Spot spot = each.spot().below("with." + name.text);
        spot.before = &old.span;
        spot.after = &now.span;
        pair.found.differ(Kind::data_computed_otherwise, spot,
                          pair.with_new_names(text_of(old)), text_of(now));
      }
  }
}

}  // namespace

void compare_sent(Pair& pair) {
  compare_flows(pair);
  compare_mappings(pair);
}

void compare_outcome(Pair& pair) {
  using Members = std::map<std::string, const Template*>;
  const auto members = [](const Workflow& workflow) {
    Members out;
    if (!workflow.outcome) return out;
    for (const auto& [name, value] : workflow.outcome->members)
      out[name.text] = &value;
    if (workflow.outcome->kind != Template::Kind::object)
      out[""] = &*workflow.outcome;
    return out;
  };
  const Members before = members(pair.before.workflow);
  const Members after = members(pair.after.workflow);
  const auto spot = [](const std::string& name, const Template* old,
                       const Template* now) {
    Spot out{name.empty() ? "outcome" : "outcome." + name};
    if (old != nullptr) out.before = &old->span;
    if (now != nullptr) out.after = &now->span;
    return out;
  };
  for (const auto& [name, old] : before) {
    const auto now = after.find(name);
    const bool is_gone = now == after.end();
    const Template* is = is_gone ? nullptr : now->second;
    pair.found.differ(is_gone ? Kind::outcome_removed : Kind::outcome_changed,
                      spot(name, old, is), pair.with_new_names(text_of(*old)),
                      is == nullptr ? "" : text_of(*is));
  }
  for (const auto& [name, now] : after)
    if (!before.contains(name))
      pair.found.differ(Kind::outcome_added, spot(name, nullptr, now), "",
                        text_of(*now));
}

}  // namespace onething::change
