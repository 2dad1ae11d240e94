// SPDX-License-Identifier: Apache-2.0
//
// How the program's memory is had from the system. The library never touches
// the allocator of whoever embeds it.

#pragma once

namespace onething::cli {

// Asks for memory in large pages where the system offers them: a check of many
// files needs some ten thousand small pages, each a trap of its own. To be
// called before any thread is started.
void prefer_large_pages();

}  // namespace onething::cli
