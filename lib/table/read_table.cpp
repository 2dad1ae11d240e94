// SPDX-License-Identifier: Apache-2.0

#include <algorithm>
#include <array>
#include <cerrno>
#include <cstdio>
#include <memory>
#include <set>
#include <utility>

#include "base/limits.h"
#include "onething/id.h"
#include "onething/table.h"
#include "table/csv_read.h"
#include "table/encoding.h"
#include "table/forms.h"

namespace onething {

namespace table {

namespace {

bool is_empty(const RawRow& row) {
  return row.problem.empty() && row.cell_problems.empty() &&
         std::all_of(row.cells.begin(), row.cells.end(), [](const Cell& cell) {
           return trimmed(cell.text).empty();
         });
}

// Titles may be broken over lines to fit a narrow column.
std::string title_of(const Cell& cell) {
  std::string title;
  for (const char c : trimmed(cell.text))
    if (c != '\n' && c != '\r') title += c;
  return title;
}

Status read_titles(const RawRow& row, Table& table) {
  for (const Cell& cell : row.cells) table.titles.push_back(title_of(cell));
  while (!table.titles.empty() && table.titles.back().empty())
    table.titles.pop_back();
  std::set<std::string_view> seen;
  for (const std::string& title : table.titles)
    if (!title.empty() && !seen.insert(title).second)
      return Error{ErrorCode::invalid,
                   {"table.title_twice", {{"title", title}}}};
  if (table.titles.size() <= limits::table_columns_max) return Done{};
  return Error{ErrorCode::invalid,
               {"table.too_many_columns",
                {{"max", std::to_string(limits::table_columns_max)}}}};
}

std::size_t used_cells(const RawRow& row) {
  std::size_t used = row.cells.size();
  while (used > 0 && row.cells[used - 1].kind == CellKind::empty) --used;
  return used;
}

// Sheets leave out cells that are empty; a text that has too few has lost some.
TableRow fitted(RawRow raw, const Table& table) {
  TableRow row;
  row.number = static_cast<std::int64_t>(table.rows.size()) + 1;
  row.line = raw.line;
  const std::size_t wanted = table.titles.size();
  const std::size_t used = used_cells(raw);
  const std::size_t found =
      used > wanted || table.form == TableForm::xlsx ? used : raw.cells.size();
  if (!raw.problem.empty())
    row.problems.emplace_back(wanted, std::move(raw.problem));
  else if (used > wanted ||
           (table.form == TableForm::csv && raw.cells.size() < wanted))
    row.problems.emplace_back(wanted,
                              Message{"table.ragged",
                                      {{"found", std::to_string(found)},
                                       {"expected", std::to_string(wanted)}}});
  for (auto& [column, problem] : raw.cell_problems)
    row.problems.emplace_back(std::min(column, wanted), std::move(problem));
  row.cells = std::move(raw.cells);
  row.cells.resize(wanted);
  row.cells.shrink_to_fit();
  return row;
}

}  // namespace

std::string_view trimmed(std::string_view text) {
  constexpr std::array<std::string_view, 6> kSpaces = {
      " ", "\t", "\r", "\n", "\xC2\xA0", "\xE3\x80\x80"};
  bool again = true;
  while (again) {
    again = false;
    for (const std::string_view space : kSpaces) {
      if (text.starts_with(space)) {
        text.remove_prefix(space.size());
        again = true;
      }
      if (text.ends_with(space)) {
        text.remove_suffix(space.size());
        again = true;
      }
    }
  }
  return text;
}

Result<Table> with_titles(std::vector<RawRow> raw, TableForm form) {
  Table table;
  table.form = form;
  bool has_titles = false;
  bool is_first = true;
  for (RawRow& row : raw) {
    if (is_empty(row)) continue;
    if (!has_titles) {
      if (!row.problem.empty())
        return Error{ErrorCode::invalid,
                     {"table.bad_titles",
                      {{"line", std::to_string(row.line)},
                       {"why", std::move(row.problem)}}}};
      OT_CHECK(read_titles(row, table));
      has_titles = true;
      continue;
    }
    const bool is_hint = is_first && !row.cells.empty() &&
                         trimmed(row.cells.front().text).starts_with('#');
    is_first = false;
    if (is_hint) continue;
    table.rows.push_back(fitted(std::move(row), table));
  }
  if (!has_titles) return Error{ErrorCode::invalid, {"table.no_titles", {}}};
  return table;
}

namespace {

std::vector<RawRow> raw_rows(std::vector<CsvRecord> records) {
  std::vector<RawRow> rows;
  rows.reserve(records.size());
  for (CsvRecord& record : records) {
    RawRow& row = rows.emplace_back();
    row.line = record.line;
    row.problem = std::move(record.problem);
    row.cells.reserve(record.cells.size());
    for (std::string& cell : record.cells)
      row.cells.push_back(
          {cell.empty() ? CellKind::empty : CellKind::text, std::move(cell)});
  }
  return rows;
}

bool looks_like_json_lines(std::string_view text, std::string_view name) {
  for (const std::string_view end : {".jsonl", ".ndjson", ".json"})
    if (name.ends_with(end)) return true;
  return trimmed(text.substr(0, 64)).starts_with('{');
}

}  // namespace

}  // namespace table

Result<Table> parse_table(std::string bytes, std::string_view name,
                          const TableOptions& options) {
  const bool is_xlsx = options.form ? *options.form == TableForm::xlsx
                                    : table::looks_like_xlsx(bytes);
  if (is_xlsx) {
    OT_TRY(table::RawSheet sheet, table::read_xlsx(bytes, options.sheet));
    OT_TRY(Table read,
           table::with_titles(std::move(sheet.rows), TableForm::xlsx));
    read.sheet = std::move(sheet.name);
    return read;
  }
  OT_TRY(table::Decoded decoded,
         table::decode(std::move(bytes), options.encoding));
  const bool is_json = options.form
                           ? *options.form == TableForm::json_lines
                           : table::looks_like_json_lines(decoded.text, name);
  if (is_json) {
    OT_TRY(Table read, table::read_json_lines(decoded.text));
    read.encoding = decoded.encoding;
    return read;
  }
  OT_TRY(std::vector<table::CsvRecord> records, table::read_csv(decoded.text));
  decoded.text.clear();
  OT_TRY(Table read, table::with_titles(table::raw_rows(std::move(records)),
                                        TableForm::csv));
  read.encoding = std::move(decoded.encoding);
  return read;
}

Result<std::string> read_table_file(const std::string& path) {
  const bool is_input = path == "-";
  const std::unique_ptr<FILE, int (*)(FILE*)> opened(
      is_input ? nullptr : std::fopen(path.c_str(), "rbe"), &std::fclose);
  FILE* file = is_input ? stdin : opened.get();
  if (file == nullptr)
    return Error{
        errno == ENOENT ? ErrorCode::not_found : ErrorCode::unavailable,
        {errno == ENOENT ? "table.no_file" : "table.cannot_read",
         {{"path", path}}}};
  std::string bytes;
  std::array<char, 64 << 10> buffer;
  while (const std::size_t got =
             std::fread(buffer.data(), 1, buffer.size(), file)) {
    bytes.append(buffer.data(), got);
    if (bytes.size() > limits::table_bytes_max)
      return Error{ErrorCode::invalid,
                   {"table.too_large",
                    {{"max", std::to_string(limits::table_bytes_max >> 20)}}}};
  }
  if (std::ferror(file) != 0)
    return Error{ErrorCode::unavailable,
                 {"table.cannot_read", {{"path", path}}}};
  return bytes;
}

std::string row_digest(const Table& table, const TableRow& row) {
  std::string text;
  for (std::size_t i = 0; i < row.cells.size(); ++i) {
    if (row.cells[i].kind == CellKind::empty) continue;
    const std::string& title = table.titles[i];
    const std::string& cell = row.cells[i].text;
    text += std::to_string(title.size()) + ":" + title +
            std::to_string(cell.size()) + ":" + cell;
  }
  return to_hex(sha256(text));
}

std::string table_digest(const Table& table) {
  std::string text;
  for (const std::string& title : table.titles)
    text += std::to_string(title.size()) + ":" + title;
  for (const TableRow& row : table.rows) text += row_digest(table, row);
  return to_hex(sha256(text));
}

}  // namespace onething
