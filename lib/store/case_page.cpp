// SPDX-License-Identifier: Apache-2.0

#include "store/case_page.h"

#include <algorithm>
#include <charconv>
#include <limits>
#include <optional>
#include <tuple>
#include <utility>

#include "base/format.h"

namespace onething {

namespace store {

namespace {

using Key = std::tuple<bool, std::int64_t, std::int32_t, std::string>;

bool is_descending(CaseOrder order) {
  return order == CaseOrder::received || order == CaseOrder::changed;
}

PageMark mark_at(CaseOrder order, const CaseRow& row) {
  switch (order) {
    case CaseOrder::id:
      return {0, 0, row.id.text};
    case CaseOrder::due:
      return {row.due ? row.due->days : 0, 0, row.id.text, !row.due};
    case CaseOrder::received:
      return {row.received_at.seconds, row.received_at.nanos, row.id.text};
    case CaseOrder::changed:
      return {row.changed_at.seconds, row.changed_at.nanos, row.id.text};
  }
  return {};
}

Key key_of(PageMark mark) {
  return {mark.without_due, mark.value, mark.nanos, std::move(mark.id)};
}

PageMark before_all(CaseOrder order) {
  using Seconds = std::numeric_limits<std::int64_t>;
  return {is_descending(order) ? Seconds::max() : Seconds::min(), 0, ""};
}

template <typename Number>
bool take_number(std::string_view& text, char end, Number& number) {
  const std::size_t at = text.find(end);
  if (at == std::string_view::npos) return false;
  const char* last = text.data() + at;
  const auto [rest, error] = std::from_chars(text.data(), last, number);
  text.remove_prefix(at + 1);
  return error == std::errc() && rest == last;
}

// "-/ID" without a limit, "DAYS/ID", "SECONDS.NANOS/ID".
std::optional<PageMark> parse_mark(CaseOrder order, std::string_view text) {
  PageMark mark;
  if (order == CaseOrder::due && text.starts_with("-/")) {
    mark.without_due = true;
    mark.id = text.substr(2);
    return mark;
  }
  const bool is_moment = is_descending(order);
  if (!take_number(text, is_moment ? '.' : '/', mark.value)) return {};
  if (is_moment && !take_number(text, '/', mark.nanos)) return {};
  mark.id = text;
  return mark;
}

}  // namespace

bool needs_finding(const CaseFilter& filter) {
  return filter.order != CaseOrder::id || filter.due_before ||
         filter.received_from || filter.received_before ||
         !filter.other_states.empty() || !filter.department.empty();
}

Result<PageMark> mark_of(const CaseFilter& filter) {
  if (filter.after.empty()) return before_all(filter.order);
  if (filter.order == CaseOrder::id) return PageMark{0, 0, filter.after};
  auto mark = parse_mark(filter.order, filter.after);
  if (mark) return std::move(*mark);
  return Error{ErrorCode::not_found,
               {"store.bad_mark", {{"mark", filter.after}}}};
}

bool matches_moments(const CaseFilter& filter, const CaseRow& row) {
  return (!filter.due_before || (row.due && *row.due < *filter.due_before)) &&
         (!filter.received_from || row.received_at >= *filter.received_from) &&
         (!filter.received_before ||
          row.received_at < *filter.received_before) &&
         std::find(filter.other_states.begin(), filter.other_states.end(),
                   row.state) == filter.other_states.end();
}

Result<std::vector<CaseRow>> page_of(std::vector<CaseRow> rows,
                                     const CaseFilter& filter) {
  OT_TRY(const PageMark mark, mark_of(filter));
  const Key from = key_of(mark);
  const bool down = is_descending(filter.order);
  const auto key = [&](const CaseRow& row) {
    return key_of(mark_at(filter.order, row));
  };
  std::erase_if(rows, [&](const CaseRow& row) {
    if (filter.after.empty()) return false;
    return down ? !(key(row) < from) : !(from < key(row));
  });
  std::sort(rows.begin(), rows.end(), [&](const CaseRow& a, const CaseRow& b) {
    return down ? key(b) < key(a) : key(a) < key(b);
  });
  const auto limit = static_cast<std::size_t>(std::max(filter.limit, 0));
  if (rows.size() > limit) rows.resize(limit);
  return rows;
}

}  // namespace store

std::string page_mark(CaseOrder order, const CaseRow& row) {
  const store::PageMark mark = store::mark_at(order, row);
  if (order == CaseOrder::id) return mark.id;
  if (mark.without_due) return "-/" + mark.id;
  if (order == CaseOrder::due) return format("{}/{}", mark.value, mark.id);
  return format("{}.{}/{}", mark.value, mark.nanos, mark.id);
}

}  // namespace onething
