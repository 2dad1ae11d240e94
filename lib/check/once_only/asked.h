// SPDX-License-Identifier: Apache-2.0
//
// What a workflow asks of the applicant, field by field.
//
// The members that every person has are not listed: nobody wrote them.

#pragma once

#include <string>
#include <vector>

#include "check/ground_facts.h"

namespace onething::check {

struct Asked {
  std::vector<const Field*> fields;  // The way down from the form.
  bool in_list = false;              // Asked once for each element.

  const Field& field() const { return *fields.back(); }
  const Field& top() const { return *fields.front(); }
  std::string path() const;  // "legal_rep.id"
};

// Records and their members, in the order of the file.
std::vector<Asked> asked_fields(const Workflow& workflow);

// By place in the form: asked because something is looked up or known by it,
// as the subject is and what a prefill reads.
std::vector<bool> key_fields(const GroundFacts& facts);

// Whether it is certain that these two conditions never hold together; a
// condition that is not there always holds.
bool never_together(const GroundFacts& facts, const Formula& a,
                    const Formula& b);

}  // namespace onething::check
