// SPDX-License-Identifier: Apache-2.0

#include "table/csv_read.h"

#include <array>
#include <utility>

#include "base/limits.h"

namespace onething::table {

namespace {

// What stands most often between cells of the first line, outside quotes.
char separator_of(std::string_view text) {
  std::array<std::pair<char, int>, 3> counts = {
      {{',', 0}, {'\t', 0}, {';', 0}}};
  bool quoted = false;
  for (const char c : text) {
    if (c == '"') quoted = !quoted;
    if (quoted) continue;
    if (c == '\n' || c == '\r') break;
    for (auto& [sign, count] : counts) count += c == sign ? 1 : 0;
  }
  auto best = counts[0];
  for (const auto& each : counts)
    if (each.second > best.second) best = each;
  return best.first;
}

class Reader {
 public:
  explicit Reader(std::string_view text)
      : text_(text), separator_(separator_of(text)) {}

  Result<std::vector<CsvRecord>> run() {
    std::vector<CsvRecord> records;
    while (at_ < text_.size()) {
      if (records.size() > limits::table_rows_max)
        return Error{ErrorCode::invalid,
                     {"table.too_many_rows",
                      {{"max", std::to_string(limits::table_rows_max)}}}};
      OT_TRY(CsvRecord record, record_at());
      records.push_back(std::move(record));
    }
    return records;
  }

 private:
  bool is_at(char c) const { return at_ < text_.size() && text_[at_] == c; }
  bool at_end_of_line() const {
    return at_ >= text_.size() || text_[at_] == '\n' || text_[at_] == '\r';
  }

  Result<CsvRecord> record_at() {
    CsvRecord record;
    record.line = line_;
    while (true) {
      OT_TRY(std::string cell, is_at('"') ? quoted(record) : plain());
      if (cell.size() > limits::cell_bytes_max) {
        complain(record, {"table.cell_too_long",
                          {{"max", std::to_string(limits::cell_bytes_max)}}});
        cell.clear();
      }
      if (cell.find('\0') != std::string::npos)
        complain(record, {"table.nul", {}});
      record.cells.push_back(std::move(cell));
      if (!is_at(separator_)) break;
      ++at_;
    }
    if (is_at('\r')) ++at_;
    if (is_at('\n')) ++at_;
    ++line_;
    return record;
  }

  static void complain(CsvRecord& record, Message problem) {
    if (record.problem.empty()) record.problem = std::move(problem);
  }

  Result<std::string> plain() {
    const std::size_t begin = at_;
    while (!at_end_of_line() && text_[at_] != separator_) ++at_;
    return std::string(text_.substr(begin, at_ - begin));
  }

  Result<std::string> quoted(CsvRecord& record) {
    const std::int64_t opened = line_;
    std::string cell;
    ++at_;
    while (true) {
      const std::size_t quote = text_.find('"', at_);
      if (quote == std::string_view::npos)
        return Error{ErrorCode::invalid,
                     {"table.quote_open", {{"line", std::to_string(opened)}}}};
      for (std::size_t i = at_; i < quote; ++i) line_ += text_[i] == '\n';
      cell += text_.substr(at_, quote - at_);
      at_ = quote + 1;
      if (!is_at('"')) break;
      cell += '"';
      ++at_;
    }
    if (!at_end_of_line() && text_[at_] != separator_) {
      complain(record, {"table.after_quote", {}});
      OT_TRY(const std::string rest, plain());
      cell += rest;
    }
    return cell;
  }

  std::string_view text_;
  char separator_;
  std::size_t at_ = 0;
  std::int64_t line_ = 1;
};

}  // namespace

Result<std::vector<CsvRecord>> read_csv(std::string_view text) {
  return Reader(text).run();
}

}  // namespace onething::table
