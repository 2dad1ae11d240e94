// SPDX-License-Identifier: Apache-2.0

#include <algorithm>
#include <vector>

#include "audit/checkpoint_file.h"
#include "base/base64.h"
#include "base/format.h"
#include "onething/audit.h"
#include "onething/value.h"

namespace onething {

namespace {

using audit::CaseHead;
using audit::CheckpointFile;

Error not_as_signed(std::string_view case_id, const CheckpointFile& file,
                    std::int64_t length) {
  return {ErrorCode::corrupt,
          {"audit.altered",
           {{"case", std::string(case_id)},
            {"number", format("{}", file.statement.number)},
            {"count", format("{}", length)}}}};
}

// The store still has what was signed.
Status check_stored(std::string_view address, const CaseHead& head,
                    const CheckpointFile& file) {
  OT_TRY(const std::unique_ptr<StoreReader> reader, StoreReader::open(address));
  OT_TRY(const StoredCase stored, reader->read_case(head.id));
  if (Message damage = check_history(stored); !damage.empty())
    return Error{ErrorCode::corrupt, std::move(damage)};
  const auto last = static_cast<std::size_t>(head.length - 1);
  if (last >= stored.records.size() || stored.records[last].hash != head.hash)
    return not_as_signed(head.id, file, head.length);
  return Done{};
}

}  // namespace

Result<std::string> prove_case(std::string_view address,
                               std::string_view case_id,
                               const std::string& checkpoint_path) {
  OT_TRY(const CheckpointFile file, audit::read_checkpoint(checkpoint_path));
  if (Message problem = audit::check_checkpoint(file); !problem.empty())
    return Error{ErrorCode::corrupt, std::move(problem)};
  const auto found =
      std::find_if(file.heads.begin(), file.heads.end(),
                   [&](const CaseHead& head) { return head.id == case_id; });
  if (found == file.heads.end())
    return Error{ErrorCode::not_found,
                 {"audit.not_covered",
                  {{"case", std::string(case_id)},
                   {"number", format("{}", file.statement.number)}}}};
  OT_CHECK(check_stored(address, *found, file));
  std::vector<std::string> leaves;
  for (const CaseHead& head : file.heads)
    leaves.push_back(audit::leaf_of(head));
  const auto index = static_cast<std::size_t>(found - file.heads.begin());
  List path;
  for (const Digest& digest : audit::inclusion_path(leaves, index))
    path.push_back(to_hex(digest));
  return file.signed_text + "\n" +
         to_json(Object{{"public_key", encode_base64(file.open_key)},
                        {"signature", encode_base64(file.signature)}}) +
         "\n" +
         to_json(Object{{"case", found->id},
                        {"events", found->length},
                        {"head", to_hex(found->hash)},
                        {"index", static_cast<std::int64_t>(index)},
                        {"path", std::move(path)},
                        {"type", "onething/proof/1"}}) +
         "\n";
}

}  // namespace onething
