// SPDX-License-Identifier: Apache-2.0
//
// How one Record is chained to the one before it. All stores use it, and so may
// anybody who checks an exported history without this program: the fields are
// those that onething/store.h lists; numbers are decimal text, the moment is
// RFC 3339 in UTC.

#pragma once

#include "onething/store.h"

namespace onething::store {

// The hash of `record` as number `sequence`, when the one before it has the
// hash `previous`; the record's own sequence and hash are not looked at.
Digest next_hash(const Digest& previous, std::int64_t sequence,
                 const Record& record);
// For whoever has the text of `record.at`, which many records share.
Digest next_hash(const Digest& previous, std::int64_t sequence,
                 const Record& record, std::string_view at);

}  // namespace onething::store
