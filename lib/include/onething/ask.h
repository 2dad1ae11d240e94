// SPDX-License-Identifier: Apache-2.0
//
// Questions of applicants answered from the files of a project, with the place
// where the answer stands; handed over to a person where nothing fits well
// enough.
//
// Only finds what is written: no answer is composed of others, nothing is
// learnt, nobody is called. Ranked by BM25 over words and pairs of Chinese
// characters.

#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "onething/guidance.h"
#include "onething/load.h"

namespace onething {

struct FoundAnswer {
  const Workflow* workflow = nullptr;      // Null: of a department alone.
  const Department* department = nullptr;  // Of contacts.
  std::string about;                       // "moving: 申请材料", in words.
  std::string text;                        // What is written.
  Span span;                               // In LoadedProject::sources.
  double score = 0;
  double coverage = 0;  // Share of what the question is about.
};

struct Answered {
  std::vector<FoundAnswer> found;      // Best first.
  bool is_sure = false;                // Otherwise a person is to answer.
  const Department* person = nullptr;  // Whose lead it would be; may be null.
  Contact contact;                     // Of that department.
};

// `most` answers at most.
Answered ask(const LoadedProject& project, std::string_view question,
             Language language, std::size_t most = 3);

}  // namespace onething
