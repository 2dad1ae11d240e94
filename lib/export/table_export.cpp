// SPDX-License-Identifier: Apache-2.0

#include <filesystem>
#include <optional>
#include <system_error>

#include "export/case_rows.h"
#include "export/new_stream.h"
#include "export/table_writer.h"
#include "run/definitions.h"

namespace onething {

namespace {

using exchange::kTables;
using exchange::TableKind;

Error cannot_write() {
  return {ErrorCode::unavailable, {"export.cannot_write", {}}};
}

std::string_view ending(ExportForm form) {
  return form == ExportForm::csv ? ".csv" : ".json";
}

}  // namespace

std::vector<std::string_view> export_tables() {
  std::vector<std::string_view> names;
  for (std::size_t i = 0; i < kTables; ++i)
    names.push_back(exchange::short_name(static_cast<TableKind>(i)));
  return names;
}

std::string_view national_name(std::string_view table) {
  for (std::size_t i = 0; i < kTables; ++i)
    if (exchange::short_name(static_cast<TableKind>(i)) == table)
      return exchange::national_name(static_cast<TableKind>(i));
  return {};
}

class TableExport::Impl {
 public:
  Impl(Store& store, ExportOptions options)
      : store_(store), definitions_(store, {}), options_(std::move(options)) {}

  // A folder that was made for nothing goes again; one with files stays.
  ~Impl() {
    files_.clear();
    std::error_code ignored;
    if (!made_.empty()) std::filesystem::remove(made_, ignored);
  }
  Impl(const Impl&) = delete;
  Impl& operator=(const Impl&) = delete;

  Status open(const std::string& folder, ExportForm form) {
    std::error_code error;
    if (std::filesystem::create_directories(folder, error)) made_ = folder;
    if (error)
      return Error{ErrorCode::unavailable,
                   {"export.no_folder",
                    {{"folder", folder}, {"reason", error.message()}}}};
    const std::string base = folder + "/";
    for (std::size_t i = 0; i < kTables; ++i) {
      const auto table = static_cast<TableKind>(i);
      OT_TRY(auto file, exchange::NewStream::make(
                            base + std::string(exchange::national_name(table)) +
                            std::string(ending(form))));
      exchange::NewStream* to = file.get();
      files_.push_back(std::move(file));
      OT_CHECK(begin(table, form,
                     [to](std::string_view text) { return to->write(text); }));
    }
    OT_TRY(auto systems, exchange::NewStream::make(base + "code_systems" +
                                                   std::string(ending(form))));
    files_.push_back(std::move(systems));
    if (!files_.back()->write(exchange::code_systems(form)))
      return cannot_write();
    return Done{};
  }

  Status begin(TableKind table, ExportForm form, Write write) {
    writers_.emplace_back(table, form, std::move(write));
    if (!writers_.back().begin()) return cannot_write();
    return Done{};
  }

  Status add(const CaseId& id) {
    OT_TRY(const exchange::StoredCase read,
           exchange::read_case(store_, definitions_, id));
    if (options_.admits) OT_CHECK(options_.admits(read.view));
    const exchange::Rows rows = exchange::rows_of(read, options_);
    for (exchange::TableWriter& writer : writers_)
      for (const exchange::Row& row :
           rows[static_cast<std::size_t>(writer.table())])
        if (!writer.add(row)) return cannot_write();
    return Done{};
  }

  Result<std::vector<std::pair<std::string_view, std::int64_t>>> end() {
    std::vector<std::pair<std::string_view, std::int64_t>> counts;
    for (exchange::TableWriter& writer : writers_) {
      if (!writer.end()) return cannot_write();
      counts.emplace_back(exchange::short_name(writer.table()), writer.rows());
    }
    for (const auto& file : files_) OT_CHECK(file->keep());
    return counts;
  }

 private:
  Store& store_;
  run::Definitions definitions_;
  ExportOptions options_;
  std::string made_;
  std::vector<std::unique_ptr<exchange::NewStream>> files_;
  std::vector<exchange::TableWriter> writers_;
};

TableExport::TableExport(std::unique_ptr<Impl> impl) : impl_(std::move(impl)) {}
TableExport::TableExport(TableExport&&) noexcept = default;
TableExport::~TableExport() = default;

Result<TableExport> TableExport::into_folder(Store& store,
                                             const std::string& folder,
                                             ExportForm form,
                                             ExportOptions options) {
  auto impl = std::make_unique<Impl>(store, std::move(options));
  OT_CHECK(impl->open(folder, form));
  return TableExport(std::move(impl));
}

Result<TableExport> TableExport::of_table(Store& store, std::string_view table,
                                          ExportForm form,
                                          ExportOptions options, Write write) {
  auto impl = std::make_unique<Impl>(store, std::move(options));
  for (std::size_t i = 0; i < kTables; ++i)
    if (exchange::short_name(static_cast<TableKind>(i)) == table) {
      OT_CHECK(impl->begin(static_cast<TableKind>(i), form, std::move(write)));
      return TableExport(std::move(impl));
    }
  return Error{ErrorCode::not_found,
               {"export.no_table", {{"table", std::string(table)}}}};
}

Status TableExport::add(const CaseId& id) { return impl_->add(id); }

Result<std::vector<std::pair<std::string_view, std::int64_t>>>
TableExport::end() {
  return impl_->end();
}

}  // namespace onething
