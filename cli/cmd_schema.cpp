// SPDX-License-Identifier: Apache-2.0
//
// `schema`: what editors need to know of our documents.

#include <algorithm>

#include "commands.h"
#include "onething/author.h"
#include "session.h"

namespace onething::cli {

int command_schema(Session& session, const Arguments& arguments) {
  const std::string kind = arguments.get("DOCUMENT");
  const std::vector<std::string_view> kinds = document_kinds();
  const bool is_known = kind.empty() || std::find(kinds.begin(), kinds.end(),
                                                  kind) != kinds.end();
  if (!is_known) {
    std::string choices;
    for (const std::string_view each : kinds)
      choices += (choices.empty() ? "" : "|") + std::string(each);
    session.say(
        {"cli.bad_choice",
         {{"option", "DOCUMENT"}, {"value", kind}, {"choices", choices}}});
    return exit_usage;
  }
  std::optional<Language> language;
  if (arguments.has("--lang")) language = session.language();
  session.print(json_schema(kind, language));
  return exit_done;
}

}  // namespace onething::cli
