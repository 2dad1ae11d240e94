// SPDX-License-Identifier: Apache-2.0
//
// A form filled with what departments hold: the services that the workflow's
// `prefill` uses are asked, and what they answer goes into fields that are
// empty.
//
// Never overwrites. Nothing is stored and no case is opened; services that do
// more than look are not called.

#pragma once

#include <span>
#include <string>
#include <vector>

#include "onething/connector.h"
#include "onething/load.h"
#include "onething/result.h"

namespace onething {

struct Fetched {
  const Step* prefill = nullptr;
  const Department* department = nullptr;
  const Service* service = nullptr;
  Message problem;  // Why there is no answer; empty where there is one.
  Value answer;     // Typed.
};

struct FilledField {
  const Field* field = nullptr;  // Of the form.
  const Fetched* from = nullptr;
  const Field* source = nullptr;  // Of the service's output.
};

struct Prefilled {
  Value form;
  std::vector<Fetched> fetched;     // In the order of the file; not moved.
  std::vector<FilledField> filled;  // In the order of the form.
};

// A field is filled from the output that its `same_as` names, else from one
// with its id. `form` may have gaps.
Prefilled fill_form(const Project& project, const Workflow& workflow,
                    const Value& form, Connector& departments);

// The form as an application file, each filled field below a remark of where it
// comes from; `rest` are the other members of the file as they were.
std::string prefilled_text(const Workflow& workflow, const Prefilled& filled,
                           const Value& rest, Language language);

}  // namespace onething
