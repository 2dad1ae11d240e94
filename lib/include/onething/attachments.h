// SPDX-License-Identifier: Apache-2.0
//
// Files beside a case: putting one there, reading it again, letting them go.
//
// A file lies on the shelf before the event that names it is stored; what no
// event names harms nobody. Where values are sealed the bytes are sealed under
// the key of the case, and erasing that case makes them unreadable.

#pragma once

#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "onething/case_view.h"
#include "onething/file_shelf.h"
#include "onething/runner.h"
#include "onething/store.h"
#include "onething/store_reader.h"

namespace onething {

// Refused as the policy says before anything is written.
Result<Acted> attach_file(Runner& runner, Store& store, FileShelf& shelf,
                          const CaseId& id, const std::string& name,
                          const std::string& bytes, const Actor& actor);

// The content, as it was put there. corrupt when it is not that any more.
Result<std::string> read_attached(Store& store, FileShelf& shelf,
                                  const CaseId& id, const FileView& file);

// After the case was erased: its sealed bytes belong to no other case.
Status remove_attached(FileShelf& shelf, const CaseView& view);

// "application/pdf" for "lease.pdf"; octets for what is not known.
std::string media_type_of(std::string_view name);

// Files that events name, by the digest of what lies there, each with a case
// that does. The names are readable without any key.
using NamedFiles = std::map<std::string, std::string>;
void add_named_files(const StoredCase& stored, NamedFiles& named);

// What lies beside the database at `address` against what its events name.
struct FilesVerified {
  std::int64_t files = 0;    // That lie there.
  std::int64_t unnamed = 0;  // Of these, those that no event names.
  std::vector<Message> damages;
};
Result<FilesVerified> verify_files(std::string_view address,
                                   const NamedFiles& named);

}  // namespace onething
