// SPDX-License-Identifier: Apache-2.0
//
// Compiled definitions by content hash: each is loaded from the store and
// compiled once in the life of the process.
//
// Not a cache that forgets: a case's definition never changes, and few are in
// use at a time.

#pragma once

#include <map>
#include <memory>
#include <string>

#include "engine/definition.h"
#include "onething/load.h"
#include "onething/store.h"

namespace onething::run {

class Definitions {
 public:
  Definitions(Store& store, engine::RetryPolicy retry);

  // The definition that a case is pinned to. corrupt when the store has it but
  // it no longer loads.
  Result<const engine::Definition*> find(const std::string& hash);

  // Stores what `workflow` is now, and compiles it.
  Result<const engine::Definition*> put(const LoadedProject& project,
                                        const Workflow& workflow);
  // The same for this process only: nothing is stored.
  Result<const engine::Definition*> try_out(const LoadedProject& project,
                                            const Workflow& workflow);

  // False for what was only tried out, or never asked for here.
  bool is_stored(const std::string& hash) const;

  // What a case with the definition `hash` calls: pinned with it.
  Result<const engine::Definition*> put_called(const std::string& hash,
                                               const std::string& workflow);

 private:
  struct Entry {
    LoadedProject loaded;  // Owns what the definition refers to.
    engine::Definition definition;
    bool is_stored = true;
  };
  Result<const engine::Definition*> keep(const std::string& hash,
                                         const std::string& content);

  Store& store_;
  engine::RetryPolicy retry_;
  std::map<std::string, std::unique_ptr<Entry>> entries_;
};

}  // namespace onething::run
