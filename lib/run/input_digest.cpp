// SPDX-License-Identifier: Apache-2.0

#include "run/input_digest.h"

#include "onething/id.h"

namespace onething::run {

std::string input_digest(const Application& application) {
  const std::string form = to_canonical(application.form);
  const std::string materials = to_canonical(application.materials);
  if (!application.agent) return to_hex(sha256_of_fields({form, materials}));
  const Agent& agent = *application.agent;
  return to_hex(sha256_of_fields(
      {form, materials, agent.id, agent.name, agent.certificate}));
}

}  // namespace onething::run
