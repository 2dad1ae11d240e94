// SPDX-License-Identifier: Apache-2.0

#include "change/conditions.h"

#include <optional>
#include <utility>

#include "check/order/absences.h"
#include "check/types/known.h"
#include "expr/ast.h"
#include "logic/reasoner.h"

namespace onething::change {

namespace {

using logic::Answer;

class Comparison {
 public:
  Comparison(const Pair& pair, const Formula& before, const Formula& after)
      : reasoner_([&pair](logic::Path path) {
          return check::known_of(pair.after.facts, pair.after.workflow, path);
        }),
        before_(claim(before)),
        after_(claim(after)) {}

  ComparedConditions run() {
    // The later one lets in what the earlier one did, and the other way round.
    const Answer keeps = follows(before_, after_);
    const std::string lost = example(keeps);
    const Answer adds = follows(after_, before_);
    const std::string gained = example(adds);
    if (keeps == Answer::yes && adds == Answer::yes)
      return {Relation::rewritten, ""};
    if (keeps == Answer::yes) return {Relation::wider, gained};
    if (adds == Answer::yes) return {Relation::narrower, lost};
    return {Relation::other, lost.empty() ? gained : lost};
  }

 private:
  std::optional<logic::Claim> claim(const Formula& formula) {
    if (formula.empty()) return std::nullopt;
    return reasoner_.formula(formula.ast());
  }
  // Without a claim it is always true.
  Answer follows(std::optional<logic::Claim> premise,
                 std::optional<logic::Claim> conclusion) {
    if (!conclusion) return Answer::yes;
    if (!premise) return reasoner_.always(*conclusion);
    return reasoner_.implies({&*premise, 1}, *conclusion);
  }
  std::string example(Answer answer) const {
    return answer == Answer::no ? check::text_of(reasoner_.witness())
                                : std::string();
  }

  logic::Reasoner reasoner_;
  std::optional<logic::Claim> before_, after_;
};

// A step or prefill that the earlier condition does not look at. That it is
// always there, say, is so for cases that begin now, and need not be so for
// those that stand behind it already.
bool looks_at_more_steps(const Pair& pair, const Formula& before,
                         const Formula& after) {
  const std::string was = pair.with_new_names(text_of(before));
  for (const expr::Reference& read : after.reads()) {
    if ((read.root != "steps" && read.root != "prefill") || read.path.empty())
      continue;
    const std::string name(read.path.front());
    if (was.find("." + name) == std::string::npos &&
        was.find("?" + name) == std::string::npos)
      return true;
  }
  return false;
}

}  // namespace

ComparedConditions compare_conditions(const Pair& pair, const Formula& before,
                                      const Formula& after) {
  if (pair.with_new_names(text_of(before)) == text_of(after))
    return {Relation::same, ""};
  ComparedConditions found = Comparison(pair, before, after).run();
  if (found.relation == Relation::rewritten && !after.empty() &&
      looks_at_more_steps(pair, before, after))
    found.relation = Relation::other;
  return found;
}

void add_condition(Pair& pair, const Spot& spot, const Formula& before,
                   const Formula& after, const ConditionKinds& kinds) {
  ComparedConditions found = compare_conditions(pair, before, after);
  if (found.relation == Relation::same) return;
  Spot here = spot.below("when");
  const Span was = before.empty() ? Span() : before.span();
  const Span is = after.empty() ? Span() : after.span();
  if (!before.empty()) here.before = &was;
  if (!after.empty()) here.after = &is;
  Kind kind = Kind::condition_rewritten;
  if (found.relation == Relation::wider) kind = kinds.wider;
  if (found.relation == Relation::narrower) kind = kinds.narrower;
  if (found.relation == Relation::other) kind = kinds.other;
  Message example;
  if (found.example.empty())
    example = {"change.no_example", {}};
  else
    example = {"change.example", {{"values", std::move(found.example)}}};
  const Message always = {"change.always", {}};
  std::vector<Arg> args;
  args.push_back(before.empty() ? Arg("before", always)
                                : Arg("before", std::string(before.text())));
  args.push_back(after.empty() ? Arg("after", always)
                               : Arg("after", std::string(after.text())));
  args.emplace_back("example", std::move(example));
  pair.found.add(kind, here, std::move(args));
}

}  // namespace onething::change
