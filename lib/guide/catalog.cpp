// SPDX-License-Identifier: Apache-2.0

#include "onething/catalog.h"

#include <algorithm>
#include <map>
#include <set>
#include <tuple>
#include <utility>

#include "calendar/calendar.h"
#include "check/facts.h"
#include "check/situations.h"
#include "guide/figures.h"
#include "guide/stages.h"
#include "guide/words.h"
#include "onething/policy.h"

namespace onething {

namespace {

// Order of a group, then its name.
using GroupKey = std::pair<std::size_t, std::string>;

class Listing {
 public:
  Listing(const LoadedProject& project, const CatalogRequest& request)
      : project_(project.project),
        request_(request),
        facts_(check::project_facts(project.project, project.sources,
                                    project.diagnostics, Calendar::china(),
                                    {})),
        told_(load_guidance(project)) {}

  Result<Catalog> run() {
    Catalog out;
    out.project = &project_;
    std::vector<const Workflow*> all;
    for (const Workflow& each : project_.workflows) all.push_back(&each);
    std::sort(all.begin(), all.end(), [](const auto* a, const auto* b) {
      return a->id.text < b->id.text;
    });
    for (const Workflow* each : all) {
      CatalogEntry entry = basics_of(*each);
      if (!is_wanted(entry)) continue;
      add_figures(entry);
      out.entries.push_back(std::move(entry));
    }
    if (out.entries.empty()) return nothing(all);
    std::map<GroupKey, std::vector<std::size_t>> groups;
    for (std::size_t i = 0; i < out.entries.size(); ++i)
      for (GroupKey& key : keys_of(out.entries[i]))
        groups[std::move(key)].push_back(i);
    for (auto& [key, entries] : groups)
      out.groups.push_back({key.second, std::move(entries)});
    return out;
  }

 private:
  CatalogEntry basics_of(const Workflow& workflow) const {
    CatalogEntry out;
    out.workflow = &workflow;
    if (workflow.lead_department != unresolved)
      out.lead = &project_.departments[workflow.lead_department];
    std::set<std::size_t> involved;
    for (const auto* steps : {&workflow.prefill, &workflow.steps})
      for (const Step& each : *steps)
        if (each.uses.department != unresolved)
          involved.insert(each.uses.department);
    for (const std::size_t each : involved)
      out.involved.push_back(&project_.departments[each]);
    const Guidance& told = told_.of(workflow);
    out.maturity = told.maturity;
    out.channels = told.channels;
    for (const Promise& each : workflow.promises) out.promises.push_back(&each);
    return out;
  }

  void add_figures(CatalogEntry& entry) const {
    const check::WorkflowFacts facts =
        check::workflow_facts(facts_, *entry.workflow);
    check::Situations situations(facts);
    const std::vector<check::Situation> list = situations.list();
    entry.figures = guides::figures_of(facts, situations, list);
  }

  bool is_wanted(const CatalogEntry& entry) const {
    const auto has_id = [this](const Department* each) {
      return each != nullptr && each->id.text == request_.department;
    };
    const auto has_word = [this](Channel each) {
      return channel_word(each) == request_.channel;
    };
    if (!request_.stage.empty() && entry.workflow->stage != request_.stage &&
        guides::stage_in_words(entry.workflow->stage, request_.language) !=
            request_.stage)
      return false;
    if (!request_.department.empty() && !has_id(entry.lead) &&
        std::none_of(entry.involved.begin(), entry.involved.end(), has_id))
      return false;
    if (!request_.channel.empty() &&
        std::none_of(entry.channels.begin(), entry.channels.end(), has_word))
      return false;
    return request_.maturity.empty() ||
           maturity_word(entry.maturity) == request_.maturity;
  }

  Error nothing(const std::vector<const Workflow*>& all) const {
    std::set<std::string> stages;
    for (const Workflow* each : all)
      if (!each->stage.empty())
        stages.insert(guides::stage_in_words(each->stage, request_.language));
    return {ErrorCode::not_found,
            {"guide.catalog_nothing",
             {{"stages", guides::joined({stages.begin(), stages.end()},
                                        request_.language)}}}};
  }

  std::vector<GroupKey> keys_of(const CatalogEntry& entry) const {
    constexpr std::size_t last = 1'000;
    const Language language = request_.language;
    switch (request_.by) {
      case CatalogOrder::stage: {
        const std::string& stage = entry.workflow->stage;
        if (stage.empty()) return {{last, ""}};
        return {{guides::place_of_stage(stage),
                 guides::stage_in_words(stage, language)}};
      }
      case CatalogOrder::department:
        if (entry.lead == nullptr) return {{last, ""}};
        return {
            {static_cast<std::size_t>(entry.lead - project_.departments.data()),
             guides::name_of(entry.lead->title, entry.lead->id, language)}};
      case CatalogOrder::channel: {
        std::vector<GroupKey> out;
        for (const Channel each : entry.channels)
          out.emplace_back(static_cast<std::size_t>(each),
                           render(name_of(each), language));
        if (out.empty()) out.emplace_back(last, "");
        return out;
      }
      case CatalogOrder::maturity:
        if (entry.maturity == Maturity::unstated) return {{last, ""}};
        return {{static_cast<std::size_t>(entry.maturity),
                 guides::maturity_in_words(entry.maturity, language)}};
    }
    return {};
  }

  const Project& project_;
  const CatalogRequest& request_;
  check::ProjectFacts facts_;
  ProjectGuidance told_;
};

}  // namespace

Result<Catalog> make_catalog(const LoadedProject& project,
                             const CatalogRequest& request) {
  return Listing(project, request).run();
}

}  // namespace onething
