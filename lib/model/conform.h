// SPDX-License-Identifier: Apache-2.0
//
// Does a value fit its type? Used for forms, for what is sent to a department
// and for what it answers.
//
// Conforming also types: "2026-03-02" becomes a Date where a date is asked for,
// "1200" Money, "true" or "是" a boolean. Nothing is guessed and nothing is
// cut. All defects are found at once. Unknown members are defects, because
// objects are closed records.

#pragma once

#include <functional>
#include <span>
#include <string>
#include <vector>

#include "onething/type.h"

namespace onething::model {

struct Defect {
  std::vector<std::string>
      path;         // {"operator", "id"}; list elements by number.
  Title title;      // Of the field, for people.
  Message problem;  // "form.…": what was found, what is expected.
};

struct Conformed {
  Value value;
  std::vector<Defect> defects;

  bool ok() const { return defects.empty(); }
};

// Whether a field is asked for, given the object it stands in; decides `when`.
using Wanted = std::function<bool(const Field& field)>;

// `raw` against a record of fields. A field that is not wanted must be absent.
Conformed conform_record(const Value& raw, std::span<const Field> fields,
                         const Wanted& wanted = {});

// The same with a third answer: of some fields nobody can say whether they are
// asked for, because what decides it is itself wrong or missing. Those may be
// there or not; complaining would only repeat the first defect.
enum class Asked { yes, no, unknown };
using Asking = std::function<Asked(const Field& field)>;
Conformed conform_fields(const Value& raw, std::span<const Field> fields,
                         const Asking& asking);

// `raw` against one type.
Conformed conform(const Value& raw, const Type& type);

}  // namespace onething::model
