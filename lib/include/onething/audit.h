// SPDX-License-Identifier: Apache-2.0
//
// Evidence that stored events are those that were once stored: exports that
// others can verify, and signed checkpoints that are kept where whoever keeps
// the database cannot write.
//
// A hash chain alone shows damage and careless edits; whoever can write the
// database can restamp it. Only a checkpoint kept elsewhere shows that, and
// every answer says which of the two it rests on. docs/store.md has the bytes.

#pragma once

#include <atomic>
#include <cstdint>
#include <functional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "onething/result.h"
#include "onething/store_reader.h"
#include "onething/time.h"

namespace onething {

// Every event of every case, or of the one named, as JSON lines; the same store
// gives the same bytes. Damage does not stop it: it is what a verifier is to
// find. `write` takes the lines and answers false when it can take no more
// (unavailable).
struct AuditExport {
  std::int64_t cases = 0;
  std::int64_t events = 0;
};
Result<AuditExport> export_audit(
    std::string_view address, std::string_view case_id,
    const std::function<bool(std::string_view)>& write);
// The same into a new file (mode 0600) that appears whole or not at all;
// not_found when there is one of that name.
Result<AuditExport> export_audit_to(std::string_view address,
                                    std::string_view case_id,
                                    const std::string& path);

// Makes `path` (0600, the secret key) and `path`.pub (to be handed out). Gives
// the key's id, by which checkpoints name it.
Result<std::string> make_audit_key(const std::string& path);

// What a checkpoint states and its key signs.
struct CheckpointStatement {
  std::int64_t number = 1;
  Instant at;
  std::int64_t cases = 0;
  std::int64_t events = 0;
  Digest root{};        // Merkle root over the heads of all cases, by id.
  std::string key;      // Id of the key that signed it.
  std::string previous; // Hex digest of the statement before; empty in the first.
};

struct CheckpointWish {
  std::string key_path;
  std::string out_path;
  std::string previous_path;  // Empty for the first.
};
// Verifies the whole store, also against the previous checkpoint, and signs how
// it stands. corrupt when it does not verify: what was tampered with must not
// get a signature. not_found when `out_path` is taken or a file is missing.
Result<CheckpointStatement> make_checkpoint(std::string_view address,
                                            const CheckpointWish& wish,
                                            Instant now);

enum class Assurance {
  chain,           // Damage and careless edits would have been found.
  checkpoint,      // Also any change of what the checkpoint covers; its key is
                   // the one in the file, and nobody has vouched for it.
  checkpoint_key,  // The same, and the key is the one that was handed in.
};

struct AuditFault {
  std::string case_id;  // Empty where it is not of one case.
  Message what;
};

struct AuditReport {
  Assurance assurance = Assurance::chain;
  std::int64_t cases = 0;
  std::int64_t events = 0;
  std::int64_t covered = 0;  // Of these events, by the last checkpoint.
  std::vector<CheckpointStatement> checkpoints;  // In order of their numbers.
  std::vector<AuditFault> faults;
};
// Reads everything. Faults are an answer, not an Error; so is a checkpoint that
// is not signed by its key or does not follow from the one before.
// `public_key_path` may be empty. not_found for a file that is not there,
// invalid for one that is no checkpoint or no key.
Result<AuditReport> verify_audit(std::string_view address,
                                 std::span<const std::string> checkpoints,
                                 const std::string& public_key_path);

// Three lines of text that prove to whoever has only the public key that a
// history, as it stood at the checkpoint, is under what was signed: statement,
// signature, and the case's head with its path to the root. not_found for a case
// that is not there or was not at the checkpoint, invalid for a file that is no
// checkpoint, corrupt when the store or the checkpoint does not verify.
Result<std::string> prove_case(std::string_view address,
                               std::string_view case_id,
                               const std::string& checkpoint_path);

}  // namespace onething
