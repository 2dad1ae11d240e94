// SPDX-License-Identifier: Apache-2.0
//
// What can happen next in a net: who can do something, and where a case stands
// when everything that follows by itself has followed.
//
// As the engine does it: what can start starts, enough of a group is enough, a
// place whose steps are settled is left; only then somebody acts again. Where
// that depends on data, there is one result for each way in which the data can
// lie.
//
// A net without places decides on most conditions of steps when they come back
// and not when they begin: nothing can come between that could tell, but that a
// step for which somebody may call seems to act although the case was over.

#pragma once

#include <cstdint>
#include <vector>

#include "proof/position.h"
#include "proof/shape.h"

namespace onething::proof {

struct Action {
  enum class Kind : std::uint8_t {
    come_back,   // Of step `subject`, whoever does it.
    fire,        // Of event `subject`, by a person.
    expire,      // Its time has come.
    call,        // Of step `subject`, by a person.
    supplement,  // Step `subject` was returned and the applicant corrects: what
                 // the form says is open again.
    look_again,  // What follows by itself goes on.
  };
  Kind kind = Kind::come_back;
  Index subject = 0;

  friend bool operator==(const Action&, const Action&) = default;
};

// How a step came back.
enum class Ending : std::uint8_t {
  none,
  done,
  fell_short,  // Done, but fewer of its runs than suffice.
  left_out,
  refused,
  returned,
};

// What followed by itself, for whoever tells the story.
struct Trace {
  enum class What : std::uint8_t { began, skipped, needless, moved, looked };
  What what = What::began;
  Index subject = 0;  // Step; place that was left; variable.
  Index detail = 0;   // Event; value.
};

struct Result {
  Position at;
  Ending ending = Ending::none;
  bool is_certain = true;     // No guess about data was needed.
  bool is_refused = false;    // The order was, and nothing has happened.
  bool is_dropped = false;    // A step was dropped that might have gone on.
  Index left_open = nowhere;  // Granted while this step was under way,
  Index unmet = nowhere;      // or too few of this group were done.
  std::uint16_t moves = 0;
  std::vector<Trace> trace = {};  // Only where it is asked for.
};

// What has been seen to happen at least once.
struct Seen {
  std::vector<bool> began;               // By step,
  std::vector<bool> joined;              // group,
  std::vector<bool> entered;             // place,
  std::vector<std::vector<bool>> fired;  // and event of a place.
};

class Mover {
 public:
  // Both outlive it.
  Mover(const Net& net, const Shape& shape);

  void begin(std::vector<Result>& out);
  // From where a case stands, whatever is known of its data: not yet looked at
  // counts as open. What follows by itself has followed in each result.
  void resume(const Position& at, std::vector<Result>& out);
  void find_actions(const Position& at, std::vector<Action>& out) const;
  // None where the action is refused.
  void take(const Position& at, const Action& action, std::vector<Result>& out);

  // A step that can come back has begun, if it has no condition.
  void see_due(Index step) {
    if (net_.steps[step].when == nowhere) seen_.began[step] = true;
  }

  void keep_traces() { keeps_traces_ = true; }
  const Seen& seen() const { return seen_; }
  bool acts_here(const Position& at, Index step) const;

 private:
  enum class Verdict : std::uint8_t { yes, no, asked };

  void settle(Result first, std::vector<Result>& out);
  // False when it went on with copies of the work, or came to nothing.
  bool advance(Result& work);
  bool advance_plainly(Result& work);
  bool start_what_can(Result& work);
  bool start_steps(Result& work, bool& moved);
  bool move_on(Result& work, bool& moved);
  void join_groups(Result& work);
  void grant(Result& work);
  void enter(Result& work, Index place);
  void leave(Result& work, Index event);
  void come_back(const Position& at, Index step, std::vector<Result>& out);
  void end_step(Result work, Index step, Ending ending,
                std::vector<Result>& out);
  void refuse(Result work, Index step, std::vector<Result>& out);
  std::vector<Result> begun_steps(const Position& at, Index step,
                                  std::vector<Result>& out);
  void supplement(Result work, Index returned, std::vector<Result>& out);
  Verdict decide(const Result& work, Index node);
  void change(Position& at, Index step, Status status) const;
  void note(Result& work, Trace::What what, Index subject,
            Index detail = 0) const;
  void make_canonical(Position& at) const;
  bool is_out_of_the_way(const Position& at, Index step) const;
  bool is_joined(const Position& at, Index group) const;
  bool waits_for_nothing(const Position& at, Index step) const;
  bool are_settled(const Position& at, const std::vector<Index>& steps) const;
  // The first event that happens by itself here, and whether it does.
  Verdict find_next(const Result& work, Index& event);

  const Net& net_;
  const Shape& shape_;
  Seen seen_;
  bool keeps_traces_ = false;
  std::vector<Result> work_;
};

}  // namespace onething::proof
