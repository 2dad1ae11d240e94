// SPDX-License-Identifier: Apache-2.0

#include "batch_file.h"

#include <algorithm>
#include <filesystem>
#include <utility>

#include "onething/file_shelf.h"

namespace onething::cli {

namespace {

std::string absolute(const std::string& path) {
  if (path.empty() || path == "-") return path;
  std::error_code ignored;
  const std::filesystem::path whole = std::filesystem::absolute(path, ignored);
  return ignored ? path : whole.lexically_normal().string();
}

std::string text_at(const Value& value, std::string_view name) {
  const Value* member = value.find(name);
  const std::string* text = member == nullptr ? nullptr : member->text();
  return text == nullptr ? std::string() : *text;
}

// What identifies a batch beside its rows: what they are read as.
Result<std::string> options_of(const BatchSource& source) {
  Object options{{"key", source.key}};
  if (!source.map.empty()) {
    OT_TRY(const std::string map, read_table_file(source.map));
    options.set("columns", to_hex(sha256(map)));
  }
  return to_canonical(options);
}

// Where it was, for whoever goes on with it; no part of what it is.
std::string remembered(const BatchSource& source) {
  return to_canonical(Object{{"data", absolute(source.data)},
                             {"encoding", source.encoding},
                             {"map", absolute(source.map)},
                             {"sheet", source.sheet}});
}

void say_what_was_read(const Session& session, const BatchSource& source,
                       const BatchFile& file) {
  session.say(
      {"batch.read",
       {{"rows", std::to_string(file.table.rows.size())},
        {"source", source.data == "-" ? session.text({"cli.standard_input", {}})
                                      : source.data},
        {"form", file.table.form == TableForm::xlsx
                     ? "XLSX, " + file.table.sheet
                     : file.table.encoding}}});
  std::string unused;
  const auto is_ignored = [&](const std::string& title) {
    const std::vector<Spelled>& ignored = file.columns.columns.ignore;
    return std::any_of(ignored.begin(), ignored.end(),
                       [&](const Spelled& each) { return each.text == title; });
  };
  for (const ColumnUse& use : file.mapping->uses())
    if (use.field.empty() && !use.title.empty() && !is_ignored(use.title))
      unused += (unused.empty() ? "" : ", ") + use.title;
  if (!unused.empty())
    session.say({"batch.columns_unused", {{"columns", unused}}});
}

}  // namespace

BatchSource source_of(const Arguments& arguments) {
  BatchSource source;
  source.workflow = arguments.get("WORKFLOW");
  source.data = arguments.get("DATA");
  source.map = arguments.get("--map");
  source.key = arguments.get("--key");
  source.sheet = arguments.get("--sheet");
  if (arguments.has("--encoding"))
    source.encoding = arguments.get("--encoding");
  return source;
}

Result<BatchSource> source_of(const BatchRow& row, const Arguments& arguments) {
  OT_TRY(const Value kept, parse_canonical(row.source));
  OT_TRY(const Value options, parse_canonical(row.options));
  BatchSource source;
  source.workflow = row.workflow;
  source.key = text_at(options, "key");
  source.data = text_at(kept, "data");
  source.map = text_at(kept, "map");
  source.sheet = text_at(kept, "sheet");
  source.encoding = text_at(kept, "encoding");
  if (arguments.has("--data")) source.data = arguments.get("--data");
  if (arguments.has("--map")) source.map = arguments.get("--map");
  return source;
}

Result<std::unique_ptr<BatchFile>> load_batch_file(Session& session,
                                                   const BatchSource& source) {
  OT_TRY(const Workflow* workflow, session.find_workflow(source.workflow));
  OT_TRY(const LoadedProject* project, session.open_project(""));
  auto file = std::make_unique<BatchFile>();
  OT_TRY(std::string bytes, read_table_file(source.data));
  OT_TRY(file->table, parse_table(std::move(bytes), source.data,
                                  {source.encoding, source.sheet, {}}));
  if (!source.map.empty()) {
    OT_TRY(file->columns, load_columns(source.map, *workflow));
    if (has_errors(file->columns.diagnostics)) {
      session.show(file->columns.diagnostics, file->columns.sources);
      return Error{ErrorCode::invalid, {"batch.columns_have_errors", {}}};
    }
  }
  OT_TRY(file->mapping,
         RowMapping::make(*workflow, file->table,
                          source.map.empty() ? nullptr : &file->columns.columns,
                          source.key));
  OT_TRY(std::string options, options_of(source));
  file->input.emplace(BatchInput{*project, *workflow, file->table,
                                 *file->mapping, remembered(source),
                                 std::move(options)});
  say_what_was_read(session, source, *file);
  return file;
}

Result<std::unique_ptr<BatchFile>> load_batch_file(Session& session,
                                                   const BatchRow& row,
                                                   const Arguments& arguments) {
  OT_TRY(const BatchSource source, source_of(row, arguments));
  OT_TRY(std::unique_ptr<BatchFile> file, load_batch_file(session, source));
  if (make_batch_id(*file->input) == row.id) return file;
  return Error{
      ErrorCode::invalid,
      {"batch.other_content", {{"source", source.data}, {"batch", row.id}}}};
}

Result<BatchRow> find_batch(Session& session, const std::string& id) {
  OT_TRY(Store * store, session.open_store());
  BatchShelf* shelf = store->batch_shelf();
  if (shelf == nullptr)
    return Error{ErrorCode::invalid, {"batch.store_has_none", {}}};
  Result<BatchRow> exact = shelf->batch(id);
  if (exact || exact.error().code != ErrorCode::not_found) return exact;
  constexpr std::size_t kEnough = 4;
  if (id.size() < kEnough) return exact;
  constexpr int kPage = 500;
  std::optional<BatchRow> found;
  std::string after;
  while (true) {
    OT_TRY(const std::vector<BatchRow> page, shelf->batches(after, kPage));
    for (const BatchRow& row : page) {
      after = row.id;
      if (!row.id.starts_with(id)) continue;
      if (found) return exact;
      found = row;
    }
    if (std::cmp_less(page.size(), kPage)) break;
  }
  if (!found) return exact;
  return *found;
}

std::string defect_line(const Session& session, const RowDefect& defect) {
  const std::string problem = session.text(defect.problem);
  std::string name = defect.column;
  if (name.empty() && !defect.title.empty()) name = session.text(defect.title);
  if (name.empty()) name = defect.field;
  if (name.empty()) return problem;
  return session.text(
      {"batch.defect", {{"column", name}, {"problem", problem}}});
}

std::string defects_line(const Session& session,
                         const std::vector<RowDefect>& defects) {
  std::string line;
  for (const RowDefect& defect : defects)
    line += (line.empty() ? "" : "; ") + defect_line(session, defect);
  return line;
}

int write_out(Session& session, const std::string& path,
              const std::string& bytes) {
  if (path.empty() || path == "-") {
    session.print(bytes);
    return exit_done;
  }
  const Status written = write_file_anew(path, bytes);
  if (!written) return session.fail(written.error());
  session.say({"batch.written", {{"path", path}}});
  return exit_done;
}

}  // namespace onething::cli
