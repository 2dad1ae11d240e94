// SPDX-License-Identifier: Apache-2.0
//
// What two versions of a workflow mean differently: what is asked, sent,
// ordered, decided, promised; and for whom that breaks something.
//
// Compares what files say after loading, so that comments, layout and the order
// of keys are no change. Cases that run are in outlook.h.

#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "onething/load.h"
#include "onething/metrics.h"
#include "onething/result.h"
#include "onething/time.h"

namespace onething {

// breaking: something that works today will not. review: somebody has to agree.
enum class ChangeWeight : std::uint8_t { breaking, review, harmless };
std::string_view weight_word(ChangeWeight weight);

// One kind of change; the word never changes its meaning.
struct ChangeRule {
  std::string_view kind;  // "form_field_added"
  std::string_view area;  // "form", "data", "order" …
  ChangeWeight weight = ChangeWeight::harmless;
  // "applicants", "cases", "departments", "law" or "nobody".
  std::string_view affects;
  std::string_view sentence, reason;  // Keys of messages.
};
std::span<const ChangeRule> change_rules();

// Where something stands in one of the versions.
struct ChangePlace {
  std::string path;
  std::uint32_t line = 0, column = 0;
};

struct Change {
  const ChangeRule* rule = nullptr;
  std::string place;  // "form.capital", "steps.tax.with.name"
  Title title;        // Of what stands there; may be empty.
  std::optional<ChangePlace> before, after;
  std::vector<Arg> args;  // Of the sentence.
};

// A figure at its highest, over all situations.
struct ChangedFigure {
  Figure figure = Figure::items;
  std::int64_t before = 0, after = 0;
};

// One of the two: a project as it was read, and which of its workflows is
// meant. `shown` is as the reader named it.
struct WorkflowVersion {
  std::string shown;
  std::unique_ptr<const LoadedProject> loaded;
  const Workflow* workflow = nullptr;
};

// From a file, a project's folder, or either in a revision of git
// ("HEAD~1:workflows/a.yaml"). A folder needs `workflow`, the id. not_found for
// what is not there; unavailable without git or outside a repository. What
// loading found is in `loaded`; `workflow` is null where it could not be read.
Result<WorkflowVersion> open_version(std::string_view named,
                                     std::string_view workflow);

struct WorkflowChanges {
  std::string workflow;
  Title title;
  std::string before, after;  // As the reader named them.
  std::string version_before, version_after;
  std::vector<Change> changes;         // By weight, then as change_rules().
  std::vector<ChangedFigure> figures;  // All headlines, changed or not.

  std::size_t count(ChangeWeight weight) const;
};

// Of versions that loaded without errors.
WorkflowChanges compare_versions(const WorkflowVersion& before,
                                 const WorkflowVersion& after, Date today);

// "text" (80 columns), "markdown" (for a merge request) or "json".
std::string changes_in(std::string_view form, const WorkflowChanges& changes,
                       Language language);
Object changes_object(const WorkflowChanges& changes, Language language);

}  // namespace onething
