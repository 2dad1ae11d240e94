// SPDX-License-Identifier: Apache-2.0

#include "seal/payload.h"

#include <algorithm>
#include <array>
#include <optional>
#include <utility>

#include "base/base64.h"
#include "seal/members.h"

namespace onething::seal {

namespace {

constexpr std::string_view kReadable[] = {
#define READABLE(name) #name,
#include "seal/readable_members.def"
};

// Whole values of people, sealed whatever their kind; other numbers, truths and
// dates of an event are counters and terms.
constexpr std::string_view kValues[] = {"form",    "materials", "input",
                                        "output",  "outcome",   "details",
                                        "request", "value"};

// Events that the applicant, or somebody for the applicant, brings about. Who
// acts for an office stays readable: the audit outlives the data.
constexpr std::string_view kOfApplicants[] = {
    "case_received", "case_supplemented", "materials_added",
    "withdrawal_requested", "file_attached"};

constexpr std::string_view kOpening = "{\"$sealed\":\"";
constexpr std::string_view kClosing = "\"}";

template <typename Names>
bool is_among(const Names& names, std::string_view name) {
  return std::find(std::begin(names), std::end(names), name) != std::end(names);
}

// Numbers, truths, dates, moments, terms: what an event counts with.
bool is_counted(std::string_view text) {
  for (const std::string_view tag :
       {"{\"$date\"", "{\"$instant\"", "{\"$term\"", "{\"$duration\"",
        "{\"$uint\"", "{\"$real\""})
    if (text.starts_with(tag)) return true;
  return !text.starts_with('"') && !text.starts_with('[') &&
         !text.starts_with('{');
}

char shape_of(std::string_view text) {
  if (text.starts_with('"')) return 's';
  if (text.starts_with('[')) return 'l';
  const bool is_tagged =
      text.starts_with("{\"$") && !text.starts_with("{\"$object\"");
  return text.starts_with('{') && !is_tagged ? 'o' : 'n';
}

std::string_view blank_of(char shape) {
  if (shape == 's') return "\"\"";
  if (shape == 'l') return "[]";
  if (shape == 'o') return "{}";
  return "null";
}

bool is_blank(std::string_view text) {
  return text == "null" || text == "\"\"" || text == "[]" || text == "{}";
}

bool wants_sealing(const Payload& payload, std::string_view name,
                   std::string_view text) {
  if (is_blank(text)) return false;
  if (is_among(kValues, name)) return true;
  if (is_among(kReadable, name)) return false;
  // A word of ours: why a step was passed over.
  if (payload.type == "step_skipped" && name == "reason") return false;
  return !is_counted(text);
}

struct Marker {
  char shape = 'n';
  std::string_view base64;
};

std::optional<Marker> marker_of(std::string_view text) {
  if (!text.starts_with(kOpening) || !text.ends_with(kClosing))
    return std::nullopt;
  text.remove_prefix(kOpening.size());
  text.remove_suffix(kClosing.size());
  if (text.size() < 2 || text[1] != ':') return std::nullopt;
  return Marker{text[0], text.substr(2)};
}

Error not_ours(const Payload& payload) {
  return {ErrorCode::corrupt,
          {"seal.bad_record", {{"record", std::string(payload.type)}}}};
}

// Walks over the parts that can be sealed; `Change` gives the new text of each
// (its path, its name, its text).
template <typename Change>
class Rewrite {
 public:
  Rewrite(const Payload& payload, Change change)
      : payload_(payload), change_(std::move(change)) {}

  Result<std::string> run() {
    const auto members = members_of(payload_.text);
    if (!members) return not_ours(payload_);
    return object("", *members, 0);
  }

 private:
  static constexpr int kDepthMax = 4;

  Result<std::string> object(const std::string& path,
                             const std::vector<Member>& members, int depth) {
    std::string out = "{";
    for (const auto& [name, text] : members) {
      OT_TRY(const std::string changed,
             member(path + std::string(name), name, text, depth));
      if (out.size() > 1) out += ',';
      out += '"';
      out += name;
      out += "\":";
      out += changed;
    }
    return out += '}';
  }

  Result<std::string> member(const std::string& path, std::string_view name,
                             std::string_view text, int depth) {
    if (name == "actor" && !is_among(kOfApplicants, payload_.type))
      return std::string(text);
    // Element by element: how many there are stays known.
    if (name == "elements") return elements(text);
    // A record of ours, such as an agent: its members one by one, so that it
    // is still such a record once they are erased.
    const bool is_record = shape_of(text) == 'o' && text != "{}" &&
                           !text.starts_with("{\"$object\"") &&
                           !is_among(kValues, name) &&
                           !is_among(kReadable, name) && depth < kDepthMax;
    if (!is_record) return change_(path, name, text);
    const auto members = members_of(text);
    if (!members) return change_(path, name, text);
    return object(path + ".", *members, depth + 1);
  }

  Result<std::string> elements(std::string_view text) {
    const auto items = items_of(text);
    if (!items) return std::string(text);
    std::string out = "[";
    for (std::size_t i = 0; i < items->size(); ++i) {
      const std::string path = "elements." + std::to_string(i);
      OT_TRY(const std::string changed, change_(path, "elements", (*items)[i]));
      if (i > 0) out += ',';
      out += changed;
    }
    return out += ']';
  }

  const Payload& payload_;
  Change change_;
};

}  // namespace

Result<std::string> seal_payload(const CaseSeal& seal, const Payload& payload) {
  const auto change = [&](std::string_view path, std::string_view name,
                          std::string_view text) -> Result<std::string> {
    const bool is_element = name == "elements";
    if (!is_element && !wants_sealing(payload, name, text))
      return std::string(text);
    const char shape = is_element ? 'n' : shape_of(text);
    OT_TRY(const std::string sealed,
           seal.seal({payload.type, payload.version, path, shape}, text));
    std::string out(kOpening);
    out += shape;
    out += ':';
    out += encode_base64(sealed);
    return out += kClosing;
  };
  return Rewrite(payload, change).run();
}

Result<std::string> open_payload(const CaseSeal& seal, const Payload& payload) {
  const auto change = [&](std::string_view path, std::string_view,
                          std::string_view text) -> Result<std::string> {
    const std::optional<Marker> marker = marker_of(text);
    if (!marker) return std::string(text);
    const std::optional<std::string> sealed = decode_base64(marker->base64);
    return seal.open({payload.type, payload.version, path, marker->shape},
                     sealed ? *sealed : std::string());
  };
  return Rewrite(payload, change).run();
}

Result<std::string> blank_payload(const Payload& payload) {
  const auto change = [&](std::string_view, std::string_view,
                          std::string_view text) -> Result<std::string> {
    const std::optional<Marker> marker = marker_of(text);
    return std::string(marker ? blank_of(marker->shape) : text);
  };
  return Rewrite(payload, change).run();
}

bool is_sealed(std::string_view payload_text) {
  // Inside a text the quotes would be escaped, and an object of somebody's own
  // with this name is wrapped (value.h).
  std::size_t at = payload_text.find(kOpening);
  while (at != std::string_view::npos) {
    if (!payload_text.substr(0, at).ends_with("\"$object\":")) return true;
    at = payload_text.find(kOpening, at + 1);
  }
  return false;
}

}  // namespace onething::seal
