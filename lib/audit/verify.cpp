// SPDX-License-Identifier: Apache-2.0

#include "audit/against.h"
#include "base/format.h"
#include "base/signature.h"
#include "onething/audit.h"

namespace onething {

namespace {

Result<std::string> read_open_key(const std::string& path) {
  OT_TRY(const std::string pem, audit::read_whole(path));
  const auto key = parse_open_key_pem(pem);
  if (!key)
    return Error{ErrorCode::invalid,
                 {"audit.not_a_public_key", {{"path", path}}}};
  return *key;
}

}  // namespace

Result<AuditReport> verify_audit(std::string_view address,
                                 std::span<const std::string> checkpoints,
                                 const std::string& public_key_path) {
  audit::AgainstCheckpoints against;
  for (const std::string& path : checkpoints) {
    OT_TRY(audit::CheckpointFile file, audit::read_checkpoint(path));
    against.add(std::move(file));
  }
  AuditReport report;
  if (!checkpoints.empty()) report.assurance = Assurance::checkpoint;
  if (!public_key_path.empty()) {
    OT_TRY(const std::string key, read_open_key(public_key_path));
    for (const audit::CheckpointFile& file : against.files())
      if (file.open_key != key)
        report.faults.push_back(
            {"",
             {"audit.other_key",
              {{"number", format("{}", file.statement.number)},
               {"key", file.statement.key},
               {"expected", audit::key_id(key)}}}});
    if (!checkpoints.empty()) report.assurance = Assurance::checkpoint_key;
  }
  OT_TRY(const std::unique_ptr<StoreReader> reader, StoreReader::open(address));
  OT_TRY(const ReadThrough read, reader->each_case([&](const StoredCase& each) {
    against.look_at(each);
    return true;
  }));
  against.finish(read);
  report.cases = read.cases;
  report.events = read.records;
  for (const audit::CheckpointFile& file : against.files()) {
    report.checkpoints.push_back(file.statement);
    report.covered = file.statement.events;
  }
  report.faults.insert(report.faults.end(), against.faults().begin(),
                       against.faults().end());
  return report;
}

}  // namespace onething
