// SPDX-License-Identifier: Apache-2.0
//
// A workflow's form and materials, compiled: which fields and materials are
// asked for in this case, and what is wrong with what was handed in.
//
// Knows types, `when` and any_of; knows nothing of departments or steps.
// Immutable; share it between threads.

#pragma once

#include <memory>
#include <vector>

#include "model/conform.h"
#include "onething/workflow.h"

namespace onething::model {

class FormRules {
 public:
  // `workflow` must outlive the rules. Formulas that do not compile have been
  // reported by load/ and count as "asked".
  explicit FormRules(const Workflow& workflow);
  FormRules(FormRules&&) noexcept;
  FormRules& operator=(FormRules&&) noexcept;
  ~FormRules();

  // Types the form and finds all defects, `when` included.
  Conformed check_form(const Value& raw) const;

  // `materials` is {id: {kind, file}}; the form must be typed. Missing materials
  // that are tolerated (容缺) are no defects; their ids are in `tolerated`.
  struct Materials {
    Value value;
    std::vector<Defect> defects;
    std::vector<std::string> tolerated;
  };
  Materials check_materials(const Value& form, const Value& raw) const;

 private:
  struct Compiled;
  std::unique_ptr<const Compiled> compiled_;
};

}  // namespace onething::model
