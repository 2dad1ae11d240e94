// SPDX-License-Identifier: Apache-2.0
//
// `db …`: the database as a whole. Whoever keeps it runs these; no case is
// changed by any of them.

#include "commands.h"
#include "onething/attachments.h"
#include "onething/store_reader.h"
#include "onething/store_upkeep.h"
#include "session.h"
#include "signals.h"

namespace onething::cli {

namespace {

struct Damage {
  std::string id;  // Empty where it is not of one case.
  Message what;
};

struct Verified {
  int schema = 0;
  ReadThrough read;
  std::vector<Damage> damages;
  FilesVerified files;  // What lies beside it.
};

// A path as it was typed, or an address.
std::string address_of(const std::string& typed) {
  return typed.starts_with("sqlite:") ? typed : "sqlite:" + typed;
}

Result<std::string> chosen_address(Session& session,
                                   const Arguments& arguments) {
  if (arguments.has("FILE")) return address_of(arguments.get("FILE"));
  return session.store_address();
}

Result<Verified> verify(const std::string& address) {
  OT_TRY(const std::unique_ptr<StoreReader> reader, StoreReader::open(address));
  Verified found;
  found.schema = reader->schema();
  OT_TRY(const std::vector<Message> structure, reader->check_structure());
  for (const Message& problem : structure)
    found.damages.push_back({"", problem});
  NamedFiles named;
  OT_TRY(found.read, reader->each_case([&](const StoredCase& stored) {
    add_named_files(stored, named);
    if (!stored.damage.empty())
      found.damages.push_back({stored.id, stored.damage});
    return true;
  }));
  for (const Message& problem : found.read.problems)
    found.damages.push_back({"", problem});
  OT_TRY(found.files, verify_files(address, named));
  for (const Message& problem : found.files.damages)
    found.damages.push_back({"", problem});
  return found;
}

void print_verified(Session& session, const std::string& address,
                    const Verified& found) {
  const bool sound = found.damages.empty();
  if (session.json()) {
    List list;
    for (const Damage& damage : found.damages)
      list.push_back(
          Object{{"case", damage.id.empty() ? Value() : Value(damage.id)},
                 {"message_id", std::string(damage.what.key)},
                 {"message", session.text(damage.what)}});
    session.print(to_json(Object{{"store", address},
                                 {"schema", std::int64_t{found.schema}},
                                 {"cases", found.read.cases},
                                 {"events", found.read.records},
                                 {"files", found.files.files},
                                 {"sound", sound},
                                 {"damage", std::move(list)}},
                          2) +
                  "\n");
    return;
  }
  for (const Damage& damage : found.damages)
    session.print("- " + session.text(damage.what) + "\n");
  session.print(
      session.text({sound ? "operation.verified" : "operation.verified_damaged",
                    {{"path", address.substr(address.find(':') + 1)},
                     {"cases", std::to_string(found.read.cases)},
                     {"events", std::to_string(found.read.records)},
                     {"count", std::to_string(found.damages.size())}}}) +
      "\n");
  if (found.files.files > 0)
    session.print(
        session.text({"operation.files_sound",
                      {{"files", std::to_string(found.files.files)},
                       {"unnamed", std::to_string(found.files.unnamed)}}}) +
        "\n");
}

}  // namespace

int command_db_backup(Session& session, const Arguments& arguments) {
  const Result<std::string> address = session.store_address();
  if (!address) return session.fail(address.error());
  const std::string path = arguments.get("FILE");
  const Result<Backup> backup = back_up(address.value(), path, stop_flag());
  if (!backup) return session.fail(backup.error());
  const Result<FilesCopied> files = back_up_files(address.value(), path);
  if (!files) return session.fail(files.error());
  if (session.json()) {
    session.print(
        to_json(Object{{"path", path},
                       {"bytes", backup.value().bytes},
                       {"schema", std::int64_t{backup.value().schema}},
                       {"cases", backup.value().cases},
                       {"events", backup.value().records},
                       {"files", files.value().files}},
                2) +
        "\n");
    return exit_done;
  }
  session.print(
      session.text({"operation.backed_up",
                    {{"path", path},
                     {"cases", std::to_string(backup.value().cases)},
                     {"events", std::to_string(backup.value().records)}}}) +
      "\n");
  if (files.value().files > 0)
    session.print(session.text({"operation.files_copied",
                                {{"files", std::to_string(files.value().files)},
                                 {"path", path}}}) +
                  "\n");
  return exit_done;
}

int command_db_verify(Session& session, const Arguments& arguments) {
  const Result<std::string> address = chosen_address(session, arguments);
  if (!address) return session.fail(address.error());
  Result<Verified> found = verify(address.value());
  if (!found) {
    if (found.error().code != ErrorCode::corrupt)
      return session.fail(found.error());
    // So damaged that nothing can be listed: a finding like the others.
    Verified nothing;
    nothing.damages.push_back({"", found.error().message});
    found = std::move(nothing);
  }
  print_verified(session, address.value(), found.value());
  return found.value().damages.empty() ? exit_done : exit_content;
}

int command_db_upgrade(Session& session, const Arguments& arguments) {
  const Result<std::string> address = session.store_address();
  if (!address) return session.fail(address.error());
  const Result<UpgradePlan> plan = plan_upgrade(address.value());
  if (!plan) return session.fail(plan.error());
  const bool does = arguments.has("--yes") && !plan.value().steps.empty();
  if (does) {
    const Status upgraded = upgrade_store(address.value());
    if (!upgraded) return session.fail(upgraded.error());
  }
  const std::string path =
      address.value().substr(address.value().find(':') + 1);
  if (session.json()) {
    List steps;
    for (const Message& step : plan.value().steps)
      steps.push_back(session.text(step));
    session.print(to_json(Object{{"path", path},
                                 {"from", std::int64_t{plan.value().from}},
                                 {"to", std::int64_t{plan.value().to}},
                                 {"steps", std::move(steps)},
                                 {"done", does}},
                          2) +
                  "\n");
    return exit_done;
  }
  const Arg from{"from", std::to_string(plan.value().from)};
  const Arg to{"to", std::to_string(plan.value().to)};
  if (plan.value().steps.empty()) {
    session.print(session.text({"operation.upgrade_none", {to}}) + "\n");
    return exit_done;
  }
  session.print(
      session.text({does ? "operation.upgraded" : "operation.upgrade_plan",
                    {{"path", path}, from, to}}) +
      "\n");
  int version = plan.value().from;
  for (const Message& step : plan.value().steps)
    session.print("  " + std::to_string(++version) + "  " + session.text(step) +
                  "\n");
  if (!does) session.say({"operation.upgrade_how", {}});
  return exit_done;
}

}  // namespace onething::cli
