// SPDX-License-Identifier: Apache-2.0

#include "coverage/outline.h"

#include <algorithm>
#include <utility>

#include "check/soundness/names.h"
#include "check/types/known.h"
#include "model/service_facts.h"

namespace onething::coverage {

namespace {

using Part = CoveragePart;
using ReachOf = Item::Reach;

std::string_view outcome_word(bool truth) { return truth ? "true" : "false"; }

class Sketch {
 public:
  explicit Sketch(Outline& out)
      : out_(out),
        facts_(out.facts),
        workflow_(out.facts.workflow),
        proved_(out.facts.proved.get()) {}

  void run() {
    add_promises();
    add_form();
    add_materials();
    for (std::size_t i = 0; i < workflow_.prefill.size(); ++i)
      add_step(workflow_.prefill[i], "prefill.", i);
    for (std::size_t i = 0; i < workflow_.steps.size(); ++i)
      add_step(workflow_.steps[i], "", workflow_.prefill.size() + i);
    for (std::size_t i = 0; i < workflow_.states.size(); ++i)
      add_state(workflow_.states[i], i);
    add_statuses();
    add_clocks();
  }

 private:
  // ── What can be said of reaching something ──

  bool is_complete() const {
    return proved_ != nullptr && proved_->found.is_complete;
  }
  // Of a sighting that exploring would have had.
  ReachOf reach(const MaybeSighting* seen) const {
    if (proved_ == nullptr) return ReachOf::not_proved;
    if (seen != nullptr && *seen)
      return (*seen)->is_certain ? ReachOf::yes : ReachOf::not_proved;
    return is_complete() ? ReachOf::no : ReachOf::not_proved;
  }
  const MaybeSighting* seen(std::size_t step, Fate fate) const {
    return out_.reach ? &out_.reach->of(step, fate) : nullptr;
  }
  ReachOf begins(std::size_t step) const {
    if (proved_ == nullptr) return ReachOf::not_proved;
    const ReachOf nearest = reach(seen(step, Fate::begun));
    if (nearest != ReachOf::no) return nearest;
    return proved_->never_begins(step) ? ReachOf::no : ReachOf::yes;
  }
  ReachOf enters(std::size_t place) const {
    if (proved_ == nullptr) return ReachOf::not_proved;
    if (proved_->found.seen.entered[place]) return ReachOf::yes;
    return is_complete() ? ReachOf::no : ReachOf::not_proved;
  }
  // A whole condition, or a part of one, that is always the same.
  ReachOf decided(const Formula& formula, const Span* part, bool truth,
                  ReachOf asked) const {
    for (const check::Idle& idle : facts_.idle)
      if (facts_.formulas[idle.use].formula == &formula &&
          idle.is_part == (part != nullptr) &&
          (part == nullptr || idle.span == *part) && idle.truth != truth)
        return ReachOf::no;
    return asked;
  }

  std::size_t add(Part part, std::string owner, std::string_view outcome,
                  Span span, Message text, ReachOf how,
                  const MaybeSighting* seen = nullptr) {
    Item item;
    item.shown.part = part;
    item.shown.owner = std::move(owner);
    item.shown.outcome = outcome;
    item.shown.span = span;
    item.shown.text = std::move(text);
    item.shown.is_proved = how == ReachOf::yes;
    item.reach = how;
    if (seen != nullptr) item.seen = *seen;
    out_.items.push_back(std::move(item));
    return out_.items.size() - 1;
  }

  // ── Conditions ──

  struct Ways {
    ReachOf is_true = ReachOf::yes;
    ReachOf is_false = ReachOf::yes;
    const MaybeSighting* seen_true = nullptr;
    const MaybeSighting* seen_false = nullptr;
  };

  // `asked`: whether it comes to be asked at all.
  QuestionIndex question(const Formula& formula, const std::string& owner,
                         const std::string& key, ReachOf asked, Ways ways) {
    if (formula.empty()) return nothing;
    const std::size_t first = out_.items.size();
    Question made{Asked(formula), nothing, nothing, {}};
    const auto whole = [&](bool truth, ReachOf way, const MaybeSighting* seen) {
      const Message text =
          truth ? Message{"coverage.holds", {{"owner", owner}, {"key", key}}}
                : Message{"coverage.does_not_hold",
                          {{"owner", owner}, {"key", key}}};
      return add(Part::branch, owner + "." + key, outcome_word(truth),
                 formula.span(), text, decided(formula, nullptr, truth, way),
                 seen);
    };
    made.is_true = whole(true, ways.is_true, ways.seen_true);
    made.is_false = whole(false, ways.is_false, ways.seen_false);
    for (const Asked::Part& part : made.asked.parts()) {
      const auto one = [&](bool truth) {
        const Message text =
            truth ? Message{"coverage.part_holds",
                            {{"owner", owner}, {"text", part.text}}}
                  : Message{"coverage.part_does_not_hold",
                            {{"owner", owner}, {"text", part.text}}};
        return add(Part::condition, owner + "." + key, outcome_word(truth),
                   part.span, text, decided(formula, &part.span, truth, asked));
      };
      const std::size_t is_true = one(true);
      made.parts.emplace_back(is_true, one(false));
    }
    for (std::size_t item = first; item < out_.items.size(); ++item)
      out_.items[item].formula = &formula;
    out_.questions.push_back(std::move(made));
    return out_.questions.size() - 1;
  }

  // ── The parts of a workflow ──

  void add_promises() {
    for (std::size_t i = 0; i < workflow_.promises.size(); ++i) {
      const Promise& promise = workflow_.promises[i];
      const std::string number = std::to_string(i + 1);
      PromiseItems made;
      made.when =
          question(promise.when, "promise." + number, "when", ReachOf::yes, {});
      // Where it has a condition, that says it already.
      if (promise.when.empty() && workflow_.promises.size() > 1)
        made.applies = add(
            Part::branch, "promise." + number, "applies", promise.within.span,
            {"coverage.promise_applies", {{"number", number}}}, ReachOf::yes);
      out_.promises.push_back(made);
    }
  }

  void add_form() {
    for (const Field& field : workflow_.form)
      out_.fields.push_back(question(field.when, "form." + field.id.text,
                                     "when", ReachOf::yes, {}));
  }

  void add_materials() {
    for (const Material& material : workflow_.materials) {
      const std::string owner = "materials." + material.id.text;
      MaterialItems made;
      made.when = question(material.when, owner, "when", ReachOf::yes, {});
      if (material.any_of.size() > 1)
        for (const Spelled& kind : material.any_of)
          made.kinds[kind.text] = add(
              Part::branch, owner + ".any_of", kind.text, kind.span,
              {"coverage.handed_in", {{"owner", owner}, {"kind", kind.text}}},
              ReachOf::yes);
      out_.materials.push_back(std::move(made));
    }
  }

  // A list of the form that must have something in it.
  bool is_never_empty(const Formula& formula) const {
    const auto reads = formula.reads();
    if (reads.size() != 1) return false;
    std::string written(reads[0].root);
    for (const std::string_view name : reads[0].path)
      written += "." + std::string(name);
    if (written != formula.text()) return false;
    std::vector<std::string_view> path = {reads[0].root};
    path.insert(path.end(), reads[0].path.begin(), reads[0].path.end());
    const Type* type = check::declared_type(facts_.project, workflow_, path);
    return type != nullptr && type->kind == TypeKind::list &&
           type->min.value_or(0) > 0;
  }

  void add_step(const Step& step, const std::string& prefix, std::size_t i) {
    const std::string name = prefix + step.id.text;
    const std::string owner = prefix.empty() ? "steps." + name : name;
    const std::size_t first = out_.items.size();
    const ReachOf begins = this->begins(i);
    StepItems made;
    Ways ways;
    ways.is_true = begins;
    ways.seen_true = seen(i, Fate::begun);
    ways.seen_false = seen(i, Fate::skipped);
    ways.is_false = reach(ways.seen_false);
    const ReachOf asked = begins == ReachOf::no ? ways.is_false : begins;
    made.when = question(step.when, owner, "when", asked, ways);
    made.repeat = question(step.repeat, owner, "while", begins,
                           {begins, begins, nullptr, nullptr});
    if (!step.for_each.empty()) {
      const ReachOf empty =
          is_never_empty(step.for_each) ? ReachOf::no : begins;
      made.empty =
          add(Part::branch, owner + ".for_each", "empty", step.for_each.span(),
              {"coverage.list_empty", {{"owner", owner}}}, empty);
      made.some = add(Part::branch, owner + ".for_each", "not_empty",
                      step.for_each.span(),
                      {"coverage.list_not_empty", {{"owner", owner}}}, begins,
                      seen(i, Fate::begun));
      for (const std::size_t item : {made.empty, made.some})
        out_.items[item].formula = &step.for_each;
    }
    add_endings(step, owner, i, made);
    add_deadlines(step, owner, i, made);
    for (std::size_t item = first; item < out_.items.size(); ++item)
      out_.items[item].step = name;
    out_.steps.emplace(name, made);
  }

  void add_endings(const Step& step, const std::string& owner, std::size_t i,
                   StepItems& made) {
    const ReachOf begins = this->begins(i);
    const Service* service = facts_.service_of(step);
    const bool is_told =
        service != nullptr && service->by == Performer::message;
    const bool is_asked = !step.wait && !is_told;
    const bool is_late_refused = step.within && step.on_late == OnLate::refuse;
    const auto ending = [&](std::string_view word, Message text, ReachOf how,
                            const MaybeSighting* seen) {
      return add(Part::ending, owner, word, step.id.span, std::move(text), how,
                 seen);
    };
    made.done = ending("done", {"coverage.done", {{"owner", owner}}}, begins,
                       seen(i, Fate::done));
    const bool is_child = service != nullptr && !service->call.workflow.empty();
    if (is_asked && !is_child && step.on_returned == OnReturned::correct)
      made.returned =
          ending("returned", {"coverage.returned", {{"owner", owner}}}, begins,
                 seen(i, Fate::done));
    if (is_asked || is_late_refused)
      made.refused = ending("refused", {"coverage.refused", {{"owner", owner}}},
                            begins, seen_refused(i));
    if (is_asked && step.on_failed != OnFailed::refuse)
      made.failed = ending("failed", {"coverage.failed", {{"owner", owner}}},
                           begins, seen(i, Fate::done));
    add_skipped(step, owner, i, made);
  }

  // Of lists, a refusal that ends nothing is no part of what is explored.
  const MaybeSighting* seen_refused(std::size_t i) const {
    const MaybeSighting* seen = this->seen(i, Fate::refused);
    return seen == nullptr || *seen ? seen : this->seen(i, Fate::done);
  }

  // For want of need its condition says it: that is a branch.
  void add_skipped(const Step& step, const std::string& owner, std::size_t i,
                   StepItems& made) {
    const bool is_joined =
        step.join.needed > 0 ||
        std::any_of(workflow_.groups.begin(), workflow_.groups.end(),
                    [&](const Group& group) {
                      return group.join.needed > 0 &&
                             std::any_of(group.steps.begin(), group.steps.end(),
                                         [&](const Spelled& id) {
                                           return id.text == step.id.text;
                                         });
                    });
    const bool is_left_out =
        step.may_skip || (step.within && step.on_late == OnLate::skip);
    if (!is_joined && !is_left_out) return;
    const MaybeSighting* seen = this->seen(i, Fate::left_out);
    if (seen == nullptr || !*seen) seen = this->seen(i, Fate::needless);
    // Lists are no part of what is explored.
    const ReachOf how = step.for_each.empty() ? reach(seen) : begins(i);
    made.skipped = add(Part::ending, owner, "skipped", step.id.span,
                       {"coverage.skipped", {{"owner", owner}}}, how, seen);
  }

  DeadlineItems deadline(const std::string& owner, Span span, ReachOf how) {
    return {add(Part::deadline, owner, "met", span,
                {"coverage.met", {{"owner", owner}}}, how),
            add(Part::deadline, owner, "missed", span,
                {"coverage.missed", {{"owner", owner}}}, how)};
  }

  void add_deadlines(const Step& step, const std::string& owner, std::size_t i,
                     StepItems& made) {
    const Service* service = facts_.service_of(step);
    if (step.within)
      made.within = deadline(owner + ".within", step.within->span, begins(i));
    if (service == nullptr || service->by != Performer::person || step.wait)
      return;
    const std::optional<Limit>& limit = model::promised_limit(step, *service);
    if (limit)
      made.task =
          deadline(owner + ".limit",
                   step.limit ? step.limit->span : step.id.span, begins(i));
  }

  void add_state(const LifeState& state, std::size_t place) {
    for (std::size_t e = 0; e < state.on.size(); ++e) {
      const StateEvent& event = state.on[e];
      const std::string owner =
          "states." + state.id.text + ".events." + event.id.text;
      const MaybeSighting* fired =
          out_.reach ? &out_.reach->places[place][e].fired : nullptr;
      const MaybeSighting* refused =
          out_.reach ? &out_.reach->places[place][e].refused : nullptr;
      EventItems made;
      made.fired = add(Part::transition, owner, "fired", event.id.span,
                       {"coverage.event",
                        {{"state", state.id.text},
                         {"event", event.id.text},
                         {"to", event.to.text}}},
                       reach(fired), fired);
      made.when = question(event.when, owner, "when", enters(place),
                           {reach(fired), enters(place), fired, refused});
      if (event.after)
        made.time = deadline(owner, event.after->span, enters(place));
      out_.states[state.id.text][event.id.text] = made;
    }
  }

  bool any_step(const auto& holds) const {
    return std::any_of(workflow_.steps.begin(), workflow_.steps.end(), holds);
  }

  void add_statuses() {
    using Status = engine::CaseStatus;
    const auto status = [&](Status to, bool can_be) {
      const std::string word(engine::status_word(to));
      out_.statuses[to] = add(Part::transition, "case", word, workflow_.id.span,
                              {"coverage.status", {{"status", word}}},
                              can_be ? ReachOf::yes : ReachOf::no);
    };
    const bool is_accepted_by_hand = workflow_.acceptance.has_value();
    bool may_return = is_accepted_by_hand;
    bool may_deny = false;
    for (const auto& [name, made] : out_.steps) {
      may_return = may_return || is_reached(made.returned);
      may_deny = may_deny || is_reached(made.refused);
    }
    for (std::size_t i = 0; i < workflow_.states.size(); ++i)
      may_deny =
          may_deny || (workflow_.states[i].end == LifeState::End::denied &&
                       enters(i) != ReachOf::no);
    const bool may_grant = !is_complete() || proved_->found.can_be_granted;
    const bool may_undo = any_step([&](const Step& step) {
      const Service* service = facts_.service_of(step);
      return service != nullptr && !service->undo.empty();
    });
    status(Status::accepted, true);
    status(Status::correcting, may_return);
    status(Status::lapsed, may_return && workflow_.clocks.supplement);
    status(Status::special, true);
    status(Status::suspended, true);
    status(Status::undoing, may_undo);
    status(Status::not_accepted, is_accepted_by_hand);
    status(Status::refused, is_accepted_by_hand);
    status(Status::granted, may_grant);
    status(Status::denied, may_deny);
    status(Status::withdrawn, true);
    status(Status::terminated, true);
    status(Status::delivered, may_grant);
    status(Status::revoked, may_grant);
  }

  bool is_reached(std::size_t item) const {
    return item != nothing && out_.items[item].reach != ReachOf::no;
  }

  void add_clocks() {
    const auto clock = [&](const std::string& id, const std::string& owner,
                           Span span) {
      out_.clocks[id] = deadline(owner, span, ReachOf::yes);
    };
    if (!workflow_.promises.empty())
      clock("promise", "promise", workflow_.promises.front().within.span);
    const Clocks& clocks = workflow_.clocks;
    if (clocks.notice && workflow_.acceptance)
      clock("notice", "clocks.notice", clocks.notice->span);
    if (clocks.supplement)
      clock("supplement", "clocks.supplement", clocks.supplement->span);
    if (clocks.delivery && workflow_.delivery)
      clock("delivery", "clocks.delivery", clocks.delivery->span);
    for (const Material& material : workflow_.materials)
      if (material.tolerate)
        clock("material:" + material.id.text, "materials." + material.id.text,
              material.tolerate->span);
  }

  Outline& out_;
  const check::WorkflowFacts& facts_;
  const Workflow& workflow_;
  const check::Proved* proved_;
};

}  // namespace

Outline::Outline(const check::WorkflowFacts& of) : facts(of) {
  if (facts.proved != nullptr) reach = reach_of(*facts.proved);
  Sketch(*this).run();
}

}  // namespace onething::coverage
