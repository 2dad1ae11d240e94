// SPDX-License-Identifier: Apache-2.0

#include <sys/stat.h>

#include "audit/against.h"
#include "audit/checkpoint_file.h"
#include "base/format.h"
#include "base/signature.h"
#include "onething/audit.h"
#include "store/new_file.h"

namespace onething {

namespace {

using audit::CheckpointFile;

Result<KeyPair> read_secret_key(const std::string& path) {
  OT_TRY(const std::string pem, audit::read_whole(path));
  struct stat about {};
  if (::stat(path.c_str(), &about) == 0 && (about.st_mode & 077U) != 0)
    return Error{
        ErrorCode::invalid,
        {"audit.key_is_open",
         {{"path", path}, {"mode", format("{:04o}", about.st_mode & 07777U)}}}};
  const auto secret = parse_secret_key_pem(pem);
  if (!secret)
    return Error{ErrorCode::invalid,
                 {"audit.not_a_secret_key", {{"path", path}}}};
  const auto pair = pair_of(*secret);
  if (!pair)
    return Error{ErrorCode::invalid,
                 {"audit.not_a_secret_key", {{"path", path}}}};
  return *pair;
}

// Reads the store into the list of heads; the first fault is an Error.
Status take_heads(StoreReader& reader, audit::AgainstCheckpoints& against,
                  CheckpointFile& file) {
  OT_TRY(const ReadThrough read, reader.each_case([&](const StoredCase& each) {
    against.look_at(each);
    file.heads.push_back({each.id, each.length, each.head});
    return against.faults().empty();
  }));
  against.finish(read);
  if (!against.faults().empty())
    return Error{
        ErrorCode::corrupt,
        {"audit.not_signed", {{"problem", against.faults().front().what}}}};
  file.statement.cases = read.cases;
  file.statement.events = read.records;
  audit::MerkleTree tree;
  for (const audit::CaseHead& head : file.heads) tree.add(audit::leaf_of(head));
  file.statement.root = tree.root();
  return Done{};
}

}  // namespace

Result<std::string> make_audit_key(const std::string& path) {
  const auto pair = make_key_pair();
  if (!pair) return Error{ErrorCode::unavailable, {"audit.no_randomness", {}}};
  constexpr unsigned kForAll = 0644;
  OT_CHECK(store::write_new_file(path, secret_key_pem(pair->secret)));
  OT_CHECK(
      store::write_new_file(path + ".pub", open_key_pem(pair->open), kForAll));
  return audit::key_id(pair->open);
}

Result<CheckpointStatement> make_checkpoint(std::string_view address,
                                            const CheckpointWish& wish,
                                            Instant now) {
  OT_TRY(const KeyPair key, read_secret_key(wish.key_path));
  audit::AgainstCheckpoints against;
  CheckpointFile file;
  if (!wish.previous_path.empty()) {
    OT_TRY(CheckpointFile previous, audit::read_checkpoint(wish.previous_path));
    file.statement.number = previous.statement.number + 1;
    file.statement.previous = audit::digest_of(previous);
    against.add(std::move(previous));
  }
  OT_TRY(const std::unique_ptr<StoreReader> reader, StoreReader::open(address));
  OT_CHECK(take_heads(*reader, against, file));
  file.statement.at = now;
  file.statement.key = audit::key_id(key.open);
  file.signed_text = audit::statement_text(file.statement);
  file.open_key = key.open;
  file.signature = sign(key.secret, file.signed_text);
  OT_CHECK(store::write_new_file(wish.out_path, audit::to_text(file)));
  return file.statement;
}

}  // namespace onething
