// SPDX-License-Identifier: Apache-2.0

#include "proof/moves.h"

#include <algorithm>
#include <utility>

#include "proof/conditions.h"

namespace onething::proof {

using Kind = Action::Kind;
using What = Trace::What;

namespace {

// Of several steps that go on or are dropped, so many ways are looked at.
constexpr std::size_t kWaysMax = 16;

}  // namespace

Mover::Mover(const Net& net, const Shape& shape) : net_(net), shape_(shape) {
  seen_.began.resize(net.steps.size(), false);
  seen_.joined.resize(net.groups.size(), false);
  seen_.entered.resize(net.places.size(), false);
  for (const Place& place : net.places)
    seen_.fired.emplace_back(place.on.size(), false);
}

void Mover::note(Result& work, What what, Index subject, Index detail) const {
  if (keeps_traces_) work.trace.push_back({what, subject, detail});
}

void Mover::change(Position& at, Index step, Status status) const {
  const Index group = net_.steps[step].group;
  const Index runs = net_.steps[step].runs;
  if (runs != nowhere && status != Status::done) at.set_count(runs, 0);
  if (group != nowhere) {
    const int was = at.status(step) == Status::done ? 1 : 0;
    const int is = status == Status::done ? 1 : 0;
    at.set_count(group, static_cast<std::uint8_t>(at.count(group) + is - was));
  }
  at.set_status(step, status);
}

bool Mover::is_out_of_the_way(const Position& at, Index step) const {
  const Status status = at.status(step);
  return is_settled(status) ||
         (net_.steps[step].is_called && status == Status::idle);
}

bool Mover::is_joined(const Position& at, Index group) const {
  return group != nowhere && at.count(group) >= net_.groups[group].needed;
}

bool Mover::waits_for_nothing(const Position& at, Index step) const {
  const std::vector<Index>& waits = net_.steps[step].waits;
  return std::all_of(waits.begin(), waits.end(),
                     [&](Index other) { return is_out_of_the_way(at, other); });
}

bool Mover::are_settled(const Position& at,
                        const std::vector<Index>& steps) const {
  return std::all_of(steps.begin(), steps.end(),
                     [&](Index step) { return is_out_of_the_way(at, step); });
}

bool Mover::acts_here(const Position& at, Index step) const {
  if (net_.places.empty() || !shape_.is_of_places[step]) return true;
  const Place& place = net_.places[at.place()];
  const auto names = [step](const std::vector<Index>& list) {
    return std::find(list.begin(), list.end(), step) != list.end();
  };
  if (at.leaving() != nowhere) return names(place.leave);
  if (names(place.enter)) return true;
  return names(place.steps) && are_settled(at, place.enter);
}

// ── What follows by itself ──

Mover::Verdict Mover::decide(const Result& work, Index node) {
  if (node == nowhere) return Verdict::yes;
  if (const auto question = next_question(net_, work.at, node)) {
    const Variable& variable = net_.conditions.variables[*question];
    for (std::uint8_t value = variable.values; value >= 1; --value) {
      Result copy = work;
      copy.at.set_value(*question, value);
      if (!is_lawful(net_, copy.at)) continue;
      copy.is_certain = copy.is_certain && variable.is_understood;
      note(copy, What::looked, *question, value);
      work_.push_back(std::move(copy));
    }
    return Verdict::asked;
  }
  return outcomes_of(net_, work.at, node) == logic::is_true ? Verdict::yes
                                                            : Verdict::no;
}

void Mover::join_groups(Result& work) {
  for (Index group = 0; group < net_.groups.size(); ++group) {
    const NetGroup& joined = net_.groups[group];
    if (work.at.count(group) < joined.needed) continue;
    seen_.joined[group] = true;
    for (const Index step : joined.members) {
      if (is_settled(work.at.status(step))) continue;
      change(work.at, step, Status::nothing);
      note(work, What::needless, step);
    }
  }
}

void Mover::grant(Result& work) {
  work.at.set_course(Course::granted);
  for (Index step = 0; step < net_.steps.size(); ++step)
    // Nobody is at a wait: that its place is left is how it ends.
    if (work.at.status(step) == Status::open &&
        (net_.steps[step].party != Party::moment ||
         !shape_.is_of_places[step])) {
      work.left_open = step;
      break;
    }
  for (Index group = 0; group < net_.groups.size(); ++group) {
    const NetGroup& one = net_.groups[group];
    const bool is_idle =
        one.is_of_runs && work.at.status(one.members.front()) != Status::done;
    if (is_idle || work.at.count(group) >= one.needed) continue;
    work.unmet = group;
    break;
  }
}

bool Mover::start_what_can(Result& work) {
  bool moved = false;
  do {
    join_groups(work);
    moved = false;
    if (!start_steps(work, moved)) return false;
  } while (moved);
  return true;
}

bool Mover::advance_plainly(Result& work) {
  if (work.at.course() != Course::running) return true;
  if (!start_what_can(work)) return false;
  for (Index step = 0; step < net_.steps.size(); ++step)
    if (!is_out_of_the_way(work.at, step)) return true;
  grant(work);
  return true;
}

bool Mover::start_steps(Result& work, bool& moved) {
  for (Index step = 0; step < net_.steps.size(); ++step) {
    const Status status = work.at.status(step);
    const bool is_due = status == Status::called ||
                        (status == Status::idle && !net_.steps[step].is_called);
    if (!is_due || !shape_.is_early[step] || !acts_here(work.at, step) ||
        !waits_for_nothing(work.at, step))
      continue;
    const Verdict verdict = decide(work, net_.steps[step].when);
    if (verdict == Verdict::asked) return false;
    const bool begins = verdict == Verdict::yes;
    change(work.at, step, begins ? Status::open : Status::nothing);
    if (begins) seen_.began[step] = true;
    note(work, begins ? What::began : What::skipped, step);
    moved = true;
  }
  return true;
}

Mover::Verdict Mover::find_next(const Result& work, Index& event) {
  const Place& place = net_.places[work.at.place()];
  const bool settled =
      are_settled(work.at, place.enter) && are_settled(work.at, place.steps);
  for (event = 0; event < place.on.size(); ++event) {
    const NetEvent& one = place.on[event];
    const bool is_due =
        (one.kind == NetEvent::Kind::settled && settled) ||
        (one.kind == NetEvent::Kind::timer && work.at.has_expired(event));
    if (!is_due) continue;
    const Verdict verdict = decide(work, one.when);
    if (verdict != Verdict::no) return verdict;
  }
  return Verdict::no;
}

void Mover::enter(Result& work, Index place) {
  work.at.set_place(place);
  work.at.set_leaving(nowhere);
  work.at.start_timers();
  seen_.entered[place] = true;
  const Place& to = net_.places[place];
  for (const auto* list : {&to.enter, &to.steps, &to.leave})
    for (const Index step : *list) {
      const Status status = work.at.status(step);
      if (status == Status::idle || status == Status::called) continue;
      change(work.at, step,
             net_.steps[step].is_called ? Status::called : Status::idle);
    }
  if (to.end == Place::End::granted) grant(work);
  if (to.end == Place::End::other) work.at.set_course(Course::ended);
}

// What a person was at is closed. What a department was at goes on, unless it
// happened to be with a person who was to mend it.
void Mover::leave(Result& work, Index event) {
  const Index from = work.at.place();
  const Place& place = net_.places[from];
  seen_.fired[from][event] = true;
  note(work, What::moved, from, event);
  std::vector<Index> open;
  for (Index step = 0; step < net_.steps.size(); ++step) {
    if (work.at.status(step) != Status::open || !shape_.works_in[from][step])
      continue;
    const NetStep& one = net_.steps[step];
    if (one.party == Party::person)
      change(work.at, step, Status::dropped);
    else if ((one.may_fail || one.may_return) && !shape_.is_local[step])
      open.push_back(step);
  }
  std::vector<Result> ways = {work};
  for (const Index step : open) {
    const std::size_t count = ways.size();
    for (std::size_t i = 0; i < count && ways.size() < kWaysMax; ++i) {
      Result dropped = ways[i];
      dropped.is_dropped = true;
      change(dropped.at, step, Status::dropped);
      ways.push_back(std::move(dropped));
    }
  }
  for (Result& way : ways) {
    if (place.leave.empty())
      enter(way, place.on[event].to);
    else
      way.at.set_leaving(event);
  }
  work = std::move(ways.front());
  for (std::size_t i = 1; i < ways.size(); ++i)
    work_.push_back(std::move(ways[i]));
}

bool Mover::move_on(Result& work, bool& moved) {
  const Index leaving = work.at.leaving();
  const Place& place = net_.places[work.at.place()];
  if (leaving != nowhere) {
    moved = are_settled(work.at, place.leave);
    if (moved) enter(work, place.on[leaving].to);
    return true;
  }
  Index event = 0;
  const Verdict verdict = find_next(work, event);
  if (verdict == Verdict::asked) return false;
  moved = verdict == Verdict::yes;
  if (moved) leave(work, event);
  return true;
}

bool Mover::advance(Result& work) {
  if (net_.places.empty()) return advance_plainly(work);
  while (work.at.course() == Course::running) {
    if (!start_what_can(work)) return false;
    bool moved = false;
    // No more places at once than there are: the rest is for the next look.
    if (work.moves > net_.places.size()) return true;
    if (!move_on(work, moved)) return false;
    if (!moved) return true;
    ++work.moves;
  }
  return true;
}

void Mover::make_canonical(Position& at) const {
  if (at.course() != Course::running) {
    const Course course = at.course();
    const Index place = net_.places.empty() ? Index{0} : at.place();
    at = Position(net_);
    at.set_course(course);
    if (course != Course::refused) at.set_place(place);
    return;
  }
  for (Index i = 0; i < net_.conditions.variables.size(); ++i)
    for (const Index step : net_.conditions.variables[i].steps)
      if (at.status(step) != Status::done) at.set_value(i, 0);
  for (Index step = 0; step < net_.steps.size(); ++step)
    if (shape_.is_called_freely[step] && is_settled(at.status(step)))
      at.set_status(step, Status::idle);
  if (!shape_.corrections_matter)
    for (Index step = 0; step < net_.steps.size(); ++step)
      if (at.status(step) == Status::nothing && shape_.is_all_the_same[step])
        at.set_status(step, Status::done);
  if (net_.places.empty()) {
    for (const Shape::Cluster& cluster : shape_.clusters) {
      const bool is_needed =
          std::any_of(cluster.readers.begin(), cluster.readers.end(),
                      [&](Index step) { return !is_settled(at.status(step)); });
      if (is_needed) continue;
      for (const Index variable : cluster.variables) at.set_value(variable, 0);
    }
    return;
  }
  const std::vector<bool>& named = shape_.is_named_by[at.place()];
  for (Index step = 0; step < net_.steps.size(); ++step) {
    const Status status = at.status(step);
    if (!shape_.is_local[step] || named[step] || status == Status::open ||
        status == Status::idle)
      continue;
    at.set_status(step,
                  net_.steps[step].is_called ? Status::called : Status::idle);
  }
}

void Mover::settle(Result first, std::vector<Result>& out) {
  const std::size_t base = work_.size();
  work_.push_back(std::move(first));
  while (work_.size() > base) {
    Result work = std::move(work_.back());
    work_.pop_back();
    if (!advance(work)) continue;
    make_canonical(work.at);
    out.push_back(std::move(work));
  }
}

// ── What somebody does ──

void Mover::begin(std::vector<Result>& out) {
  Result first;
  first.at = Position(net_);
  if (!net_.places.empty()) enter(first, 0);
  settle(std::move(first), out);
}

void Mover::resume(const Position& at, std::vector<Result>& out) {
  Result first;
  first.at = at;
  settle(std::move(first), out);
}

void Mover::find_actions(const Position& at, std::vector<Action>& out) const {
  out.clear();
  if (at.course() != Course::running) return;
  for (Index step = 0; step < net_.steps.size(); ++step) {
    const NetStep& one = net_.steps[step];
    const Status status = at.status(step);
    if (one.is_called && status == Status::idle)
      out.push_back({Kind::call, step});
    const bool is_due =
        status == Status::called || (status == Status::idle && !one.is_called);
    const bool is_open =
        status == Status::open ||
        (is_due && !shape_.is_early[step] && waits_for_nothing(at, step));
    if (one.never_ends && status == Status::open) continue;
    if (is_open) out.push_back({Kind::come_back, step});
    if (is_open && one.may_return && shape_.corrections_matter &&
        acts_here(at, step))
      out.push_back({Kind::supplement, step});
  }
  if (net_.places.empty()) return;
  const Place& place = net_.places[at.place()];
  if (at.leaving() != nowhere) {
    if (are_settled(at, place.leave)) out.push_back({Kind::look_again, 0});
    return;
  }
  const bool settled =
      are_settled(at, place.enter) && are_settled(at, place.steps);
  bool goes_on = false;
  for (Index event = 0; event < place.on.size(); ++event) {
    const NetEvent& one = place.on[event];
    if (one.kind == NetEvent::Kind::person) out.push_back({Kind::fire, event});
    if (one.kind == NetEvent::Kind::timer && !at.has_expired(event) &&
        at.have_expired(one.sooner))
      out.push_back({Kind::expire, event});
    const bool is_due =
        (one.kind == NetEvent::Kind::settled && settled) ||
        (one.kind == NetEvent::Kind::timer && at.has_expired(event));
    goes_on = goes_on ||
              (is_due && (one.when == nowhere ||
                          outcomes_of(net_, at, one.when) == logic::is_true));
  }
  if (goes_on) out.push_back({Kind::look_again, 0});
}

void Mover::end_step(Result work, Index step, Ending ending,
                     std::vector<Result>& out) {
  work.ending = ending;
  const bool is_done = ending == Ending::done || ending == Ending::fell_short;
  change(work.at, step, is_done ? Status::done : Status::nothing);
  const Index runs = net_.steps[step].runs;
  if (runs != nowhere && ending == Ending::done) work.at.set_count(runs, 1);
  settle(std::move(work), out);
}

void Mover::refuse(Result work, Index step, std::vector<Result>& out) {
  const NetStep& one = net_.steps[step];
  bool ends = one.ends_the_case;
  if (ends && one.group != nowhere) {
    const NetGroup& group = net_.groups[one.group];
    std::size_t possible = work.at.count(one.group);
    for (const Index other : group.members)
      if (other != step && !is_settled(work.at.status(other))) ++possible;
    ends = possible < group.needed;
  }
  if (!ends) return end_step(std::move(work), step, Ending::refused, out);
  work.ending = Ending::refused;
  work.at.set_course(Course::refused);
  settle(std::move(work), out);
}

// Where a condition is looked at only now (see the head of moves.h), also what
// comes of the step's being left out.
std::vector<Result> Mover::begun_steps(const Position& at, Index step,
                                       std::vector<Result>& out) {
  std::vector<Result> begun;
  Result first;
  first.at = at;
  if (at.status(step) == Status::open) {
    begun.push_back(std::move(first));
    return begun;
  }
  const std::size_t base = work_.size();
  work_.push_back(std::move(first));
  while (work_.size() > base) {
    Result work = std::move(work_.back());
    work_.pop_back();
    const Verdict verdict = decide(work, net_.steps[step].when);
    if (verdict == Verdict::asked) continue;
    if (verdict == Verdict::yes) {
      seen_.began[step] = true;
      begun.push_back(std::move(work));
      continue;
    }
    note(work, What::skipped, step);
    change(work.at, step, Status::nothing);
    settle(std::move(work), out);
  }
  return begun;
}

void Mover::come_back(const Position& at, Index step,
                      std::vector<Result>& out) {
  const NetStep& one = net_.steps[step];
  std::vector<Result> begun = begun_steps(at, step, out);
  for (Result& work : begun) {
    if (one.never_ends) {
      change(work.at, step, Status::open);
      settle(std::move(work), out);
      continue;
    }
    end_step(work, step, Ending::done, out);
    if (one.may_fall_short) {
      Result shorter = work;
      // What follows may look at how many there are.
      shorter.is_certain = shorter.is_certain && !shape_.is_watched[step];
      end_step(std::move(shorter), step, Ending::fell_short, out);
    }
    if (one.may_be_left_out) end_step(work, step, Ending::left_out, out);
    if (one.may_be_refused) refuse(work, step, out);
    if (one.may_return && !acts_here(work.at, step)) {
      work.ending = Ending::returned;
      change(work.at, step, Status::dropped);
      settle(std::move(work), out);
    }
  }
}

// Whatever was left out is looked at again, and the step acts anew.
void Mover::supplement(Result work, Index returned, std::vector<Result>& out) {
  change(work.at, returned,
         net_.steps[returned].is_called ? Status::called : Status::idle);
  for (Index i = 0; i < net_.conditions.variables.size(); ++i)
    if (net_.conditions.variables[i].steps.empty()) work.at.set_value(i, 0);
  for (Index step = 0; step < net_.steps.size(); ++step)
    if (work.at.status(step) == Status::nothing &&
        net_.steps[step].when != nowhere && acts_here(work.at, step) &&
        !is_joined(work.at, net_.steps[step].group))
      change(work.at, step, Status::idle);
  settle(std::move(work), out);
}

void Mover::take(const Position& at, const Action& action,
                 std::vector<Result>& out) {
  out.clear();
  if (action.kind == Kind::come_back) return come_back(at, action.subject, out);
  Result work;
  work.at = at;
  switch (action.kind) {
    case Kind::come_back:
      return;
    case Kind::call:
      change(work.at, action.subject, Status::called);
      return settle(std::move(work), out);
    case Kind::expire:
      work.at.expire(action.subject,
                     net_.places[at.place()].on[action.subject].together);
      return settle(std::move(work), out);
    case Kind::supplement: {
      std::vector<Result> begun = begun_steps(at, action.subject, out);
      out.clear();
      for (Result& one : begun) supplement(std::move(one), action.subject, out);
      return;
    }
    case Kind::look_again:
      return settle(std::move(work), out);
    case Kind::fire:
      break;
  }
  const Index guard = net_.places[at.place()].on[action.subject].when;
  const std::size_t base = work_.size();
  work_.push_back(std::move(work));
  while (work_.size() > base) {
    Result ordered = std::move(work_.back());
    work_.pop_back();
    const Verdict verdict = decide(ordered, guard);
    // That the order is refused tells something about the data.
    if (verdict == Verdict::no) {
      make_canonical(ordered.at);
      ordered.is_refused = true;
      if (!(ordered.at == at)) out.push_back(std::move(ordered));
    }
    if (verdict != Verdict::yes) continue;
    // What leaving itself adds to the work is settled with it.
    const std::size_t before = work_.size();
    leave(ordered, action.subject);
    std::vector<Result> left;
    while (work_.size() > before) {
      left.push_back(std::move(work_.back()));
      work_.pop_back();
    }
    left.push_back(std::move(ordered));
    for (Result& one : left) settle(std::move(one), out);
  }
}

}  // namespace onething::proof
