// SPDX-License-Identifier: Apache-2.0

#include "check/flow.h"

#include <algorithm>
#include <array>
#include <utility>

#include "check/origins.h"
#include "model/type_facts.h"

namespace onething::check {

namespace {

using Path = std::span<const std::string_view>;

// Steps by id, which a formula names once and a workflow has a thousand of.
class StepIndex {
 public:
  explicit StepIndex(const std::vector<Step>& steps) {
    by_id_.reserve(steps.size());
    for (std::size_t i = 0; i < steps.size(); ++i)
      by_id_.emplace_back(steps[i].id.text, i);
    std::sort(by_id_.begin(), by_id_.end());
  }

  // More than one where loading has reported a duplicate.
  template <typename Use>
  void for_each_of(std::string_view id, const Use& use) const {
    for (auto at = std::lower_bound(by_id_.begin(), by_id_.end(),
                                    std::pair(id, std::size_t{0}));
         at != by_id_.end() && at->first == id; ++at)
      use(at->second);
  }

 private:
  std::vector<std::pair<std::string_view, std::size_t>> by_id_;
};

// A mapping on its way into one input.
struct Sink {
  Flow flow;  // Receiver and target, to be copied for each datum.
  const std::vector<Origin>* each = nullptr;
};

const Field* step_into(const Field* target, std::string_view member) {
  if (target == nullptr || members_of(target->type).empty()) return target;
  return model::find_field(members_of(target->type), member);
}

class FlowFinder {
 public:
  FlowFinder(const Project& project, const Workflow& workflow)
      : project_(project),
        workflow_(workflow),
        prefill_index_(workflow.prefill),
        step_index_(workflow.steps) {}

  std::vector<Flow> run() {
    add_steps(workflow_.prefill, true);
    add_steps(workflow_.steps, false);
    if (workflow_.outcome) add(*workflow_.outcome, {});
    return std::move(flows_);
  }

 private:
  void add_steps(const std::vector<Step>& steps, bool are_prefills) {
    for (std::size_t i = 0; i < steps.size(); ++i) {
      const Service* service = project_.service_of(steps[i].uses);
      // Who tells us is sent nothing.
      if (service == nullptr || service->by == Performer::message) continue;
      std::vector<Origin> each;
      if (!steps[i].for_each.empty())
        each = origins_in(steps[i].for_each.ast(), nullptr);
      for (const auto& [name, value] : steps[i].with) {
        Sink sink;
        sink.each = &each;
        sink.flow.to_prefill = are_prefills;
        sink.flow.step = i;
        sink.flow.input = model::find_field(service->input, name.text);
        sink.flow.target = sink.flow.input;
        if (sink.flow.input != nullptr) add(value, sink);
      }
    }
  }

  // No deeper than the document, which the reader bounds.
  void add(const Template& value, const Sink& sink) {
    add(value.formula, sink);
    for (const Template::Part& part : value.parts) {
      Sink text = sink;
      text.flow.in_text = true;
      add(part.formula, text);
    }
    for (const Template& item : value.items) add(item, sink);
    for (const auto& [name, inner] : value.members) {
      Sink member = sink;
      member.flow.target = step_into(sink.flow.target, name.text);
      if (sink.flow.input == nullptr || member.flow.target != nullptr)
        add(inner, member);
    }
  }

  void add(const Formula& formula, const Sink& sink) {
    if (formula.empty()) return;
    for (const Origin& origin : origins_in(formula.ast(), sink.each)) {
      Sink at = sink;
      at.flow.span = formula.place(origin.range.begin, origin.range.end);
      at.flow.from = {};
      add_origin(origin, std::move(at));
    }
  }

  void add_origin(const Origin& origin, Sink sink) {
    Datum& from = sink.flow.from;
    const Path path = origin.path;
    if (origin.root == "form") return add_below(workflow_.form, path, sink);
    if (origin.root == "case") {
      const std::string_view subject = workflow_.subject;
      if (!path.empty() && path[0] == "subject")
        add_below(workflow_.form, {&subject, 1}, sink);
      return;
    }
    if (origin.root == "materials") {
      from.root = Root::materials;
      return add_materials(path, sink);
    }
    from.root = origin.root == "prefill" ? Root::prefill : Root::steps;
    add_answers(path, sink);
  }

  void add_materials(Path path, Sink& sink) {
    for (std::size_t i = 0; i < workflow_.materials.size(); ++i) {
      if (!path.empty() && workflow_.materials[i].id.text != path[0]) continue;
      sink.flow.from.owner = i;
      flows_.push_back(sink.flow);
    }
  }

  void add_answers(Path path, Sink& sink) {
    const bool is_prefill = sink.flow.from.root == Root::prefill;
    const std::vector<Step>& steps =
        is_prefill ? workflow_.prefill : workflow_.steps;
    const auto add_answer = [&](std::size_t step, Path below) {
      const Service* service = project_.service_of(steps[step].uses);
      if (service == nullptr) return;
      sink.flow.from.owner = step;
      add_below(service->output, below, sink);
    };
    if (path.empty())
      for (std::size_t i = 0; i < steps.size(); ++i) add_answer(i, {});
    else
      (is_prefill ? prefill_index_ : step_index_)
          .for_each_of(path[0], [&](std::size_t step) {
            add_answer(step, path.subspan(1));
          });
  }

  // The datum of the path, or every one below it.
  void add_below(const std::vector<Field>& fields, Path path, Sink& sink) {
    if (path.empty()) {
      for (const Field& field : fields) {
        Flow flow = sink.flow;
        flow.from.fields.push_back(&field);
        add_leaves(std::move(flow));
      }
      return;
    }
    Flow flow = sink.flow;
    flow.from.fields = find_path(fields, path);
    if (!flow.from.fields.empty()) add_leaves(std::move(flow));
  }

  // Records go member by member, each into the member of the same name.
  void add_leaves(Flow flow) {
    const std::vector<Field>& members =
        members_of(flow.from.fields.back()->type);
    if (members.empty()) return flows_.push_back(std::move(flow));
    for (const Field& member : members) {
      Flow inner = flow;
      inner.from.fields.push_back(&member);
      inner.target = step_into(flow.target, member.id.text);
      if (flow.input == nullptr || inner.target != nullptr)
        add_leaves(std::move(inner));
    }
  }

  const Project& project_;
  const Workflow& workflow_;
  StepIndex prefill_index_;
  StepIndex step_index_;
  std::vector<Flow> flows_;
};

const std::vector<Step>& steps_of(const Workflow& workflow, Root root) {
  return root == Root::prefill ? workflow.prefill : workflow.steps;
}

}  // namespace

std::string Datum::path(const Workflow& workflow) const {
  constexpr std::array<std::string_view, 4> names = {"form", "prefill",
                                                     "materials", "steps"};
  std::string text(names[static_cast<std::size_t>(root)]);
  if (root == Root::materials)
    text += "." + workflow.materials[owner].id.text;
  else if (root != Root::form)
    text += "." + steps_of(workflow, root)[owner].id.text;
  for (const Field* field : fields) text += "." + field->id.text;
  return text;
}

const Title& Datum::title(const Workflow& workflow) const {
  if (root == Root::materials) return workflow.materials[owner].title;
  return fields.back()->title;
}

Sensitivity Datum::sensitivity() const {
  return fields.empty() ? default_sensitivity(TypeKind::file)
                        : highest_sensitivity(fields.back()->type);
}

std::vector<Flow> flows_of(const Project& project, const Workflow& workflow) {
  return FlowFinder(project, workflow).run();
}

Sensitivity highest_sensitivity(const Type& type) {
  Sensitivity highest = type.sensitivity;
  for (const Type& element : type.element)
    highest = std::max(highest, highest_sensitivity(element));
  for (const Field& field : type.fields)
    highest = std::max(highest, highest_sensitivity(field.type));
  return highest;
}

const std::vector<Field>& members_of(const Type& type) {
  return type.kind == TypeKind::list && !type.element.empty()
             ? type.element[0].fields
             : type.fields;
}

std::vector<const Field*> find_path(const std::vector<Field>& fields,
                                    std::span<const std::string_view> path) {
  std::vector<const Field*> found;
  found.reserve(path.size());
  const std::vector<Field>* level = &fields;
  for (const std::string_view name : path) {
    const Field* field = model::find_field(*level, name);
    if (field == nullptr) return {};
    found.push_back(field);
    level = &members_of(field->type);
    // Below a value without declared members nothing is known; it goes whole.
    if (level->empty()) break;
  }
  return found;
}

}  // namespace onething::check
