// SPDX-License-Identifier: Apache-2.0
//
// Values as one line for people.

#include <algorithm>
#include <string>

#include "base/limits.h"
#include "onething/report.h"

namespace onething {

namespace {

std::string on_one_line(std::string text) {
  std::replace_if(
      text.begin(), text.end(),
      [](char c) { return static_cast<unsigned char>(c) < ' ' || c == 0x7F; },
      ' ');
  return text;
}

std::string unquoted(std::string json) {
  if (json.size() >= 2 && json.front() == '"' && json.back() == '"')
    return json.substr(1, json.size() - 2);
  return json;
}

std::string scalar_text(const Value& value, Language language) {
  if (const std::string* text = value.text()) return on_one_line(*text);
  if (const bool* flag = value.as<bool>())
    return render({*flag ? "report.yes" : "report.no", {}}, language);
  if (const Instant* instant = value.as<Instant>())
    return to_local_text(*instant);
  return unquoted(to_json(value));
}

struct Showing {
  bool masks = false;   // Everything.
  bool guards = false;  // Citizen numbers, whatever they are declared as.
  Language language = Language::zh;
};

std::string show(const Value& value, const Showing& showing, int depth) {
  if (value.is_null()) return "-";
  if (depth > limits::json_depth_max) return "-";
  if (const Optional* optional = value.as<Optional>())
    return optional->content.empty()
               ? "-"
               : show(optional->content.front(), showing, depth + 1);
  if (const List* list = value.list()) {
    const std::string comma = render({"report.comma", {}}, showing.language);
    std::string out;
    for (const Value& item : *list)
      out += (out.empty() ? "" : comma) + show(item, showing, depth + 1);
    return out.empty() ? "-" : out;
  }
  if (const Object* object = value.object()) {
    const std::string colon = render({"report.colon", {}}, showing.language);
    const std::string stop = render({"report.semicolon", {}}, showing.language);
    std::string out;
    for (const auto& [name, member] : *object)
      out += (out.empty() ? "" : stop) + on_one_line(name) + colon +
             show(member, showing, depth + 1);
    return out.empty() ? "-" : out;
  }
  std::string text = scalar_text(value, showing.language);
  if (showing.masks) return mask(text);
  if (showing.guards && is_citizen_id(text)) return mask(text);
  return text;
}

}  // namespace

std::string show_value(const Value& value, Sensitivity sensitivity,
                       Masking masking, Language language) {
  const bool guards = masking == Masking::personal;
  return show(
      value, {guards && sensitivity >= Sensitivity::personal, guards, language},
      0);
}

}  // namespace onething
