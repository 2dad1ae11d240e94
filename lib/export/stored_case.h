// SPDX-License-Identifier: Apache-2.0
//
// One stored case, read to be written elsewhere: its events in their order, and
// what they come to.
//
// Forgets everything with the object.

#pragma once

#include <string>
#include <vector>

#include "engine/case_state.h"
#include "engine/event.h"
#include "onething/case_view.h"
#include "onething/export.h"
#include "run/definitions.h"

namespace onething::exchange {

struct StoredCase {
  std::vector<engine::Event> events;
  std::vector<std::string> types;  // Words of the events.
  engine::CaseState state;
  const engine::Definition* definition = nullptr;  // Lives with Definitions.
  CaseView view;
  std::vector<Provenance> values;
};
Result<StoredCase> read_case(Store& store, run::Definitions& definitions,
                             const CaseId& id);

// What stands in a national table: 20260302, 20260302T090000, Chinese time.
std::string day_text(Date day);
std::string moment_text(Instant at);
std::string_view department_title(const engine::Definition& definition,
                                  std::string_view id);

// Values of one case, masked as the options say.
class Shown {
 public:
  Shown(const StoredCase& of, const ExportOptions& options)
      : of_(of), options_(options) {}

  // `path`: "form.owner", "steps.licence.number" or "materials.lease"; what is
  // shown is `value`, which was made of it.
  std::string value(const Value& value, std::string_view path) const;
  std::string value(const Value& value,
                    const std::vector<std::string>& paths) const;
  // Of one who acted; empty while names are masked.
  std::string person(const Actor& actor) const;
  std::string person(const std::string& id) const;

 private:
  const StoredCase& of_;
  const ExportOptions& options_;
};

}  // namespace onething::exchange
