// SPDX-License-Identifier: Apache-2.0
//
// Any text as a signed checkpoint, and as a key in PEM: it is refused, or says
// nothing but what is signed. What stands behind the signature is looked at
// too, under a key of our own, since nobody finds a signature by chance.

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

#include "audit/checkpoint_file.h"
#include "base/signature.h"
#include "fuzz/input_file.h"

namespace {

namespace audit = onething::audit;
using onething::testing::expect;

const onething::KeyPair& own_key() {
  static const onething::KeyPair pair = [] {
    auto found = onething::pair_of(std::string(32, 'k'));
    expect(found.has_value());
    return *found;
  }();
  return pair;
}

void look_behind_signature(audit::CheckpointFile file) {
  file.open_key = own_key().open;
  file.statement.key = audit::key_id(file.open_key);
  file.signature = onething::sign(own_key().secret, file.signed_text);
  static_cast<void>(audit::check_checkpoint(file));
  onething::audit::MerkleTree tree;
  for (const audit::CaseHead& head : file.heads) tree.add(audit::leaf_of(head));
  file.statement.root = tree.root();
  const onething::Message wrong = audit::check_checkpoint(file);
  expect(wrong.empty() || wrong.key == "audit.bad_list");
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data,
                                      std::size_t size) {
  static const onething::testing::InputFile input(".jsonl");
  const std::string_view text(reinterpret_cast<const char*>(data), size);
  static_cast<void>(onething::parse_open_key_pem(text));
  static_cast<void>(onething::parse_secret_key_pem(text));
  const auto read = audit::read_checkpoint(input.holding(text));
  if (!read) {
    expect(read.error().code == onething::ErrorCode::invalid);
    return 0;
  }
  expect(audit::to_text(read.value()) == text);
  static_cast<void>(audit::check_checkpoint(read.value()));
  look_behind_signature(read.value());
  return 0;
}
