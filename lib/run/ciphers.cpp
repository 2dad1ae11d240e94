// SPDX-License-Identifier: Apache-2.0

#include "run/ciphers.h"

#include <optional>
#include <utility>

namespace onething::run {

Result<const Cipher*> Ciphers::find(std::string_view suite) {
  const std::optional<CipherSuite> wanted = suite_of_word(suite);
  if (!wanted)
    return Error{ErrorCode::invalid,
                 {"seal.unknown_suite", {{"suite", std::string(suite)}}}};
  auto found = loaded_.find(*wanted);
  if (found == loaded_.end()) {
    std::optional<Cipher> cipher = Cipher::load(*wanted);
    if (!cipher)
      return Error{ErrorCode::unavailable,
                   {"seal.no_library", {{"suite", std::string(suite)}}}};
    found = loaded_.emplace(*wanted, std::move(*cipher)).first;
  }
  return &found->second;
}

}  // namespace onething::run
