// SPDX-License-Identifier: Apache-2.0
//
// Bytes to nodes: a strict pre-scan, libfyaml's events, our own composer and
// limits (base/limits.h).
//
// Reading never stops at the first mistake. After a syntax error the file is
// read again block by block, so that one slip hides nothing but its own block;
// what could be read is returned beside the diagnostics.
//
// Refused with a mend: anchors, aliases, merge keys, tags, directives, a second
// document, duplicate keys, tabs, control and bidirectional characters, other
// encodings than UTF-8, and what Chinese authors mistype (full-width colons,
// commas, spaces, quotes in structural places; never inside prose).

#pragma once

#include <cstdint>

#include "onething/diagnostic.h"
#include "onething/source.h"
#include "yaml/node.h"

namespace onething::yaml {

struct Document {
  Node root;                // missing when nothing could be read.
  Diagnostics diagnostics;  // In order of their places.
};

// Reads sources.files[file].
Document read(const Sources& sources, std::uint32_t file);

}  // namespace onething::yaml
