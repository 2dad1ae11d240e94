// SPDX-License-Identifier: Apache-2.0

#include <array>
#include <utility>

#include "load/documents.h"
#include "load/keys.h"
#include "load/pace.h"
#include "load/people.h"

namespace onething::load {

namespace {

// Where a secret is, never the secret itself.
std::string read_secret_source(Reading& reading, const Keys& keys,
                               std::string_view key) {
  const yaml::Node* node = keys.require(key);
  if (node == nullptr) return {};
  std::string source = read_text(reading, *node, key).text;
  if (source.empty()) return {};
  constexpr std::size_t prefix = 4;
  if (source.starts_with("env:") && source.size() > prefix) return source;
  if (source.starts_with("file:") && source.size() > prefix + 1) return source;
  reading.report(codes::inline_secret, node->span, {"load.inline_secret", {}},
                 {"load.expected_secret", {}}, {"load.help_secret", {}});
  return {};
}

void read_timeout(const Keys& keys, Target& target) {
  const std::optional<Limit> timeout = keys.limit("timeout");
  if (!timeout) return;
  target.timeout = timeout->term;
  target.timeout_span = timeout->span;
}

void read_http(Reading& reading, const yaml::Node& node, Target& target) {
  constexpr auto allowed = std::to_array<std::string_view>(
      {"base", "auth", "timeout", "allow_private", "ca_file"});
  const Keys keys(reading, node, {"load.what_http_target", {}}, allowed);
  target.kind = Target::Kind::http;
  if (const yaml::Node* base = keys.require("base")) {
    target.base_span = base->span;
    target.base = read_text(reading, *base, "base").text;
    const bool is_address = target.base.starts_with("https://") ||
                            target.base.starts_with("http://");
    if (!target.base.empty() && !is_address)
      reading.report(codes::bad_address, base->span,
                     {"load.bad_address", {{"text", target.base}}},
                     {"load.expected_address", {}});
  }
  if (const yaml::Node* auth = keys.find("auth")) {
    constexpr auto auth_keys = std::to_array<std::string_view>({"bearer"});
    const Keys inner(reading, *auth, {"load.what_key", {{"key", "auth"}}},
                     auth_keys);
    target.bearer_from = read_secret_source(reading, inner, "bearer");
  }
  read_timeout(keys, target);
  target.allow_private = keys.flag("allow_private");
  target.ca_file = keys.text("ca_file").text;
}

void read_exec(Reading& reading, const yaml::Node& node, Target& target) {
  constexpr auto allowed = std::to_array<std::string_view>({"argv", "timeout"});
  const Keys keys(reading, node, {"load.what_exec_target", {}}, allowed);
  target.kind = Target::Kind::exec;
  read_timeout(keys, target);
  const yaml::Node* argv = keys.require("argv");
  if (argv == nullptr) return;
  if (!argv->is_list() || argv->items.empty()) {
    reading.report(
        codes::wrong_kind, argv->span,
        {"load.wrong_kind", {{"key", "argv"}, {"found", kind_of(*argv)}}},
        {"load.expected_argv", {}});
    return;
  }
  for (const yaml::Node& item : argv->items) {
    target.argv.push_back(read_text(reading, item, "argv").text);
    target.argv_spans.push_back(item.span);
  }
}

// A folder, and where its name stands.
std::string read_folder(Reading& reading, const Keys& keys,
                        std::string_view key, Span& span) {
  const yaml::Node* node = keys.require(key);
  if (node == nullptr) return {};
  span = node->span;
  return read_text(reading, *node, key).text;
}

void read_file(Reading& reading, const yaml::Node& node, Target& target) {
  constexpr auto allowed = std::to_array<std::string_view>(
      {"outbox", "inbox", "done", "quarantine", "settle"});
  const Keys keys(reading, node, {"load.what_file_target", {}}, allowed);
  target.kind = Target::Kind::file;
  target.outbox = read_folder(reading, keys, "outbox", target.outbox_span);
  target.inbox = read_folder(reading, keys, "inbox", target.inbox_span);
  target.done = keys.text("done").text;
  target.quarantine = keys.text("quarantine").text;
  if (const std::optional<Limit> settle = keys.limit("settle")) {
    target.timeout = settle->term;
    target.timeout_span = settle->span;
  }
  // What we write would be taken for answers.
  if (!target.inbox.empty() && target.inbox == target.outbox)
    reading.report(codes::bad_target, target.inbox_span,
                   {"load.one_folder", {{"department", target.department}}},
                   {"load.expected_two_folders", {}});
}

Target read_target(Reading& reading, const yaml::Entry& entry) {
  Target target;
  target.department = entry.key.text;
  target.span = entry.key.span;
  if (target.department != "*")
    reading.targets.push_back({entry.key.text, entry.key.span});
  const yaml::Node& node = entry.value;
  if (node.is_scalar() && node.text == "stub") return target;
  if (!node.is_mapping()) {
    reading.report(codes::bad_target, node.span,
                   {"load.bad_target", {{"department", target.department}}},
                   {"load.expected_target", {}});
    return target;
  }
  constexpr auto allowed =
      std::to_array<std::string_view>({"http", "exec", "file"});
  const Keys keys(reading, node, {"load.what_target", {}}, allowed);
  const yaml::Node* http = keys.find("http");
  const yaml::Node* exec = keys.find("exec");
  if (http != nullptr) read_http(reading, *http, target);
  if (exec != nullptr) read_exec(reading, *exec, target);
  const yaml::Node* file = keys.find("file");
  if (file != nullptr) read_file(reading, *file, target);
  const int ways = (http != nullptr) + (exec != nullptr) + (file != nullptr);
  if (ways > 1 || node.entries.empty())
    reading.report(codes::bad_target, node.span,
                   {"load.bad_target", {{"department", target.department}}},
                   {"load.expected_target", {}});
  return target;
}

Environment read_environment(Reading& reading, const yaml::Entry& entry) {
  Environment environment;
  environment.id = read_id(reading, entry.key);
  constexpr auto allowed =
      std::to_array<std::string_view>({"departments", "pace"});
  const Keys keys(reading, entry.value, {"load.what_environment", {}}, allowed);
  if (const yaml::Node* departments = keys.mapping("departments"))
    for (const yaml::Entry& department : departments->entries)
      environment.targets.push_back(read_target(reading, department));
  if (const yaml::Node* paces = keys.mapping("pace"))
    for (const yaml::Entry& department : paces->entries)
      environment.paces.push_back(read_pace(reading, department));
  return environment;
}

void read_sealing(Reading& reading, const yaml::Node& node, ProjectFile& file) {
  constexpr auto allowed = std::to_array<std::string_view>({"key", "with"});
  const Keys keys(reading, node, {"load.what_key", {{"key", "sealing"}}},
                  allowed);
  file.sealing_key = read_secret_source(reading, keys, "key");
  constexpr auto suites =
      std::to_array<std::string_view>({"aes-256-gcm", "sm4-ctr-hmac-sm3"});
  file.sealing_suite = suites[keys.word("with", suites, 0)];
}

}  // namespace

ProjectFile read_project_file(Reading& reading, const yaml::Node& root) {
  constexpr auto allowed = std::to_array<std::string_view>(
      {"onething", "project", "language", "calendar", "store", "sealing",
       "people", "environments"});
  const Keys keys(reading, root, {"load.what_project", {}}, allowed);
  ProjectFile file;
  if (const yaml::Node* id = keys.require("project"))
    file.id = read_id(reading, *id);
  constexpr auto languages = std::to_array<std::string_view>({"zh", "en"});
  const std::size_t none = languages.size();
  if (const std::size_t word = keys.word("language", languages, none);
      word != none)
    file.language = languages[word];
  constexpr auto calendars = std::to_array<std::string_view>({"cn"});
  file.calendar = calendars[keys.word("calendar", calendars, 0)];
  file.store = keys.text("store").text;
  if (const yaml::Node* sealing = keys.find("sealing"))
    read_sealing(reading, *sealing, file);
  if (const yaml::Node* people = keys.mapping("people"))
    file.people = read_people(reading, *people);
  if (const yaml::Node* environments = keys.mapping("environments"))
    for (const yaml::Entry& entry : environments->entries)
      file.environments.push_back(read_environment(reading, entry));
  return file;
}

}  // namespace onething::load
