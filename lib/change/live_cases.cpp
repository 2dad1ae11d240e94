// SPDX-License-Identifier: Apache-2.0

#include "onething/live_cases.h"

#include <algorithm>
#include <map>
#include <utility>
#include <variant>

namespace onething {

namespace {

// Worst first.
int rank_of(Prospect prospect) {
  switch (prospect) {
    case Prospect::stuck:
      return 0;
    case Prospect::may_stop:
      return 1;
    case Prospect::unknown:
      return 2;
    case Prospect::mapping:
      return 3;
    case Prospect::stays:
      return 4;
    case Prospect::safe:
      return 5;
  }
  return 6;
}

struct Judged {
  Prospect prospect = Prospect::safe;
  std::vector<CaseDefect> problems;
};

// invalid where whoever asks may not.
Result<Judged> judge(const Acted& acted, Outlook& outlook) {
  const auto* rejection = std::get_if<Rejection>(&acted);
  if (rejection == nullptr)
    return Judged{outlook.look(std::get<CaseView>(acted)), {}};
  if (rejection->message.key == "migrate.case_is_ending")
    return Judged{Prospect::stays, {}};
  if (rejection->defects.empty())
    return Error{ErrorCode::invalid, rejection->message};
  return Judged{Prospect::mapping, rejection->defects};
}

LivePosition position_of(const CaseView& view, Judged judged) {
  LivePosition out;
  out.prospect = judged.prospect;
  out.definition = view.definition;
  out.status = view.status;
  out.place = view.place;
  for (const StepView& step : view.steps)
    if (step.status != "waiting" && step.status != "uncalled")
      out.steps.push_back(step.id + " " + step.status);
  out.problems = std::move(judged.problems);
  return out;
}

// Cases that stand alike may differ in what stands in their way.
std::string key_of(const CaseView& view, const Judged& judged) {
  std::string out(prospect_word(judged.prospect));
  for (const CaseDefect& each : judged.problems)
    out += "\n" + each.field + " " + std::string(each.message.key);
  return out + "\n" + view.status + "\n" + position_text(view);
}

}  // namespace

std::size_t LiveCases::count(Prospect prospect) const {
  std::size_t sum = 0;
  for (const LivePosition& each : positions)
    if (each.prospect == prospect) sum += each.cases.size();
  return sum;
}

std::size_t LiveCases::count() const {
  std::size_t sum = 0;
  for (const LivePosition& each : positions) sum += each.cases.size();
  return sum;
}

Result<LiveCases> look_at_cases(Runner& runner, const LoadedProject& loaded,
                                const Workflow& workflow,
                                std::span<const CaseRow> rows,
                                const Migration& mapping, const Actor& actor,
                                Date today) {
  LiveCases out;
  MigrateCase wish;
  OT_TRY(wish.to,
         runner.add_definition(loaded, workflow, Runner::Keep::in_memory));
  wish.mapping = mapping;
  wish.reason = "diff";
  out.definition = wish.to;
  const Command command{std::move(wish), actor};
  Outlook outlook(loaded, workflow, today);
  std::map<std::string, std::size_t> known;
  for (const CaseRow& row : rows) {
    OT_TRY(const CaseView view, runner.view(row.id));
    OT_TRY(const Acted acted, runner.rehearse(row.id, command));
    OT_TRY(Judged judged, judge(acted, outlook));
    const auto [found, is_new] =
        known.emplace(key_of(view, judged), out.positions.size());
    if (is_new) out.positions.push_back(position_of(view, std::move(judged)));
    out.positions[found->second].cases.push_back(row.id);
  }
  std::stable_sort(out.positions.begin(), out.positions.end(),
                   [](const LivePosition& a, const LivePosition& b) {
                     return rank_of(a.prospect) < rank_of(b.prospect);
                   });
  return out;
}

}  // namespace onething
