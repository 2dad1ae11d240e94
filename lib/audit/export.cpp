// SPDX-License-Identifier: Apache-2.0

#include <fstream>

#include "audit/checkpoint_file.h"
#include "base/base64.h"
#include "onething/audit.h"
#include "onething/text.h"
#include "onething/value.h"
#include "store/new_file.h"

namespace onething {

namespace {

std::string line_of(const std::string& id, const Record& record) {
  Object line{
      {"at", to_text(record.at)}, {"case", id}, {"hash", to_hex(record.hash)}};
  // As a text, not as what it means: these bytes are hashed.
  if (is_valid_utf8(record.payload))
    line.set("payload", record.payload);
  else
    line.set("payload_base64", encode_base64(record.payload));
  line.set("sequence", record.sequence);
  line.set("type", record.type);
  line.set("version", std::int64_t{record.version});
  return to_json(line) + "\n";
}

// Carries cases out line by line, with a last line for each and for all.
class Lines {
 public:
  explicit Lines(const std::function<bool(std::string_view)>& write)
      : write_(write) {}

  void begin(std::string_view case_id) {
    Object head{
        {"case", case_id.empty() ? Value() : Value(std::string(case_id))},
        {"format", "onething/audit/1"},
        {"hash", "sha-256"},
        {"tree", "rfc9162"}};
    put(to_json(head) + "\n");
  }

  bool add(const StoredCase& stored) {
    for (const Record& record : stored.records) put(line_of(stored.id, record));
    put(to_json(Object{{"case", stored.id},
                       {"events", stored.length},
                       {"head", to_hex(stored.head)}}) +
        "\n");
    tree_.add(audit::leaf_of({stored.id, stored.length, stored.head}));
    ++sum_.cases;
    sum_.events += static_cast<std::int64_t>(stored.records.size());
    return !failed_;
  }

  Result<AuditExport> end() {
    put(to_json(Object{{"cases", sum_.cases},
                       {"events", sum_.events},
                       {"root", to_hex(tree_.root())}}) +
        "\n");
    if (failed_)
      return Error{ErrorCode::unavailable, {"audit.cannot_write", {}}};
    return sum_;
  }

 private:
  void put(std::string_view line) { failed_ = failed_ || !write_(line); }

  const std::function<bool(std::string_view)>& write_;
  audit::MerkleTree tree_;
  AuditExport sum_;
  bool failed_ = false;
};

}  // namespace

Result<AuditExport> export_audit(
    std::string_view address, std::string_view case_id,
    const std::function<bool(std::string_view)>& write) {
  OT_TRY(const std::unique_ptr<StoreReader> reader, StoreReader::open(address));
  Lines lines(write);
  if (!case_id.empty()) {
    OT_TRY(const StoredCase stored, reader->read_case(case_id));
    lines.begin(case_id);
    lines.add(stored);
    return lines.end();
  }
  lines.begin("");
  OT_CHECK(reader->each_case(
      [&](const StoredCase& stored) { return lines.add(stored); }));
  return lines.end();
}

Result<AuditExport> export_audit_to(std::string_view address,
                                    std::string_view case_id,
                                    const std::string& path) {
  OT_TRY(store::NewFile file, store::NewFile::make(path));
  AuditExport sum;
  {
    std::ofstream out(file.fresh(), std::ios::binary);
    OT_TRY(sum, export_audit(address, case_id, [&](std::string_view line) {
             out.write(line.data(), static_cast<std::streamsize>(line.size()));
             return out.good();
           }));
    out.close();
    if (!out) return Error{ErrorCode::unavailable, {"audit.cannot_write", {}}};
  }
  OT_CHECK(file.keep());
  return sum;
}

}  // namespace onething
