// SPDX-License-Identifier: Apache-2.0
//
// A catalogue as text, Markdown, HTML and JSON.

#include <string>
#include <utility>
#include <vector>

#include "guide/page.h"
#include "guide/words.h"
#include "onething/catalog.h"
#include "onething/policy.h"
#include "onething/text.h"
#include "onething/value.h"

namespace onething {

namespace {

class CatalogForm {
 public:
  CatalogForm(const Catalog& catalog, Language language)
      : catalog_(catalog), language_(language) {}

  std::string text() const {
    std::string out;
    for (const CatalogGroup& group : catalog_.groups) {
      out += (out.empty() ? "" : "\n") + name_of(group) + "\n";
      for (const std::size_t entry : group.entries) {
        const CatalogEntry& each = catalog_.entries[entry];
        out += "  " + pad(each.workflow->id.text, 28) + "  " + title(each) +
               "\n    " + line(each) + "\n";
      }
    }
    return out;
  }

  std::string page(bool is_html) const {
    guides::Page page;
    page.title = say({"guide.catalog_title", {}});
    page.lead = say({"guide.catalog_lead",
                     {{"count", std::to_string(catalog_.entries.size())}}});
    page.has_contents = true;
    for (const CatalogGroup& group : catalog_.groups) {
      guides::Section& section =
          page.add(say({"guide.catalog_group",
                        {{"name", name_of(group)},
                         {"count", std::to_string(group.entries.size())}}}));
      std::vector<std::vector<std::string>> rows = {
          {say({"guide.service", {}}), say({"guide.lead", {}}),
           say({"guide.promise", {}}), say({"guide.materials", {}}),
           say({"guide.visits", {}}), say({"guide.channels", {}}),
           say({"guide.maturity", {}})}};
      for (const std::size_t entry : group.entries)
        rows.push_back(row(catalog_.entries[entry]));
      section.table(std::move(rows));
    }
    return is_html ? guides::html_of(page, language_)
                   : guides::markdown_of(page);
  }

  std::string json() const {
    List entries;
    for (const CatalogEntry& each : catalog_.entries)
      entries.push_back(document(each));
    List groups;
    for (const CatalogGroup& group : catalog_.groups) {
      List ids;
      for (const std::size_t entry : group.entries)
        ids.push_back(catalog_.entries[entry].workflow->id.text);
      groups.push_back(
          Object{{"name", group.name}, {"services", std::move(ids)}});
    }
    return to_json(Object{{"services", std::move(entries)},
                          {"groups", std::move(groups)}},
                   2) +
           "\n";
  }

 private:
  std::string say(const Message& message) const {
    return render(message, language_);
  }
  std::string name_of(const CatalogGroup& group) const {
    return group.name.empty() ? say({"guide.not_said", {}}) : group.name;
  }
  std::string title(const CatalogEntry& entry) const {
    return guides::name_of(entry.workflow->title, entry.workflow->id,
                           language_);
  }
  std::string lead(const CatalogEntry& entry) const {
    return entry.lead == nullptr
               ? entry.workflow->lead.text
               : guides::name_of(entry.lead->title, entry.lead->id, language_);
  }
  std::string promise(const CatalogEntry& entry) const {
    std::vector<std::string> terms;
    for (const Promise* each : entry.promises)
      terms.push_back(guides::term_in_words(each->within.term, language_));
    return terms.empty() ? say({"guide.no_promise", {}})
                         : guides::joined(terms, language_);
  }
  std::string channels(const CatalogEntry& entry) const {
    std::vector<std::string> names;
    for (const Channel each : entry.channels)
      names.push_back(say(onething::name_of(each)));
    return names.empty() ? say({"guide.not_said", {}})
                         : guides::joined(names, language_);
  }
  static std::string figure(const CatalogEntry& entry, Figure wanted) {
    for (const PlannedFigure& each : entry.figures)
      if (each.figure == wanted)
        return each.least == each.most ? std::to_string(each.most)
                                       : std::to_string(each.least) + "–" +
                                             std::to_string(each.most);
    return {};
  }

  std::vector<std::string> row(const CatalogEntry& entry) const {
    return {title(entry),
            lead(entry),
            promise(entry),
            figure(entry, Figure::materials),
            figure(entry, Figure::visits),
            channels(entry),
            guides::maturity_in_words(entry.maturity, language_)};
  }

  std::string line(const CatalogEntry& entry) const {
    return say(
        {"guide.catalog_line",
         {{"lead", lead(entry)},
          {"promise", promise(entry)},
          {"materials", figure(entry, Figure::materials)},
          {"visits", figure(entry, Figure::visits)},
          {"channels", channels(entry)},
          {"maturity", guides::maturity_in_words(entry.maturity, language_)}}});
  }

  Value document(const CatalogEntry& entry) const {
    List involved;
    for (const Department* each : entry.involved)
      involved.push_back(each->id.text);
    List ways;
    for (const Channel each : entry.channels)
      ways.push_back(std::string(channel_word(each)));
    List promises;
    for (const Promise* each : entry.promises)
      promises.push_back(Object{{"within", to_text(each->within.term)},
                                {"when", std::string(each->when.text())}});
    Object figures;
    for (const PlannedFigure& each : entry.figures)
      figures.set(figure_word(each.figure),
                  Object{{"least", each.least}, {"most", each.most}});
    return Object{{"workflow", entry.workflow->id.text},
                  {"title", title(entry)},
                  {"version", entry.workflow->version},
                  {"stage", entry.workflow->stage},
                  {"lead", entry.workflow->lead.text},
                  {"involved", std::move(involved)},
                  {"channels", std::move(ways)},
                  {"maturity", std::string(maturity_word(entry.maturity))},
                  {"promises", std::move(promises)},
                  {"figures", std::move(figures)}};
  }

  const Catalog& catalog_;
  Language language_;
};

}  // namespace

std::string catalog_in(std::string_view form, const Catalog& catalog,
                       Language language) {
  const CatalogForm written(catalog, language);
  if (form == "json") return written.json();
  if (form == "html") return written.page(true);
  return form == "markdown" ? written.page(false) : written.text();
}

}  // namespace onething
