// SPDX-License-Identifier: Apache-2.0

#include "table/xml_read.h"

#include <expat.h>

#include <memory>

namespace onething::table {

namespace {

struct Reader {
  XmlHandler& handler;
  XML_Parser parser;
  bool is_refused = false;
};

std::string_view without_prefix(std::string_view name) {
  const std::size_t colon = name.rfind(':');
  return colon == std::string_view::npos ? name : name.substr(colon + 1);
}

void stop_if_told(Reader& reader) {
  if (!reader.handler.problem().empty())
    XML_StopParser(reader.parser, XML_FALSE);
}

void on_open(void* data, const XML_Char* name, const XML_Char** pairs) {
  auto& reader = *static_cast<Reader*>(data);
  Attributes attributes;
  for (; *pairs != nullptr; pairs += 2)
    attributes.emplace(without_prefix(pairs[0]), pairs[1]);
  reader.handler.opened(without_prefix(name), attributes);
  stop_if_told(reader);
}

void on_close(void* data, const XML_Char* name) {
  auto& reader = *static_cast<Reader*>(data);
  reader.handler.closed(without_prefix(name));
  stop_if_told(reader);
}

void on_text(void* data, const XML_Char* text, int size) {
  static_cast<Reader*>(data)->handler.text(
      {text, static_cast<std::size_t>(size)});
}

void on_document_type(void* data, const XML_Char*, const XML_Char*,
                      const XML_Char*, int) {
  auto& reader = *static_cast<Reader*>(data);
  reader.is_refused = true;
  XML_StopParser(reader.parser, XML_FALSE);
}

}  // namespace

Status read_xml(Archive& archive, const std::string& part,
                XmlHandler& handler) {
  const std::unique_ptr<XML_ParserStruct, decltype(&XML_ParserFree)> parser(
      XML_ParserCreate(nullptr), &XML_ParserFree);
  const Error damaged{ErrorCode::invalid,
                      {"table.part_damaged", {{"part", part}}}};
  if (!parser) return damaged;
  Reader reader{handler, parser.get()};
  XML_SetUserData(parser.get(), &reader);
  XML_SetElementHandler(parser.get(), on_open, on_close);
  XML_SetCharacterDataHandler(parser.get(), on_text);
  XML_SetStartDoctypeDeclHandler(parser.get(), on_document_type);
  bool fine = true;
  OT_CHECK(archive.read(part, [&](std::string_view piece) {
    fine = XML_Parse(parser.get(), piece.data(), static_cast<int>(piece.size()),
                     XML_FALSE) == XML_STATUS_OK;
    return fine;
  }));
  if (Message told = handler.problem(); !told.empty())
    return Error{ErrorCode::invalid, std::move(told)};
  fine = fine && !reader.is_refused &&
         XML_Parse(parser.get(), "", 0, XML_TRUE) == XML_STATUS_OK;
  if (!fine) return damaged;
  return Done{};
}

}  // namespace onething::table
