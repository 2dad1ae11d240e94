// SPDX-License-Identifier: Apache-2.0

#include "coverage/reach.h"

#include <algorithm>
#include <utility>

namespace onething::coverage {

namespace {

using proof::Action;
using proof::Ending;
using proof::Index;
using proof::nobody;
using proof::Position;
using proof::PositionIndex;
using proof::Result;
using What = proof::Trace::What;

std::optional<Fate> fate_of(Ending ending) {
  switch (ending) {
    case Ending::none:
    case Ending::returned:
      return std::nullopt;
    case Ending::done:
    case Ending::fell_short:
      return Fate::done;
    case Ending::refused:
      return Fate::refused;
    case Ending::left_out:
      return Fate::left_out;
  }
  return std::nullopt;
}

class Looking {
 public:
  explicit Looking(const check::Proved& proved)
      : proved_(proved), mover_(proved.of.net, proved.shape) {
    mover_.keep_traces();
    out_.steps.resize(proved.of.net.steps.size());
    for (const proof::Place& place : proved.of.net.places)
      out_.places.emplace_back(place.on.size());
  }

  Reach run() {
    std::vector<Result> results;
    mover_.begin(results);
    for (Result& result : results) see(nobody, {}, result);
    const std::vector<Position>& positions = proved_.found.positions;
    std::vector<Action> actions;
    for (PositionIndex from = 0; from < positions.size(); ++from) {
      mover_.find_actions(positions[from], actions);
      for (const Action& action : actions) {
        mover_.take(positions[from], action, results);
        for (const Result& result : results) see(from, action, result);
      }
    }
    return std::move(out_);
  }

 private:
  void see(PositionIndex from, const Action& action, const Result& result) {
    const bool is_certain =
        result.is_certain && !result.is_dropped &&
        (from == nobody || proved_.found.arrivals[from].is_certain);
    const auto put = [&](MaybeSighting& place) {
      if (place && (place->is_certain || !is_certain)) return;
      check::Move move;
      if (from != nobody) move.from = proved_.found.positions[from];
      move.action = action;
      move.result = result;
      place = Sighting{from, std::move(move), is_certain};
    };
    const auto put_step = [&](Index step, Fate fate) {
      put(out_.steps[step][static_cast<std::size_t>(fate)]);
    };
    if (action.kind == Action::Kind::come_back && from != nobody) {
      if (const std::optional<Fate> fate = fate_of(result.ending)) {
        put_step(action.subject, *fate);
        put_step(action.subject, Fate::begun);
      }
    }
    if (action.kind == Action::Kind::fire && from != nobody &&
        result.is_refused)
      put(out_.places[proved_.found.positions[from].place()][action.subject]
              .refused);
    for (const proof::Trace& trace : result.trace) {
      if (trace.what == What::began) put_step(trace.subject, Fate::begun);
      if (trace.what == What::skipped) put_step(trace.subject, Fate::skipped);
      if (trace.what == What::needless) put_step(trace.subject, Fate::needless);
      if (trace.what == What::moved)
        put(out_.places[trace.subject][trace.detail].fired);
    }
  }

  const check::Proved& proved_;
  proof::Mover mover_;
  Reach out_;
};

}  // namespace

Reach reach_of(const check::Proved& proved) { return Looking(proved).run(); }

namespace {

bool reads(const proof::Net& net, Index node, Index variable) {
  const proof::Node& one = net.conditions.nodes[node];
  if (one.kind == proof::Node::Kind::atom) return one.subject == variable;
  return std::any_of(one.parts.begin(), one.parts.end(),
                     [&](Index part) { return reads(net, part, variable); });
}

}  // namespace

check::Walk walk_before(const check::Proved& proved, const Sighting& sighting) {
  check::Walk walk = walk_of(proved, sighting);
  check::Move& last = walk.back();
  if (last.action.kind != Action::Kind::come_back) return walk;
  last.result.ending = Ending::none;
  // Of what was looked at only what its own condition asks for.
  const Index when = proved.of.net.steps[last.action.subject].when;
  std::erase_if(last.result.trace, [&](const proof::Trace& trace) {
    return trace.what != What::looked || when == proof::nowhere ||
           !reads(proved.of.net, when, trace.subject);
  });
  return walk;
}

check::Walk walk_of(const check::Proved& proved, const Sighting& sighting) {
  check::Walk walk;
  if (sighting.from != nobody) walk = check::walk_to(proved, sighting.from);
  walk.push_back(sighting.move);
  return walk;
}

}  // namespace onething::coverage
