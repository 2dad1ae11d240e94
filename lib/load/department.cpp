// SPDX-License-Identifier: Apache-2.0

#include <array>
#include <utility>

#include "load/documents.h"
#include "load/formulas.h"
#include "load/guidance.h"
#include "load/keys.h"
#include "load/types.h"
#include "model/type_facts.h"

namespace onething::load {

namespace {

// The `{name}`s of a path must be fields that are sent.
void check_path(Reading& reading, const yaml::Node& node,
                const Service& service, bool is_query) {
  const std::string_view path = node.text;
  if (!path.starts_with('/'))
    reading.report(codes::bad_path, node.span,
                   {"load.bad_path", {{"path", node.text}}},
                   {"load.expected_path", {}});
  std::size_t open = path.find('{');
  while (open != std::string_view::npos) {
    const std::size_t close = path.find('}', open);
    if (close == std::string_view::npos) {
      reading.report(
          codes::bad_path,
          yaml::place_within(node, reading.sources, open, path.size()),
          {"load.path_not_closed", {}}, {"load.expected_closing", {}});
      return;
    }
    const std::string name(path.substr(open + 1, close - open - 1));
    const bool is_key = is_query && name == "key";
    if (!is_key && model::find_field(service.input, name) == nullptr)
      reading.report(codes::path_parameter_unknown,
                     yaml::place_within(node, reading.sources, open + 1, close),
                     {"load.path_parameter",
                      {{"name", name}, {"service", service.id.text}}},
                     {"load.expected_input", {}},
                     propose(name, model::field_ids(service.input)));
    open = path.find('{', close);
  }
}

// Method and path of a call, or of asking about one.
HttpContract read_http(Reading& reading, const yaml::Node& node,
                       const Keys& keys, const Service& service,
                       bool is_query) {
  HttpContract out;
  out.span = node.span;
  constexpr auto methods = std::to_array<std::string_view>(
      {"GET", "POST", "PUT", "PATCH", "DELETE"});
  out.method = methods[keys.word("method", methods, is_query ? 0 : 1)];
  if (const yaml::Node* path = keys.require("path")) {
    out.path = read_text(reading, *path, "path").text;
    if (!out.path.empty()) check_path(reading, *path, service, is_query);
  }
  return out;
}

// A contract says what is called; where that is, an environment says.
bool has_address(Reading& reading, const yaml::Node& node) {
  bool found = false;
  for (const yaml::Entry& entry : node.entries)
    for (const std::string_view key :
         {"base", "outbox", "inbox", "done", "quarantine", "argv"})
      if (entry.key.text == key) {
        found = true;
        reading.report(codes::address_in_contract, entry.key.span,
                       {"load.address_in_contract", {{"key", entry.key.text}}},
                       {"load.expected_no_address", {}},
                       {"load.help_address_in_contract", {}});
      }
  return found;
}

// Programs and folders are asked like this where the call goes over HTTP after
// all, as in trials.
HttpContract usual_question(const Service& service, Span span) {
  return {"GET", "/" + service.id.text + "/{key}", span};
}

// `exec` and `file`: true, or a mapping.
bool read_way(Reading& reading, const Keys& keys, std::string_view way,
              const Service& service, Contract& contract) {
  const yaml::Node* node = keys.find(way);
  if (node == nullptr) return false;
  if (!node->is_mapping()) return keys.flag(way);
  if (has_address(reading, *node)) return true;
  const bool is_file = way == "file";
  constexpr auto words = std::to_array<std::string_view>({"query", "name"});
  const Keys inner(reading, *node,
                   {"load.what_key", {{"key", std::string(way)}}},
                   std::span(words.data(), std::size_t{is_file ? 2U : 1U}));
  if (const yaml::Node* query = inner.find("query");
      query != nullptr && inner.flag("query"))
    contract.query = usual_question(service, query->span);
  if (!is_file) return true;
  const yaml::Node* name = inner.find("name");
  if (name != nullptr) contract.file_name = read_id(reading, *name).text;
  return true;
}

void read_http_call(Reading& reading, const yaml::Node& http,
                    const Service& service, Contract& contract) {
  if (http.is_mapping() && has_address(reading, http)) return;
  constexpr auto http_keys =
      std::to_array<std::string_view>({"method", "path", "query"});
  const Keys inner(reading, http, {"load.what_http", {}}, http_keys);
  contract.http = read_http(reading, http, inner, service, false);
  if (const yaml::Node* query = inner.find("query")) {
    constexpr auto query_keys =
        std::to_array<std::string_view>({"method", "path"});
    const Keys ask(reading, *query, {"load.what_query", {}}, query_keys);
    contract.query = read_http(reading, *query, ask, service, true);
  }
}

// What is said once for every way of calling.
void check_ways(Reading& reading, const Keys& keys, const Contract& contract,
                const Service& service) {
  const int ways = contract.http.has_value() + contract.exec + contract.file +
                   !contract.workflow.empty();
  // Of programs and HTTP together the program has always been taken.
  if (ways > 1 && contract.file)
    reading.report(codes::key_does_not_fit, contract.span,
                   {"load.several_ways", {{"service", service.id.text}}},
                   {"load.expected_one_way", {}});
  const yaml::Node* later = keys.find("answers_later");
  if (contract.file && later != nullptr && !contract.answers_later)
    reading.report(codes::key_does_not_fit, later->span,
                   {"load.file_answers_later", {}},
                   {"load.expected_later_answers", {}});
}

Contract read_call(Reading& reading, const yaml::Node& node,
                   const Service& service) {
  Contract contract;
  contract.span = node.span;
  if (node.is_scalar() && node.text == "exec") {
    contract.exec = true;
    return contract;
  }
  if (node.is_scalar() && node.text == "file") {
    contract.file = contract.answers_later = true;
    return contract;
  }
  constexpr auto allowed = std::to_array<std::string_view>(
      {"http", "exec", "file", "workflow", "answers_later"});
  const Keys keys(reading, node, {"load.what_call", {}}, allowed);
  contract.answers_later = keys.flag("answers_later");
  if (const yaml::Node* later = keys.find("answers_later"))
    contract.answers_later_span = later->span;
  if (const yaml::Node* workflow = keys.find("workflow"))
    contract.workflow = read_id(reading, *workflow);
  if (const yaml::Node* http = keys.find("http"))
    read_http_call(reading, *http, service, contract);
  contract.exec = read_way(reading, keys, "exec", service, contract);
  contract.file = read_way(reading, keys, "file", service, contract);
  check_ways(reading, keys, contract, service);
  contract.answers_later |= contract.file;
  return contract;
}

void read_performer(Reading& reading, const Keys& keys, Service& service) {
  constexpr auto words =
      std::to_array<std::string_view>({"system", "person", "message"});
  const std::size_t by = keys.word("by", words, words.size());
  // With a word that nobody knows, nobody knows what goes with it.
  if (by == words.size() && keys.find("by") != nullptr) return;
  service.by = by == 1   ? Performer::person
               : by == 2 ? Performer::message
                         : Performer::system;
  if (service.by == Performer::person) {
    if (const yaml::Node* role = keys.require("role"))
      service.role = read_text(reading, *role, "role").text;
    if (const yaml::Node* call = keys.find("call"))
      reading.report(codes::call_of_a_person, call->span,
                     {"load.call_of_person", {{"service", service.id.text}}},
                     {"load.expected_no_call", {}});
    return;
  }
  if (const yaml::Node* role = keys.find("role"))
    reading.report(codes::role_without_person, role->span,
                   {"load.role_without_person", {{"service", service.id.text}}},
                   {"load.expected_person", {}});
  if (service.by == Performer::message) {
    if (const yaml::Node* call = keys.find("call"))
      reading.report(codes::call_of_a_person, call->span,
                     {"load.call_of_message", {{"service", service.id.text}}},
                     {"load.expected_no_call", {}});
    return;
  }
  if (const yaml::Node* call = keys.find("call"))
    service.call = read_call(reading, *call, service);
}

void read_limits(Reading& reading, const Keys& keys, Service& service) {
  const yaml::Node* node = keys.find("limit");
  if (node == nullptr) return;
  constexpr auto allowed =
      std::to_array<std::string_view>({"statutory", "promised", "basis"});
  const Keys limits(reading, *node, {"load.what_limit", {}}, allowed);
  service.statutory = limits.limit("statutory");
  service.promised = limits.limit("promised");
  service.limit_basis = limits.text("basis").text;
}

ServiceKind read_kind(const Keys& keys) {
  constexpr auto words = std::to_array<std::string_view>(
      {"licence", "registration", "benefit", "certificate", "review", "notice",
       "other"});
  const std::size_t word = keys.word("kind", words, words.size());
  return word == words.size() ? ServiceKind::unstated
                              : static_cast<ServiceKind>(word + 1);
}

std::optional<Commitment> read_commitment(Reading& reading, const Keys& keys) {
  const yaml::Node* node = keys.find("commitment");
  if (node == nullptr) return std::nullopt;
  constexpr auto allowed = std::to_array<std::string_view>({"field"});
  const Keys inner(reading, *node, {"load.what_commitment", {}}, allowed);
  constexpr auto words = std::to_array<std::string_view>(
      {"general", "national_security", "public_safety", "finance",
       "environment", "health", "life_and_property", "foreign_affairs"});
  const yaml::Node* field = inner.require("field");
  const std::size_t word = inner.word("field", words, 0);
  return Commitment{static_cast<RiskField>(word),
                    field == nullptr ? node->span : field->span};
}

// What a call does there, and what a second one would do.
void read_effect(Reading& reading, const Keys& keys, Service& service) {
  service.reads_only = keys.flag("reads_only");
  if (const yaml::Node* node = keys.find("reads_only"))
    service.reads_only_span = node->span;
  const yaml::Node* idempotent = keys.find("idempotent");
  if (idempotent == nullptr) return;
  service.idempotent = read_flag(reading, *idempotent, "idempotent");
  service.idempotent_span = idempotent->span;
}

Service read_service(Reading& reading, const yaml::Entry& entry) {
  constexpr auto allowed = std::to_array<std::string_view>(
      {"title", "item", "basis", "by", "role", "input", "output", "limit",
       "visits", "call", "on_unknown", "reads_only", "idempotent", "undo",
       "sample", "kind", "commitment", "retry"});
  Service service;
  service.id = read_id(reading, entry.key);
  const Keys keys(reading, entry.value, {"load.what_service", {}}, allowed);
  keys.require("title");
  service.title = keys.title();
  service.item = keys.text("item").text;
  Spelled basis = keys.text("basis");
  service.basis = std::move(basis.text);
  service.basis_span = basis.span;
  service.kind = read_kind(keys);
  service.commitment = read_commitment(reading, keys);
  if (const yaml::Node* input = keys.find("input"))
    service.input = read_fields(reading, *input, FieldPlace::input);
  if (const yaml::Node* output = keys.find("output"))
    service.output = read_fields(reading, *output, FieldPlace::output);
  read_performer(reading, keys, service);
  read_limits(reading, keys, service);
  if (const std::optional<std::int64_t> visits = keys.count("visits")) {
    constexpr std::int64_t visits_max = 1000;
    if (*visits < 0 || *visits > visits_max)
      reading.report(codes::bad_count, keys.find("visits")->span,
                     {"load.bad_visits", {}}, {"load.expected_count", {}});
    else
      service.visits = static_cast<int>(*visits);
  }
  constexpr auto unknown_words =
      std::to_array<std::string_view>({"retry", "ask", "query", "fail"});
  service.on_unknown =
      static_cast<OnUnknown>(keys.word("on_unknown", unknown_words, 0));
  service.retry = read_retry(reading, keys);
  if (const yaml::Node* unknown = keys.find("on_unknown"))
    service.on_unknown_span = unknown->span;
  read_effect(reading, keys, service);
  service.undo = keys.text("undo");
  if (const yaml::Node* sample = keys.mapping("sample"))
    service.sample = read_template(reading, *sample, roots::sample);
  return service;
}

}  // namespace

Department read_department(Reading& reading, const yaml::Node& root) {
  constexpr auto allowed = std::to_array<std::string_view>(
      {"onething", "department", "title", "contact", "holds", "services"});
  const Keys keys(reading, root, {"load.what_department", {}}, allowed);
  Department department;
  if (const yaml::Node* id = keys.require("department"))
    department.id = read_id(reading, *id);
  keys.require("title");
  department.title = keys.title();
  static_cast<void>(read_contact(reading, root));
  if (const yaml::Node* holds = keys.find("holds"))
    department.holds = read_fields(reading, *holds, FieldPlace::record_held);
  if (const yaml::Node* services = keys.mapping("services"))
    for (const yaml::Entry& entry : services->entries)
      department.services.push_back(read_service(reading, entry));
  return department;
}

}  // namespace onething::load
