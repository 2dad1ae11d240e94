// SPDX-License-Identifier: Apache-2.0

#include "load/expand.h"

#include <algorithm>
#include <charconv>
#include <map>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "base/limits.h"
#include "load/keys.h"
#include "load/template.h"
#include "onething/text.h"
#include "yaml/read.h"

namespace onething::load {

namespace {

constexpr std::string_view kEnding = ".yaml";

// "templates/site_inspection@2" as its two parts.
struct Reference {
  std::string_view name;
  unsigned version = 0;
};

std::optional<Reference> parse_reference(std::string_view text) {
  const std::size_t at = text.rfind('@');
  if (!text.starts_with("templates/") || at == std::string_view::npos)
    return std::nullopt;
  Reference out{text.substr(0, at), 0};
  const std::string_view digits = text.substr(at + 1);
  const auto [end, error] = std::from_chars(
      digits.data(), digits.data() + digits.size(), out.version);
  if (error != std::errc() || end != digits.data() + digits.size())
    return std::nullopt;
  return out;
}

// All that stands below a node, as one text for each path.
void flatten(const yaml::Node& node, const std::string& path,
             std::map<std::string, std::string>& out) {
  if (node.is_mapping())
    for (const yaml::Entry& entry : node.entries)
      flatten(entry.value,
              path.empty() ? entry.key.text : path + "." + entry.key.text, out);
  else if (node.is_list())
    for (std::size_t i = 0; i < node.items.size(); ++i)
      flatten(node.items[i], path + "[" + std::to_string(i) + "]", out);
  else
    out[path] = node.text;
}

bool is_same(const yaml::Node& left, const yaml::Node& right) {
  std::map<std::string, std::string> a;
  std::map<std::string, std::string> b;
  flatten(left, "", a);
  flatten(right, "", b);
  return left.kind == right.kind && a == b;
}

std::vector<std::string> changed_keys(const yaml::Node& old,
                                      const yaml::Node& now) {
  std::map<std::string, std::string> before;
  std::map<std::string, std::string> after;
  flatten(old, "", before);
  flatten(now, "", after);
  std::vector<std::string> out;
  for (const auto& [path, text] : before)
    if (const auto found = after.find(path);
        found == after.end() || found->second != text)
      out.push_back(path);
  for (const auto& [path, text] : after)
    if (!before.contains(path)) out.push_back(path);
  std::erase(out, "version");
  std::sort(out.begin(), out.end());
  constexpr std::size_t listed_max = 12;
  if (out.size() > listed_max) {
    out.resize(listed_max);
    out.emplace_back("…");
  }
  return out;
}

bool is_letter(char c) { return c >= 'a' && c <= 'z'; }

// `$name` becomes the use's own name, `$(name)` what the parameter says.
std::string filled_in(std::string_view text, const std::string& prefix,
                      const std::map<std::string, std::string>& values) {
  std::string out;
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (text[i] != '$' || i + 1 == text.size()) {
      out += text[i];
      continue;
    }
    if (is_letter(text[i + 1])) {
      out += prefix + "_";
      continue;
    }
    const std::size_t end = text[i + 1] == '(' ? text.find(')', i) : text.npos;
    const auto value =
        end == text.npos
            ? values.end()
            : values.find(std::string(text.substr(i + 2, end - i - 2)));
    if (value == values.end()) {
      out += text[i];
      continue;
    }
    out += value->second;
    i = end;
  }
  return out;
}

class Use {
 public:
  Use(Sources& sources, Reading& reading, yaml::Node& root, std::uint32_t file)
      : sources_(sources), reading_(reading), root_(root), file_(file) {}

  // False when it could not be put in, with why reported.
  bool put_in(const yaml::Entry& entry) {
    prefix_ = read_id(reading_, entry.key).text;
    if (entry.value.is_scalar() && !entry.value.is_null()) {
      return put_in(entry.value, nullptr, nullptr);
    }
    constexpr auto allowed =
        std::to_array<std::string_view>({"template", "with", "override"});
    const Keys keys(reading_, entry.value, {"template.what_use", {}}, allowed);
    const yaml::Node* reference = keys.require("template");
    return reference != nullptr &&
           put_in(*reference, keys.mapping("with"), keys.mapping("override"));
  }

 private:
  bool put_in(const yaml::Node& reference, const yaml::Node* with,
              const yaml::Node* override_) {
    const std::optional<std::uint32_t> found = find_file(reference);
    if (!found) return false;
    yaml::Document raw = yaml::read(sources_, *found);
    // What is wrong with the template itself is said where it stands; here only
    // that it is missing for that.
    if (has_errors(raw.diagnostics) || !raw.root.is_mapping())
      return damaged(reference);
    Diagnostics said;
    Reading own(sources_, said);
    const TemplateHead head = read_template_head(own, raw.root);
    if (has_errors(said)) return damaged(reference);
    compare_with_newest(reference, raw.root);
    const std::size_t before = reading_.diagnostics.size();
    const std::map<std::string, std::string> values =
        values_of(reference, head, with);
    // Without its values it would only be full of consequences.
    if (reading_.diagnostics.size() > before) return false;
    const SourceFile& source = sources_.files[*found];
    std::string path =
        source.path + " (" + prefix_ + ", " + sources_.files[file_].path + ")";
    std::string text = filled_in(source.text, prefix_, values);
    // All of them together, not each: what is read must stay in bounds.
    bytes_ += text.size();
    if (bytes_ > limits::document_bytes_max) {
      reading_.report(
          codes::too_many_steps, reference.span,
          {"template.too_long",
           {{"max", std::to_string(limits::document_bytes_max >> 10)}}});
      return false;
    }
    const std::uint32_t added = sources_.add(std::move(path), std::move(text));
    yaml::Document document = yaml::read(sources_, added);
    reading_.diagnostics.insert(reading_.diagnostics.end(),
                                document.diagnostics.begin(),
                                document.diagnostics.end());
    if (has_errors(document.diagnostics)) return false;
    if (override_ != nullptr)
      for (const yaml::Entry& change : override_->entries)
        apply(change, document.root);
    for (const std::string_view part : kFragmentParts)
      append(part, document.root);
    return true;
  }

  bool damaged(const yaml::Node& reference) {
    reading_.report(codes::unknown_template, reference.span,
                    {"template.damaged", {{"name", reference.text}}},
                    {"template.expected_sound", {}});
    return false;
  }

  std::optional<std::uint32_t> find_file(const yaml::Node& reference) {
    const std::string text = read_text(reading_, reference, "template").text;
    if (text.empty()) return std::nullopt;
    const std::string& own = sources_.files[file_].path;
    const std::string folder = own.substr(0, own.rfind('/') + 1);
    folder_ = own.find('/') == std::string::npos ? "" : folder;
    std::vector<std::string_view> known;
    for (std::uint32_t i = 0; i < sources_.files.size(); ++i) {
      const std::string_view path = sources_.files[i].path;
      if (path == text + ".yaml" || path == folder_ + text + ".yaml") return i;
      const std::size_t at = path.rfind("templates/");
      if (at != path.npos && path.ends_with(kEnding))
        known.push_back(path.substr(at, path.size() - at - kEnding.size()));
    }
    reading_.report(codes::unknown_template, reference.span,
                    {"template.unknown", {{"name", text}}},
                    {"template.expected_reference", {}}, propose(text, known));
    return std::nullopt;
  }

  void compare_with_newest(const yaml::Node& reference,
                           const yaml::Node& used) {
    const std::optional<Reference> own = parse_reference(reference.text);
    if (!own) return;
    unsigned newest = own->version;
    std::uint32_t file = 0;
    for (std::uint32_t i = 0; i < sources_.files.size(); ++i) {
      std::string_view path = sources_.files[i].path;
      if (!path.ends_with(kEnding)) continue;
      path.remove_suffix(kEnding.size());
      const std::size_t at = path.rfind("templates/");
      if (at == path.npos) continue;
      const auto other = parse_reference(path.substr(at));
      if (!other || other->name != own->name || other->version <= newest)
        continue;
      newest = other->version;
      file = i;
    }
    if (newest == own->version) return;
    const yaml::Document latest = yaml::read(sources_, file);
    reading_.report(
        codes::template_behind, reference.span,
        {"template.behind",
         {{"name", reference.text}, {"newest", std::to_string(newest)}}},
        {"template.expected_newest", {{"newest", std::to_string(newest)}}},
        {"template.changed_keys",
         {{"keys", joined(changed_keys(used, latest.root))}}});
  }

  std::map<std::string, std::string> values_of(const yaml::Node& reference,
                                               const TemplateHead& head,
                                               const yaml::Node* with) {
    std::map<std::string, std::string> values;
    std::vector<std::string_view> known;
    for (const Parameter& parameter : head.parameters) {
      known.push_back(parameter.id);
      const yaml::Node* given =
          with == nullptr ? nullptr : with->find(parameter.id);
      if (given != nullptr) {
        values[parameter.id] =
            parameter_text(reading_, *given, parameter).value_or("");
      } else if (parameter.fallback) {
        values[parameter.id] = *parameter.fallback;
      } else {
        reading_.report(codes::template_parameter, reference.span,
                        {"template.missing_value", {{"name", parameter.id}}},
                        {"template.expected_value", {{"name", parameter.id}}});
      }
    }
    if (with == nullptr) return values;
    for (const yaml::Entry& entry : with->entries)
      if (std::find(known.begin(), known.end(), entry.key.text) == known.end())
        reading_.report(
            codes::template_parameter, entry.key.span,
            {"template.unknown_parameter", {{"name", entry.key.text}}},
            {"template.expected_parameter", {}},
            propose(entry.key.text, known));
    return values;
  }

  // `steps.inspect.limit`: the names are those of the template, without `$`.
  void apply(const yaml::Entry& change, yaml::Node& root) {
    yaml::Node* node = &root;
    std::string_view rest = change.key.text;
    const std::string_view part = rest.substr(0, rest.find('.'));
    if (std::find(kFragmentParts.begin(), kFragmentParts.end(), part) ==
        kFragmentParts.end())
      return refuse(change, *node);
    while (true) {
      const std::size_t dot = rest.find('.');
      const std::string key(rest.substr(0, dot));
      yaml::Node* inner = find_in(*node, key);
      if (dot == rest.npos) return set(change, *node, key, inner);
      if (inner == nullptr) return refuse(change, *node);
      node = inner;
      rest.remove_prefix(dot + 1);
    }
  }

  yaml::Node* find_in(yaml::Node& node, const std::string& key) const {
    for (const std::string& name : {prefix_ + "_" + key, key})
      for (yaml::Entry& entry : node.entries)
        if (entry.key.text == name) return &entry.value;
    return nullptr;
  }

  void set(const yaml::Entry& change, yaml::Node& parent,
           const std::string& key, yaml::Node* there) {
    const auto dots =
        std::count(change.key.text.begin(), change.key.text.end(), '.');
    // A part or an entry as a whole is the template's; what it says is not.
    if (dots < 2 || !parent.is_mapping()) return refuse(change, parent);
    if (there == nullptr) {
      yaml::Entry added{change.key, change.value};
      added.key.text = key;
      parent.entries.push_back(std::move(added));
      return;
    }
    if (is_same(*there, change.value))
      reading_.report(codes::idle_override, change.key.span,
                      {"template.idle_override", {{"key", change.key.text}}},
                      {"template.expected_no_override", {}});
    *there = change.value;
  }

  void refuse(const yaml::Entry& change, const yaml::Node& at) {
    std::vector<std::string_view> known;
    for (const yaml::Entry& entry : at.entries) {
      std::string_view name = entry.key.text;
      if (name.starts_with(prefix_ + "_"))
        name.remove_prefix(prefix_.size() + 1);
      known.push_back(name);
    }
    if (at.find("template") != nullptr)
      known.assign(kFragmentParts.begin(), kFragmentParts.end());
    reading_.report(codes::bad_override, change.key.span,
                    {"template.bad_override", {{"key", change.key.text}}},
                    {"template.expected_override", {}},
                    {"load.help_allowed", {{"allowed", joined(known)}}});
  }

  void append(std::string_view part, const yaml::Node& from) {
    const yaml::Node* content = from.find(part);
    if (content == nullptr || !content->is_mapping()) return;
    yaml::Node* into = nullptr;
    for (yaml::Entry& entry : root_.entries)
      if (entry.key.text == part) into = &entry.value;
    if (into == nullptr) {
      const auto entry = std::find_if(
          from.entries.begin(), from.entries.end(),
          [&](const yaml::Entry& each) { return each.key.text == part; });
      root_.entries.push_back(*entry);
      return;
    }
    if (!into->is_mapping()) return;
    for (const yaml::Entry& entry : content->entries) {
      if (const yaml::Node* there = into->find(entry.key.text)) {
        reading_.report(codes::duplicate_id, entry.key.span,
                        {"template.clash", {{"name", entry.key.text}}},
                        {"load.expected_other_id", {}});
        reading_.diagnostics.back().labels.push_back(
            {there->span, {"load.label_first", {}}});
        continue;
      }
      into->entries.push_back(entry);
    }
  }

  Sources& sources_;
  Reading& reading_;
  yaml::Node& root_;
  std::uint32_t file_;
  std::string prefix_;
  std::string folder_;
  std::size_t bytes_ = 0;  // Of the uses so far.
};

}  // namespace

void expand_uses(Sources& sources, Reading& reading, yaml::Node& root,
                 std::uint32_t file) {
  const yaml::Node* found = root.find("use");
  if (found == nullptr) return;
  // A copy: what is used goes into the entries that this one stands among.
  const yaml::Node uses = *found;
  if (!expect_mapping(reading, uses, {"template.what_uses", {}})) return;
  if (uses.entries.size() > limits::steps_max) {
    reading.report(codes::too_many_steps, uses.entries.front().key.span,
                   {"template.too_many",
                    {{"count", std::to_string(uses.entries.size())},
                     {"max", std::to_string(limits::steps_max)}}});
    reading.damaged = true;
    return;
  }
  Use use(sources, reading, root, file);
  // What is missing then may stand in what could not be put in.
  for (const yaml::Entry& entry : uses.entries)
    if (!use.put_in(entry)) reading.damaged = true;
}

std::string_view template_path(std::string_view path) {
  const std::size_t at = path.find(".yaml (");
  return at == path.npos ? std::string_view()
                         : path.substr(0, at + kEnding.size());
}

}  // namespace onething::load
