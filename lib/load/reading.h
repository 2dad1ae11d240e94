// SPDX-License-Identifier: Apache-2.0
//
// One document while it is read: where its text is, where mistakes go, and what
// it names that is resolved when everything is known.
//
// Not the schema (keys.h, scalars.h) and not the result (onething/load.h).

#pragma once

#include <string>
#include <utility>
#include <vector>

#include "diag/codes.h"
#include "onething/diagnostic.h"
#include "onething/workflow.h"
#include "yaml/node.h"

namespace onething::load {

struct Reading {
  const Sources& sources;
  Diagnostics& diagnostics;
  // The text has syntax errors: what seems to be missing may stand in a block
  // that could not be read, so nothing is called missing.
  bool damaged = false;
  std::vector<Spelled> targets;  // Departments that environments name.

  Reading(const Sources& all, Diagnostics& out)
      : sources(all), diagnostics(out) {}

  // Whether a value that is not there was probably lost with the damage.
  bool is_lost(const yaml::Node& node) const {
    return damaged && (node.is_missing() || node.is_null());
  }

  void report(const Code& code, Span span, Message found, Message expected = {},
              Message help = {}) {
    Diagnostic diagnostic;
    diagnostic.code = code.code;
    diagnostic.severity = code.severity;
    diagnostic.span = span;
    diagnostic.found = std::move(found);
    diagnostic.expected = std::move(expected);
    diagnostic.help = std::move(help);
    diagnostics.push_back(std::move(diagnostic));
  }

  // With a mend that is certain: `replacement` instead of what `span` covers.
  void report_mend(const Code& code, Span span, Message found, Message expected,
                   Message help, std::string replacement) {
    report(code, span, std::move(found), std::move(expected), std::move(help));
    diagnostics.back().edits.push_back({span, std::move(replacement)});
  }
};

// Proposals as one text, "tax, seal"; empty when there are none.
std::string joined(const std::vector<std::string>& words);
std::string joined(const std::vector<std::string_view>& words);

// "Did you mean …? / Allowed: …" for a word that is none of `candidates`.
Message propose(std::string_view typed,
                const std::vector<std::string_view>& candidates);

// What stands at a node, for people: "a list", "nothing" …
Message kind_of(const yaml::Node& node);

}  // namespace onething::load
