// SPDX-License-Identifier: Apache-2.0

#include <string>
#include <vector>

#include "change/conditions.h"
#include "change/limits.h"
#include "change/pair.h"

namespace onething::change {

namespace {

const LifeState* find(const Workflow& workflow, const std::string& id) {
  for (const LifeState& state : workflow.states)
    if (state.id.text == id) return &state;
  return nullptr;
}

const StateEvent* find(const LifeState& state, const std::string& id) {
  for (const StateEvent& event : state.on)
    if (event.id.text == id) return &event;
  return nullptr;
}

std::string kind_of(const LifeState& state) {
  switch (state.end) {
    case LifeState::End::granted:
      return "end granted";
    case LifeState::End::denied:
      return "end denied";
    case LifeState::End::terminated:
      return "end terminated";
    case LifeState::End::none:
      break;
  }
  return state.pauses_clock ? "clock paused" : "clock runs";
}

std::string kind_of(const StateEvent& event) {
  if (event.kind == StateEvent::Kind::settled) return "settled";
  return event.kind == StateEvent::Kind::timer ? "timer" : "person";
}

std::string offices_of(const StateEvent& event) {
  std::string out;
  for (const Office& office : event.who)
    out +=
        (out.empty() ? "" : ", ") + office.department.text + " " + office.role;
  return out;
}

class States {
 public:
  explicit States(Pair& pair) : pair_(pair), found_(pair.found) {}

  void run() {
    const std::vector<LifeState>& before = pair_.before.workflow.states;
    const std::vector<LifeState>& after = pair_.after.workflow.states;
    if (!before.empty() && !after.empty())
      found_.differ(Kind::states_begin_elsewhere, {"states"},
                    before.front().id.text, after.front().id.text);
    for (const LifeState& old : before) {
      const LifeState* now = find(pair_.after.workflow, old.id.text);
      if (now != nullptr)
        one(old, *now);
      else
        found_.add(Kind::state_removed, {"states." + old.id.text, &old.title,
                                         &old.id.span, nullptr});
    }
    for (const LifeState& now : after)
      if (find(pair_.before.workflow, now.id.text) == nullptr)
        found_.add(Kind::state_added, {"states." + now.id.text, &now.title,
                                       nullptr, &now.id.span});
  }

 private:
  std::string steps_text(const std::vector<Spelled>& steps, bool is_old) {
    std::string out;
    for (const Spelled& each : steps) {
      const std::string path = "steps." + each.text;
      out += (out.empty() ? "" : ", ") +
             (is_old ? pair_.with_new_names(path) : path).substr(6);
    }
    return out;
  }

  void one(const LifeState& old, const LifeState& now) {
    const Spot spot{"states." + now.id.text, &now.title, &old.id.span,
                    &now.id.span};
    found_.differ(Kind::state_other_kind, spot, kind_of(old), kind_of(now));
    const auto steps = [&](std::string_view key,
                           const std::vector<Spelled>& was,
                           const std::vector<Spelled>& is) {
      found_.differ(Kind::state_other_steps, spot.below(key),
                    steps_text(was, true), steps_text(is, false));
    };
    steps("enter", old.enter, now.enter);
    steps("steps", old.steps, now.steps);
    steps("leave", old.leave, now.leave);
    found_.differ(Kind::text_changed, spot.below("title"), old.title.zh,
                  now.title.zh);
    for (const StateEvent& was : old.on) {
      const StateEvent* is = find(now, was.id.text);
      const Spot here = event_spot(spot, &was, is);
      if (is == nullptr)
        found_.add(Kind::event_removed, here);
      else
        event(here, was, *is);
    }
    for (const StateEvent& is : now.on)
      if (find(old, is.id.text) == nullptr)
        found_.add(Kind::event_added, event_spot(spot, nullptr, &is),
                   {{"after", is.to.text}});
  }

  static Spot event_spot(const Spot& state, const StateEvent* before,
                         const StateEvent* after) {
    const StateEvent& any = after != nullptr ? *after : *before;
    Spot spot = state.below("events." + any.id.text);
    spot.title = &any.title;
    spot.before = before != nullptr ? &before->id.span : nullptr;
    spot.after = after != nullptr ? &after->id.span : nullptr;
    return spot;
  }

  void event(const Spot& spot, const StateEvent& old, const StateEvent& now) {
    found_.differ(Kind::event_leads_elsewhere, spot.below("to"), old.to.text,
                  now.to.text);
    found_.differ(Kind::event_leads_elsewhere, spot, kind_of(old),
                  kind_of(now));
    compare_limit(pair_, spot.below("after"), old.after, now.after);
    add_condition(pair_, spot, old.when, now.when);
    found_.differ(Kind::office_changed, spot.below("who"), offices_of(old),
                  offices_of(now));
    found_.differ(Kind::text_changed, spot.below("title"), old.title.zh,
                  now.title.zh);
    if (old.needs_reason != now.needs_reason)
      found_.differ(Kind::event_leads_elsewhere, spot.below("reason"),
                    old.needs_reason ? "true" : "false",
                    now.needs_reason ? "true" : "false");
  }

  Pair& pair_;
  Found& found_;
};

}  // namespace

void compare_states(Pair& pair) { States(pair).run(); }

}  // namespace onething::change
