// SPDX-License-Identifier: Apache-2.0
//
// Which type may stand where another is wanted, and the variables that this
// decides: `[]` is a list of something until `[] + [1]` says of what.
//
// The rules are those of CEL's gradual typing: dyn agrees with everything, and
// a variable that meets two types that agree takes the more general one. Ours
// besides: an enumeration is a text, a record is a map whose keys are texts.
// No variable ever stands for a type in which it occurs itself.

#pragma once

#include <cstddef>
#include <utility>
#include <vector>

#include "typing/types.h"

namespace onething::typing {

class Unifier {
 public:
  explicit Unifier(Types& types, bool null_fits_times = false)
      : types_(types), null_fits_times_(null_fits_times) {}

  // Whether `value` fits `wanted`. Variables that were bound on the way stay
  // bound; after a false, undo(mark()) of before frees them.
  bool fits(TypeId value, TypeId wanted);

  std::size_t mark() const { return trail_.size(); }
  void undo(std::size_t mark);

  // The one of two types that agree that says less, or a type that says less
  // than both.
  TypeId more_general(TypeId a, TypeId b);
  // The more general one, or dyn when they do not agree.
  TypeId join(TypeId a, TypeId b);

  // Without variables: what they stand for, dyn where nothing decided that.
  TypeId settle(TypeId type);

  // A record as the map that it also is.
  TypeId as_map(TypeId record);

 private:
  struct Found {
    bool agrees;
    bool was_bound;
  };
  // `variable` is to stand for a type that `type` fits.
  Found substitute(TypeId type, TypeId variable);
  bool occurs(TypeId variable, TypeId type);
  void bind(TypeId variable, TypeId type);
  bool may_be_null(Kind kind) const;
  bool fits_shape(TypeId value, TypeId wanted);
  bool records_fit(TypeId value, TypeId wanted);
  bool named_fit(TypeId value, TypeId wanted);

  Types& types_;
  bool null_fits_times_;
  // Variables and what they stood for before.
  std::vector<std::pair<TypeId, TypeId>> trail_;
  // Types share parts; without a bound, comparing them could take for ever.
  std::size_t steps_ = 0;
};

}  // namespace onething::typing
