// SPDX-License-Identifier: Apache-2.0
//
// The list of findings that an old folder starts with: what it lists is not
// shown, so that only new findings count.
//
// A JSON file, one entry a line, for people to read and review. Entries hold no
// line numbers: code, file (relative to the list's own folder), place and how
// many of these there are.

#pragma once

#include <map>
#include <string>
#include <tuple>
#include <vector>

#include "onething/author.h"

namespace onething::author {

class Baseline {
 public:
  // not_found without the file, invalid when it is no such list.
  static Result<Baseline> read(const std::string& path);

  // What `diagnostics` hold, as it would be written to `path`.
  static Baseline of(const Diagnostics& diagnostics, const Sources& sources,
                     const std::string& path);

  // Takes out what is listed, and counts it off the list.
  std::size_t take_known(Diagnostics& diagnostics, const Sources& sources);

  // What is left on the list for files in `sources`: mended meanwhile.
  std::vector<std::string> left(const Sources& sources) const;

  std::string to_json() const;

 private:
  // Code, file, place.
  using Key = std::tuple<std::string, std::string, std::string>;

  Key key_of(const Diagnostic& diagnostic, const Sources& sources) const;
  std::string relative(const std::string& file) const;

  std::string folder_;
  std::map<Key, std::int64_t> counts_;
};

}  // namespace onething::author
