// SPDX-License-Identifier: Apache-2.0
//
// `case list`: finding cases. Filters that the store has an index for are asked
// of the store; a condition over business fields is evaluated case by case,
// page by page.

#include "case_rows.h"
#include "commands.h"
#include "onething/case_condition.h"
#include "onething/privacy.h"
#include "print.h"
#include "session.h"
#include "signals.h"

namespace onething::cli {

namespace {

// How many cases a condition is asked of at most, and how many at once.
constexpr int kReadMax = 100'000;
constexpr int kPage = 200;

struct Listed {
  std::vector<CaseRow> rows;
  std::string next;       // Mark of what follows; empty at the end.
  std::int64_t none = 0;  // Cases of which the condition says nothing.
  bool cut = false;       // There are more cases than may be read.
};

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

Result<Listed> list_plainly(Store& store, CaseFilter filter) {
  Listed listed;
  const int wanted = filter.limit;
  filter.limit = wanted + 1;  // One more, to know whether there is more.
  OT_TRY(listed.rows, store.cases(filter));
  if (std::cmp_greater(listed.rows.size(), wanted)) {
    listed.rows.resize(static_cast<std::size_t>(std::max(wanted, 0)));
    if (!listed.rows.empty())
      listed.next = page_mark(filter.order, listed.rows.back());
  }
  return listed;
}

// Asking whether a masked value is this or that tells what it is.
Status may_ask(const Session& session, Store& store,
               const CaseCondition& condition, const CaseRow& row) {
  if (!why_not(session.actor(), Act::see_personal)) return Done{};
  OT_TRY(const std::string field, condition.asks_about(store, row));
  if (field.empty()) return Done{};
  return Error{ErrorCode::invalid,
               {"operation.where_masked",
                {{"actor", session.actor().id}, {"field", field}}}};
}

Result<Listed> list_where(const Session& session, Store& store,
                          CaseFilter filter, const CaseCondition& condition) {
  Listed listed;
  const int wanted = filter.limit;
  filter.limit = kPage;
  for (int read = 0;; read += kPage) {
    OT_TRY(const std::vector<CaseRow> page, store.cases(filter));
    for (const CaseRow& row : page) {
      if (std::cmp_greater_equal(listed.rows.size(), wanted)) {
        listed.next = filter.after;
        return listed;
      }
      filter.after = page_mark(filter.order, row);
      OT_CHECK(may_ask(session, store, condition, row));
      OT_TRY(const CaseCondition::Answer answer, condition.holds(store, row));
      if (answer == CaseCondition::Answer::yes) listed.rows.push_back(row);
      if (answer == CaseCondition::Answer::none) ++listed.none;
    }
    if (std::cmp_less(page.size(), kPage)) return listed;
    listed.cut = read + kPage >= kReadMax;
    listed.next = filter.after;
    if (listed.cut || *stop_flag()) return listed;
    listed.next.clear();
  }
}

Result<Listed> list_cases(Session& session, const Arguments& arguments) {
  OT_TRY(const CaseFilter filter, filter_of(session, arguments));
  if (!arguments.has("--where")) {
    OT_TRY(Store * store, session.open_store());
    return list_plainly(*store, filter);
  }
  OT_TRY(const CaseCondition condition,
         CaseCondition::parse(arguments.get("--where")));
  OT_TRY(Store * store, session.open_store());
  return list_where(session, *store, filter, condition);
}

void print_rows(Session& session, const Arguments& arguments,
                const Listed& listed) {
  if (session.json()) {
    List list;
    for (const CaseRow& row : listed.rows) list.push_back(row_document(row));
    Object document{{"cases", std::move(list)}};
    document.set("next", listed.next.empty() ? Value() : Value(listed.next));
    session.print(to_json(document, 2) + "\n");
    return;
  }
  if (arguments.get("--format") == "csv") {
    session.print(rows_csv(listed.rows));
    return;
  }
  if (!listed.rows.empty()) session.print(rows_table(session, listed.rows));
}

}  // namespace

int command_case_list(Session& session, const Arguments& arguments) {
  Result<Listed> listed = list_cases(session, arguments);
  if (!listed) return session.fail(listed.error());
  SubjectMask mask(*session.open_store().value());
  for (CaseRow& row : listed.value().rows) row.subject = mask.show(row);
  print_rows(session, arguments, listed.value());
  if (session.json()) return exit_done;
  if (listed.value().rows.empty()) session.say({"cli.no_cases", {}});
  if (listed.value().none > 0)
    session.say({"operation.where_none",
                 {{"count", std::to_string(listed.value().none)}}});
  if (listed.value().cut)
    session.say({"operation.where_cut", {{"count", std::to_string(kReadMax)}}});
  if (!listed.value().next.empty())
    session.say({"operation.more", {{"mark", listed.value().next}}});
  return exit_done;
}

}  // namespace onething::cli
