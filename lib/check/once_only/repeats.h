// SPDX-License-Identifier: Apache-2.0
//
// What a workflow asks for twice: two fields of the form, or a document under
// two names. Not what departments have (shareable.h, issued.h).

#pragma once

#include <string>
#include <vector>

#include "check/once_only/asked.h"

namespace onething::check {

struct RepeatedField {
  Asked again;
  Asked first;
  Span declared;  // Where `same_as` says so; nowhere for looks alone.
  bool is_declared = false;
};
// Fields that are never asked together are not repeated.
std::vector<RepeatedField> repeated_fields(const GroundFacts& facts);

struct RepeatedMaterial {
  const Spelled* again = nullptr;  // The material or the kind in `any_of`.
  const Spelled* first = nullptr;  // The material, kind or form field.
  bool first_is_field = false;
  std::size_t material = 0;
};
std::vector<RepeatedMaterial> repeated_materials(const GroundFacts& facts);

// A document that a department of the project issues or keeps.
struct IssuedMaterial {
  std::size_t material = 0;
  const Spelled* name = nullptr;  // The material or the kind in `any_of`.
  const KeptField* kept = nullptr;
};
std::vector<IssuedMaterial> issued_materials(const GroundFacts& facts);

}  // namespace onething::check
