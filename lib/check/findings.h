// SPDX-License-Identifier: Apache-2.0
//
// Findings: where a check puts what it found. The run binds it to one check
// before calling it, so that a check never names its own code or severity.
//
// Collects only; ordering, ignoring and printing happen elsewhere. Not safe to
// share between threads: each workflow is checked with its own.

#pragma once

#include <string_view>
#include <utility>

#include "onething/diagnostic.h"

namespace onething::check {

class Findings {
 public:
  explicit Findings(Diagnostics& out) : out_(out) {}

  void stand_for(std::string_view code, Severity severity) {
    code_ = code;
    severity_ = severity;
  }

  // The finding, for adding labels and edits; valid until the next report.
  Diagnostic& report(Span span, Message found, Message expected = {},
                     Message help = {}) {
    Diagnostic& diagnostic = out_.emplace_back();
    diagnostic.code = code_;
    diagnostic.severity = severity_;
    diagnostic.span = span;
    diagnostic.found = std::move(found);
    diagnostic.expected = std::move(expected);
    diagnostic.help = std::move(help);
    return diagnostic;
  }

 private:
  Diagnostics& out_;
  std::string_view code_;
  Severity severity_ = Severity::error;
};

}  // namespace onething::check
