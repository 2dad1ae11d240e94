// SPDX-License-Identifier: Apache-2.0

#include <algorithm>
#include <string>
#include <vector>

#include "change/conditions.h"
#include "change/limits.h"
#include "change/pair.h"

namespace onething::change {

namespace {

const Material* find(const Workflow& workflow, const std::string& id) {
  for (const Material& material : workflow.materials)
    if (material.id.text == id) return &material;
  return nullptr;
}

bool has_all(const std::vector<Spelled>& all,
             const std::vector<Spelled>& some) {
  return std::all_of(some.begin(), some.end(), [&](const Spelled& one) {
    return std::any_of(all.begin(), all.end(), [&](const Spelled& other) {
      return other.text == one.text;
    });
  });
}

// Without a list the material itself is the only kind.
void compare_kinds(Pair& pair, const Spot& spot, const Material& old,
                   const Material& now) {
  if (has_all(now.any_of, old.any_of) && has_all(old.any_of, now.any_of))
    return;
  const bool keeps = has_all(now.any_of, old.any_of) && !old.any_of.empty();
  pair.found.differ(
      keeps ? Kind::material_more_kinds : Kind::material_fewer_kinds,
      spot.below("any_of"), text_of(old.any_of), text_of(now.any_of));
}

void compare_one(Pair& pair, const Material& old, const Material& now) {
  const Spot spot{"materials." + now.id.text, &now.title, &old.id.span,
                  &now.id.span};
  add_condition(pair, spot, old.when, now.when,
                {Kind::material_asked_of_more, Kind::material_asked_of_fewer,
                 Kind::material_asked_of_others});
  compare_kinds(pair, spot, old, now);
  compare_limit(pair, spot.below("tolerate"), old.tolerate, now.tolerate,
                {Kind::material_may_follow, Kind::material_may_not_follow,
                 Kind::material_may_follow, Kind::material_may_not_follow});
  pair.found.differ(Kind::law_changed, spot.below("basis"), old.basis,
                    now.basis);
  pair.found.differ(Kind::text_changed, spot.below("title"), old.title.zh,
                    now.title.zh);
}

}  // namespace

void compare_materials(Pair& pair) {
  const Workflow& before = pair.before.workflow;
  const Workflow& after = pair.after.workflow;
  for (const Material& old : before.materials) {
    const Material* now = find(after, old.id.text);
    if (now != nullptr)
      compare_one(pair, old, *now);
    else
      pair.found.add(
          Kind::material_removed,
          {"materials." + old.id.text, &old.title, &old.id.span, nullptr});
  }
  for (const Material& now : after.materials)
    if (find(before, now.id.text) == nullptr)
      pair.found.add(Kind::material_added, {"materials." + now.id.text,
                                            &now.title, nullptr, &now.id.span});
}

}  // namespace onething::change
