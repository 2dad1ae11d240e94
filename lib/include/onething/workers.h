// SPDX-License-Identifier: Apache-2.0
//
// Threads that do the same work for many independent things, on all cores.
//
// Not for work that waits, and no queue: one piece of work at a time, for which
// whoever calls waits. The threads stay until the Workers end, because starting
// and ending one costs as much as a few small files. Use from one thread, and
// not from inside the work.

#pragma once

#include <cstddef>
#include <functional>
#include <memory>

namespace onething {

class Workers {
 public:
  // `jobs` threads at most, with the one that calls; 0 for one per core.
  explicit Workers(unsigned jobs = 0);
  ~Workers();

  // Visits each index exactly once, in no particular order: whoever calls gives
  // every index its own place for the answer. A few stay on this thread.
  void for_each_index(std::size_t count,
                      const std::function<void(std::size_t)>& work);

 private:
  class Crew;
  std::unique_ptr<Crew> crew_;
};

}  // namespace onething
