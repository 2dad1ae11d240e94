// SPDX-License-Identifier: Apache-2.0

#include "load/adopt.h"

#include <algorithm>
#include <map>
#include <optional>
#include <span>

#include "load/documents.h"
#include "load/expand.h"
#include "load/keys.h"
#include "yaml/read.h"

namespace onething::load {

namespace {

constexpr auto kClocks =
    std::to_array<std::string_view>({"notice", "extension", "delivery"});
constexpr auto kOffices =
    std::to_array<std::string_view>({"acceptance", "delivery", "fallback"});
constexpr auto kOfficeKeys =
    std::to_array<std::string_view>({"department", "role"});
constexpr auto kFieldKeys = std::to_array<std::string_view>({"hint"});
constexpr auto kStepKeys =
    std::to_array<std::string_view>({"limit", "fallback"});
constexpr auto kServiceKeys =
    std::to_array<std::string_view>({"item", "role", "visits", "limit"});
constexpr auto kLimitKeys = std::to_array<std::string_view>({"promised"});

yaml::Node* find_in(yaml::Node& node, std::string_view key) {
  for (yaml::Entry& entry : node.entries)
    if (entry.key.text == key) return &entry.value;
  return nullptr;
}

void put(yaml::Node& into, const yaml::Entry& entry) {
  yaml::Node* there = find_in(into, entry.key.text);
  if (there != nullptr)
    *there = entry.value;
  else
    into.entries.push_back(entry);
}

bool is_exact(TermUnit unit) {
  return unit == TermUnit::seconds || unit == TermUnit::minutes ||
         unit == TermUnit::hours;
}

std::int64_t seconds_of(Term term) {
  if (term.unit == TermUnit::hours) return term.count * 3'600;
  return term.unit == TermUnit::minutes ? term.count * 60 : term.count;
}

// Nothing where the two cannot be compared: three working days may be five.
std::optional<bool> is_longer(Term one, Term other) {
  if (one.unit == other.unit) return one.count > other.count;
  if (is_exact(one.unit) && is_exact(other.unit))
    return seconds_of(one) > seconds_of(other);
  return std::nullopt;
}

std::optional<Term> term_of(const yaml::Node* node) {
  return node == nullptr || !node->is_scalar() ? std::nullopt
                                               : parse_term(node->text);
}

// What a department promises for a service, or the law where it promises
// nothing.
std::optional<Term> catalogue_term(const yaml::Node* service) {
  const yaml::Node* limit =
      service == nullptr ? nullptr : service->find("limit");
  if (limit == nullptr) return std::nullopt;
  const std::optional<Term> promised = term_of(limit->find("promised"));
  return promised ? promised : term_of(limit->find("statutory"));
}

class Adopting {
 public:
  Adopting(Sources& sources, Reading& reading, const yaml::Node& overlay,
           RegionalServices& services)
      : sources_(sources),
        reading_(reading),
        overlay_(overlay),
        services_(services) {}

  // False when there is no model to change.
  bool put_into(yaml::Node& root, std::uint32_t file) {
    const Spelled id = read_id(reading_, *overlay_.find("adopts"));
    if (id.text.empty()) return false;
    const std::uint32_t found = find_document(sources_, "workflow", id.text);
    if (found == sources_.files.size()) {
      reading_.report(codes::unknown_workflow, id.span,
                      {"load.unknown_workflow", {{"workflow", id.text}}},
                      {"adopt.expected_model", {}});
      return false;
    }
    const yaml::Node* own = overlay_.find("as");
    std::string path = sources_.files[found].path + " (" +
                       (own == nullptr ? id.text : own->text) + ", " +
                       sources_.files[file].path + ")";
    std::string text = sources_.files[found].text;
    const std::uint32_t added = sources_.add(std::move(path), std::move(text));
    yaml::Document document = yaml::read(sources_, added);
    // What is wrong with the model itself is said where it stands.
    if (has_errors(document.diagnostics)) {
      reading_.report(codes::unknown_workflow, id.span,
                      {"adopt.damaged", {{"model", id.text}}},
                      {"adopt.expected_sound", {}});
      return false;
    }
    expand_uses(sources_, reading_, document.root, found);
    std::erase_if(document.root.entries, [](const yaml::Entry& entry) {
      return entry.key.text == "use";
    });
    model_ = &document.root;
    change();
    root = std::move(document.root);
    // Without a name of its own it would be taken for the model.
    return own != nullptr;
  }

 private:
  void change() {
    only(overlay_, kAdoptionKeys);
    head();
    if (const yaml::Node* node = overlay_.find("promise")) promise(*node);
    if (const yaml::Node* node = mapping(overlay_, "clocks")) clocks(*node);
    for (const std::string_view key : kOffices)
      if (const yaml::Node* node = mapping(overlay_, key))
        office(key, *node, *model_);
    // Before the services: held against what the model's catalogue says.
    each("steps", [&](const yaml::Entry& at, yaml::Node& in) { step(at, in); });
    each("form", [&](const yaml::Entry& at, yaml::Node& in) {
      only(at.value, kFieldKeys);
      for (const yaml::Entry& entry : at.value.entries)
        set(entry, in, "form." + at.key.text);
    });
    if (const yaml::Node* node = mapping(overlay_, "services"))
      for (const yaml::Entry& entry : node->entries) service(entry);
  }

  void head() {
    if (const yaml::Node* of = require("of_version"))
      compare_versions(*of, read_text(reading_, *of, "of_version").text);
    if (const yaml::Node* region = require("region"))
      read_text(reading_, *region, "region");
    if (const yaml::Node* area = require("area")) check_area(*area);
    if (const yaml::Node* as = require("as"))
      *find_in(*model_, "workflow") = *as;
    for (const yaml::Entry& entry : overlay_.entries)
      if (entry.key.text == "title" || entry.key.text == "version")
        put(*model_, entry);
  }

  const yaml::Node* require(const std::string& key) {
    const yaml::Node* found = overlay_.find(key);
    if (found == nullptr && !reading_.damaged)
      reading_.report(
          codes::missing_key, overlay_.entries.front().key.span,
          {"load.missing_key",
           {{"key", key}, {"what", Message{"adopt.what_adoption", {}}}}},
          {"load.expected_missing", {{"key", key}}});
    return found;
  }

  void check_area(const yaml::Node& area) {
    const std::string text = read_text(reading_, area, "area").text;
    const bool fits = text.size() == 6 &&
                      std::all_of(text.begin(), text.end(),
                                  [](char c) { return c >= '0' && c <= '9'; });
    if (!text.empty() && !fits)
      reading_.report(codes::not_adoptable, area.span,
                      {"adopt.bad_area", {{"area", text}}},
                      {"adopt.expected_area", {}});
  }

  void compare_versions(const yaml::Node& of, const std::string& text) {
    const yaml::Node* now = model_->find("version");
    const std::string version = now == nullptr ? "" : now->text;
    if (text.empty() || version == text) return;
    reading_.report(codes::model_changed, of.span,
                    {"adopt.behind", {{"version", version}, {"of", text}}},
                    {"adopt.expected_version", {{"version", version}}},
                    {"adopt.help_behind", {}});
  }

  // What is not in `allowed` is the model's, or nobody's.
  void only(const yaml::Node& node, std::span<const std::string_view> allowed) {
    const std::vector<std::string_view> words(allowed.begin(), allowed.end());
    for (const yaml::Entry& entry : node.entries)
      if (!is_among(entry, allowed))
        reading_.report(codes::not_adoptable, entry.key.span,
                        {"adopt.not_adoptable", {{"key", entry.key.text}}},
                        {"adopt.expected_adoptable", {}},
                        {"load.help_allowed", {{"allowed", joined(words)}}});
  }

  static bool is_among(const yaml::Entry& entry,
                       std::span<const std::string_view> allowed) {
    return std::find(allowed.begin(), allowed.end(), entry.key.text) !=
           allowed.end();
  }

  const yaml::Node* mapping(const yaml::Node& node, std::string_view key) {
    const yaml::Node* found = node.find(key);
    if (found == nullptr ||
        !expect_mapping(reading_, *found,
                        {"load.what_key", {{"key", std::string(key)}}}))
      return nullptr;
    return found;
  }

  // Entries of a part of the adoption with those of the model.
  template <typename Change>
  void each(std::string_view part, const Change& change) {
    const yaml::Node* node = mapping(overlay_, part);
    if (node == nullptr) return;
    yaml::Node* there = find_in(*model_, part);
    for (const yaml::Entry& entry : node->entries) {
      yaml::Node* in =
          there == nullptr ? nullptr : find_in(*there, entry.key.text);
      if (in == nullptr) {
        unknown(entry, there);
        continue;
      }
      if (!expect_mapping(reading_, entry.value,
                          {"load.what_key", {{"key", entry.key.text}}}))
        continue;
      // In short, `name: text`: the same in full.
      if (part == "form" && in->is_scalar()) in_full(*in);
      if (in->is_mapping()) change(entry, *in);
    }
  }

  static void in_full(yaml::Node& field) {
    yaml::Node full;
    full.kind = yaml::NodeKind::mapping;
    full.span = field.span;
    yaml::Entry type;
    type.key.kind = yaml::NodeKind::scalar;
    type.key.text = "type";
    type.key.span = field.span;
    type.value = std::move(field);
    full.entries.push_back(std::move(type));
    field = std::move(full);
  }

  void unknown(const yaml::Entry& entry, const yaml::Node* there) {
    std::vector<std::string_view> known;
    if (there != nullptr)
      for (const yaml::Entry& each : there->entries)
        known.push_back(each.key.text);
    reading_.report(codes::not_adoptable, entry.key.span,
                    {"adopt.unknown", {{"name", entry.key.text}}},
                    {"adopt.expected_known", {}},
                    propose(entry.key.text, known));
  }

  // Something of the region's own.
  void set(const yaml::Entry& entry, yaml::Node& in, const std::string& where) {
    const yaml::Node* there = in.find(entry.key.text);
    if (there != nullptr && there->is_scalar() && entry.value.is_scalar() &&
        there->text == entry.value.text)
      idle(entry, where);
    put(in, entry);
  }

  void idle(const yaml::Entry& entry, const std::string& where) {
    reading_.report(codes::idle_override, entry.key.span,
                    {"adopt.idle",
                     {{"key", where.empty() ? entry.key.text
                                            : where + "." + entry.key.text}}},
                    {"template.expected_no_override", {}});
  }

  // Whether a limit may stand in the place of the model's.
  bool may_be(const yaml::Node& limit, std::string_view key,
              const std::optional<Term>& model) {
    const std::optional<Limit> now = read_limit(reading_, limit, key);
    if (!now) return false;
    if (!model) return true;
    const std::optional<bool> longer = is_longer(now->term, *model);
    if (longer && !*longer) return true;
    reading_.report(codes::not_adoptable, limit.span,
                    {longer ? "adopt.longer" : "adopt.other_unit",
                     {{"now", to_text(now->term)}, {"model", to_text(*model)}}},
                    {"adopt.expected_shorter", {{"model", to_text(*model)}}},
                    {"adopt.help_shorter", {}});
    return false;
  }

  void shorten(const yaml::Entry& entry, yaml::Node& in,
               const std::optional<Term>& model, const std::string& where) {
    if (!may_be(entry.value, entry.key.text, model)) return;
    set(entry, in, where);
  }

  // One limit, or one for each of the model's conditions, in their order.
  void promise(const yaml::Node& node) {
    yaml::Node* there = find_in(*model_, "promise");
    const yaml::Entry* entry = nullptr;
    for (const yaml::Entry& each : overlay_.entries)
      if (each.key.text == "promise") entry = &each;
    if (there == nullptr || !there->is_list())
      return shorten(*entry, *model_, term_of(there), "");
    if (!node.is_list() || node.items.size() != there->items.size()) {
      reading_.report(codes::not_adoptable, node.span, {"adopt.promises", {}},
                      {"adopt.expected_promises",
                       {{"count", std::to_string(there->items.size())}}});
      return;
    }
    for (std::size_t i = 0; i < node.items.size(); ++i) {
      yaml::Node* within = find_in(there->items[i], "within");
      if (within != nullptr &&
          may_be(node.items[i], "promise", term_of(within)))
        *within = node.items[i];
    }
  }

  void clocks(const yaml::Node& node) {
    only(node, kClocks);
    yaml::Node* there = find_in(*model_, "clocks");
    for (const yaml::Entry& entry : node.entries) {
      if (!is_among(entry, kClocks)) continue;
      if (there == nullptr || there->find(entry.key.text) == nullptr)
        unknown(entry, there);
      else
        shorten(entry, *there, term_of(there->find(entry.key.text)), "clocks");
    }
  }

  void office(std::string_view key, const yaml::Node& node, yaml::Node& in) {
    only(node, kOfficeKeys);
    yaml::Node* there = find_in(in, key);
    if (there == nullptr || !there->is_mapping()) {
      reading_.report(codes::not_adoptable, node.span,
                      {"adopt.unknown", {{"name", std::string(key)}}},
                      {"adopt.expected_known", {}});
      return;
    }
    for (const yaml::Entry& entry : node.entries)
      if (is_among(entry, kOfficeKeys)) set(entry, *there, std::string(key));
  }

  void step(const yaml::Entry& at, yaml::Node& in) {
    only(at.value, kStepKeys);
    for (const yaml::Entry& entry : at.value.entries) {
      const std::string where = "steps." + at.key.text;
      if (entry.key.text == "fallback") {
        // A step may have none of its own, and the region its own desk.
        if (in.find("fallback") == nullptr)
          put(in, entry);
        else if (expect_mapping(reading_, entry.value,
                                {"load.what_key", {{"key", "fallback"}}}))
          office("fallback", entry.value, in);
      }
      if (entry.key.text != "limit") continue;
      std::optional<Term> model = term_of(in.find("limit"));
      if (const yaml::Node* uses = in.find("uses"); !model && uses != nullptr)
        model = catalogue_term(service_node(uses->text));
      shorten(entry, in, model, where);
    }
  }

  // The department's document, read once; null when there is none.
  yaml::Node* catalogue(const std::string& id) {
    const auto [known, is_new] = catalogues_.try_emplace(id);
    if (is_new) {
      const std::uint32_t file = find_document(sources_, "department", id);
      if (file < sources_.files.size())
        known->second = yaml::read(sources_, file).root;
    }
    return known->second.is_mapping() ? &known->second : nullptr;
  }

  yaml::Node* service_node(const std::string& uses) {
    const std::size_t slash = uses.find('/');
    if (slash == std::string::npos) return nullptr;
    yaml::Node* department = catalogue(uses.substr(0, slash));
    yaml::Node* all =
        department == nullptr ? nullptr : find_in(*department, "services");
    return all == nullptr ? nullptr : find_in(*all, uses.substr(slash + 1));
  }

  bool is_used(const std::string& uses) const {
    for (const std::string_view part : {"prefill", "steps"})
      if (const yaml::Node* all = model_->find(part))
        for (const yaml::Entry& entry : all->entries)
          if (const yaml::Node* said = entry.value.find("uses");
              said != nullptr && said->text == uses)
            return true;
    return false;
  }

  void service(const yaml::Entry& at) {
    yaml::Node* found =
        is_used(at.key.text) ? service_node(at.key.text) : nullptr;
    if (found == nullptr || !found->is_mapping()) {
      reading_.report(codes::not_adoptable, at.key.span,
                      {"adopt.unknown_service", {{"service", at.key.text}}},
                      {"adopt.expected_service", {}});
      return;
    }
    if (!expect_mapping(reading_, at.value, {"load.what_service", {}})) return;
    only(at.value, kServiceKeys);
    yaml::Node changed = *found;
    for (const yaml::Entry& entry : at.value.entries)
      change_service(entry, changed, at.key.text);
    services_.emplace_back(at.key.text, read_service(at.key.text, changed));
  }

  void change_service(const yaml::Entry& entry, yaml::Node& in,
                      const std::string& where) {
    const std::string& key = entry.key.text;
    if (key == "item") return set(entry, in, where);
    if (key == "role") {
      if (in.find("role") == nullptr) return unknown(entry, &in);
      return set(entry, in, where);
    }
    if (key == "visits") return visits(entry, in, where);
    if (key != "limit" ||
        !expect_mapping(reading_, entry.value,
                        {"load.what_key", {{"key", "limit"}}}))
      return;
    only(entry.value, kLimitKeys);
    yaml::Node* limit = find_in(in, "limit");
    for (const yaml::Entry& each : entry.value.entries) {
      if (each.key.text != "promised") continue;
      if (!may_be(each.value, "promised", catalogue_term(&in))) continue;
      if (limit == nullptr)
        put(in, entry);
      else
        set(each, *limit, where + ".limit");
    }
  }

  void visits(const yaml::Entry& entry, yaml::Node& in,
              const std::string& where) {
    const std::optional<std::int64_t> now =
        read_count(reading_, entry.value, "visits");
    if (!now) return;
    const yaml::Node* there = in.find("visits");
    // What says nothing needs none.
    const std::string model = there == nullptr ? "0" : there->text;
    if (entry.value.text != model && *now >= std::atoll(model.c_str())) {
      reading_.report(
          codes::not_adoptable, entry.value.span,
          {"adopt.more_visits", {{"now", entry.value.text}, {"model", model}}},
          {"adopt.expected_visits", {{"model", model}}},
          {"adopt.help_shorter", {}});
      return;
    }
    set(entry, in, where);
  }

  // Mistakes of the catalogue itself are told where it is read.
  Service read_service(const std::string& uses, const yaml::Node& changed) {
    const std::size_t slash = uses.find('/');
    const std::string id = uses.substr(slash + 1);
    yaml::Node department = *catalogue(uses.substr(0, slash));
    *find_in(*find_in(department, "services"), id) = changed;
    Diagnostics told;
    Reading reading(sources_, told);
    for (Service& each : read_department(reading, department).services)
      if (each.id.text == id) return std::move(each);
    return {};
  }

  Sources& sources_;
  Reading& reading_;
  const yaml::Node& overlay_;
  RegionalServices& services_;
  yaml::Node* model_ = nullptr;
  std::map<std::string, yaml::Node> catalogues_;
};

}  // namespace

bool adopt_model(Sources& sources, Reading& reading, yaml::Node& root,
                 std::uint32_t file, RegionalServices& services) {
  const yaml::Node overlay = root;
  return Adopting(sources, reading, overlay, services).put_into(root, file);
}

std::uint32_t find_document(const Sources& sources, std::string_view kind,
                            std::string_view id) {
  const auto count = static_cast<std::uint32_t>(sources.files.size());
  for (std::uint32_t i = 0; i < count; ++i) {
    const SourceFile& file = sources.files[i];
    // A quick look: most documents are of another kind.
    if (!file.path.ends_with(".yaml") ||
        file.text.find(std::string(kind) + ":") == std::string::npos ||
        file.text.find(id) == std::string::npos)
      continue;
    const yaml::Document document = yaml::read(sources, i);
    const yaml::Node* said = document.root.find(kind);
    if (said != nullptr && said->text == id) return i;
  }
  return count;
}

}  // namespace onething::load
