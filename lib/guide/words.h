// SPDX-License-Identifier: Apache-2.0
//
// What applicants read instead of notation: terms, ways in, how far a service
// has come, conditions of forms.
//
// A condition that has no plain words is told by what it depends on, never as a
// formula.

#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "onething/guidance.h"
#include "onething/workflow.h"

namespace onething::guides {

std::string say(const Message& message, Language language);

std::string term_in_words(Term term, Language language);
std::string maturity_in_words(Maturity maturity, Language language);

// The title, or the id where there is none.
std::string name_of(const Title& title, const Spelled& id, Language language);

// "{field} is {value}, and …"; what it reads where it says more than that.
std::string condition_in_words(const Project& project, const Workflow& workflow,
                               const Formula& formula, Language language);

// The title of the one thing that a formula reads; nothing where it reads more.
std::optional<std::string> source_in_words(const Project& project,
                                           const Workflow& workflow,
                                           const Formula& formula,
                                           Language language);

// Titles of the form fields that formulas read, each once.
std::string fields_in_words(const Workflow& workflow,
                            const std::vector<std::string>& ids,
                            Language language);

std::string joined(const std::vector<std::string>& parts, Language language);

}  // namespace onething::guides
