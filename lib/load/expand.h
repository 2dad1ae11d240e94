// SPDX-License-Identifier: Apache-2.0
//
// Templates: fragments with a version that workflows use, and what a workflow
// is once they stand in it.
//
// Each use is a text of its own among the sources: the template with the names
// and values of that use filled in, line for line. Whatever is found in it, by
// loading or by checks, so names the template's file and line and the use.
// Templates use no templates; nothing can go round in a circle.

#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "load/reading.h"

namespace onething::load {

// Puts what the workflow `root` of the file uses into it. Every use adds a
// text to `sources`, which `reading` reads.
void expand_uses(Sources& sources, Reading& reading, yaml::Node& root,
                 std::uint32_t file);

// The file that a text of `expand_uses` was made from; empty for any other.
std::string_view template_path(std::string_view path);

}  // namespace onething::load
