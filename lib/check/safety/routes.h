// SPDX-License-Identifier: Apache-2.0
//
// Routes of a workflow: conditions of which at most one holds in any case,
// because they ask one value for different answers.
//
// A look at the shape of the formula, not a proof: `and` of comparisons of a
// path with literals is understood, anything else says nothing.

#pragma once

#include <string>
#include <vector>

#include "onething/type.h"

namespace onething::check {

// The condition holds only while `path` is one of `values`, or none of them.
struct Guard {
  std::string path;  // "form.route"
  std::vector<std::string> values;
  bool is_excluding = false;
};

// Of an empty formula none.
std::vector<Guard> guards_of(const Formula& condition);

// No case fulfils both.
bool exclude_each_other(const std::vector<Guard>& one,
                        const std::vector<Guard>& other);
bool exclude_each_other(const Formula& one, const Formula& other);

}  // namespace onething::check
