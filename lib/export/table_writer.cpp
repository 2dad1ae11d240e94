// SPDX-License-Identifier: Apache-2.0

#include "export/table_writer.h"

#include "onething/table.h"

namespace onething::exchange {

namespace {

// Every code of a coded column; one without a code where they are not listed.
template <typename Visit>
void for_each_code(TableKind table, Visit visit) {
  for (const Column& column : columns_of(table)) {
    if (column.code_system.empty()) continue;
    bool has_any = false;
    for (const Code& code : codes()) {
      if (code.system != column.code_system) continue;
      visit(column, &code);
      has_any = true;
    }
    if (!has_any) visit(column, nullptr);
  }
}

// A code that is the word itself is its own meaning.
std::string meaning_of(const Code& code) {
  return render({find_message_key(code.meaning), {}}, Language::zh);
}
std::string code_of(const Code& code) {
  return code.code.empty() ? meaning_of(code) : std::string(code.code);
}

List systems_of(TableKind table) {
  List all;
  for (const Column& column : columns_of(table)) {
    if (column.code_system.empty()) continue;
    Object listed;
    for (const Code& code : codes())
      if (code.system == column.code_system)
        listed.set(code_of(code), meaning_of(code));
    all.push_back(
        Object{{"column", std::string(column.name)},
               {"code_system", std::string(system_name(column.code_system))},
               {"codes", std::move(listed)}});
  }
  return all;
}

}  // namespace

bool TableWriter::begin() {
  if (form_ == ExportForm::json) {
    std::string head =
        to_json(Object{{"table", std::string(national_name(table_))},
                       {"code_systems", systems_of(table_)}});
    head.pop_back();
    return write_(head + ",\"rows\":[");
  }
  std::vector<std::string> names;
  for (const Column& column : columns_of(table_))
    names.emplace_back(column.name);
  return write_(std::string(utf8_mark) + csv_line(names));
}

bool TableWriter::add(const Row& row) {
  std::vector<std::string> cells;
  Object members;
  for (const Column& column : columns_of(table_)) {
    const auto found = row.find(column.name);
    std::string text = found == row.end() ? std::string() : found->second;
    if (form_ == ExportForm::json)
      members.append(std::string(column.name), std::move(text));
    else
      cells.push_back(std::move(text));
  }
  const bool is_first = rows_++ == 0;
  if (form_ == ExportForm::csv) return write_(csv_line(cells));
  return write_((is_first ? "\n" : ",\n") + to_json(Value(std::move(members))));
}

bool TableWriter::end() { return form_ == ExportForm::csv || write_("\n]}\n"); }

std::string code_systems(ExportForm form) {
  if (form == ExportForm::json) {
    Object tables;
    for (std::size_t i = 0; i < kTables; ++i) {
      const auto table = static_cast<TableKind>(i);
      tables.set(national_name(table), systems_of(table));
    }
    return to_json(Object{{"code_systems", std::move(tables)}}, 2) + "\n";
  }
  std::string text(utf8_mark);
  const std::vector<std::string> titles = {"table", "column", "code_system",
                                           "code", "meaning"};
  text += csv_line(titles);
  for (std::size_t i = 0; i < kTables; ++i) {
    const auto table = static_cast<TableKind>(i);
    for_each_code(table, [&](const Column& column, const Code* code) {
      const std::vector<std::string> cells = {
          std::string(national_name(table)), std::string(column.name),
          std::string(system_name(column.code_system)),
          code == nullptr ? std::string() : code_of(*code),
          code == nullptr ? std::string() : meaning_of(*code)};
      text += csv_line(cells);
    });
  }
  return text;
}

}  // namespace onething::exchange
