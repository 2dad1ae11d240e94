// SPDX-License-Identifier: Apache-2.0
//
// What can still become of a case that has moved to another version: whether an
// end can be reached from where it stands there.
//
// Goes by its position: the state and how far each step is. Its data count as
// open, so that `safe` holds whatever they are. Whether the case fits the
// version at all is the engine's to say (decision 14).

#pragma once

#include <cstdint>
#include <map>
#include <memory>
#include <string>

#include "onething/case_view.h"
#include "onething/load.h"
#include "onething/time.h"

namespace onething {

enum class Prospect : std::uint8_t {
  safe,      // From every position that it can come to, an end can be reached.
  may_stop,  // An end can be reached; some way stops before one.
  stuck,     // No end can be reached.
  unknown,   // Too large to be explored.
  mapping,   // It does not fit as it is: something must be named or given up.
  stays,     // It is coming to its end, and stays with its version.
};
std::string_view prospect_word(Prospect prospect);
// Why a case should not be moved; empty for one that may.
Message objection_to(Prospect prospect);

class Outlook {
 public:
  // Of a version that loaded and was checked without errors.
  Outlook(const LoadedProject& loaded, const Workflow& workflow, Date today);
  ~Outlook();

  // safe, may_stop, stuck or unknown, of a case as it stands in this version.
  // Each position is explored once.
  Prospect look(const CaseView& moved);

 private:
  class Impl;
  std::unique_ptr<Impl> impl_;
  std::map<std::string, Prospect> known_;  // By position.
};

// Where a case stands, as one text: equal where position and version are.
std::string position_text(const CaseView& view);

}  // namespace onething
