// SPDX-License-Identifier: Apache-2.0
//
// Where a case can stand in a net: the place, how far every step is, and what
// has been found out about the data. Small, and equal where the future is.
//
// Bytes, so that a hundred thousand of them can be compared and kept; what they
// mean is here, how they follow from each other is moves.h.

#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

#include "proof/net.h"

namespace onething::proof {

enum class Status : std::uint8_t {
  idle,     // Has not begun, or is to act anew.
  called,   // The same, and somebody has called for it.
  open,     // Under way.
  dropped,  // Its work was closed when the place was left: it never settles.
  done,
  nothing,  // Settled, and not done: skipped, refused, not needed.
};

enum class Course : std::uint8_t {
  running,
  granted,  // By the net itself, or in a place that says so.
  ended,    // In a place that ends the case otherwise.
  refused,  // By a step.
};

class Position {
 public:
  Position() = default;
  explicit Position(const Net& net)
      : bytes_(kHead + net.steps.size() + net.conditions.variables.size() +
               net.groups.size()),
        variables_(kHead + net.steps.size()),
        groups_(variables_ + net.conditions.variables.size()) {}

  // Of net.places; only where there are any.
  Index place() const { return bytes_[0]; }
  void set_place(Index place) { bytes_[0] = static_cast<std::uint8_t>(place); }
  // The event by which the place is being left; nowhere: none.
  Index leaving() const {
    return bytes_[1] == 0 ? nowhere : static_cast<Index>(bytes_[1] - 1);
  }
  void set_leaving(Index event) {
    bytes_[1] = event == nowhere ? std::uint8_t{0}
                                 : static_cast<std::uint8_t>(event + 1);
  }
  // Whether the time of an event of this place has come.
  bool has_expired(Index event) const { return (bytes_[2] >> event & 1U) != 0; }
  bool have_expired(std::uint8_t events) const {
    return (bytes_[2] & events) == events;
  }
  void expire(Index event, std::uint8_t together) {
    bytes_[2] = static_cast<std::uint8_t>(bytes_[2] | 1U << event | together);
  }
  void start_timers() { bytes_[2] = 0; }
  Course course() const { return static_cast<Course>(bytes_[3]); }
  void set_course(Course course) {
    bytes_[3] = static_cast<std::uint8_t>(course);
  }

  Status status(Index step) const {
    return static_cast<Status>(bytes_[kHead + step]);
  }
  void set_status(Index step, Status status) {
    bytes_[kHead + step] = static_cast<std::uint8_t>(status);
  }
  // 0: not yet looked at.
  std::uint8_t value(Index variable) const {
    return bytes_[variables_ + variable];
  }
  void set_value(Index variable, std::uint8_t value) {
    bytes_[variables_ + variable] = value;
  }
  // How many of a group are done.
  std::uint8_t count(Index group) const { return bytes_[groups_ + group]; }
  void set_count(Index group, std::uint8_t count) {
    bytes_[groups_ + group] = count;
  }

  const std::vector<std::uint8_t>& bytes() const { return bytes_; }
  std::uint64_t hash() const;
  friend bool operator==(const Position& a, const Position& b) {
    return a.bytes_ == b.bytes_;
  }

 private:
  static constexpr std::size_t kHead = 4;

  std::vector<std::uint8_t> bytes_;
  std::size_t variables_ = 0;
  std::size_t groups_ = 0;
};

inline bool is_settled(Status status) {
  return status == Status::done || status == Status::nothing;
}

}  // namespace onething::proof
