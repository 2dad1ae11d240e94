// SPDX-License-Identifier: Apache-2.0
//
// From which values of a case each input of each step is made, as its workflow
// says: "form.owner", "steps.tax.receipt", "materials.lease".
//
// Knows the workflow and no case.

#pragma once

#include <map>
#include <set>
#include <string>

#include "onething/workflow.h"

namespace onething::report {

class FieldSources {
 public:
  explicit FieldSources(const Workflow& workflow);

  // Empty where an input is made of nothing of the case's.
  const std::set<std::string>& of(const std::string& step,
                                  const std::string& input) const;

 private:
  std::map<std::string, std::map<std::string, std::set<std::string>>> sources_;
  std::set<std::string> none_;
};

// The most careful handling that the type or anything in it asks for.
Sensitivity sensitivity_of(const Type& type);

}  // namespace onething::report
