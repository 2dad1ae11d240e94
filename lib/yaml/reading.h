// SPDX-License-Identifier: Apache-2.0
//
// What the parts of one reading share: the text, places in it, what was found,
// and how a mistyping is put right in the working copy so that the rest of the
// file can be read.
//
// A Patch never changes lengths: offsets stay those of the file whatever has
// been mended.

#pragma once

#include <algorithm>
#include <cstddef>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/limits.h"
#include "diag/codes.h"
#include "onething/diagnostic.h"
#include "yaml/places.h"

namespace onething::yaml {

struct Patch {
  std::size_t at = 0;
  std::string_view bytes;  // A literal.
};

// What one look at some part of the text has brought to light.
struct Findings {
  Diagnostics diagnostics;
  std::vector<Patch> patches;

  // Beyond the limit nothing is kept; read() says so.
  void add(Diagnostic d) {
    if (diagnostics.size() <= limits::diagnostics_max)
      diagnostics.push_back(std::move(d));
  }

  void append(Findings&& more) {
    for (Diagnostic& d : more.diagnostics) add(std::move(d));
    patches.insert(patches.end(), more.patches.begin(), more.patches.end());
  }
};

struct Reading {
  Reading(std::uint32_t file, std::string_view original)
      : places(file, original), text(places.text()) {}

  // Whether a character of this range was refused or mended already: what goes
  // wrong there later is a consequence and not said again.
  bool is_marred(Range range) const {
    const auto found =
        std::lower_bound(marred.begin(), marred.end(), range.begin);
    return found != marred.end() && *found < range.end;
  }

  void apply(const std::vector<Patch>& patches) {
    for (const Patch& patch : patches) {
      text.replace(patch.at, patch.bytes.size(), patch.bytes);
      marred.push_back(patch.at);
    }
    std::sort(marred.begin(), marred.end());
  }

  Places places;
  std::string text;                 // The working copy that is parsed.
  std::vector<std::size_t> marred;  // Offsets, ascending.
  std::size_t nodes = 0;            // Of all that was kept so far.
};

inline Diagnostic diagnose(const Code& code, const Span& span, Message found,
                           Message expected = {}, Message help = {}) {
  Diagnostic d;
  d.code = code.code;
  d.severity = code.severity;
  d.span = span;
  d.found = std::move(found);
  d.expected = std::move(expected);
  d.help = std::move(help);
  return d;
}

}  // namespace onething::yaml
