// SPDX-License-Identifier: Apache-2.0
//
// A made-up project of any size to measure with: departments with contracts,
// and workflows of about 6 KB each that use them the way real ones do (routes,
// optional fields, prefills, formulas in every place).
//
// The same numbers give the same bytes. Every workflow is free of findings, so
// that what is measured is checking and not the printing of mistakes.

#pragma once

#include <cstddef>
#include <vector>

#include "onething/source.h"

namespace onething::bench {

struct ProjectSize {
  std::size_t departments = 20;
  std::size_t workflows = 500;
  std::size_t steps = 10;  // Of each workflow, at least 4.
};

std::vector<SourceFile> make_project(const ProjectSize& size);

}  // namespace onething::bench
