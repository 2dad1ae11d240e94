// SPDX-License-Identifier: Apache-2.0

#include "yaml/read.h"

#include "yaml/compose.h"
#include "yaml/prescan.h"
#include "yaml/recover.h"

namespace onething::yaml {

namespace {

// Legal YAML can hold mistypings whose mend changes the structure (`步骤：`);
// the text is read again with them mended, a few times at most.
constexpr int kReadings = 4;

Node read_text(Reading& reading, Findings& out) {
  for (int attempt = 1;; ++attempt) {
    const Range whole = {0, reading.text.size()};
    Composed composed = compose(reading, whole, 0);
    if (composed.error)
      return recover(reading, {whole, *composed.error, composed.innermost},
                     out);
    const std::vector<Patch> patches = composed.findings.patches;
    // Lines without a single key or dash flow together into one text.
    if (composed.root.is_scalar() && !composed.root.is_null() &&
        patches.empty())
      return recover(reading, {whole, {}, {}}, out);
    out.append(std::move(composed.findings));
    if (patches.empty() || attempt == kReadings)
      return std::move(composed.root);
    reading.apply(patches);
  }
}

void cut(Diagnostics& diagnostics) {
  if (diagnostics.size() <= limits::diagnostics_max) return;
  diagnostics.resize(limits::diagnostics_max);
  diagnostics.push_back(
      diagnose(codes::too_many_diagnostics, diagnostics.back().span,
               {"yaml.too_many_diagnostics",
                {{"limit", std::to_string(limits::diagnostics_max)}}}));
}

}  // namespace

Document read(const Sources& sources, std::uint32_t file) {
  Document document;
  const std::string_view bytes = sources.files[file].text;
  if (auto refused = refuse_bytes(file, bytes)) {
    document.root.span = refused->span;
    document.diagnostics.push_back(std::move(*refused));
    return document;
  }
  Reading reading(file, bytes);
  Findings findings;
  for (Diagnostic& d : prescan(reading)) findings.add(std::move(d));
  document.root = read_text(reading, findings);
  if (document.root.is_missing())
    document.root.span = reading.places.span(0, 0);
  document.diagnostics = std::move(findings.diagnostics);
  sort_and_merge(document.diagnostics);
  cut(document.diagnostics);
  return document;
}

}  // namespace onething::yaml
