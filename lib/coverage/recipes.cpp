// SPDX-License-Identifier: Apache-2.0

#include "coverage/recipes.h"

#include <algorithm>
#include <optional>
#include <string>
#include <string_view>
#include <utility>

#include "scenario/plausible.h"
#include "scenario/retell.h"

namespace onething::coverage {

namespace {

using Kind = PlayedAnswer::Kind;
using Act = ScenarioAct::Kind;
using Part = CoveragePart;

constexpr std::size_t kVariationsMax = 60;
constexpr std::size_t kFewVariations = 12;
constexpr std::int64_t kFailsAlways = 20;
constexpr std::int64_t kLateDays = 3;

class Recipe {
 public:
  Recipe(const Outline& outline, const Item& item, const Variations& variations,
         Language language)
      : outline_(outline),
        workflow_(outline.facts.workflow),
        item_(item),
        variations_(variations),
        language_(language) {}

  std::vector<Scenario> run() {
    const bool has_states = !workflow_.states.empty();
    // Where people order what happens next, exploring knows best.
    if (has_states) retell();
    switch (item_.shown.part) {
      case Part::branch:
      case Part::condition:
        vary_branch();
        break;
      case Part::ending:
        for (Scenario& one : varied()) end(std::move(one));
        break;
      case Part::transition:
        if (item_.shown.owner == "case") come_to_status();
        break;
      case Part::deadline:
        keep_or_miss();
        break;
    }
    if (!has_states) retell();
    return std::move(out_);
  }

 private:
  std::string say(const Message& message) const {
    return render(message, language_);
  }

  std::vector<Scenario> varied() const {
    std::vector<const Formula*> formulas;
    if (item_.formula != nullptr) formulas.push_back(item_.formula);
    if (!item_.step.empty())
      for (const Formula* formula : variations_.formulas_before(item_.step))
        if (formula != item_.formula) formulas.push_back(formula);
    return variations_.of(formulas, kVariationsMax);
  }
  std::optional<Scenario> plain() const {
    std::vector<Scenario> all = variations_.of({}, 1);
    if (all.empty()) return std::nullopt;
    return std::move(all.front());
  }

  // ── Answers and acts ──

  PlayedAnswer returned() const {
    PlayedAnswer answer;
    answer.kind = Kind::returned;
    answer.content = say({"coverage.made_problem", {}});
    return answer;
  }
  PlayedAnswer refused() const {
    PlayedAnswer answer;
    answer.kind = Kind::refused;
    answer.content =
        Object{{"reason", say({"coverage.made_reason", {}})},
               {"basis", say({"coverage.made_basis", {}})},
               {"remedies", List{say({"coverage.made_remedy", {}})}}};
    return answer;
  }
  static PlayedAnswer failing() {
    PlayedAnswer answer;
    answer.fails = kFailsAlways;
    return answer;
  }
  static PlayedAnswer silent() {
    PlayedAnswer answer;
    answer.kind = Kind::silent;
    return answer;
  }
  // As the step answers otherwise.
  PlayedAnswer usual_answer(const Scenario& scenario,
                            const std::string& name) const {
    for (const PlayedPart& part : scenario.given)
      if (part.name.text == name && !part.answers.empty())
        return part.answers.back();
    return {};
  }
  void silence_all(Scenario& scenario) const {
    for (const auto& [name, items] : outline_.steps)
      set_answers(scenario, name, {silent()}, true);
  }

  static ScenarioAct& act(Scenario& scenario, Act kind,
                          std::optional<Term> after) {
    if (scenario.when.empty()) scenario.when.emplace_back();
    ScenarioAct& made = scenario.when.emplace_back();
    made.kind = kind;
    made.after = after;
    return made;
  }
  static constexpr Term kHour = {1, TermUnit::hours};
  static constexpr Term kDay = {1, TermUnit::working_days};

  // So long that the limit has passed.
  static Term beyond(Term limit) {
    const bool is_in_days =
        limit.unit == TermUnit::working_days || limit.unit == TermUnit::days;
    if (is_in_days) return {limit.count + kLateDays, limit.unit};
    return {limit.count * 2, limit.unit};
  }

  // ── What each kind of item asks for ──

  void vary_branch() {
    constexpr std::string_view any_of = ".any_of";
    if (item_.shown.owner.starts_with("states.")) return vary_event();
    std::vector<Scenario> all = varied();
    if (!item_.shown.owner.ends_with(any_of)) {
      for (Scenario& one : all) out_.push_back(std::move(one));
      return;
    }
    for (const Material& material : workflow_.materials) {
      if (item_.shown.owner != "materials." + material.id.text + ".any_of")
        continue;
      std::vector<const Formula*> formulas;
      if (!material.when.empty()) formulas.push_back(&material.when);
      for (Scenario& one : variations_.of(formulas, kVariationsMax)) {
        if (one.materials.find(material.id.text) == nullptr) continue;
        one.materials.object()->set(material.id.text,
                                    Object{{item_.shown.outcome, "file.pdf"}});
        out_.push_back(std::move(one));
      }
    }
  }

  // The example comes to the event; with other data it may not happen, or be
  // ordered in vain.
  void vary_event() {
    const std::vector<const Formula*> formulas = {item_.formula};
    for (Scenario& one : variations_.with_acts().of(formulas, kVariationsMax)) {
      const auto last = std::find_if(
          one.when.rbegin(), one.when.rend(), [&](const ScenarioAct& act) {
            return act.kind == Act::event &&
                   item_.shown.owner.ends_with("." + act.subject.text +
                                               ".when");
          });
      if (last != one.when.rend()) {
        Scenario refused = one;
        refused.when.resize(static_cast<std::size_t>(one.when.rend() - last));
        refused.when.back().is_refused = true;
        out_.push_back(std::move(refused));
      }
      out_.push_back(std::move(one));
    }
  }

  // Of the step that the item is about.
  void end(Scenario scenario) {
    const std::string& way = item_.shown.outcome;
    if (way == "returned")
      set_answers(scenario, item_.step, {returned()}, true);
    if (way == "refused") set_answers(scenario, item_.step, {refused()}, true);
    if (way == "failed") set_answers(scenario, item_.step, {failing()}, true);
    if (way == "skipped") return leave_out(std::move(scenario));
    out_.push_back(std::move(scenario));
  }

  const Step* step() const {
    for (const auto* steps : {&workflow_.prefill, &workflow_.steps})
      for (const Step& one : *steps)
        if (item_.step == (steps == &workflow_.prefill
                               ? "prefill." + one.id.text
                               : one.id.text))
          return &one;
    return nullptr;
  }

  // By a person; because it is late; because others suffice.
  void leave_out(Scenario scenario) {
    const Step* own = step();
    if (own != nullptr && own->may_skip) {
      Scenario skipped = scenario;
      set_answers(skipped, item_.step, {failing()}, true);
      act(skipped, Act::skip, kDay).subject.text = item_.step;
      out_.push_back(std::move(skipped));
    }
    set_answers(scenario, item_.step, {silent()}, true);
    if (own != nullptr && own->within)
      act(scenario, Act::wait, beyond(own->within->term));
    out_.push_back(std::move(scenario));
  }

  void come_to_status() {
    const std::optional<Scenario> made = plain();
    if (!made) return;
    const std::string& status = item_.shown.outcome;
    Scenario scenario = *made;
    const Value basis = Object{{"basis", say({"coverage.made_basis", {}})}};
    if (status == "delivered") {
      act(scenario, Act::deliver, kHour).with =
          Object{{"how", say({"coverage.made_how", {}})},
                 {"to", say({"coverage.made_receiver", {}})}};
      out_.push_back(std::move(scenario));
      return;
    }
    if (status == "revoked") {
      act(scenario, Act::revoke, kHour).with = *refused().content.object();
      out_.push_back(std::move(scenario));
      return;
    }
    if (status == "lapsed") return miss_supplement();
    if (status == "undoing") return undo(scenario);
    if (status == "correcting" || status == "denied" || status == "granted")
      return;  // Comes with the endings of steps.
    if (status == "refused") {
      set_answers(scenario, "acceptance", {refused()}, true);
      out_.push_back(std::move(scenario));
      return;
    }
    if (status == "not_accepted") {
      set_answers(scenario, "acceptance", {silent()}, true);
      act(scenario, Act::decline, kHour);
      out_.push_back(std::move(scenario));
      return;
    }
    silence_all(scenario);
    if (status == "withdrawn") act(scenario, Act::withdraw, kHour);
    if (status == "terminated")
      act(scenario, Act::terminate, kHour).with = basis;
    if (status == "suspended") act(scenario, Act::suspend, kHour).with = basis;
    if (status == "special")
      act(scenario, Act::special, kHour).with =
          Object{{"name", say({"coverage.made_special", {}})},
                 {"approver", say({"coverage.made_receiver", {}})},
                 {"notified_on", "2026-03-02"},
                 {"until", "2026-03-31"}};
    out_.push_back(std::move(scenario));
  }

  void wait_for(Scenario scenario, const Limit& limit) {
    act(scenario, Act::wait, beyond(limit.term));
    out_.push_back(std::move(scenario));
  }

  void keep_or_miss() {
    const bool is_missed = item_.shown.outcome == "missed";
    const std::string& owner = item_.shown.owner;
    if (!item_.step.empty()) return time_of_step(is_missed);
    const std::optional<Scenario> made = plain();
    if (!made) return;
    if (!is_missed) out_.push_back(*made);
    if (owner == "promise" && is_missed) {
      Scenario scenario = *made;
      silence_all(scenario);
      Limit longest = workflow_.promises.front().within;
      for (const Promise& promise : workflow_.promises)
        if (promise.within.term.count > longest.term.count)
          longest = promise.within;
      wait_for(std::move(scenario), longest);
    }
    const Clocks& clocks = workflow_.clocks;
    if (owner == "clocks.supplement" && is_missed) miss_supplement();
    if (owner == "clocks.supplement" && !is_missed) correct_in_time();
    if (owner == "clocks.delivery") {
      Scenario scenario = *made;
      if (is_missed) return wait_for(std::move(scenario), *clocks.delivery);
      act(scenario, Act::deliver, kHour).with =
          Object{{"how", say({"coverage.made_how", {}})},
                 {"to", say({"coverage.made_receiver", {}})}};
      out_.push_back(std::move(scenario));
    }
    if (owner == "clocks.notice" && is_missed) {
      Scenario scenario = *made;
      set_answers(scenario, "acceptance", {silent()}, true);
      wait_for(std::move(scenario), *clocks.notice);
    }
    for (const Material& material : workflow_.materials)
      if (owner == "materials." + material.id.text)
        bring_later(material, is_missed);
  }

  void time_of_step(bool is_missed) {
    const Step* own = step();
    if (own == nullptr) return;
    for (Scenario& one : varied()) {
      if (is_missed) {
        const Service* service = outline_.facts.service_of(*own);
        std::optional<Limit> limit = own->within;
        if (!item_.shown.owner.ends_with(".within"))
          limit = own->limit ? own->limit : service->promised;
        set_answers(one, item_.step, {silent()}, true);
        if (limit) act(one, Act::wait, beyond(limit->term));
      }
      out_.push_back(std::move(one));
    }
  }

  // For each step that can be returned: applications in which it acts.
  template <typename Use>
  void for_returned(const Use& use) {
    for (const auto& [name, items] : outline_.steps) {
      if (items.returned == nothing ||
          outline_.items[items.returned].reach == Item::Reach::no)
        continue;
      const std::vector<const Formula*> formulas =
          variations_.formulas_before(name);
      for (Scenario& one : variations_.of(formulas, kFewVariations))
        use(std::move(one), name);
    }
  }
  void miss_supplement() {
    if (!workflow_.clocks.supplement) return;
    for_returned([&](Scenario one, const std::string& name) {
      set_answers(one, name, {returned()}, true);
      wait_for(std::move(one), *workflow_.clocks.supplement);
    });
  }
  void correct_in_time() {
    for_returned([&](Scenario one, const std::string& name) {
      set_answers(one, name, {returned(), usual_answer(one, name)}, false);
      act(one, Act::supplement, kDay).with = Object{};
      out_.push_back(std::move(one));
    });
  }
  // What was done is taken back when the applicant goes, or a step is refused.
  void undo(const Scenario& plain) {
    for (const auto& [name, items] : outline_.steps) {
      Scenario gone = plain;
      set_answers(gone, name, {silent()}, true);
      act(gone, Act::withdraw, kHour);
      out_.push_back(std::move(gone));
      Scenario late = plain;
      PlayedAnswer answer = refused();
      answer.slow = kHour;
      set_answers(late, name, {std::move(answer)}, true);
      out_.push_back(std::move(late));
    }
  }

  void bring_later(const Material& material, bool is_missed) {
    std::vector<const Formula*> formulas;
    if (!material.when.empty()) formulas.push_back(&material.when);
    for (Scenario& one : variations_.of(formulas, kVariationsMax)) {
      const Value* known = one.materials.find(material.id.text);
      if (known == nullptr) continue;
      const Value brought = Object{{material.id.text, *known}};
      one.materials.object()->erase(material.id.text);
      silence_all(one);
      if (is_missed) {
        wait_for(std::move(one), *material.tolerate);
        continue;
      }
      ScenarioAct& later = act(one, Act::supplement, kDay);
      later.with = Object{};
      later.materials = brought;
      out_.push_back(std::move(one));
    }
  }

  // ── What exploring has seen ──

  void retell() {
    const check::WorkflowFacts& facts = outline_.facts;
    if (facts.proved == nullptr || !item_.seen) return;
    const std::string& way = item_.shown.outcome;
    const bool is_own_way =
        item_.shown.part == Part::ending &&
        (way == "returned" || way == "refused" || way == "failed");
    std::optional<Scenario> told = scenario::retell(
        facts, is_own_way ? walk_before(*facts.proved, *item_.seen)
                          : walk_of(*facts.proved, *item_.seen));
    if (!told) return;
    if (is_own_way) return end(std::move(*told));
    out_.push_back(std::move(*told));
  }

  const Outline& outline_;
  const Workflow& workflow_;
  const Item& item_;
  const Variations& variations_;
  const Language language_;
  std::vector<Scenario> out_;
};

}  // namespace

std::vector<Scenario> proposals(const Outline& outline, const Item& item,
                                const Variations& variations,
                                Language language) {
  return Recipe(outline, item, variations, language).run();
}

}  // namespace onething::coverage
