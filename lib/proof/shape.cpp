// SPDX-License-Identifier: Apache-2.0

#include "proof/shape.h"

#include <algorithm>
#include <numeric>

namespace onething::proof {

namespace {

// What a condition reads.
struct Reads {
  std::vector<Index> variables;
  std::vector<Index> done;  // Steps of which it asks whether they are done.
};

void add_reads(const Conditions& conditions, Index index, Reads& reads) {
  const Node& node = conditions.nodes[index];
  if (node.kind == Node::Kind::atom) reads.variables.push_back(node.subject);
  if (node.kind == Node::Kind::done) reads.done.push_back(node.subject);
  for (const Index part : node.parts) add_reads(conditions, part, reads);
}

Reads reads_of(const Net& net, Index node) {
  Reads reads;
  if (node != nowhere) add_reads(net.conditions, node, reads);
  return reads;
}

// Sets that are joined until those that belong together are one.
class Joining {
 public:
  explicit Joining(std::size_t count) : parent_(count) {
    std::iota(parent_.begin(), parent_.end(), Index{0});
  }
  Index find(Index one) {
    while (parent_[one] != one) one = parent_[one] = parent_[parent_[one]];
    return one;
  }
  void join(const std::vector<Index>& together) {
    for (const Index one : together) parent_[find(one)] = find(together[0]);
  }

 private:
  std::vector<Index> parent_;
};

class ShapeFinder {
 public:
  ShapeFinder(const Net& net, Shape& shape) : net_(net), shape_(shape) {}

  void run() {
    const std::size_t steps = net_.steps.size();
    for (auto* flags :
         {&shape_.is_of_places, &shape_.is_watched, &shape_.is_all_the_same,
          &shape_.is_early, &shape_.is_local, &shape_.is_read_by_events,
          &shape_.is_called_freely})
      flags->resize(steps, false);
    find_places();
    for (const NetStep& step : net_.steps)
      whens_.push_back(reads_of(net_, step.when));
    find_watched();
    find_local();
    find_form();
    find_clusters();
    const bool is_plain = net_.places.empty();
    // There every step comes to its end, whatever the applicant changes.
    if (is_plain) shape_.corrections_matter = false;
    for (std::size_t step = 0; step < steps; ++step) {
      const NetStep& one = net_.steps[step];
      const bool is_grouped = one.group != nowhere;
      shape_.is_all_the_same[step] = !shape_.is_watched[step] &&
                                     (is_plain || !is_grouped) &&
                                     one.runs == nowhere;
      shape_.is_called_freely[step] =
          one.is_called && !is_grouped && !shape_.is_watched[step] &&
          one.runs == nowhere && !(one.may_return && shape_.corrections_matter);
      shape_.is_early[step] = !is_plain || (is_grouped && one.when != nowhere);
    }
  }

 private:
  void find_places() {
    const std::vector<bool> none(net_.steps.size(), false);
    for (const Place& place : net_.places) {
      shape_.works_in.push_back(none);
      shape_.is_named_by.push_back(none);
      for (const auto* list : {&place.enter, &place.steps, &place.leave})
        for (const Index step : *list) {
          shape_.is_of_places[step] = true;
          shape_.is_named_by.back()[step] = true;
          if (list != &place.leave) shape_.works_in.back()[step] = true;
        }
    }
  }

  void watch(const Reads& reads, std::vector<bool>& flags) const {
    for (const Index step : reads.done) flags[step] = true;
    for (const Index variable : reads.variables)
      for (const Index step : net_.conditions.variables[variable].steps)
        flags[step] = true;
  }

  void find_watched() {
    for (const Reads& reads : whens_) watch(reads, shape_.is_watched);
    for (const Place& place : net_.places)
      for (const NetEvent& event : place.on)
        watch(reads_of(net_, event.when), shape_.is_read_by_events);
    for (const Law& law : net_.conditions.laws)
      for (const Index node : {law.premise, law.conclusion})
        watch(reads_of(net_, node), shape_.is_watched);
    for (std::size_t step = 0; step < net_.steps.size(); ++step)
      if (shape_.is_read_by_events[step]) shape_.is_watched[step] = true;
  }

  bool reads_form(const Reads& reads) const {
    return std::any_of(
        reads.variables.begin(), reads.variables.end(), [&](Index variable) {
          return net_.conditions.variables[variable].steps.empty();
        });
  }

  void find_form() {
    for (const Place& place : net_.places)
      for (const NetEvent& event : place.on)
        if (reads_form(reads_of(net_, event.when)))
          shape_.corrections_matter = true;
    // What was left out is looked at again when the applicant corrects.
    for (std::size_t step = 0; step < net_.steps.size(); ++step)
      if (shape_.is_read_by_events[step] && net_.steps[step].when != nowhere)
        shape_.corrections_matter = true;
    for (const NetStep& step : net_.steps)
      if (step.group != nowhere && step.when != nowhere)
        shape_.corrections_matter = true;
    // What acts anew may have to wait for what was called for meanwhile, and in
    // vain where that was left open elsewhere.
    for (const NetStep& step : net_.steps)
      for (const Index other : step.waits)
        if (step.may_return && net_.steps[other].is_called &&
            !shape_.is_local[other])
          shape_.corrections_matter = true;
  }

  void find_clusters() {
    const std::size_t count = net_.conditions.variables.size();
    if (count == 0) return;
    Joining joining(count);
    const auto join = [&](std::vector<Index> together) {
      if (!together.empty()) joining.join(together);
    };
    for (const Reads& reads : whens_) join(reads.variables);
    for (const Law& law : net_.conditions.laws) {
      Reads reads = reads_of(net_, law.premise);
      add_reads(net_.conditions, law.conclusion, reads);
      join(std::move(reads.variables));
    }
    std::vector<Shape::Cluster> clusters(count);
    for (Index variable = 0; variable < count; ++variable)
      clusters[joining.find(variable)].variables.push_back(variable);
    for (Index step = 0; step < net_.steps.size(); ++step)
      if (!whens_[step].variables.empty())
        clusters[joining.find(whens_[step].variables[0])].readers.push_back(
            step);
    std::erase_if(clusters, [](const Shape::Cluster& cluster) {
      return cluster.variables.empty();
    });
    shape_.clusters = std::move(clusters);
  }

  // Where the one acts the other has been begun anew; what is done on leaving
  // comes after what was dropped there.
  bool is_with(std::size_t place, std::size_t waiting, Index step) const {
    if (!shape_.is_named_by[place][waiting]) return true;
    if (!shape_.works_in[place][waiting] && shape_.works_in[place][step])
      return false;
    return shape_.is_named_by[place][step];
  }

  // Whoever waits for it acts only where it has been begun anew.
  void find_local() {
    for (std::size_t step = 0; step < net_.steps.size(); ++step)
      shape_.is_local[step] =
          shape_.is_of_places[step] && !shape_.is_watched[step] &&
          net_.steps[step].group == nowhere && net_.steps[step].runs == nowhere;
    for (std::size_t waiting = 0; waiting < net_.steps.size(); ++waiting)
      for (const Index step : net_.steps[waiting].waits) {
        bool is_near = shape_.is_of_places[waiting];
        for (std::size_t place = 0; place < net_.places.size(); ++place)
          is_near = is_near && is_with(place, waiting, step);
        if (!is_near) shape_.is_local[step] = false;
      }
  }

  const Net& net_;
  Shape& shape_;
  std::vector<Reads> whens_;
};

}  // namespace

Shape::Shape(const Net& net) { ShapeFinder(net, *this).run(); }

}  // namespace onething::proof
