// SPDX-License-Identifier: Apache-2.0

#include "table/xlsx_parts.h"

#include <charconv>
#include <map>
#include <utility>

#include "base/limits.h"
#include "table/serial_date.h"
#include "table/xml_read.h"

namespace onething::table {

namespace {

std::string get(const Attributes& attributes, std::string_view name) {
  const auto found = attributes.find(name);
  return found == attributes.end() ? std::string() : found->second;
}

int number_of(const std::string& text) {
  int number = -1;
  std::from_chars(text.data(), text.data() + text.size(), number);
  return number;
}

class SheetList final : public XmlHandler {
 public:
  void opened(std::string_view name, const Attributes& attributes) override {
    if (name == "workbookPr")
      from_1904 = get(attributes, "date1904") == "1" ||
                  get(attributes, "date1904") == "true";
    if (name != "sheet") return;
    const std::string state = get(attributes, "state");
    sheets.emplace_back(SheetName{get(attributes, "name"), "",
                                  !state.empty() && state != "visible"},
                        get(attributes, "id"));
  }
  void closed(std::string_view) override {}
  void text(std::string_view) override {}

  std::vector<std::pair<SheetName, std::string>> sheets;  // With relations.
  bool from_1904 = false;
};

class Relations final : public XmlHandler {
 public:
  void opened(std::string_view name, const Attributes& attributes) override {
    if (name == "Relationship")
      targets[get(attributes, "Id")] = get(attributes, "Target");
  }
  void closed(std::string_view) override {}
  void text(std::string_view) override {}

  std::map<std::string, std::string> targets;
};

// Pieces of one text stand in `t`, those in `rPh` only say how to speak them.
class SharedTexts final : public XmlHandler {
 public:
  void opened(std::string_view name, const Attributes&) override {
    if (name == "si") texts.emplace_back();
    if (name == "t") in_text_ = true;
    if (name == "rPh") spoken_ = true;
  }
  void closed(std::string_view name) override {
    if (name == "t") in_text_ = false;
    if (name == "rPh") spoken_ = false;
  }
  void text(std::string_view text) override {
    if (in_text_ && !spoken_ && !texts.empty()) texts.back() += text;
  }

  std::vector<std::string> texts;

 private:
  bool in_text_ = false;
  bool spoken_ = false;
};

class Formats final : public XmlHandler {
 public:
  void opened(std::string_view name, const Attributes& attributes) override {
    if (name == "numFmt")
      codes_[number_of(get(attributes, "numFmtId"))] =
          is_date_format(std::string_view(get(attributes, "formatCode")));
    if (name == "cellXfs") in_cells_ = true;
    if (name != "xf" || !in_cells_) return;
    const int number = number_of(get(attributes, "numFmtId"));
    const auto own = codes_.find(number);
    dates.push_back(own != codes_.end() ? own->second : is_date_format(number));
  }
  void closed(std::string_view name) override {
    if (name == "cellXfs") in_cells_ = false;
  }
  void text(std::string_view) override {}

  std::vector<bool> dates;

 private:
  std::map<int, bool> codes_;
  bool in_cells_ = false;
};

constexpr char kWorkbook[] = "xl/workbook.xml";
constexpr char kRelations[] = "xl/_rels/workbook.xml.rels";
constexpr char kTexts[] = "xl/sharedStrings.xml";
constexpr char kStyles[] = "xl/styles.xml";

}  // namespace

Result<Workbook> read_workbook(Archive& archive) {
  if (!archive.has(kWorkbook) || !archive.has(kRelations))
    return Error{ErrorCode::invalid, {"table.no_workbook", {}}};
  SheetList list;
  OT_CHECK(read_xml(archive, kWorkbook, list));
  Relations relations;
  OT_CHECK(read_xml(archive, kRelations, relations));
  Workbook workbook;
  workbook.from_1904 = list.from_1904;
  for (auto& [sheet, relation] : list.sheets) {
    const std::string& target = relations.targets[relation];
    sheet.part = target.starts_with('/') ? target.substr(1) : "xl/" + target;
    workbook.sheets.push_back(std::move(sheet));
  }
  if (workbook.sheets.empty())
    return Error{ErrorCode::invalid, {"table.no_workbook", {}}};
  return workbook;
}

Result<std::vector<std::string>> read_shared_texts(Archive& archive) {
  SharedTexts texts;
  if (archive.has(kTexts)) OT_CHECK(read_xml(archive, kTexts, texts));
  return std::move(texts.texts);
}

Result<std::vector<bool>> read_date_formats(Archive& archive) {
  Formats formats;
  if (archive.has(kStyles)) OT_CHECK(read_xml(archive, kStyles, formats));
  return std::move(formats.dates);
}

}  // namespace onething::table
