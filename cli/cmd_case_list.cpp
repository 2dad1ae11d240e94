// SPDX-License-Identifier: Apache-2.0
//
// `case list`: finding cases. A condition over business fields is evaluated
// case by case, page by page.

#include "case_query.h"
#include "case_rows.h"
#include "commands.h"
#include "onething/case_condition.h"
#include "onething/privacy.h"
#include "print.h"
#include "session.h"
#include "signals.h"

namespace onething::cli {

namespace {

constexpr int kPage = 200;  // Cases that are read at once.

struct Listed {
  std::vector<CaseRow> rows;
  std::string next;       // Mark of what follows; empty at the end.
  std::int64_t none = 0;  // Cases of which the condition says nothing.
  bool cut = false;       // There are more cases than may be read.
};

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
    listed.cut = read + kPage >= cases_read_max;
    listed.next = filter.after;
    if (listed.cut || *stop_flag()) return listed;
    listed.next.clear();
  }
}

Result<Listed> list_cases(Session& session, const Arguments& arguments) {
  OT_TRY(CaseFilter filter, filter_of(session, arguments));
  if (!arguments.has("--where")) {
    OT_TRY(Store * store, session.open_store());
    return list_plainly(*store, filter);
  }
  OT_TRY(const CaseCondition condition,
         condition_of(session, arguments, filter));
  OT_TRY(Store * store, session.open_store());
  return list_where(session, *store, filter, condition);
}

void print_rows(Session& session, const Arguments& arguments,
                const Listed& listed, const Causes* causes) {
  if (session.json()) {
    List list;
    for (const CaseRow& row : listed.rows)
      list.push_back(row_document(session, row, causes));
    Object document{{"cases", std::move(list)}};
    document.set("next", listed.next.empty() ? Value() : Value(listed.next));
    session.print(to_json(document, 2) + "\n");
    return;
  }
  if (arguments.get("--format") == "csv") {
    session.print(rows_csv(session, listed.rows, causes));
    return;
  }
  if (!listed.rows.empty())
    session.print(rows_table(session, listed.rows, causes));
}

}  // namespace

int command_case_list(Session& session, const Arguments& arguments) {
  Result<Listed> listed = list_cases(session, arguments);
  if (!listed) return session.fail(listed.error());
  SubjectMask mask(*session.open_store().value());
  for (CaseRow& row : listed.value().rows) row.subject = mask.show(row);
  Causes causes;
  const bool asks_why = arguments.has("--attention");
  if (asks_why) {
    Result<Causes> found = causes_of(session, listed.value().rows);
    if (!found) return session.fail(found.error());
    causes = std::move(found.value());
  }
  print_rows(session, arguments, listed.value(), asks_why ? &causes : nullptr);
  if (session.json()) return exit_done;
  if (asks_why) session.tell_of_clock();
  if (listed.value().rows.empty()) session.say({"cli.no_cases", {}});
  if (listed.value().none > 0)
    session.say({"operation.where_none",
                 {{"count", std::to_string(listed.value().none)}}});
  if (listed.value().cut)
    session.say(
        {"operation.where_cut", {{"count", std::to_string(cases_read_max)}}});
  if (!listed.value().next.empty())
    session.say({"operation.more", {{"mark", listed.value().next}}});
  return exit_done;
}

}  // namespace onething::cli
