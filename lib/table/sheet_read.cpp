// SPDX-License-Identifier: Apache-2.0

#include "table/sheet_read.h"

#include <charconv>
#include <optional>
#include <utility>

#include "base/limits.h"
#include "table/serial_date.h"
#include "table/xml_read.h"

namespace onething::table {

namespace {

// "BC12" -> 54 and 12; 0 where a part is missing or beyond all sheets.
struct Place {
  std::size_t column = 0;
  std::int64_t row = 0;
};

Place place_of(std::string_view text) {
  Place place;
  std::size_t at = 0;
  constexpr std::size_t kLetters = 26;
  constexpr std::size_t kBeyond = 1 << 20;
  for (; at < text.size() && text[at] >= 'A' && text[at] <= 'Z'; ++at)
    if (place.column < kBeyond)
      place.column = place.column * kLetters +
                     static_cast<std::size_t>(text[at] - 'A' + 1);
  std::from_chars(text.data() + at, text.data() + text.size(), place.row);
  return place;
}

class SheetRows final : public XmlHandler {
 public:
  explicit SheetRows(const SheetSurroundings& around) : around_(around) {}

  void opened(std::string_view name, const Attributes& attributes) override {
    if (name == "row") {
      RawRow& row = rows.emplace_back();
      row.line = last_line_ + 1;
      if (const auto r = attributes.find("r"); r != attributes.end())
        std::from_chars(r->second.data(), r->second.data() + r->second.size(),
                        row.line);
      last_line_ = row.line;
      last_column_ = 0;
      if (rows.size() > limits::table_rows_max)
        problem_ = {"table.too_many_rows",
                    {{"max", std::to_string(limits::table_rows_max)}}};
    } else if (name == "c" && !rows.empty()) {
      begin_cell(attributes);
    } else if (name == "v" || name == "t") {
      takes_text_ = in_cell_ && !spoken_;
    } else if (name == "f") {
      has_formula_ = true;
    } else if (name == "rPh") {
      spoken_ = true;
    }
  }

  void closed(std::string_view name) override {
    if (name == "v" || name == "t") takes_text_ = false;
    if (name == "rPh") spoken_ = false;
    if (name == "c" && in_cell_) end_cell();
  }

  void text(std::string_view text) override {
    if (takes_text_) value_ += text;
  }

  Message problem() const override { return problem_; }

  std::vector<RawRow> rows;

 private:
  void begin_cell(const Attributes& attributes) {
    const auto get = [&](std::string_view name) {
      const auto found = attributes.find(name);
      return found == attributes.end() ? std::string() : found->second;
    };
    in_cell_ = true;
    value_.clear();
    has_formula_ = false;
    kind_ = get("t");
    const std::string style = get("s");
    style_ = 0;
    std::from_chars(style.data(), style.data() + style.size(), style_);
    const Place place = place_of(get("r"));
    column_ = place.column > 0 ? place.column : last_column_ + 1;
    last_column_ = column_;
  }

  void end_cell() {
    in_cell_ = false;
    RawRow& row = rows.back();
    const std::size_t index = column_ - 1;
    Cell cell = cell_of(row, index);
    if (cell.kind == CellKind::empty) return;
    if (column_ > limits::table_columns_max) {
      problem_ = {"table.too_many_columns",
                  {{"max", std::to_string(limits::table_columns_max)}}};
      return;
    }
    if (cell.text.size() > limits::cell_bytes_max) {
      complain(row, index,
               {"table.cell_too_long",
                {{"max", std::to_string(limits::cell_bytes_max)}}});
      return;
    }
    if (row.cells.size() < column_) row.cells.resize(column_);
    row.cells[index] = std::move(cell);
  }

  static void complain(RawRow& row, std::size_t column, Message problem) {
    row.cell_problems.emplace_back(column, std::move(problem));
  }

  Cell cell_of(RawRow& row, std::size_t column) {
    if (value_.empty()) {
      if (has_formula_ && kind_ != "str")
        complain(row, column, {"table.formula_without_value", {}});
      return {};
    }
    if (kind_ == "s") return shared(row, column);
    if (kind_ == "str" || kind_ == "inlineStr") return {CellKind::text, value_};
    if (kind_ == "b")
      return {CellKind::boolean, value_ == "1" ? "true" : "false"};
    if (kind_ == "d") return {CellKind::date, value_};
    if (kind_ == "e") {
      complain(row, column, {"table.cell_error", {{"text", value_}}});
      return {};
    }
    const bool is_date =
        style_ < around_.date_formats.size() && around_.date_formats[style_];
    if (is_date)
      if (std::optional<std::string> date =
              serial_date(value_, around_.from_1904))
        return {CellKind::date, std::move(*date)};
    return {CellKind::number, value_};
  }

  Cell shared(RawRow& row, std::size_t column) {
    std::size_t index = around_.texts.size();
    std::from_chars(value_.data(), value_.data() + value_.size(), index);
    if (index >= around_.texts.size()) {
      complain(row, column, {"table.text_missing", {}});
      return {};
    }
    if (around_.texts[index].empty()) return {};
    return {CellKind::text, around_.texts[index]};
  }

  const SheetSurroundings& around_;
  std::int64_t last_line_ = 0;
  std::size_t last_column_ = 0;
  std::size_t column_ = 0;
  std::size_t style_ = 0;
  std::string kind_;
  std::string value_;
  bool in_cell_ = false;
  bool takes_text_ = false;
  bool spoken_ = false;
  bool has_formula_ = false;
  Message problem_;
};

}  // namespace

Result<std::vector<RawRow>> read_sheet(Archive& archive,
                                       const std::string& part,
                                       const SheetSurroundings& surroundings) {
  SheetRows sheet(surroundings);
  OT_CHECK(read_xml(archive, part, sheet));
  return std::move(sheet.rows);
}

}  // namespace onething::table
