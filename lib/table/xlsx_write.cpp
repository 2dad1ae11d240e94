// SPDX-License-Identifier: Apache-2.0
//
// Workbooks by libxlsxwriter, which writes to a file: it gets one of its own
// that has no name any more when we return.

#include <unistd.h>

#include <algorithm>
#include <array>
#include <cstdio>
#include <cstdlib>
#include <utility>

#include "onething/table.h"
#include "onething/text.h"
#include "table/xlsx_library.h"

namespace onething {

namespace {

using table::XlsxLibrary;

constexpr lxw_row_t kRowsBelow = 100'000;  // For which choices are offered.
constexpr std::size_t kChoicesMax = 255;   // Characters, by Excel.

Error cannot_write() {
  return {ErrorCode::unavailable, {"table.cannot_write", {}}};
}

// A name of our own, gone with it.
class TemporaryFile {
 public:
  TemporaryFile() {
    const char* folder = std::getenv("TMPDIR");
    path_ =
        std::string(folder == nullptr ? "/tmp" : folder) + "/onething-XXXXXX";
    const int file = ::mkstemp(path_.data());
    if (file < 0)
      path_.clear();
    else
      ::close(file);
  }
  TemporaryFile(const TemporaryFile&) = delete;
  TemporaryFile& operator=(const TemporaryFile&) = delete;
  ~TemporaryFile() {
    if (!path_.empty()) ::unlink(path_.c_str());
  }
  const std::string& path() const { return path_; }

 private:
  std::string path_;
};

class Writer {
 public:
  Writer(const XlsxLibrary& library, lxw_workbook* workbook)
      : library_(library), workbook_(workbook) {
    head_ = library_.add_format(workbook_);
    text_ = library_.add_format(workbook_);
    date_ = library_.add_format(workbook_);
    library_.set_bold(head_);
    library_.set_num_format(text_, "@");
    library_.set_num_format(date_, "yyyy-mm-dd");
  }

  bool write(const Sheet& sheet) {
    lxw_worksheet* page = library_.add_worksheet(workbook_, sheet.name.c_str());
    if (page == nullptr) return false;
    bool fine = true;
    for (std::size_t i = 0; i < sheet.columns.size(); ++i)
      fine = write_column(page, static_cast<lxw_col_t>(i), sheet) && fine;
    lxw_row_t line = 0;
    for (const std::vector<std::string>& row : sheet.rows) {
      ++line;
      for (std::size_t i = 0; i < row.size(); ++i)
        if (!row[i].empty())
          fine = library_.write_string(page, line, static_cast<lxw_col_t>(i),
                                       row[i].c_str(), text_) == LXW_NO_ERROR &&
                 fine;
    }
    library_.freeze_panes(page, 1, 0);
    return fine;
  }

 private:
  bool write_column(lxw_worksheet* page, lxw_col_t at, const Sheet& sheet) {
    const SheetColumn& column = sheet.columns[at];
    constexpr std::size_t kNarrowest = 10;
    constexpr std::size_t kWidest = 40;
    const auto width = static_cast<double>(
        std::clamp(display_width(column.title) + 2, kNarrowest, kWidest));
    lxw_format* look = column.look == SheetColumn::Look::text   ? text_
                       : column.look == SheetColumn::Look::date ? date_
                                                                : nullptr;
    library_.set_column(page, at, at, width, look);
    bool fine = library_.write_string(page, 0, at, column.title.c_str(),
                                      head_) == LXW_NO_ERROR;
    if (!column.remark.empty())
      library_.write_comment(page, 0, at, column.remark.c_str());
    std::size_t size = 0;
    std::vector<char*> choices;
    for (const std::string& choice : column.choices) {
      // The library copies them.
      choices.push_back(const_cast<char*>(choice.c_str()));
      size += count_code_points(choice) + 1;
    }
    if (choices.empty() || size > kChoicesMax) return fine;
    choices.push_back(nullptr);
    lxw_data_validation validation{};
    validation.validate = LXW_VALIDATION_TYPE_LIST;
    validation.value_list = choices.data();
    library_.validate(page, 1, at, kRowsBelow, at, &validation);
    return fine;
  }

  const XlsxLibrary& library_;
  lxw_workbook* workbook_;
  lxw_format* head_ = nullptr;
  lxw_format* text_ = nullptr;
  lxw_format* date_ = nullptr;
};

}  // namespace

Result<std::string> write_xlsx(std::span<const Sheet> sheets) {
  OT_TRY(const XlsxLibrary library, table::load_xlsx_writer());
  const TemporaryFile file;
  if (file.path().empty()) return cannot_write();
  lxw_workbook_options options{};
  lxw_workbook* workbook = library.workbook_new(file.path().c_str(), &options);
  if (workbook == nullptr) return cannot_write();
  Writer writer(library, workbook);
  bool fine = true;
  for (const Sheet& sheet : sheets) fine = writer.write(sheet) && fine;
  fine = library.close(workbook) == LXW_NO_ERROR && fine;
  if (!fine) return cannot_write();
  return read_table_file(file.path());
}

}  // namespace onething
