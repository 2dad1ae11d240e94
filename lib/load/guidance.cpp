// SPDX-License-Identifier: Apache-2.0

#include "load/guidance.h"

#include <array>
#include <span>
#include <utility>

#include "load/adopt.h"
#include "load/keys.h"
#include "load/people.h"
#include "yaml/read.h"

namespace onething::load {

namespace {

constexpr auto kMaturity = std::to_array<std::string_view>(
    {"topic", "initiated", "in_progress", "accepted", "retired"});

// A text, or one in each language; `key` names it when it is neither.
Told read_told(Reading& reading, const yaml::Node& node, std::string_view key) {
  if (node.is_mapping()) return {read_title(reading, node), node.span};
  std::string text = read_text(reading, node, key).text;
  return {{text, text}, node.span};
}

Told told(Reading& reading, const Keys& keys, std::string_view key) {
  const yaml::Node* node = keys.find(key);
  return node == nullptr ? Told{} : read_told(reading, *node, key);
}

// One that is no list has been reported then.
std::span<const yaml::Node> items_of(Reading& reading, const Keys& keys,
                                     std::string_view key) {
  const yaml::Node* node = keys.find(key);
  if (node == nullptr) return {};
  if (node->is_list()) return node->items;
  reading.report(codes::wrong_kind, node->span,
                 {"load.not_list", {{"found", kind_of(*node)}}},
                 {"load.expected_told", {}});
  return {};
}

void read_guide(Reading& reading, const yaml::Node& node, Guidance& out) {
  constexpr auto allowed = std::to_array<std::string_view>(
      {"conditions", "fee", "delivery", "questions"});
  const Keys keys(reading, node, {"load.what_guide", {}}, allowed);
  for (const yaml::Node& item : items_of(reading, keys, "conditions"))
    out.conditions.push_back(read_told(reading, item, "conditions"));
  out.fee = told(reading, keys, "fee");
  out.delivery = told(reading, keys, "delivery");
  constexpr auto parts = std::to_array<std::string_view>({"ask", "answer"});
  for (const yaml::Node& item : items_of(reading, keys, "questions")) {
    const Keys inner(reading, item, {"load.what_question", {}}, parts);
    inner.require("ask");
    inner.require("answer");
    out.questions.push_back(
        {told(reading, inner, "ask"), told(reading, inner, "answer")});
  }
}

void read_hints(Reading& reading, const yaml::Node& materials, Guidance& out) {
  for (const yaml::Entry& entry : materials.entries)
    if (const yaml::Node* hint = entry.value.find("hint"))
      out.hints[entry.key.text] = read_told(reading, *hint, "hint");
}

}  // namespace

Guidance read_guidance(Reading& reading, const yaml::Node& workflow) {
  Guidance out;
  if (const yaml::Node* node = workflow.find("maturity"))
    if (const auto word = read_word(reading, *node, "maturity", kMaturity))
      out.maturity = static_cast<Maturity>(*word + 1);
  if (const yaml::Node* channels = workflow.find("channels"))
    out.channels = read_channels(reading, *channels);
  if (const yaml::Node* guide = workflow.find("guide"))
    read_guide(reading, *guide, out);
  if (const yaml::Node* materials = workflow.find("materials"))
    read_hints(reading, *materials, out);
  return out;
}

Contact read_contact(Reading& reading, const yaml::Node& department) {
  const yaml::Node* node = department.find("contact");
  return node == nullptr ? Contact() : read_contact_node(reading, *node);
}

Contact read_contact_node(Reading& reading, const yaml::Node& node) {
  constexpr auto allowed = std::to_array<std::string_view>(
      {"address", "hours", "phone", "complaints"});
  const Keys keys(reading, node, {"load.what_contact", {}}, allowed);
  return {told(reading, keys, "address"), told(reading, keys, "hours"),
          told(reading, keys, "phone"), told(reading, keys, "complaints")};
}

}  // namespace onething::load

namespace onething {

std::string_view maturity_word(Maturity maturity) {
  const auto word = static_cast<std::size_t>(maturity);
  return word == 0 ? std::string_view() : load::kMaturity[word - 1];
}

const Guidance& ProjectGuidance::of(const Workflow& workflow) const {
  static const Guidance none;
  const auto found = workflows.find(workflow.id.text);
  return found == workflows.end() ? none : found->second;
}

const Contact& ProjectGuidance::of(const Workflow& workflow,
                                   const Department& department) const {
  const auto& own = of(workflow).contacts;
  const auto found = own.find(department.id.text);
  return found == own.end() ? of(department) : found->second;
}

const Contact& ProjectGuidance::of(const Department& department) const {
  static const Contact none;
  const auto found = departments.find(department.id.text);
  return found == departments.end() ? none : found->second;
}

namespace {

// The model's with what the region tells otherwise.
void add_adopted(const LoadedProject& project, std::uint32_t file,
                 const yaml::Node& adoption, ProjectGuidance& out) {
  Sources sources = project.sources;
  Diagnostics reported;
  load::Reading reading(sources, reported);
  load::RegionalServices services;
  yaml::Node root = adoption;
  if (!load::adopt_model(sources, reading, root, file, services)) return;
  Guidance guidance = load::read_guidance(reading, root);
  if (const yaml::Node* contacts = adoption.find("contacts"))
    for (const yaml::Entry& entry : contacts->entries)
      guidance.contacts.emplace(entry.key.text,
                                load::read_contact_node(reading, entry.value));
  if (const yaml::Node* id = root.find("workflow"))
    out.workflows.emplace(id->text, std::move(guidance));
}

}  // namespace

ProjectGuidance load_guidance(const LoadedProject& project) {
  ProjectGuidance out;
  Diagnostics reported;
  load::Reading reading(project.sources, reported);
  for (std::uint32_t file = 0; file < project.sources.files.size(); ++file) {
    const yaml::Document document = yaml::read(project.sources, file);
    if (const yaml::Node* id = document.root.find("workflow"))
      out.workflows.emplace(id->text,
                            load::read_guidance(reading, document.root));
    if (document.root.find("adopts") != nullptr)
      add_adopted(project, file, document.root, out);
    if (const yaml::Node* id = document.root.find("department"))
      out.departments.emplace(id->text,
                              load::read_contact(reading, document.root));
  }
  return out;
}

}  // namespace onething
