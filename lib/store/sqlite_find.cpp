// SPDX-License-Identifier: Apache-2.0

#include <algorithm>
#include <iterator>

#include "store/case_page.h"
#include "store/sqlite_rows.h"
#include "store/sqlite_store.h"

namespace onething::store {

namespace {

// The statement that reads least for what was asked.
Sql statement_for(const CaseFilter& filter, const PageMark& mark) {
  switch (filter.order) {
    case CaseOrder::id:
      if (!filter.department.empty()) return Sql::find_task_by_id;
      if (filter.due_before) return Sql::find_due_by_id;
      if (filter.received_from || filter.received_before)
        return Sql::find_received_by_id;
      return Sql::find_by_id;
    case CaseOrder::due:
      return mark.without_due ? Sql::find_without_due : Sql::find_by_due;
    case CaseOrder::received:
      return Sql::find_by_received;
    case CaseOrder::changed:
      return Sql::find_by_changed;
  }
  return Sql::find_by_id;
}

std::string words_of(const std::vector<std::string>& states) {
  std::string words;
  for (const std::string& state : states) words += " " + state;
  return words.empty() ? words : words + " ";
}

}  // namespace

Result<std::vector<CaseRow>> SqliteStore::find_cases(const CaseFilter& filter) {
  using Rows = std::vector<CaseRow>;
  OT_TRY(PageMark mark, mark_of(filter));
  const std::string words = words_of(filter.other_states);
  return guarded<Rows>([&]() -> Result<Rows> {
    Rows rows;
    const auto read_page = [&] {
      const int left =
          std::max(filter.limit, 0) - static_cast<int>(rows.size());
      Execution query(*connection_, statement_for(filter, mark), mark.id,
                      filter.workflow, filter.state, filter.subject,
                      filter.only_attention, filter.due_before,
                      filter.received_from, filter.received_before, words,
                      filter.department, mark.value, mark.nanos, mark.id, left);
      while (query.next()) rows.push_back(read_case(query));
    };
    read_page();
    if (filter.order == CaseOrder::due && !mark.without_due &&
        std::cmp_less(rows.size(), filter.limit)) {
      mark = PageMark{0, 0, "", true};
      read_page();
    }
    return rows;
  });
}

}  // namespace onething::store
