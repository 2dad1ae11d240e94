// SPDX-License-Identifier: Apache-2.0
//
// `audit …`: evidence that stored events are those that were once stored.

#include "commands.h"
#include "onething/audit.h"
#include "session.h"

namespace onething::cli {

namespace {

std::string_view word_of(Assurance assurance) {
  switch (assurance) {
    case Assurance::chain:
      return "chain";
    case Assurance::checkpoint:
      return "checkpoint";
    case Assurance::checkpoint_key:
      return "checkpoint_and_key";
  }
  return "";
}

std::string_view text_key_of(Assurance assurance) {
  switch (assurance) {
    case Assurance::chain:
      return "operation.assurance_chain";
    case Assurance::checkpoint:
      return "operation.assurance_checkpoint";
    case Assurance::checkpoint_key:
      return "operation.assurance_key";
  }
  return "operation.assurance_chain";
}

Value document_of(const CheckpointStatement& statement) {
  return Object{{"number", statement.number},     {"at", to_text(statement.at)},
                {"cases", statement.cases},       {"events", statement.events},
                {"root", to_hex(statement.root)}, {"key", statement.key}};
}

void print_report_json(Session& session, const AuditReport& report) {
  List faults;
  for (const AuditFault& fault : report.faults)
    faults.push_back(
        Object{{"case", fault.case_id.empty() ? Value() : Value(fault.case_id)},
               {"message_id", std::string(fault.what.key)},
               {"message", session.text(fault.what)}});
  List checkpoints;
  for (const CheckpointStatement& statement : report.checkpoints)
    checkpoints.push_back(document_of(statement));
  session.print(
      to_json(Object{{"sound", report.faults.empty()},
                     {"assurance", std::string(word_of(report.assurance))},
                     {"cases", report.cases},
                     {"events", report.events},
                     {"covered", report.covered},
                     {"checkpoints", std::move(checkpoints)},
                     {"faults", std::move(faults)}},
              2) +
      "\n");
}

void print_report(Session& session, const AuditReport& report) {
  for (const AuditFault& fault : report.faults)
    session.print("- " + session.text(fault.what) + "\n");
  const Arg cases{"cases", std::to_string(report.cases)};
  const Arg events{"events", std::to_string(report.events)};
  session.print(
      session.text(
          {report.faults.empty() ? "operation.audit_sound"
                                 : "operation.audit_faults",
           {cases, events, {"count", std::to_string(report.faults.size())}}}) +
      "\n");
  std::string number;
  std::string at;
  if (!report.checkpoints.empty()) {
    number = std::to_string(report.checkpoints.back().number);
    at = to_local_text(report.checkpoints.back().at);
  }
  session.print(session.text({text_key_of(report.assurance),
                              {{"number", number},
                               {"at", at},
                               {"covered", std::to_string(report.covered)},
                               events}}) +
                "\n");
}

// Says which option is missing.
Status need(const Arguments& arguments,
            std::initializer_list<std::string_view> names) {
  for (const std::string_view name : names)
    if (!arguments.has(name))
      return Error{
          ErrorCode::not_found,
          {"cli.missing_option", {{"option", std::string(name) + " FILE"}}}};
  return Done{};
}

}  // namespace

int command_audit_verify(Session& session, const Arguments& arguments) {
  const Result<std::string> address = session.store_address();
  if (!address) return session.fail(address.error());
  const std::vector<std::string> checkpoints = arguments.all("--checkpoint");
  const Result<AuditReport> report =
      verify_audit(address.value(), checkpoints, arguments.get("--public-key"));
  if (!report) return session.fail(report.error());
  if (session.json())
    print_report_json(session, report.value());
  else
    print_report(session, report.value());
  return report.value().faults.empty() ? exit_done : exit_content;
}

int command_audit_export(Session& session, const Arguments& arguments) {
  const Result<std::string> address = session.store_address();
  if (!address) return session.fail(address.error());
  const std::string path = arguments.get("--out");
  const std::string id = arguments.get("--case");
  const bool to_file = !path.empty() && path != "-";
  const Result<AuditExport> sum =
      to_file ? export_audit_to(address.value(), id, path)
              : export_audit(address.value(), id, [&](std::string_view line) {
                  session.print(line);
                  return session.print_failure() == exit_done;
                });
  if (!sum) {
    const int printed = session.print_failure();
    return printed != exit_done ? printed : session.fail(sum.error());
  }
  if (to_file)
    session.say({"operation.exported",
                 {{"path", path},
                  {"cases", std::to_string(sum.value().cases)},
                  {"events", std::to_string(sum.value().events)}}});
  return exit_done;
}

int command_audit_prove(Session& session, const Arguments& arguments) {
  if (const Status needed = need(arguments, {"--checkpoint"}); !needed)
    return session.fail(needed.error());
  const Result<std::string> address = session.store_address();
  if (!address) return session.fail(address.error());
  const Result<std::string> proof = prove_case(
      address.value(), arguments.get("CASE"), arguments.get("--checkpoint"));
  if (!proof) return session.fail(proof.error());
  session.print(proof.value());
  session.say({"operation.proof_how", {}});
  return exit_done;
}

int command_audit_key(Session& session, const Arguments& arguments) {
  if (const Status needed = need(arguments, {"--out"}); !needed)
    return session.fail(needed.error());
  const std::string path = arguments.get("--out");
  const Result<std::string> id = make_audit_key(path);
  if (!id) return session.fail(id.error());
  if (session.json())
    session.print(to_json(Object{{"key", id.value()},
                                 {"secret", path},
                                 {"public", path + ".pub"}},
                          2) +
                  "\n");
  else
    session.print(session.text({"operation.key_made",
                                {{"key", id.value()}, {"path", path}}}) +
                  "\n");
  return exit_done;
}

int command_audit_checkpoint(Session& session, const Arguments& arguments) {
  if (const Status needed = need(arguments, {"--key", "--out"}); !needed)
    return session.fail(needed.error());
  const Result<std::string> address = session.store_address();
  if (!address) return session.fail(address.error());
  const CheckpointWish wish{arguments.get("--key"), arguments.get("--out"),
                            arguments.get("--previous")};
  const Result<CheckpointStatement> made =
      make_checkpoint(address.value(), wish, session.clock().now());
  if (!made) return session.fail(made.error());
  const CheckpointStatement& statement = made.value();
  if (session.json()) {
    session.print(to_json(document_of(statement), 2) + "\n");
    return exit_done;
  }
  session.print(session.text({"operation.checkpoint_made",
                              {{"number", std::to_string(statement.number)},
                               {"path", wish.out_path},
                               {"cases", std::to_string(statement.cases)},
                               {"events", std::to_string(statement.events)}}}) +
                "\n");
  session.say({"operation.checkpoint_how", {}});
  return exit_done;
}

}  // namespace onething::cli
