// SPDX-License-Identifier: Apache-2.0
//
// `export tables` and `export xes`: stored cases in the shapes that others
// read, one case after the other.

#include <functional>
#include <optional>
#include <utility>

#include "case_query.h"
#include "commands.h"
#include "onething/case_condition.h"
#include "onething/export.h"
#include "session.h"
#include "signals.h"

namespace onething::cli {

namespace {

constexpr int kPage = 200;  // Cases that are read at once.

Error usage(Message message) {
  return {ErrorCode::not_found, std::move(message)};
}

Status read_day(const Arguments& arguments, std::string_view name,
                std::optional<Date>& day) {
  if (!arguments.has(name)) return Done{};
  day = parse_date(arguments.get(name));
  if (day) return Done{};
  return usage(
      {"operation.bad_date",
       {{"option", std::string(name)}, {"value", arguments.get(name)}}});
}

// Every case that is meant, in the order of its number, page by page.
class Chosen {
 public:
  Status read(Session& session, const Arguments& arguments) {
    OT_TRY(store_, session.open_store());
    session_ = &session;
    named_ = arguments.all("CASE");
    filter_.workflow = arguments.get("--workflow");
    filter_.limit = kPage;
    std::optional<Date> since;
    std::optional<Date> until;
    OT_CHECK(read_day(arguments, "--since", since));
    OT_CHECK(read_day(arguments, "--until", until));
    if (since) filter_.received_from = start_of(*since);
    if (until)
      filter_.received_before = start_of(*until) + Duration{24 * 60 * 60};
    const bool has_conditions = since || until || arguments.has("--workflow") ||
                                arguments.has("--where");
    if (has_conditions && !named_.empty())
      return usage({"export.cases_and_conditions", {}});
    if (arguments.has("--where")) {
      OT_TRY(CaseCondition parsed, condition_of(session, arguments, filter_));
      condition_.emplace(std::move(parsed));
    }
    for (const std::string& id : named_) OT_CHECK(store_->row(CaseId{id}));
    return Done{};
  }

  // How many there were.
  Result<std::int64_t> each(const std::function<Status(const CaseId&)>& visit) {
    std::int64_t count = 0;
    for (const std::string& id : named_) {
      OT_CHECK(visit({id}));
      ++count;
    }
    if (!named_.empty()) return count;
    CaseFilter filter = filter_;
    while (true) {
      OT_TRY(const std::vector<CaseRow> page, store_->cases(filter));
      for (const CaseRow& row : page) {
        filter.after = page_mark(filter.order, row);
        OT_TRY(const bool fits, is_meant(row));
        if (!fits) continue;
        OT_CHECK(visit(row.id));
        ++count;
      }
      if (std::cmp_less(page.size(), kPage) || *stop_flag()) return count;
    }
  }

 private:
  Result<bool> is_meant(const CaseRow& row) {
    if (!condition_) return true;
    OT_CHECK(may_ask(*session_, *store_, *condition_, row));
    OT_TRY(const CaseCondition::Answer answer, condition_->holds(*store_, row));
    return answer == CaseCondition::Answer::yes;
  }

  Session* session_ = nullptr;
  Store* store_ = nullptr;
  std::vector<std::string> named_;
  CaseFilter filter_;
  std::optional<CaseCondition> condition_;
};

// Nothing of a case is written unmasked before the line that says so is stored.
Status note_unmasking(Session& session, const std::string& reason, Store& store,
                      const CaseId& id) {
  KeyShelf* shelf = store.key_shelf();
  if (shelf == nullptr)
    return Error{ErrorCode::invalid, {"seal.store_has_no_shelf", {}}};
  AccessLine line;
  line.at = session.clock().now();
  line.actor = session.actor().id;
  line.act = "unmasked";
  line.case_id = id.text;
  line.reason = reason;
  return shelf->add_line(line);
}

Result<ExportOptions> options_of(Session& session, const Arguments& arguments) {
  OT_TRY(Store * store, session.open_store());
  ExportOptions options;
  const bool unmask = arguments.has("--unmask");
  const std::string reason = arguments.get("--reason");
  if (unmask) {
    if (reason.empty())
      return usage({"cli.missing_option", {{"option", "--reason TEXT"}}});
    if (std::optional<Message> why =
            why_never(session.actor(), Act::see_personal))
      return Error{ErrorCode::invalid, std::move(*why)};
    options.unmasks = [&session](const CaseView& view, const Provenance* each) {
      Subject subject = view.parties;
      if (each != nullptr) {
        subject.departments = each->to;
        subject.departments.push_back(each->from);
      }
      return !why_not(session.actor(), Act::see_personal, subject);
    };
  }
  options.admits = [&session, store, unmask,
                    reason](const CaseView& view) -> Status {
    if (std::optional<Message> why =
            why_not(session.actor(), Act::trace, view.parties))
      return Error{ErrorCode::invalid, std::move(*why)};
    return unmask ? note_unmasking(session, reason, *store, view.id)
                  : Status(Done{});
  };
  return options;
}

Write printer(Session& session) {
  return [&session](std::string_view text) {
    session.print(text);
    return session.print_failure() == exit_done;
  };
}

template <typename Export>
Result<int> carry_out(Session& session, Chosen& chosen, Export& to,
                      const std::string& path) {
  OT_TRY(const std::int64_t count,
         chosen.each([&](const CaseId& id) { return to.add(id); }));
  if (*stop_flag()) return exit_surroundings;
  OT_CHECK(to.end());
  if (count == 0) session.say({"export.none", {}});
  if (path != "-" && count > 0)
    session.say(
        {"export.written", {{"cases", std::to_string(count)}, {"path", path}}});
  return exit_done;
}

Result<int> tables(Session& session, const Arguments& arguments) {
  const std::string path = arguments.get("--out");
  if (path.empty())
    return usage({"cli.missing_option", {{"option", "--out FOLDER"}}});
  const bool to_stdout = path == "-";
  const std::string table = arguments.get("--table");
  if (to_stdout && table.empty()) return usage({"export.table_alone", {}});
  if (!to_stdout && !table.empty())
    return usage({"export.table_to_stdout", {}});
  LoadedExportMap loaded;
  if (arguments.has("--map")) {
    OT_TRY(loaded, load_export_map(arguments.get("--map")));
    if (has_errors(loaded.diagnostics)) {
      session.show(loaded.diagnostics, loaded.sources);
      return Error{
          ErrorCode::invalid,
          {"export.map_has_errors", {{"path", arguments.get("--map")}}}};
    }
  }
  Chosen chosen;
  OT_CHECK(chosen.read(session, arguments));
  OT_TRY(ExportOptions options, options_of(session, arguments));
  if (arguments.has("--map")) options.map = &loaded.map;
  OT_TRY(Store * store, session.open_store());
  const ExportForm form =
      arguments.get("--format") == "json" ? ExportForm::json : ExportForm::csv;
  OT_TRY(TableExport to,
         to_stdout ? TableExport::of_table(*store, table, form,
                                           std::move(options), printer(session))
                   : TableExport::into_folder(*store, path, form,
                                              std::move(options)));
  return carry_out(session, chosen, to, path);
}

Result<int> xes(Session& session, const Arguments& arguments) {
  const std::string path =
      arguments.get("--out").empty() ? "-" : arguments.get("--out");
  Chosen chosen;
  OT_CHECK(chosen.read(session, arguments));
  OT_TRY(ExportOptions options, options_of(session, arguments));
  OT_TRY(Store * store, session.open_store());
  if (path == "-") {
    XesExport to(*store, std::move(options), printer(session));
    return carry_out(session, chosen, to, path);
  }
  OT_TRY(XesExport to, XesExport::into_file(*store, path, std::move(options)));
  return carry_out(session, chosen, to, path);
}

int exit_of(Session& session, const Result<int>& code) {
  if (code) return code.value();
  const int printed = session.print_failure();
  return printed != exit_done ? printed : session.fail(code.error());
}

}  // namespace

int command_export_tables(Session& session, const Arguments& arguments) {
  return exit_of(session, tables(session, arguments));
}

int command_export_xes(Session& session, const Arguments& arguments) {
  return exit_of(session, xes(session, arguments));
}

}  // namespace onething::cli
