// SPDX-License-Identifier: Apache-2.0

#include <algorithm>
#include <string>
#include <utility>
#include <vector>

#include "change/pair.h"

namespace onething::change {

namespace {

// What a step does, without its name: the call and what is sent. Two steps with
// the same of it are one that was renamed.
std::string doing_of(const Step& step) {
  std::vector<std::string> inputs;
  for (const auto& [name, value] : step.with)
    inputs.push_back(name.text + "=" + text_of(value));
  std::sort(inputs.begin(), inputs.end());
  std::string out = step.uses.text.text + " " + text_of(step.wait);
  for (const std::string& input : inputs) out += "\n" + input;
  return out + "\n" + text_of(step.for_each);
}

const Step* find(const std::vector<Step>& steps, std::string_view id) {
  for (const Step& step : steps)
    if (step.id.text == id) return &step;
  return nullptr;
}

// The one of the steps without a partner that does this; null where there is
// none, or several.
const Step* only_one(const std::vector<Step>& steps,
                     const std::vector<Step>& others, const Step& like) {
  const Step* found = nullptr;
  for (const Step& step : steps) {
    if (find(others, step.id.text) != nullptr) continue;
    if (doing_of(step) != doing_of(like)) continue;
    if (found != nullptr) return nullptr;
    found = &step;
  }
  return found;
}

void match(const std::vector<Step>& before, const std::vector<Step>& after,
           bool is_prefill, std::vector<StepPair>& out) {
  std::vector<const Step*> taken;
  for (const Step& old : before) {
    const Step* now = find(after, old.id.text);
    if (now == nullptr) {
      now = only_one(after, before, old);
      if (now != nullptr && only_one(before, after, *now) != &old)
        now = nullptr;
    }
    if (now != nullptr) taken.push_back(now);
    out.push_back({&old, now, is_prefill});
  }
  for (const Step& now : after)
    if (std::find(taken.begin(), taken.end(), &now) == taken.end())
      out.push_back({nullptr, &now, is_prefill});
}

}  // namespace

std::vector<StepPair> match_steps(const Side& before, const Side& after) {
  std::vector<StepPair> out;
  match(before.workflow.prefill, after.workflow.prefill, true, out);
  match(before.workflow.steps, after.workflow.steps, false, out);
  return out;
}

Spot StepPair::spot() const {
  const Step& any = after != nullptr ? *after : *before;
  Spot spot{(is_prefill ? "prefill." : "steps.") + any.id.text, &any.title};
  spot.before = before != nullptr ? &before->id.span : nullptr;
  spot.after = after != nullptr ? &after->id.span : nullptr;
  return spot;
}

}  // namespace onething::change
