// SPDX-License-Identifier: Apache-2.0
//
// Fields that applicants are asked for although somebody can give them: who
// holds each, and what would have to be written to fetch it.
//
// What can be had by sharing must not be asked of the applicant
// (《国务院关于在线政务服务的若干规定》第七条). Each field is listed
// once, under the strongest reason; where the evidence is weak, not at all.

#pragma once

#include <string>
#include <vector>

#include "check/findings.h"
#include "check/once_only/asked.h"

namespace onething::check {

enum class Sharing { declared, prefilled, held, produced };

struct Shareable {
  Sharing how = Sharing::held;
  Asked asked;
  const Department* holder = nullptr;
  const Field* held = nullptr;  // What it holds, or the answer that has it.
  Span declared;                // Where `same_as` says so.
  // What to write; all empty when no service gives it.
  std::string prefill;  // A line below `prefill:`; empty when it is there.
  std::string value;    // `=prefill.licence.founded`
  std::string lacking;  // An input of the service that the form cannot give.
};

std::vector<Shareable> shareable_fields(const GroundFacts& facts);

// How a field of a department's holdings could be fetched in this workflow;
// fills the last three members.
void find_way_to_fetch(const GroundFacts& facts, const Department& department,
                       const Field& held, Shareable& out);

// What to do about it, as the help of a finding.
Message how_to_share(const Shareable& shareable);

}  // namespace onething::check
