// SPDX-License-Identifier: Apache-2.0
//
// XML as it streams by: what opens, what closes, and the text between.
//
// Refuses document types, with which entities could be defined that grow
// without end. Names come without the prefix of their namespace.

#pragma once

#include <map>
#include <string>
#include <string_view>

#include "onething/result.h"
#include "table/zip_read.h"

namespace onething::table {

using Attributes = std::map<std::string, std::string, std::less<>>;

class XmlHandler {
 public:
  virtual ~XmlHandler() = default;
  virtual void opened(std::string_view name, const Attributes& attributes) = 0;
  virtual void closed(std::string_view name) = 0;
  virtual void text(std::string_view text) = 0;
  // Why nothing more is wanted; empty to go on.
  virtual Message problem() const { return {}; }
};

// One part of a workbook. invalid (table.part_damaged) when it is no XML.
Status read_xml(Archive& archive, const std::string& part, XmlHandler& handler);

}  // namespace onething::table
