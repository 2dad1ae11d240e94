// SPDX-License-Identifier: Apache-2.0

#include "author/sound_parts.h"

#include <algorithm>
#include <array>
#include <map>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "check/checks.h"
#include "check/facts.h"
#include "diag/codes.h"
#include "diag/family.h"

namespace onething::author {

namespace {

// Keys at the top that nothing else in a workflow depends on.
constexpr auto apart = std::to_array<std::string_view>(
    {"title", "version", "lead", "stage", "basis", "subject", "fallback",
     "promise", "statutory", "clocks", "before", "outcome"});
// After these no part is what it seems to be.
constexpr auto of_the_whole = std::to_array<std::string_view>(
    {codes::duplicate_id.code, codes::steps_wait_in_circle.code,
     codes::too_many_steps.code});
constexpr auto roots =
    std::to_array<std::string_view>({"form", "prefill", "materials", "steps"});
// Checks that look at all steps between two.
constexpr auto of_all_steps =
    std::to_array<std::string_view>({"OT4002", "OT4003", "OT4006"});

template <typename List>
bool is_in(const List& list, std::string_view word) {
  return std::find(list.begin(), list.end(), word) != list.end();
}

// "form", "licence"; ids are unique below a root.
using Name = std::pair<std::string_view, std::string_view>;

struct Part {
  Name name;
  Position begin;
  bool is_damaged = false;
  std::vector<std::size_t> needs;  // Parts that it reads or waits for.
};

class Parts {
 public:
  Parts(const check::WorkflowFacts& facts, std::string_view text)
      : facts_(facts), text_(text) {
    const Workflow& workflow = facts.workflow;
    add("form", workflow.form);
    add("prefill", workflow.prefill);
    add("materials", workflow.materials);
    add("steps", workflow.steps);
    std::sort(parts_.begin(), parts_.end(),
              [](const Part& a, const Part& b) { return a.begin < b.begin; });
    for (std::size_t i = 0; i < parts_.size(); ++i)
      by_name_.emplace(parts_[i].name, i);
  }

  // False when the error may concern anything.
  bool take_error(const Diagnostic& error) {
    if (error.code < "OT2" || is_in(of_the_whole, error.code)) return false;
    const std::string_view key = top_key(error.span.begin);
    if (is_in(apart, key)) {
      damaged_keys_.push_back(key);
      return true;
    }
    const std::vector<std::size_t> touched = parts_at(error.span.begin);
    if (touched.empty()) return false;
    for (const std::size_t part : touched) parts_[part].is_damaged = true;
    return true;
  }

  // Damage goes on to whatever needs a damaged part.
  void spread() {
    find_needs();
    for (const Part& part : parts_)
      any_step_is_damaged_ = any_step_is_damaged_ ||
                             (part.is_damaged && part.name.first == "steps");
    for (bool changed = true; changed;) {
      changed = false;
      for (Part& part : parts_) {
        if (part.is_damaged || !needs_damaged(part)) continue;
        part.is_damaged = true;
        changed = true;
      }
    }
  }

  bool is_sound(const Diagnostic& finding) const {
    if (any_step_is_damaged_ && is_in(of_all_steps, finding.code)) return false;
    if (!is_sound(finding.span)) return false;
    return std::all_of(
        finding.labels.begin(), finding.labels.end(),
        [this](const Label& label) { return is_sound(label.span); });
  }

 private:
  template <typename List>
  void add(std::string_view root, const List& list) {
    for (const auto& each : list)
      parts_.push_back({{root, each.id.text}, each.id.span.begin, false, {}});
  }

  bool is_sound(const Span& span) const {
    if (span.file != facts_.workflow.file) return true;
    const std::string_view key = top_key(span.begin);
    if (is_in(apart, key))
      return !is_in(damaged_keys_, key) && !reads_damage(key);
    const std::vector<std::size_t> at = parts_at(span.begin);
    return !at.empty() &&
           std::none_of(at.begin(), at.end(), [this](std::size_t part) {
             return parts_[part].is_damaged;
           });
  }

  // The key in the first column that governs a place; empty when the place is
  // the key itself.
  std::string_view top_key(const Position& place) const {
    std::size_t line = text_.rfind('\n', place.byte);
    if (place.byte < text_.size() && text_[place.byte] == '\n' && line > 0)
      line = text_.rfind('\n', place.byte - 1);
    line = line == std::string_view::npos ? 0 : line + 1;
    const std::size_t first = line;
    while (true) {
      const std::string_view rest = text_.substr(line);
      if (!rest.empty() && std::string_view(" \t#-\r\n").find(rest[0]) ==
                               std::string_view::npos) {
        const std::string_view key = rest.substr(0, rest.find(':'));
        const bool is_key = line == first && place.byte - line < key.size();
        return is_key ? std::string_view() : key;
      }
      if (line == 0) return {};
      line = text_.rfind('\n', line - 2);
      line = line == std::string_view::npos ? 0 : line + 1;
    }
  }

  // The part that begins before the place; and the one after it where its id is
  // not what it begins with, so that the place may belong to it already.
  std::vector<std::size_t> parts_at(const Position& place) const {
    const std::string_view key = top_key(place);
    std::vector<std::size_t> found;
    for (std::size_t i = 0; i < parts_.size(); ++i) {
      if (parts_[i].name.first != key) continue;
      const bool is_before = parts_[i].begin <= place;
      const bool is_last =
          i + 1 == parts_.size() || place < parts_[i + 1].begin;
      if (is_before && is_last) found.push_back(i);
      const bool is_next =
          !is_before && (i == 0 || parts_[i - 1].begin <= place);
      if (is_next && !begins_with_id(parts_[i])) found.push_back(i);
    }
    return found;
  }

  bool begins_with_id(const Part& part) const {
    const std::size_t end = part.begin.byte;
    std::size_t line =
        end == 0 ? std::string_view::npos : text_.rfind('\n', end - 1);
    line = line == std::string_view::npos ? 0 : line + 1;
    std::string_view before = text_.substr(line, end - line);
    while (before.starts_with(' ')) before.remove_prefix(1);
    return before.empty() || before == "- " || before == "- id: ";
  }

  void find_needs() {
    for (const model::FormulaUse& use : facts_.formulas)
      if (Part* part = owner_of(use))
        for (const expr::Reference& read : use.reads) need(*part, read);
    for (const Step& step : facts_.workflow.steps)
      for (const Spelled& id : step.after)
        if (Part* part = find({"steps", step.id.text}))
          need(*part, {"steps", id.text});
    for (const Group& group : facts_.workflow.groups)
      for (const Spelled& one : group.steps)
        for (const Spelled& other : group.steps)
          if (Part* part = find({"steps", one.text}))
            need(*part, {"steps", other.text});
  }

  Part* find(Name name) {
    const auto found = by_name_.find(name);
    return found == by_name_.end() ? nullptr : &parts_[found->second];
  }

  Part* owner_of(const model::FormulaUse& use) {
    const Workflow& workflow = facts_.workflow;
    switch (use.place) {
      case model::Place::field_when:
        return find({"form", workflow.form[use.owner].id.text});
      case model::Place::material_when:
        return find({"materials", workflow.materials[use.owner].id.text});
      case model::Place::prefill_when:
      case model::Place::prefill_with:
        return find({"prefill", workflow.prefill[use.owner].id.text});
      case model::Place::step_when:
      case model::Place::step_for_each:
      case model::Place::step_with:
      case model::Place::step_keep:
      case model::Place::step_while:
        return find({"steps", workflow.steps[use.owner].id.text});
      case model::Place::promise_when:
      case model::Place::state_when:
      case model::Place::outcome:
        break;
    }
    return nullptr;
  }

  // What is not there has been reported once, perhaps by another part.
  void need(Part& part, Name name) {
    if (Part* needed = find(name))
      part.needs.push_back(static_cast<std::size_t>(needed - parts_.data()));
    else
      part.is_damaged = true;
  }

  // A whole root is everything below it.
  void need(Part& part, const expr::Reference& read) {
    if (!is_in(roots, read.root)) return;
    if (!read.path.empty()) return need(part, {read.root, read.path[0]});
    for (std::size_t i = 0; i < parts_.size(); ++i)
      if (reads(read, parts_[i])) part.needs.push_back(i);
  }

  static bool reads(const expr::Reference& read, const Part& part) {
    return part.name.first == read.root &&
           (read.path.empty() || part.name.second == read.path[0]);
  }

  bool needs_damaged(const Part& part) const {
    return std::any_of(
        part.needs.begin(), part.needs.end(),
        [this](std::size_t needed) { return parts_[needed].is_damaged; });
  }

  // What stands below `promise` or `outcome` and reads a damaged part.
  bool reads_damage(std::string_view key) const {
    const model::Place place =
        key == "promise" ? model::Place::promise_when : model::Place::outcome;
    for (const model::FormulaUse& use : facts_.formulas) {
      if (use.place != place) continue;
      for (const expr::Reference& read : use.reads)
        if (is_damaged(read)) return true;
    }
    return false;
  }

  bool is_damaged(const expr::Reference& read) const {
    if (!is_in(roots, read.root)) return false;
    if (!read.path.empty() && !by_name_.contains({read.root, read.path[0]}))
      return true;
    return std::any_of(parts_.begin(), parts_.end(), [&](const Part& part) {
      return part.is_damaged && reads(read, part);
    });
  }

  const check::WorkflowFacts& facts_;
  std::string_view text_;
  std::vector<Part> parts_;  // By place.
  std::map<Name, std::size_t> by_name_;
  std::vector<std::string_view> damaged_keys_;
  bool any_step_is_damaged_ = false;
};

bool is_of_sound_parts(std::string_view code) {
  const std::string_view family = family_of(code);
  return family == "types" || family == "order";
}

}  // namespace

void check_sound_parts(const check::ProjectFacts& project,
                       const Workflow& workflow, const Diagnostics& loading,
                       Diagnostics& out) {
  check::ProjectFacts hopeful = project;
  hopeful.broken[workflow.file] = false;
  const check::WorkflowFacts facts = check::workflow_facts(hopeful, workflow);
  Parts parts(facts, project.sources.files[workflow.file].text);
  for (const Diagnostic& each : loading)
    if (each.span.file == workflow.file && each.severity == Severity::error &&
        !parts.take_error(each))
      return;
  parts.spread();
  Diagnostics found;
  check::check_workflow(facts, found);
  for (Diagnostic& each : found)
    if (is_of_sound_parts(each.code) && parts.is_sound(each))
      out.push_back(std::move(each));
}

}  // namespace onething::author
