// SPDX-License-Identifier: Apache-2.0
//
// What the written form of a net says about every case in it: which step
// belongs to which place, which conditions look at which step, what need not be
// remembered any more.
//
// Found out once for each net. Makes positions equal that differ in nothing
// that matters, and exploring short.

#pragma once

#include <vector>

#include "proof/net.h"

namespace onething::proof {

struct Shape {
  explicit Shape(const Net& net);

  std::vector<bool> is_of_places;  // By step: acts only where a place names it.
  // By step: whether some condition tells its being done from its being left
  // out.
  std::vector<bool> is_watched;
  // By step: nobody asks whether it was done or came to nothing. In a net
  // without places a group only counts.
  std::vector<bool> is_all_the_same;
  // By step: its condition is decided on when it begins, because somebody could
  // tell; else when it comes back.
  std::vector<bool> is_early;
  // By step: acts when called for, and it is all one to everybody whether it
  // has been: a case in which it has can do no more than one in which it has
  // not.
  std::vector<bool> is_called_freely;
  // By step: nobody outside its places looks at it or waits for it.
  std::vector<bool> is_local;
  // By step: whether an event's condition looks at it.
  std::vector<bool> is_read_by_events;
  // Whether what the applicant corrects can open or close a way.
  bool corrections_matter = false;

  // Variables that belong together, because a condition or a law reads both,
  // and the steps whose conditions read one of them.
  struct Cluster {
    std::vector<Index> variables;
    std::vector<Index> readers;
  };
  std::vector<Cluster> clusters;

  // By place and step: whether it is one of `enter` and `steps`; of any list.
  std::vector<std::vector<bool>> works_in;
  std::vector<std::vector<bool>> is_named_by;
};

}  // namespace onething::proof
