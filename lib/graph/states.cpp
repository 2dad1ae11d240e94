// SPDX-License-Identifier: Apache-2.0

#include <algorithm>

#include "graph/picture.h"

namespace onething::graphs {

namespace {

class Drawing {
 public:
  Drawing(const Project& project, const Workflow& workflow,
          const GraphOptions& options)
      : project_(project), workflow_(workflow), options_(options) {}

  Picture picture() {
    picture_.title = name(workflow_.title, workflow_.id);
    Node& begin = picture_.nodes.emplace_back();
    begin.kind = Node::Kind::begin;
    begin.title = say("graph.accepted");
    for (const LifeState& state : workflow_.states) add_node(state);
    picture_.arrows.push_back({0, 1, {}, false});
    for (std::size_t i = 0; i < workflow_.states.size(); ++i)
      for (const StateEvent& event : workflow_.states[i].on)
        add_arrow(i + 1, event);
    return std::move(picture_);
  }

 private:
  std::string say(std::string_view key, std::vector<Arg> args = {}) const {
    return render({key, std::move(args)}, options_.language);
  }
  std::string name(const Title& title, const Spelled& id) const {
    return title.empty() ? id.text : title.in(options_.language);
  }

  void add_steps(Node& node, std::string_view key,
                 const std::vector<Spelled>& steps) const {
    std::string names;
    for (const Spelled& id : steps) {
      const auto step = std::find_if(
          workflow_.steps.begin(), workflow_.steps.end(),
          [&id](const Step& each) { return each.id.text == id.text; });
      names += names.empty() ? "" : say("graph.and");
      names += step == workflow_.steps.end() ? id.text : name(step->title, id);
    }
    if (!names.empty())
      node.notes.push_back(say(key, {{"steps", std::move(names)}}));
  }

  void add_node(const LifeState& state) {
    Node& node = picture_.nodes.emplace_back();
    node.id = "states." + state.id.text;
    node.title = name(state.title, state.id);
    node.kind =
        state.end == LifeState::End::none ? Node::Kind::state : Node::Kind::end;
    add_steps(node, "graph.on_enter", state.enter);
    add_steps(node, "graph.inside", state.steps);
    add_steps(node, "graph.on_leave", state.leave);
    if (state.pauses_clock) node.notes.push_back(say("graph.pauses_clock"));
  }

  std::string people(const StateEvent& event) const {
    std::string all;
    for (const Office& office : event.who) {
      const Department* department = project_.find_department(
          office.department.empty() ? workflow_.lead.text
                                    : office.department.text);
      all += all.empty() ? "" : say("graph.and");
      if (department != nullptr) all += name(department->title, department->id);
      if (!office.role.empty()) all += " " + office.role;
    }
    return all;
  }

  void add_arrow(std::size_t from, const StateEvent& event) {
    std::size_t to = 0;
    for (std::size_t i = 0; i < workflow_.states.size(); ++i)
      if (workflow_.states[i].id.text == event.to.text) to = i + 1;
    if (to == 0) return;  // Loading has said so.
    Arrow& arrow = picture_.arrows.emplace_back();
    arrow.from = from;
    arrow.to = to;
    if (event.kind == StateEvent::Kind::settled)
      arrow.data.push_back(event.title.empty()
                               ? say("graph.settled")
                               : event.title.in(options_.language));
    else if (!event.after || !event.title.empty())
      arrow.data.push_back(name(event.title, event.id));
    if (event.after)
      arrow.data.push_back(
          say("graph.after", {{"time", to_text(event.after->term)}}));
    if (const std::string who = people(event); !who.empty())
      arrow.data.push_back(who);
    if (!event.when.empty())
      arrow.data.push_back(say(
          "graph.when", {{"condition", words_of(project_, workflow_, event.when,
                                                options_.language)}}));
  }

  const Project& project_;
  const Workflow& workflow_;
  const GraphOptions& options_;
  Picture picture_;
};

}  // namespace

Picture states_of(const Project& project, const Workflow& workflow,
                  const GraphOptions& options) {
  return Drawing(project, workflow, options).picture();
}

}  // namespace onething::graphs
