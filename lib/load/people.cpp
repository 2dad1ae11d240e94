// SPDX-License-Identifier: Apache-2.0

#include "load/people.h"

#include <algorithm>
#include <array>
#include <string>
#include <utility>

#include "model/type_facts.h"
#include "onething/policy.h"

namespace onething::load {

namespace {

template <typename Values>
std::vector<std::string_view> words_of(const Values& values) {
  std::vector<std::string_view> words;
  for (const auto value : values) {
    if constexpr (std::is_same_v<std::remove_const_t<decltype(value)>, Channel>)
      words.push_back(channel_word(value));
    else
      words.push_back(word_of(value));
  }
  return words;
}

// One value may stand without brackets.
std::vector<const yaml::Node*> items_of(const yaml::Node& node) {
  std::vector<const yaml::Node*> items;
  if (!node.is_list()) return {&node};
  for (const yaml::Node& item : node.items) items.push_back(&item);
  return items;
}

void report_twice(Reading& reading, const yaml::Node& item,
                  std::string_view key, const Spelled& first) {
  reading.report(
      codes::duplicate_id, item.span,
      {"load.word_twice", {{"key", std::string(key)}, {"word", first.text}}},
      {"load.expected_once", {}});
  reading.diagnostics.back().labels.push_back(
      {first.span, {"load.label_first", {}}});
}

// A word, or a list of them, each once.
std::vector<Spelled> read_words(Reading& reading, const yaml::Node& node,
                                std::string_view key,
                                std::span<const std::string_view> words) {
  std::vector<Spelled> found;
  for (const yaml::Node* item : items_of(node)) {
    const auto index = read_word(reading, *item, key, words);
    if (!index) continue;
    const std::string word(words[*index]);
    const auto first =
        std::find_if(found.begin(), found.end(),
                     [&](const Spelled& each) { return each.text == word; });
    if (first == found.end())
      found.push_back({word, item->span});
    else
      report_twice(reading, *item, key, *first);
  }
  return found;
}

// Free texts, one or a list.
std::vector<Spelled> read_texts(Reading& reading, const yaml::Node& node,
                                std::string_view key) {
  std::vector<Spelled> found;
  for (const yaml::Node* item : items_of(node)) {
    Spelled text = read_text(reading, *item, key);
    if (!text.empty()) found.push_back(std::move(text));
  }
  return found;
}

// Each once, and at least one: an empty list would read as if nothing were
// said.
std::vector<Spelled> read_grades(Reading& reading, const yaml::Node& node) {
  std::vector<Spelled> found;
  for (const yaml::Node* item : items_of(node)) {
    Spelled grade = read_text(reading, *item, "grades");
    const auto first = std::find_if(
        found.begin(), found.end(),
        [&](const Spelled& each) { return each.text == grade.text; });
    if (first != found.end())
      report_twice(reading, *item, "grades", *first);
    else if (!grade.empty())
      found.push_back(std::move(grade));
  }
  if (found.empty() && !reading.damaged)
    reading.report(codes::literal_does_not_fit, node.span,
                   {"load.no_grade", {}}, {"load.expected_grade", {}});
  return found;
}

// Roles that act for a department say nothing without one.
bool needs_department(Role role) {
  return role == Role::clerk || role == Role::lead_clerk ||
         role == Role::supervisor || role == Role::system;
}

Person read_person(Reading& reading, const yaml::Entry& entry) {
  constexpr auto allowed = std::to_array<std::string_view>(
      {"title", "department", "roles", "posts", "channels"});
  Person person;
  person.id = read_id(reading, entry.key);
  const Keys keys(reading, entry.value, {"load.what_person", {}}, allowed);
  if (!keys.is_mapping()) return person;
  person.title = keys.title();
  if (const yaml::Node* department = keys.find("department"))
    person.department = read_id(reading, *department);
  if (const yaml::Node* roles = keys.require("roles"))
    for (const Spelled& word :
         read_words(reading, *roles, "roles", words_of(all_roles())))
      person.roles.push_back(*role_of(word.text));
  if (const yaml::Node* posts = keys.find("posts"))
    person.posts = read_texts(reading, *posts, "posts");
  if (const yaml::Node* channels = keys.find("channels"))
    person.channels = read_channels(reading, *channels);
  if (std::any_of(person.roles.begin(), person.roles.end(), needs_department))
    keys.require("department");
  return person;
}

// What an agent may do in a case, and what a workflow may bar.
constexpr auto kAgentActs = std::to_array<std::string_view>(
    {"submit", "supplement", "withdraw", "attach"});

std::optional<Date> read_day(Reading& reading, const Keys& keys,
                             std::string_view key) {
  const yaml::Node* node = keys.find(key);
  if (node == nullptr) return std::nullopt;
  const Spelled text = read_text(reading, *node, key);
  if (text.empty()) return std::nullopt;
  const std::optional<Date> day = parse_date(text.text);
  if (!day)
    reading.report(
        codes::literal_does_not_fit, node->span,
        {"load.bad_day", {{"key", std::string(key)}, {"text", text.text}}},
        {"load.expected_day", {}});
  return day;
}

}  // namespace

std::vector<Channel> read_channels(Reading& reading, const yaml::Node& node) {
  std::vector<Channel> channels;
  for (const Spelled& word :
       read_words(reading, node, "channels", words_of(all_channels())))
    channels.push_back(*channel_of(word.text));
  return channels;
}

std::vector<Person> read_people(Reading& reading, const yaml::Node& node) {
  std::vector<Person> people;
  for (const yaml::Entry& entry : node.entries)
    people.push_back(read_person(reading, entry));
  return people;
}

AgentRules read_agent_rules(Reading& reading, const yaml::Node& node,
                            const Workflow& workflow) {
  AgentRules rules;
  rules.span = node.span;
  constexpr auto words = std::to_array<std::string_view>({"allowed", "barred"});
  if (!node.is_mapping()) {
    rules.allowed = read_word(reading, node, "agents", words).value_or(0) == 0;
    return rules;
  }
  constexpr auto allowed = std::to_array<std::string_view>(
      {"allowed", "reason", "barred_acts", "not_also", "grades"});
  const Keys keys(reading, node, {"load.what_agents", {}}, allowed);
  rules.allowed = keys.find("allowed") == nullptr || keys.flag("allowed");
  rules.reason = keys.text("reason").text;
  if (const yaml::Node* acts = keys.find("barred_acts")) {
    rules.barred_acts = read_words(reading, *acts, "barred_acts",
                                   std::span(kAgentActs).subspan(1));
    keys.require("reason");
  }
  if (!rules.allowed) keys.require("reason");
  if (const yaml::Node* grades = keys.find("grades"))
    rules.grades = read_grades(reading, *grades);
  rules.not_also = keys.ids("not_also");
  for (const Spelled& field : rules.not_also) {
    if (reading.damaged || field.empty() ||
        model::find_field(workflow.form, field.text) != nullptr)
      continue;
    reading.report(codes::unknown_field, field.span,
                   {"load.unknown_not_also", {{"field", field.text}}},
                   {"load.expected_form_field", {}},
                   propose(field.text, model::field_ids(workflow.form)));
  }
  return rules;
}

Agent read_agent(Reading& reading, const yaml::Node& node,
                 std::span<const std::string_view> workflows) {
  constexpr auto allowed = std::to_array<std::string_view>(
      {"id", "name", "certificate", "scope", "valid_from", "valid_until",
       "real_name", "grade"});
  constexpr auto checks =
      std::to_array<std::string_view>({"passed", "failed", "not_done"});
  Agent agent;
  const Keys keys(reading, node, {"load.what_agent", {}}, allowed);
  if (!keys.is_mapping()) return agent;
  if (const yaml::Node* id = keys.require("id"))
    agent.id = read_text(reading, *id, "id").text;
  agent.name = keys.text("name").text;
  agent.certificate = keys.text("certificate").text;
  std::vector<std::string_view> words(kAgentActs.begin(), kAgentActs.end());
  words.insert(words.end(), workflows.begin(), workflows.end());
  if (const yaml::Node* scope = keys.require("scope"))
    for (Spelled& word : read_words(reading, *scope, "scope", words))
      agent.scope.push_back(std::move(word.text));
  agent.valid_from = read_day(reading, keys, "valid_from");
  keys.require("valid_until");
  agent.valid_until = read_day(reading, keys, "valid_until");
  keys.require("real_name");
  const std::size_t check = keys.word("real_name", checks, 2);
  agent.real_name = checks[check];
  if (keys.find("grade") != nullptr) agent.grade = keys.text("grade").text;
  return agent;
}

}  // namespace onething::load
