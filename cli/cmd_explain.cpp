// SPDX-License-Identifier: Apache-2.0
//
// `explain`: the page of a code, or the list of all.

#include "commands.h"
#include "onething/author.h"
#include "onething/text.h"
#include "print.h"
#include "session.h"

namespace onething::cli {

namespace {

Object entry_json(const CodeEntry& entry, const std::string& headline) {
  return Object{{"code", std::string(entry.code)},
                {"name", std::string(entry.name)},
                {"family", std::string(entry.family)},
                {"severity", std::string(name_of(entry.severity))},
                {"headline", headline}};
}

List documents_json(const std::vector<SourceFile>& files) {
  List list;
  for (const SourceFile& file : files)
    list.push_back(Object{{"path", file.path}, {"text", file.text}});
  return list;
}

std::string headline_of(const std::vector<CodeTitle>& titles,
                        const CodeEntry& entry) {
  for (const CodeTitle& title : titles)
    if (title.code == entry.code) return title.headline;
  return {};
}

int list_codes(const Session& session, const std::vector<CodeEntry>& entries) {
  const std::vector<CodeTitle> titles = code_titles(session.language());
  if (session.json()) {
    List list;
    for (const CodeEntry& entry : entries)
      list.push_back(entry_json(entry, headline_of(titles, entry)));
    session.print(to_json(Object{{"codes", std::move(list)}}, 2) + "\n");
    return exit_done;
  }
  std::string_view family;
  std::string out;
  for (const CodeEntry& entry : entries) {
    if (entry.family != family) {
      family = entry.family;
      out += (out.empty() ? "" : "\n") +
             session.text({"author.family",
                           {{"title", family_title(family)},
                            {"family", std::string(family)}}}) +
             "\n";
    }
    const std::string headline = headline_of(titles, entry);
    const std::string code = "  " + std::string(entry.code) + "  ";
    std::string indent;
    for (const std::string& line :
         wrap(headline.empty() ? std::string(entry.name) : headline,
              session.columns() - code.size())) {
      out += (indent.empty() ? code : indent) + line + "\n";
      indent.assign(code.size(), ' ');
    }
  }
  session.print(out);
  return exit_done;
}

int explain_one(const Session& session, const CodeEntry& entry) {
  const std::optional<Explanation> page = explain(entry, session.language());
  if (!page) return list_codes(session, {entry});
  if (!session.json()) {
    session.print(
        explanation_text(*page, session.language(), session.columns()));
    return exit_done;
  }
  Object json = entry_json(entry, page->headline);
  List paragraphs;
  for (const std::string& each : page->paragraphs) paragraphs.push_back(each);
  json.set("text", std::move(paragraphs));
  json.set("wrong", documents_json(page->wrong));
  json.set("right", documents_json(page->right));
  session.print(to_json(json, 2) + "\n");
  return exit_done;
}

}  // namespace

int command_explain(Session& session, const Arguments& arguments) {
  if (!arguments.has("CODE")) return list_codes(session, all_codes());
  const std::string wish = arguments.get("CODE");
  const std::vector<CodeEntry> found = find_codes(wish);
  if (found.size() == 1) return explain_one(session, found.front());
  if (!found.empty()) return list_codes(session, found);
  const std::string close = codes_close_to(wish);
  session.say({"author.unknown_code", {{"code", wish}}});
  if (close.empty())
    session.say({"author.list_codes", {}});
  else
    session.say({"cli.did_you_mean", {{"close", close}}});
  return exit_usage;
}

}  // namespace onething::cli
