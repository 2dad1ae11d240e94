// SPDX-License-Identifier: Apache-2.0

#include "graph/picture.h"

#include <algorithm>
#include <map>
#include <utility>

#include "expr/ast.h"

namespace onething::graphs {

namespace {

// Steps and prefills as one row: nodes 1 … count.
struct Drawn {
  const Step* step = nullptr;
  bool prefill = false;
};

class Drawing {
 public:
  Drawing(const Project& project, const Workflow& workflow,
          const GraphOptions& options)
      : project_(project), workflow_(workflow), options_(options) {}

  Picture picture();

 private:
  std::string say(std::string_view key, std::vector<Arg> args = {}) const {
    return render({key, std::move(args)}, options_.language);
  }
  std::string name(const Title& title, const Spelled& id) const {
    return title.empty() ? id.text : title.in(options_.language);
  }
  void add_node(const Drawn& drawn);
  void add_notes(Node& node, const Step& step) const;
  std::size_t lane_of(const Department& department);
  void read(std::size_t to, const Formula& formula);
  void read(std::size_t to, const Template& value);
  void read_step(std::size_t to, const Step& step);
  std::size_t node_of(const expr::Reference& reference) const;
  std::string words(const Formula& formula) const;
  void close_ends();
  void drop_what_follows();
  void mark_critical();

  const Project& project_;
  const Workflow& workflow_;
  const GraphOptions& options_;
  std::vector<Drawn> drawn_;
  std::map<std::string, std::size_t, std::less<>> lane_index_;
  std::map<std::pair<std::size_t, std::size_t>, std::vector<std::string>>
      arrows_;
  Picture picture_;
};

std::size_t Drawing::node_of(const expr::Reference& reference) const {
  if (reference.root == "form" || reference.root == "materials") return 0;
  const bool prefill = reference.root == "prefill";
  if ((!prefill && reference.root != "steps") || reference.path.empty())
    return unresolved;
  for (std::size_t i = 0; i < drawn_.size(); ++i)
    if (drawn_[i].prefill == prefill &&
        drawn_[i].step->id.text == reference.path[0])
      return i + 1;
  return unresolved;
}

std::string Drawing::words(const Formula& formula) const {
  return words_of(project_, workflow_, formula, options_.language);
}

void Drawing::read(std::size_t to, const Formula& formula) {
  if (formula.empty()) return;
  for (const expr::Reference& reference : formula.reads()) {
    const std::size_t from = node_of(reference);
    if (from == unresolved || from == to) continue;
    std::vector<std::string>& data = arrows_[{from, to}];
    std::string title =
        words_of(project_, workflow_, reference, options_.language);
    if (std::find(data.begin(), data.end(), title) == data.end())
      data.push_back(std::move(title));
  }
}

// Templates are as deep as loading allows.
void Drawing::read(std::size_t to, const Template& value) {
  read(to, value.formula);
  for (const Template::Part& part : value.parts) read(to, part.formula);
  for (const Template& item : value.items) read(to, item);
  for (const auto& [id, member] : value.members) read(to, member);
}

void Drawing::read_step(std::size_t to, const Step& step) {
  for (const auto& [input, value] : step.with) read(to, value);
  read(to, step.when);
  read(to, step.for_each);
  for (const auto& [output, formula] : step.keep) read(to, formula);
  for (const Spelled& earlier : step.after)
    for (std::size_t i = 0; i < drawn_.size(); ++i)
      if (!drawn_[i].prefill && drawn_[i].step->id.text == earlier.text)
        arrows_[{i + 1, to}];
}

std::size_t Drawing::lane_of(const Department& department) {
  const auto [place, is_new] =
      lane_index_.try_emplace(department.id.text, picture_.lanes.size());
  if (is_new) picture_.lanes.push_back(name(department.title, department.id));
  return place->second;
}

void Drawing::add_notes(Node& node, const Step& step) const {
  if (!step.when.empty())
    node.notes.push_back(say("graph.when", {{"condition", words(step.when)}}));
  if (!step.for_each.empty())
    node.notes.push_back(
        say("graph.for_each", {{"list", words(step.for_each)}}));
  if (!step.repeat.empty())
    node.notes.push_back(
        say("graph.repeat", {{"condition", words(step.repeat)}}));
  if (step.ad_hoc) node.notes.push_back(say("graph.ad_hoc"));
  for (const LifeState& state : workflow_.states)
    for (const auto* steps : {&state.enter, &state.steps, &state.leave})
      if (std::any_of(steps->begin(), steps->end(), [&](const Spelled& id) {
            return id.text == step.id.text;
          }))
        node.notes.push_back(
            say("graph.in_state", {{"state", name(state.title, state.id)}}));
}

void Drawing::add_node(const Drawn& drawn) {
  const Step& step = *drawn.step;
  Node& node = picture_.nodes.emplace_back();
  node.id = (drawn.prefill ? "prefill." : "steps.") + step.id.text;
  node.title = name(step.title, step.id);
  if (drawn.prefill) node.notes.push_back(say("graph.prefill"));
  const Service* service = project_.service_of(step.uses);
  const Department* department = project_.department_of(step.uses);
  if (department != nullptr) node.lane = lane_of(*department);
  if (service != nullptr && service->by == Performer::person)
    node.kind = Node::Kind::person;
  if (step.wait) node.kind = Node::Kind::wait;
  std::optional<Limit> limit = step.wait ? step.wait : step.limit;
  if (!limit && service != nullptr) limit = service->promised;
  if (limit) node.limit = to_text(limit->term);
  add_notes(node, step);
}

// What waits for nothing begins with the application; what nobody waits for
// leads to the end.
void Drawing::close_ends() {
  const std::size_t end = picture_.nodes.size() - 1;
  std::vector<bool> entered(end + 1), left(end + 1);
  for (const auto& [ends, data] : arrows_) {
    entered[ends.second] = true;
    left[ends.first] = true;
  }
  for (std::size_t i = 1; i < end; ++i) {
    if (!entered[i]) arrows_[{0, i}];
    if (!left[i]) arrows_[{i, end}];
  }
  if (end == 1) arrows_[{0, 1}];
}

// An arrow beside a longer way says nothing about the order.
void Drawing::drop_what_follows() {
  const std::size_t count = picture_.nodes.size();
  const std::vector<std::size_t> order = in_order(picture_);
  std::vector<std::vector<std::size_t>> next(count);
  for (const Arrow& arrow : picture_.arrows)
    next[arrow.from].push_back(arrow.to);
  std::vector<std::vector<bool>> reached(count, std::vector<bool>(count));
  for (auto node = order.rbegin(); node != order.rend(); ++node)
    for (const std::size_t to : next[*node]) {
      reached[*node][to] = true;
      for (std::size_t i = 0; i < count; ++i)
        if (reached[to][i]) reached[*node][i] = true;
    }
  std::erase_if(picture_.arrows, [&](const Arrow& arrow) {
    return std::any_of(next[arrow.from].begin(), next[arrow.from].end(),
                       [&](std::size_t via) {
                         return via != arrow.to && reached[via][arrow.to];
                       });
  });
}

// Minutes, to compare limits by: a working day counts as seven fifths of a
// day, because a week has five.
std::int64_t weight(const std::string& limit) {
  const std::optional<Term> term = parse_term(limit);
  if (!term) return 0;
  switch (term->unit) {
    case TermUnit::seconds:
      return term->count / 60;
    case TermUnit::minutes:
      return term->count;
    case TermUnit::hours:
      return term->count * 60;
    case TermUnit::days:
      return term->count * 24 * 60;
    case TermUnit::working_days:
      return term->count * 24 * 60 * 7 / 5;
  }
  return 0;
}

void Drawing::mark_critical() {
  const std::size_t count = picture_.nodes.size();
  std::vector<std::int64_t> longest(count, -1);
  std::vector<Arrow*> by(count, nullptr);
  for (const std::size_t at : in_order(picture_)) {
    std::int64_t before = 0;
    for (Arrow& arrow : picture_.arrows)
      if (arrow.to == at && longest[arrow.from] >= 0 &&
          (by[at] == nullptr || longest[arrow.from] > before)) {
        before = longest[arrow.from];
        by[at] = &arrow;
      }
    longest[at] = before + weight(picture_.nodes[at].limit);
  }
  std::string limits;
  std::size_t at = count - 1;
  for (std::size_t i = 0; i < count; ++i) {
    Node& node = picture_.nodes[at];
    node.critical = true;
    if (!node.limit.empty())
      limits = node.title + " " + node.limit +
               (limits.empty() ? "" : " + " + limits);
    if (by[at] == nullptr) break;
    by[at]->critical = true;
    at = by[at]->from;
  }
  picture_.critical =
      limits.empty() ? say("graph.no_limits")
                     : say("graph.critical", {{"limits", std::move(limits)}});
}

Picture Drawing::picture() {
  picture_.title = name(workflow_.title, workflow_.id);
  for (const Step& step : workflow_.prefill) drawn_.push_back({&step, true});
  for (const Step& step : workflow_.steps) drawn_.push_back({&step, false});
  Node& begin = picture_.nodes.emplace_back();
  begin.kind = Node::Kind::begin;
  begin.title = say("graph.begin");
  begin.notes.push_back(
      say("graph.asked",
          {{"fields", std::to_string(workflow_.form.size())},
           {"materials", std::to_string(workflow_.materials.size())}}));
  for (const Drawn& drawn : drawn_) add_node(drawn);
  Node& end = picture_.nodes.emplace_back();
  end.kind = Node::Kind::end;
  end.title = say("graph.end");
  for (std::size_t i = 0; i < drawn_.size(); ++i)
    read_step(i + 1, *drawn_[i].step);
  if (workflow_.outcome && options_.data)
    read(picture_.nodes.size() - 1, *workflow_.outcome);
  close_ends();
  for (auto& [ends, data] : arrows_) {
    Arrow& arrow = picture_.arrows.emplace_back();
    arrow.from = ends.first;
    arrow.to = ends.second;
    if (options_.data) arrow.data = std::move(data);
  }
  if (!options_.data) drop_what_follows();
  if (options_.critical) mark_critical();
  return std::move(picture_);
}

}  // namespace

Picture picture_of(const Project& project, const Workflow& workflow,
                   const GraphOptions& options) {
  return Drawing(project, workflow, options).picture();
}

std::vector<std::size_t> in_order(const Picture& picture) {
  const std::size_t count = picture.nodes.size();
  std::vector<std::size_t> open(count), order;
  for (const Arrow& arrow : picture.arrows) ++open[arrow.to];
  std::vector<bool> placed(count);
  for (std::size_t i = 0; i < count; ++i)
    if (open[i] == 0) order.push_back(i);
  for (std::size_t at = 0; at < order.size(); ++at) {
    placed[order[at]] = true;
    for (const Arrow& arrow : picture.arrows)
      if (arrow.from == order[at] && --open[arrow.to] == 0)
        order.push_back(arrow.to);
  }
  for (std::size_t i = 0; i < count; ++i)
    if (!placed[i]) order.push_back(i);
  return order;
}

}  // namespace onething::graphs
