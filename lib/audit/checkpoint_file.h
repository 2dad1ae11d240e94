// SPDX-License-Identifier: Apache-2.0
//
// A checkpoint as a file: line 1 is the statement, byte by byte what is signed;
// line 2 holds signature and public key; then one line for each case with the
// length and the hash of its history, sorted by id. The lines are bound by the
// root in the statement.
//
// Reads and writes the form; whether a store agrees is verify.cpp's.

#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "audit/merkle.h"
#include "onething/audit.h"

namespace onething::audit {

struct CaseHead {
  std::string id;
  std::int64_t length = 0;
  Digest hash{};
};

// The bytes that stand for a case in the tree.
std::string leaf_of(const CaseHead& head);

struct CheckpointFile {
  CheckpointStatement statement;
  std::string signed_text;  // Line 1, without its end.
  std::string open_key;     // 32 bytes.
  std::string signature;
  std::vector<CaseHead> heads;  // Sorted by id.
};

std::string statement_text(const CheckpointStatement& statement);
std::string to_text(const CheckpointFile& file);
// not_found when it is not there, invalid when it is no checkpoint.
Result<CheckpointFile> read_checkpoint(const std::string& path);

// What is wrong with it by itself: signature, key, root, counts; or nothing.
Message check_checkpoint(const CheckpointFile& file);

std::string key_id(std::string_view open_key);
std::string digest_of(const CheckpointFile& file);

// All of a file; not_found or unavailable.
Result<std::string> read_whole(const std::string& path);

}  // namespace onething::audit
