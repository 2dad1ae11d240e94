// SPDX-License-Identifier: Apache-2.0

#include "case_query.h"

#include <algorithm>
#include <optional>
#include <utility>

#include "onething/policy.h"

namespace onething::cli {

namespace {

constexpr int kPage = 500;  // Cases that are read at once.

Status read_day(const Arguments& arguments, std::string_view name,
                std::optional<Date>& day) {
  if (!arguments.has(name)) return Done{};
  day = parse_date(arguments.get(name));
  if (day) return Done{};
  return Error{
      ErrorCode::not_found,
      {"operation.bad_date",
       {{"option", std::string(name)}, {"value", arguments.get(name)}}}};
}

CaseOrder order_of(const std::string& word) {
  if (word == "due") return CaseOrder::due;
  if (word == "received") return CaseOrder::received;
  if (word == "changed") return CaseOrder::changed;
  return CaseOrder::id;
}

}  // namespace

Result<CaseFilter> filter_of(Session& session, const Arguments& arguments) {
  CaseFilter filter;
  filter.workflow = arguments.get("--workflow");
  filter.state = arguments.get("--state");
  filter.subject = arguments.get("--subject");
  filter.department = arguments.get("--department");
  filter.after = arguments.get("--after");
  filter.only_attention = arguments.has("--attention");
  filter.order = order_of(arguments.get("--sort"));
  OT_CHECK(arguments.number("--limit", filter.limit));
  OT_CHECK(read_day(arguments, "--due-before", filter.due_before));
  std::optional<Date> from;
  std::optional<Date> before;
  OT_CHECK(read_day(arguments, "--received-after", from));
  OT_CHECK(read_day(arguments, "--received-before", before));
  if (from) filter.received_from = start_of(*from);
  if (before) filter.received_before = start_of(*before);
  if (!arguments.has("--overdue")) return filter;
  const Date today = local_date(session.clock().now());
  filter.due_before =
      filter.due_before ? std::min(*filter.due_before, today) : today;
  filter.other_states = ended_states();
  return filter;
}

bool has_conditions(const Arguments& arguments) {
  constexpr std::string_view kOptions[] = {
      "--workflow",       "--state",          "--subject", "--attention",
      "--where",          "--department",     "--overdue", "--due-before",
      "--received-after", "--received-before"};
  return std::any_of(
      std::begin(kOptions), std::end(kOptions),
      [&](std::string_view option) { return arguments.has(option); });
}

Status may_ask(const Session& session, Store& store,
               const CaseCondition& condition, const CaseRow& row) {
  if (!why_not(session.actor(), Act::see_personal)) return Done{};
  OT_TRY(const std::string field, condition.asks_about(store, row));
  if (field.empty()) return Done{};
  return Error{ErrorCode::invalid,
               {"operation.where_masked",
                {{"actor", session.actor().id}, {"field", field}}}};
}

Result<CaseCondition> condition_of(const Session& session,
                                   const Arguments& arguments,
                                   CaseFilter& filter) {
  OT_TRY(CaseCondition condition,
         CaseCondition::parse(arguments.get("--where")));
  // Nothing found and a refusal would tell apart whether there is such a case.
  condition.narrow(filter, why_not(session.actor(), Act::see_personal)
                               ? CaseCondition::BySubject::no
                               : CaseCondition::BySubject::yes);
  return condition;
}

Result<std::vector<CaseRow>> select_cases(Session& session,
                                          const Arguments& arguments,
                                          const std::string& workflow) {
  OT_TRY(CaseFilter filter, filter_of(session, arguments));
  if (!workflow.empty()) filter.workflow = workflow;
  if (filter.state.empty()) filter.other_states = ended_states();
  filter.limit = kPage;
  std::optional<CaseCondition> condition;
  if (arguments.has("--where")) {
    OT_TRY(CaseCondition parsed, condition_of(session, arguments, filter));
    condition.emplace(std::move(parsed));
  }
  OT_TRY(Store * store, session.open_store());
  std::vector<CaseRow> found;
  for (int read = 0; read < cases_read_max; read += kPage) {
    OT_TRY(const std::vector<CaseRow> page, store->cases(filter));
    for (const CaseRow& row : page) {
      if (condition) {
        OT_CHECK(may_ask(session, *store, *condition, row));
        OT_TRY(const CaseCondition::Answer answer,
               condition->holds(*store, row));
        if (answer != CaseCondition::Answer::yes) continue;
      }
      found.push_back(row);
    }
    if (std::cmp_less(page.size(), kPage)) return found;
    filter.after = page_mark(filter.order, page.back());
  }
  return Error{
      ErrorCode::invalid,
      {"migrate.too_many", {{"count", std::to_string(cases_read_max)}}}};
}

Result<std::vector<CaseRow>> chosen_cases(Session& session,
                                          const Arguments& arguments,
                                          const std::string& workflow) {
  const std::string one = arguments.get("CASE");
  const bool is_many = has_conditions(arguments) || arguments.has("--all");
  if (one.empty() && !is_many)
    return Error{ErrorCode::not_found, {"migrate.needs_cases", {}}};
  if (!one.empty() && is_many)
    return Error{ErrorCode::not_found, {"migrate.case_and_conditions", {}}};
  if (one.empty()) return select_cases(session, arguments, workflow);
  OT_TRY(Store * store, session.open_store());
  OT_TRY(CaseRow row, store->row(CaseId{one}));
  return std::vector<CaseRow>{std::move(row)};
}

}  // namespace onething::cli
