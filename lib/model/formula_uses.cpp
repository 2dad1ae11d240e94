// SPDX-License-Identifier: Apache-2.0

#include "model/formula_uses.h"

namespace onething::model {

namespace {

// Every formula of a workflow with its place, in the order of the file's keys.
class FormulaList {
 public:
  explicit FormulaList(std::vector<FormulaUse>& out) : out_(out) {}

  void add(Place place, std::size_t owner, const Formula& formula,
           std::string_view member) {
    if (formula.empty()) return;
    FormulaUse& use = out_.emplace_back();
    use.place = place;
    use.owner = owner;
    use.member = member;
    use.formula = &formula;
    use.reads = formula.reads();
  }

  // No deeper than the document, which the reader bounds.
  void add(Place place, std::size_t owner, const Template& value,
           std::string_view member, bool is_top = true) {
    const std::size_t first = out_.size();
    add(place, owner, value.formula, member);
    if (out_.size() > first) out_[first].is_whole_value = is_top;
    for (const Template::Part& part : value.parts) {
      const std::size_t before = out_.size();
      add(place, owner, part.formula, member);
      if (out_.size() > before) out_[before].is_text_part = true;
    }
    for (const Template& item : value.items)
      add(place, owner, item, member, false);
    for (const auto& [name, inner] : value.members)
      add(place, owner, inner, member, false);
  }

  // A field and the fields inside it.
  void add(Place place, std::size_t owner, const Field& field) {
    add(place, owner, field.when, {});
    add(place, owner, field.type);
  }

  void add(Place place, std::size_t owner, const Type& type) {
    for (const Type& element : type.element) add(place, owner, element);
    for (const Field& field : type.fields) add(place, owner, field);
  }

  void add_step(Place when, Place with, std::size_t owner, const Step& step) {
    add(when, owner, step.when, {});
    add(Place::step_for_each, owner, step.for_each, {});
    for (const auto& [name, value] : step.with)
      add(with, owner, value, name.text);
    for (const auto& [name, formula] : step.keep)
      add(Place::step_keep, owner, formula, name.text);
    add(Place::step_while, owner, step.repeat, {});
  }

 private:
  std::vector<FormulaUse>& out_;
};

}  // namespace

bool stands_in_step(Place place) {
  return place == Place::step_when || place == Place::step_for_each ||
         place == Place::step_with || place == Place::step_keep ||
         place == Place::step_while;
}

std::vector<FormulaUse> formula_uses(const Workflow& workflow) {
  std::vector<FormulaUse> out;
  FormulaList list(out);
  for (std::size_t i = 0; i < workflow.promises.size(); ++i)
    list.add(Place::promise_when, i, workflow.promises[i].when, {});
  for (std::size_t i = 0; i < workflow.form.size(); ++i)
    list.add(Place::field_when, i, workflow.form[i]);
  for (std::size_t i = 0; i < workflow.materials.size(); ++i)
    list.add(Place::material_when, i, workflow.materials[i].when, {});
  for (std::size_t i = 0; i < workflow.prefill.size(); ++i)
    list.add_step(Place::prefill_when, Place::prefill_with, i,
                  workflow.prefill[i]);
  for (std::size_t i = 0; i < workflow.steps.size(); ++i)
    list.add_step(Place::step_when, Place::step_with, i, workflow.steps[i]);
  for (std::size_t i = 0; i < workflow.states.size(); ++i)
    for (const StateEvent& event : workflow.states[i].on)
      list.add(Place::state_when, i, event.when, event.id.text);
  if (workflow.outcome)
    for (const auto& [name, value] : workflow.outcome->members)
      list.add(Place::outcome, 0, value, name.text);
  return out;
}

}  // namespace onething::model
