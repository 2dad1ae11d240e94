// SPDX-License-Identifier: Apache-2.0

#include <algorithm>
#include <map>
#include <vector>

#include "base/format.h"
#include "diag/family.h"
#include "diag/fingerprint.h"
#include "diag/json_quote.h"
#include "onething/diagnostic.h"
#include "onething/id.h"

namespace onething {

namespace {

using diag::path_of;
using diag::quoted;

std::string_view level_of(Severity severity) {
  return severity == Severity::info ? "note" : name_of(severity);
}

// A relative URI reference: every byte that is not plain is written %XX, so
// that Chinese names and spaces pass every reader.
std::string uri_of(std::string_view path) {
  std::string out = path.starts_with('/') ? "file://" : "";
  for (const char c : path) {
    const bool is_plain = (c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z') ||
                          (c >= 'a' && c <= 'z') || c == '/' || c == '-' ||
                          c == '.' || c == '_' || c == '~';
    if (is_plain)
      out += c;
    else
      out += format("%{:02X}", static_cast<unsigned char>(c));
  }
  return out;
}

std::string text_json(const std::string& text) {
  return "{\"text\":" + quoted(text) + "}";
}

std::string region_json(const Span& span) {
  return format(
      R"({{"startLine":{},"startColumn":{},"endLine":{},"endColumn":{}}})",
      span.begin.line, span.begin.column, span.end.line, span.end.column);
}

std::string artifact_json(const Span& span, const Sources& sources) {
  return "{\"uri\":" + quoted(uri_of(path_of(span, sources))) + "}";
}

std::string physical_json(const Span& span, const Sources& sources) {
  return format(R"("physicalLocation":{{"artifactLocation":{},"region":{}}})",
                artifact_json(span, sources), region_json(span));
}

class SarifRenderer {
 public:
  SarifRenderer(const Sources& sources, const RenderOptions& options)
      : sources_(sources), options_(options) {}

  std::string render_all(const Diagnostics& diagnostics) {
    // Rules in order of their codes, each once.
    for (const Diagnostic& d : diagnostics) rules_.emplace(d.code, &d);
    std::string rules;
    std::string results;
    for (const auto& [code, d] : rules_)
      rules += (rules.empty() ? "" : ",\n") + rule(*d);
    for (const Diagnostic& d : diagnostics)
      results += (results.empty() ? "" : ",\n") + result(d);
    return format(
        R"({{"$schema":"https://json.schemastore.org/sarif-2.1.0.json",)"
        R"("version":"2.1.0","runs":[{{"tool":{{"driver":{{)"
        R"("name":"onething","version":{},"semanticVersion":{},"rules":[{}]}}}},)"
        R"("language":"{}","columnKind":"unicodeCodePoints","results":[{}]}}]}})"
        "\n",
        quoted(version()), quoted(version()), rules,
        options_.language == Language::zh ? "zh-CN" : "en", results);
  }

 private:
  std::string say(const Message& message) const {
    return render(message, options_.language);
  }

  std::string rule(const Diagnostic& d) const {
    const CodeTitle title = find_title(options_, d.code);
    std::string out =
        format(R"({{"id":{},"name":{})", quoted(d.code), quoted(title.name));
    if (!title.headline.empty())
      out += ",\"shortDescription\":" + text_json(title.headline);
    return out +
           format(R"(,"help":{},"defaultConfiguration":{{"level":"{}"}},)"
                  R"("properties":{{"family":{},"tags":[{}]}}}})",
                  text_json(say({"diag.see", {{"code", std::string(d.code)}}})),
                  level_of(d.severity), quoted(family_of(d.code)),
                  quoted(family_of(d.code)));
  }

  std::string result(const Diagnostic& d) const {
    const auto rule = rules_.find(d.code);
    std::string message = say(d.found);
    if (!d.help.empty()) message += "\n" + say(d.help);
    std::string place = physical_json(d.span, sources_);
    if (!d.expected.empty())
      place += ",\"message\":" + text_json(say(d.expected));
    return format(
        R"({{"ruleId":{},"ruleIndex":{},"level":"{}","message":{},)"
        R"("locations":[{{{}}}],"partialFingerprints":{{"onething/v1":{}}}{}{}}})",
        quoted(d.code), std::distance(rules_.begin(), rule),
        level_of(d.severity), text_json(message), place,
        quoted(diag::fingerprint(d, sources_)), related(d), fixes(d));
  }

  std::string related(const Diagnostic& d) const {
    std::string out;
    std::size_t id = 0;
    for (const Label& label : d.labels)
      out += format("{}{{\"id\":{},{},\"message\":{}}}", out.empty() ? "" : ",",
                    ++id, physical_json(label.span, sources_),
                    text_json(say(label.message)));
    return out.empty() ? "" : ",\"relatedLocations\":[" + out + "]";
  }

  // All edits of a diagnostic are one mend, file by file.
  std::string fixes(const Diagnostic& d) const {
    std::map<std::uint32_t, std::string> by_file;
    for (const Edit& edit : d.edits) {
      std::string& changes = by_file[edit.span.file];
      changes += format(R"({}{{"deletedRegion":{},"insertedContent":{}}})",
                        changes.empty() ? "" : ",", region_json(edit.span),
                        text_json(edit.replacement));
    }
    std::string out;
    for (const auto& [file, changes] : by_file) {
      Span span;
      span.file = file;
      out += format(R"({}{{"artifactLocation":{},"replacements":[{}]}})",
                    out.empty() ? "" : ",", artifact_json(span, sources_),
                    changes);
    }
    if (out.empty()) return {};
    const std::string how =
        d.help.empty() ? say({"diag.mend_title", {}}) : say(d.help);
    return format(R"(,"fixes":[{{"description":{},"artifactChanges":[{}]}}])",
                  text_json(how), out);
  }

  const Sources& sources_;
  const RenderOptions& options_;
  std::map<std::string_view, const Diagnostic*> rules_;
};

}  // namespace

std::string render_sarif(const Diagnostics& diagnostics, const Sources& sources,
                         const RenderOptions& options) {
  return SarifRenderer(sources, options).render_all(diagnostics);
}

}  // namespace onething
