// SPDX-License-Identifier: Apache-2.0

#include "diag/headline.h"

#include <vector>

#include "diag/excerpt.h"

namespace onething::diag {

std::string headline(const Diagnostic& diagnostic, Language language) {
  const std::vector<Arg> args = {
      {"code", std::string(diagnostic.code)},
      {"found", harmless(render(diagnostic.found, language))}};
  switch (diagnostic.severity) {
    case Severity::error:
      return render({"diag.error", args}, language);
    case Severity::warning:
      return render({"diag.warning", args}, language);
    case Severity::info:
      return render({"diag.info", args}, language);
  }
  return {};
}

}  // namespace onething::diag
