// SPDX-License-Identifier: Apache-2.0

#include "guide/page.h"

namespace onething::guides {

namespace {

constexpr std::string_view kStyle = R"css(
:root { color-scheme: light dark; --ink: #1b1f24; --soft: #57606a; --paper: #fff;
  --line: #d0d7de; --band: #f3f6f9; --mark: #0a4d8c; }
@media (prefers-color-scheme: dark) { :root { --ink: #e6edf3; --soft: #9aa7b4;
  --paper: #0f141a; --line: #30363d; --band: #171d25; --mark: #79b8ff; } }
* { box-sizing: border-box; }
body { margin: 0; color: var(--ink); background: var(--paper);
  font: 16px/1.65 system-ui, "Noto Sans CJK SC", "Source Han Sans SC",
  "Microsoft YaHei", sans-serif; overflow-wrap: break-word; }
main { max-width: 60rem; margin: 0 auto; padding: 1.5rem 1rem 3rem; }
h1 { font-size: 1.6rem; line-height: 1.3; margin: 0 0 .4rem;
  border-bottom: 3px solid var(--mark); padding-bottom: .5rem; }
h2 { font-size: 1.15rem; margin: 2rem 0 .5rem; color: var(--mark); }
p { margin: .4rem 0; } .lead { color: var(--soft); }
ul { margin: .4rem 0; padding-left: 1.4rem; } a { color: var(--mark); }
nav ul { columns: 2; }
table { width: 100%; border-collapse: collapse; margin: .5rem 0; font-size: .94rem; }
th, td { text-align: left; vertical-align: top; padding: .4rem .55rem;
  border: 1px solid var(--line); }
th { background: var(--band); font-weight: 600; }
figure { margin: .8rem 0; padding: .5rem; background: #fff; border: 1px solid var(--line);
  overflow-x: auto; } figure svg { max-width: 100%; height: auto; }
.sign { margin: 2.2rem 0 .6rem; display: grid; gap: 1.6rem; }
.sign span { border-bottom: 1px solid var(--ink); padding-right: 12rem; width: max-content;
  max-width: 100%; }
@media (max-width: 40rem) {
  nav ul { columns: 1; } .sign span { padding-right: 5rem; }
  table, tbody, tr, td { display: block; width: 100%; }
  thead { position: absolute; left: -10000px; }
  tr { border: 1px solid var(--line); margin: .6rem 0; background: var(--band); }
  td { border: 0; padding: .25rem .6rem; }
  td:empty { display: none; }
  td:first-child { font-weight: 600; } td:first-child::before { display: none; }
  td + td::before { content: attr(data-title) "  "; color: var(--soft); font-size: .85rem;
    display: block; }
}
@page { size: A4; margin: 18mm 16mm; }
@media print {
  :root { --ink: #000; --soft: #333; --paper: #fff; --line: #999; --band: #eee; --mark: #000; }
  body { font-size: 10.5pt; } main { padding: 0; max-width: none; } nav { display: none; }
  h2 { break-after: avoid; } tr, figure, .sign { break-inside: avoid; }
  thead { display: table-header-group; }
  figure { border: 0; padding: 0; } figure svg { max-height: 230mm; }
}
)css";

std::string escaped(std::string_view text) {
  std::string out;
  for (const char c : text) {
    switch (c) {
      case '&':
        out += "&amp;";
        break;
      case '<':
        out += "&lt;";
        break;
      case '>':
        out += "&gt;";
        break;
      case '"':
        out += "&quot;";
        break;
      default:
        out += c;
    }
  }
  return out;
}

std::string table(const std::vector<std::vector<std::string>>& rows) {
  const std::vector<std::string>& titles = rows.front();
  std::string out = "<table role=\"table\">\n<thead><tr role=\"row\">";
  for (const std::string& title : titles)
    out +=
        "<th scope=\"col\" role=\"columnheader\">" + escaped(title) + "</th>";
  out += "</tr></thead>\n<tbody>\n";
  for (std::size_t i = 1; i < rows.size(); ++i) {
    out += "<tr role=\"row\">";
    for (std::size_t column = 0; column < rows[i].size(); ++column)
      out += "<td role=\"cell\" data-title=\"" + escaped(titles[column]) +
             "\">" + escaped(rows[i][column]) + "</td>";
    out += "</tr>\n";
  }
  return out + "</tbody>\n</table>\n";
}

std::string block(const Block& block) {
  std::string out;
  switch (block.kind) {
    case Block::Kind::paragraph:
      return "<p>" + escaped(block.lines.front()) + "</p>\n";
    case Block::Kind::list:
      for (const std::string& line : block.lines)
        out += "<li>" + escaped(line) + "</li>\n";
      return "<ul>\n" + out + "</ul>\n";
    case Block::Kind::table:
      return table(block.rows);
    case Block::Kind::signature:
      for (const std::string& line : block.lines)
        out += "<span>" + escaped(line) + "</span>\n";
      return "<div class=\"sign\">\n" + out + "</div>\n";
    case Block::Kind::picture: {
      const std::size_t begin = block.svg.find("<svg");
      if (begin == std::string::npos) return {};
      return "<figure role=\"img\" aria-label=\"" +
             escaped(block.lines.front()) + "\">\n" + block.svg.substr(begin) +
             "</figure>\n";
    }
  }
  return out;
}

std::string contents(const Page& page) {
  std::string out;
  for (std::size_t i = 0; i < page.sections.size(); ++i)
    out += "<li><a href=\"#s" + std::to_string(i + 1) + "\">" +
           escaped(page.sections[i].title) + "</a></li>\n";
  return "<nav><ul>\n" + out + "</ul></nav>\n";
}

}  // namespace

std::string html_of(const Page& page, Language language) {
  std::string out = "<!DOCTYPE html>\n<html lang=\"";
  out += language == Language::zh ? "zh-CN" : "en";
  out +=
      "\">\n<head>\n<meta charset=\"utf-8\">\n"
      "<meta name=\"viewport\" content=\"width=device-width, "
      "initial-scale=1\">\n<title>" +
      escaped(page.title) + "</title>\n<style>" + std::string(kStyle) +
      "</style>\n</head>\n<body>\n<main>\n<h1>" + escaped(page.title) +
      "</h1>\n";
  if (!page.lead.empty())
    out += "<p class=\"lead\">" + escaped(page.lead) + "</p>\n";
  if (page.has_contents) out += contents(page);
  for (std::size_t i = 0; i < page.sections.size(); ++i) {
    const std::string id = "s" + std::to_string(i + 1);
    out += "<section aria-labelledby=\"" + id + "\">\n<h2 id=\"" + id + "\">" +
           escaped(page.sections[i].title) + "</h2>\n";
    for (const Block& each : page.sections[i].blocks) out += block(each);
    out += "</section>\n";
  }
  return out + "</main>\n</body>\n</html>\n";
}

}  // namespace onething::guides
