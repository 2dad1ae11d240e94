// SPDX-License-Identifier: Apache-2.0

#include <algorithm>
#include <string>
#include <utility>
#include <vector>

#include "change/conditions.h"
#include "change/limits.h"
#include "change/pair.h"

namespace onething::change {

namespace {

std::string on_refused(OnRefused what) {
  return what == OnRefused::end ? "end" : "continue";
}
std::string on_failed(OnFailed what) {
  if (what == OnFailed::fallback) return "fallback";
  return what == OnFailed::skip ? "skip" : "refuse";
}
std::string on_returned(OnReturned what) {
  if (what == OnReturned::correct) return "correct";
  return what == OnReturned::fallback ? "fallback" : "refuse";
}
std::string on_late(OnLate what) {
  if (what == OnLate::attention) return "attention";
  return what == OnLate::skip ? "skip" : "refuse";
}
std::string yes_or_no(bool value) { return value ? "true" : "false"; }

std::string text_of(const Join& join) {
  return (join.needed == 0 ? "all" : std::to_string(join.needed)) +
         (join.cancels_rest ? " cancel" : "");
}
std::string text_of(const std::optional<Office>& office) {
  if (!office) return "";
  return office->department.text + " " + office->role;
}

bool has(const std::vector<Spelled>& names, std::string_view name) {
  return std::any_of(names.begin(), names.end(),
                     [&](const Spelled& each) { return each.text == name; });
}

class Steps {
 public:
  explicit Steps(Pair& pair) : pair_(pair), found_(pair.found) {}

  void run() {
    for (const StepPair& each : pair_.steps) {
      const Spot spot = each.spot();
      if (each.before == nullptr)
        found_.add(Kind::step_added, spot,
                   {{"after", each.after->uses.text.text}});
      else if (each.after == nullptr)
        found_.add(Kind::step_removed, spot,
                   {{"before", each.before->uses.text.text}});
      else
        one(spot, *each.before, *each.after);
    }
    order();
  }

 private:
  void one(const Spot& spot, const Step& old, const Step& now) {
    if (old.id.text != now.id.text)
      found_.differ(Kind::step_renamed, spot, old.id.text, now.id.text);
    found_.differ(Kind::step_other_service, spot.below("uses"),
                  old.uses.text.text, now.uses.text.text);
    shape(spot, old, now);
    add_condition(pair_, spot, old.when, now.when);
    found_.differ(Kind::step_called_for, spot.below("ad_hoc"),
                  yes_or_no(old.ad_hoc), yes_or_no(now.ad_hoc));
    found_.differ(Kind::joined_otherwise, spot.below("join"), text_of(old.join),
                  text_of(now.join));
    endings(spot, old, now);
    compare_limit(pair_, spot.below("limit"), old.limit, now.limit);
    compare_limit(pair_, spot.below("within"), old.within, now.within);
    if (old.wait && now.wait)
      compare_limit(pair_, spot.below("wait"), old.wait, now.wait);
    found_.differ(Kind::contract_term_changed, spot.below("retry"),
                  change::text_of(old.retry), change::text_of(now.retry));
    people(spot, old, now);
    kept(spot, old, now);
    found_.differ(Kind::text_changed, spot.below("title"), old.title.zh,
                  now.title.zh);
  }

  void shape(const Spot& spot, const Step& old, const Step& now) {
    if (old.for_each.empty() != now.for_each.empty() ||
        old.wait.has_value() != now.wait.has_value())
      return found_.add(Kind::step_other_shape, spot);
    found_.differ(Kind::step_other_list, spot.below("for_each"),
                  pair_.with_new_names(change::text_of(old.for_each)),
                  change::text_of(now.for_each));
    const auto repeats = [](const Step& step, const std::string& text) {
      return text.empty() ? text
                          : text + " x" + std::to_string(step.repeats_max);
    };
    found_.differ(
        Kind::step_repeats, spot.below("while"),
        repeats(old, pair_.with_new_names(change::text_of(old.repeat))),
        repeats(now, change::text_of(now.repeat)));
  }

  void endings(const Spot& spot, const Step& old, const Step& now) {
    const auto ending = [&](std::string_view key, const std::string& was,
                            const std::string& is) {
      found_.differ(Kind::ending_changed, spot.below(key), was, is);
    };
    ending("on_refused", on_refused(old.on_refused),
           on_refused(now.on_refused));
    ending("on_failed", on_failed(old.on_failed), on_failed(now.on_failed));
    ending("on_returned", on_returned(old.on_returned),
           on_returned(now.on_returned));
    ending("on_late", on_late(old.on_late), on_late(now.on_late));
    ending("may_skip", yes_or_no(old.may_skip), yes_or_no(now.may_skip));
  }

  void people(const Spot& spot, const Step& old, const Step& now) {
    found_.differ(Kind::office_changed, spot.below("fallback"),
                  text_of(old.fallback), text_of(now.fallback));
    const Spot here = spot.below("not_by");
    for (const Spelled& each : old.not_by)
      if (!has(now.not_by, new_name(each.text)))
        found_.add(Kind::four_eyes_removed, here, {{"other", each.text}});
    for (const Spelled& each : now.not_by)
      if (!has(old.not_by, old_name(each.text)))
        found_.add(Kind::four_eyes_added, here, {{"other", each.text}});
  }

  void kept(const Spot& spot, const Step& old, const Step& now) {
    const auto find = [](const Step& step, const std::string& name) {
      const Formula* found = nullptr;
      for (const auto& [field, formula] : step.keep)
        if (field.text == name) found = &formula;
      return found;
    };
    for (const auto& [field, formula] : old.keep) {
      const Formula* is = find(now, field.text);
      const std::string was = pair_.with_new_names(change::text_of(formula));
      found_.differ(is == nullptr ? Kind::kept_removed : Kind::kept_changed,
                    spot.below("keep." + field.text), was,
                    is == nullptr ? "" : change::text_of(*is));
    }
    for (const auto& [field, formula] : now.keep)
      if (find(old, field.text) == nullptr)
        found_.differ(Kind::kept_added, spot.below("keep." + field.text), "",
                      change::text_of(formula));
  }

  std::string new_name(const std::string& id) const {
    for (const StepPair& each : pair_.steps)
      if (!each.is_prefill && each.before != nullptr && each.after != nullptr &&
          each.before->id.text == id)
        return each.after->id.text;
    return id;
  }
  std::string old_name(const std::string& id) const {
    for (const StepPair& each : pair_.steps)
      if (!each.is_prefill && each.before != nullptr && each.after != nullptr &&
          each.after->id.text == id)
        return each.before->id.text;
    return id;
  }

  // Whom each step waits for, itself or through others, under the new names.
  std::vector<std::string> earlier(const Side& side, const Step& step,
                                   bool is_old) const {
    std::vector<std::string> out;
    const std::vector<Step>& steps = side.workflow.steps;
    const std::size_t at = check::find_step(steps, step.id.text);
    if (at == unresolved || at >= side.ground.waits.size()) return out;
    for (const check::Wait& wait : side.ground.waits[at]) {
      const std::string& id = steps[wait.to].id.text;
      out.push_back(is_old ? new_name(id) : id);
    }
    std::sort(out.begin(), out.end());
    out.erase(std::unique(out.begin(), out.end()), out.end());
    return out;
  }
  // Whether the one comes before the other at all, on any way.
  static bool is_before(const Side& side, const std::string& first,
                        const std::string& then) {
    const std::vector<Step>& steps = side.workflow.steps;
    const std::size_t a = check::find_step(steps, first);
    const std::size_t b = check::find_step(steps, then);
    if (a == unresolved || b == unresolved || side.ground.waits.empty())
      return false;
    return side.ground.before[b][a];
  }

  void order() {
    for (const StepPair& each : pair_.steps) {
      if (each.is_prefill || each.before == nullptr || each.after == nullptr)
        continue;
      const auto was = earlier(pair_.before, *each.before, true);
      const auto is = earlier(pair_.after, *each.after, false);
      for (const std::string& other : is)
        if (is_old_step(other) &&
            !is_before(pair_.before, old_name(other), each.before->id.text))
          found_.add(Kind::step_waits_now, each.spot(), {{"other", other}});
      for (const std::string& other : was)
        if (is_new_step(other) &&
            !is_before(pair_.after, other, each.after->id.text))
          found_.add(Kind::step_waits_no_more, each.spot(), {{"other", other}});
    }
  }
  // What is new or gone has been said already.
  bool is_old_step(const std::string& id) const {
    return check::find_step(pair_.before.workflow.steps, old_name(id)) !=
           unresolved;
  }
  bool is_new_step(const std::string& id) const {
    return check::find_step(pair_.after.workflow.steps, id) != unresolved;
  }

  Pair& pair_;
  Found& found_;
};

const Group* find_group(const Workflow& workflow, const std::string& id) {
  for (const Group& group : workflow.groups)
    if (group.id.text == id) return &group;
  return nullptr;
}

std::string group_text(const Pair& pair, const Group* group, bool is_old) {
  if (group == nullptr) return "";
  std::string names;
  for (const Spelled& each : group->steps) {
    const std::string path = "steps." + each.text;
    names += (names.empty() ? "" : ", ") +
             (is_old ? pair.with_new_names(path) : path).substr(6);
  }
  return text_of(group->join) + ": " + names;
}

}  // namespace

void compare_steps(Pair& pair) { Steps(pair).run(); }

void compare_groups(Pair& pair) {
  const auto compare = [&](const Group* old, const Group* now) {
    const Group& any = now != nullptr ? *now : *old;
    Spot spot{"groups." + any.id.text, &any.title};
    if (old != nullptr) spot.before = &old->id.span;
    if (now != nullptr) spot.after = &now->id.span;
    pair.found.differ(Kind::joined_otherwise, spot, group_text(pair, old, true),
                      group_text(pair, now, false));
  };
  for (const Group& old : pair.before.workflow.groups)
    compare(&old, find_group(pair.after.workflow, old.id.text));
  for (const Group& now : pair.after.workflow.groups)
    if (find_group(pair.before.workflow, now.id.text) == nullptr)
      compare(nullptr, &now);
}

}  // namespace onething::change
