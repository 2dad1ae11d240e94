// SPDX-License-Identifier: Apache-2.0
//
// What one applicant needs: departments, steps, materials, visits and days,
// from the workflow and what is known of him.
//
// Computed from files; opens no case and calls nobody. The same profile and the
// same first day give the same bytes. A plan points into its project.

#pragma once

#include <array>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "onething/load.h"
#include "onething/metrics.h"
#include "onething/result.h"
#include "onething/time.h"

namespace onething {

// A form, possibly with gaps: what is missing is not known, what is wrong is a
// defect.
struct Profile {
  Value form = Object{};
  bool is_whole = false;  // Nothing that is asked for is missing.
};
struct LoadedProfile {
  Sources sources;
  Profile profile;
  Diagnostics diagnostics;
};
// An application file; what it lacks is no defect here.
Result<LoadedProfile> load_profile(std::string_view path,
                                   const Project& project,
                                   const Workflow& workflow);

enum class Need { yes, maybe, no };

struct PlannedStep {
  const Step* step = nullptr;
  const Service* service = nullptr;  // Null for a wait.
  const Department* department = nullptr;
  bool is_prefill = false;
  Need need = Need::yes;
  std::optional<Term> limit;
  bool is_unlimited = false;  // People do it, and nothing says how long.
  // When it can begin at the earliest and has ended at the latest, if everybody
  // takes all the time that is promised; nothing where the calendar ends.
  std::optional<Date> from, until;
};

struct PlannedMaterial {
  const Material* material = nullptr;
  Need need = Need::yes;
};

struct PlannedField {
  const Field* field = nullptr;  // Of the form.
  Need need = Need::yes;         // Whether it is asked; it may be optional.
};

struct PlannedPromise {
  const Promise* promise = nullptr;
  std::optional<Date> due;  // If the case is accepted on the first day.
};

struct PlannedFigure {
  Figure figure = Figure::items;
  std::int64_t least = 0, most = 0;
};

struct Plan {
  const Project* project = nullptr;
  const Workflow* workflow = nullptr;
  Date start;
  std::size_t situations = 0;  // That the applicant may still be in.
  bool is_exact = true;        // Otherwise there are too many to look at each.
  bool has_calendar = true;    // It reaches to the end of every step.
  std::vector<PlannedFigure> figures;
  std::vector<PlannedPromise> promises;  // That may be made to him.
  std::vector<PlannedField> fields;
  std::vector<PlannedMaterial> materials;
  std::vector<PlannedStep> steps;  // Nobody before whom it waits for.
  std::optional<Date> end;         // Of all that may happen, at the latest.
  // Fields of the form that would settle what is undecided, in its order.
  std::vector<std::string> open;
};

struct PlanRequest {
  const Workflow* workflow = nullptr;
  const Profile* profile = nullptr;  // Null: nothing is known.
  Date start;
  Date today;
};
Plan make_plan(const LoadedProject& project, const PlanRequest& request);

// "text", "markdown" or "json".
std::string plan_in(std::string_view form, const Plan& plan, Language language);

}  // namespace onething
