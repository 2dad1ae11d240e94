// SPDX-License-Identifier: Apache-2.0

#include "check/soundness/proved.h"

#include <algorithm>
#include <utility>

#include "check/ground_facts.h"
#include "check/types/known.h"

namespace onething::check {

void FreeProved::operator()(const Proved* proved) const { delete proved; }

bool Proved::never_begins(proof::Index step) const {
  return found.is_complete && found.are_beginnings_complete &&
         !found.seen.began[step];
}

bool Proved::never_entered(proof::Index place) const {
  return found.is_complete && !found.seen.entered[place];
}

bool Proved::may_fire(std::size_t place, std::size_t event) const {
  return !found.is_complete || found.seen.fired[place][event];
}

bool Proved::may_meet(std::size_t a, std::size_t b) const {
  const auto one = static_cast<proof::Index>(of.prefills + a);
  const auto two = static_cast<proof::Index>(of.prefills + b);
  if (never_begins(one) || never_begins(two)) return false;
  const auto has = [](const std::vector<proof::Index>& part,
                      proof::Index step) {
    return std::find(part.begin(), part.end(), step) != part.end();
  };
  const auto has_both = [&](const std::vector<proof::Index>& part) {
    return has(part, one) && has(part, two);
  };
  const std::vector<proof::Place>& places = of.net.places;
  return places.empty() || std::any_of(places.begin(), places.end(),
                                       [&](const proof::Place& place) {
                                         return has_both(place.enter) ||
                                                has_both(place.steps) ||
                                                has_both(place.leave);
                                       });
}

ProvedPointer prove(const GroundFacts& facts) {
  if (facts.is_broken) return nullptr;
  const auto known = [&facts](logic::Path path) {
    return known_of(facts.project, facts.workflow, path);
  };
  std::optional<proof::WorkflowNet> net = proof::compile(
      facts.project.project, facts.workflow, facts.formulas, known);
  if (!net) return nullptr;
  proof::Shape shape(net->net);
  proof::Exploration found = explore(net->net, shape);
  return ProvedPointer(
      new Proved{std::move(*net), std::move(shape), std::move(found)});
}

}  // namespace onething::check
