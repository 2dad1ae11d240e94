// SPDX-License-Identifier: Apache-2.0

#include "check/once_only/shareable.h"

#include <algorithm>
#include <optional>
#include <span>
#include <utility>

#include "check/flow.h"
#include "check/once_only/likeness.h"
#include "check/once_only/same_as.h"
#include "model/type_facts.h"

namespace onething::check {

namespace {

using Reads = std::span<const expr::Reference>;

bool reads_asked(const expr::Reference& read, const Asked& asked) {
  if (read.root != "form") return false;
  for (std::size_t i = 0; i < read.path.size(); ++i) {
    if (i == asked.fields.size()) return true;
    if (read.path[i] != asked.fields[i]->id.text) return false;
  }
  return true;
}

bool reads_asked(Reads reads, const Asked& asked) {
  return std::any_of(reads.begin(), reads.end(),
                     [&asked](const expr::Reference& read) {
                       return reads_asked(read, asked);
                     });
}

// One formula looks at both: the author knows them apart, as in
// `form.?address.orValue(prefill.licence.address)`.
bool are_told_apart(const GroundFacts& facts, const Asked& asked,
                    std::string_view answer) {
  const auto reads_answer = [answer](const expr::Reference& read) {
    return (read.root == "prefill" || read.root == "steps") &&
           read.path.size() > 1 && read.path[1] == answer;
  };
  return std::any_of(
      facts.formulas.begin(), facts.formulas.end(), [&](const FormulaUse& use) {
        return std::any_of(use.reads.begin(), use.reads.end(), reads_answer) &&
               reads_asked(use.reads, asked);
      });
}

// Every reader of the field can come after the step; and there is one.
bool comes_in_time(const GroundFacts& facts, const Asked& asked,
                   std::size_t step) {
  bool is_read = false;
  for (const FormulaUse& use : facts.formulas) {
    if (!reads_asked(use.reads, asked)) continue;
    is_read = true;
    if (use.place == Place::outcome || use.place == Place::state_when) continue;
    const bool in_step =
        use.place == Place::step_when || use.place == Place::step_for_each ||
        use.place == Place::step_with || use.place == Place::step_keep;
    if (!in_step || use.owner == step || facts.before[step][use.owner])
      return false;
  }
  return is_read;
}

class Finder {
 public:
  explicit Finder(const GroundFacts& facts) : facts_(facts) {}

  std::vector<Shareable> run() {
    const std::vector<bool> is_key = key_fields(facts_);
    const Field* const first = facts_.workflow.form.data();
    for (Asked& asked : asked_fields(facts_.workflow)) {
      if (is_key[static_cast<std::size_t>(&asked.top() - first)]) continue;
      if (auto found = find(asked)) found_.push_back(std::move(*found));
    }
    return std::move(found_);
  }

 private:
  const Project& project() const { return facts_.project.project; }

  std::optional<Shareable> find(const Asked& asked) {
    if (auto found = declared(asked)) return found;
    // What is asked for each element cannot be told from one datum of a
    // department, and a record is the sum of its members.
    if (asked.in_list || !members_of(asked.field().type).empty()) return {};
    if (auto found = answered(asked, Root::prefill)) return found;
    if (auto found = held(asked)) return found;
    return answered(asked, Root::steps);
  }

  std::optional<Shareable> declared(const Asked& asked) {
    const Field& field = asked.field();
    if (!field.same_as.empty()) {
      const SameAs same =
          resolve_same_as(project(), facts_.workflow.form, field.same_as.text);
      return declared(asked, same, field.same_as.span);
    }
    for (const Flow& flow : facts_.flows) {
      if (flow.from.root != Root::form || flow.target == nullptr ||
          flow.target->same_as.empty() || flow.from.fields.back() != &field)
        continue;
      const Department* receiver = department_of(flow);
      if (receiver == nullptr) continue;
      SameAs same = resolve_same_as(project(), receiver->holds,
                                    flow.target->same_as.text);
      if (same.department == nullptr) same.department = receiver;
      if (auto found = declared(asked, same, flow.target->same_as.span))
        return found;
    }
    return {};
  }

  const Department* department_of(const Flow& flow) const {
    if (flow.step == unresolved) return nullptr;
    const std::vector<Step>& steps =
        flow.to_prefill ? facts_.workflow.prefill : facts_.workflow.steps;
    return project().department_of(steps[flow.step].uses);
  }

  std::optional<Shareable> declared(const Asked& asked, const SameAs& same,
                                    Span place) {
    if (same.department == nullptr || same.field() == nullptr) return {};
    if (are_told_apart(facts_, asked, same.field()->id.text)) return {};
    Shareable found{Sharing::declared,
                    asked,
                    same.department,
                    same.field(),
                    place,
                    {},
                    {},
                    {}};
    find_way_to_fetch(facts_, *same.department, *same.field(), found);
    return found;
  }

  std::optional<Shareable> held(const Asked& asked) {
    const Field& field = asked.field();
    for (const std::string* word :
         {&field.id.text, &field.title.in(Language::zh)}) {
      const auto entries = facts_.project.kept.find(*word);
      if (word->empty() || entries == facts_.project.kept.end()) continue;
      for (const KeptField& kept : entries->second) {
        if (kept.service != nullptr || !look_alike(field, *kept.field))
          continue;
        if (facts_.project.is_broken(kept.field->id.span)) continue;
        if (are_told_apart(facts_, asked, kept.field->id.text)) continue;
        Shareable found{
            Sharing::held, asked, kept.department, kept.field, {}, {}, {}, {}};
        find_way_to_fetch(facts_, *kept.department, *kept.field, found);
        return found;
      }
    }
    return {};
  }

  std::optional<Shareable> answered(const Asked& asked, Root root) {
    const bool by_step = root == Root::steps;
    const std::vector<Step>& steps =
        by_step ? facts_.workflow.steps : facts_.workflow.prefill;
    for (std::size_t i = 0; i < steps.size(); ++i) {
      const Service* service = facts_.service_of(steps[i]);
      if (service == nullptr || !steps[i].for_each.empty()) continue;
      for (const Field& output : service->output) {
        if (!look_alike(asked.field(), output)) continue;
        if (are_told_apart(facts_, asked, output.id.text)) continue;
        if (by_step && !comes_in_time(facts_, asked, i)) continue;
        return Shareable{by_step ? Sharing::produced : Sharing::prefilled,
                         asked,
                         facts_.department_of(steps[i]),
                         &output,
                         steps[i].id.span,
                         {},
                         (by_step ? "=steps." : "=prefill.") +
                             steps[i].id.text + "." + output.id.text,
                         {}};
      }
    }
    return {};
  }

  const GroundFacts& facts_;
  std::vector<Shareable> found_;
};

}  // namespace

std::vector<Shareable> shareable_fields(const GroundFacts& facts) {
  if (facts.is_broken) return {};
  return Finder(facts).run();
}

}  // namespace onething::check
