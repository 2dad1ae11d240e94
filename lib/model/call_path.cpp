// SPDX-License-Identifier: Apache-2.0

#include "model/call_path.h"

namespace onething::model {

namespace {

void append_encoded(std::string& out, std::string_view text) {
  constexpr std::string_view kHex = "0123456789ABCDEF";
  for (const char c : text) {
    const auto byte = static_cast<unsigned char>(c);
    const bool is_plain = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') ||
                          (c >= '0' && c <= '9') || c == '-' || c == '.' ||
                          c == '_' || c == '~';
    if (is_plain) {
      out += c;
    } else {
      out += '%';
      out += kHex[byte >> 4];
      out += kHex[byte & 15];
    }
  }
}

// As it stands in a request: texts without their quotes.
std::string path_value(const Value& value) {
  std::string json = to_json(value);
  if (value.text() != nullptr) return *value.text();
  if (json.size() >= 2 && json.front() == '"' && json.back() == '"')
    return json.substr(1, json.size() - 2);
  return json;
}

}  // namespace

std::string fill_path(std::string_view path, const Value& input) {
  std::string out;
  while (!path.empty()) {
    const std::size_t open = path.find('{');
    out += path.substr(0, open);
    if (open == std::string_view::npos) break;
    const std::size_t close = path.find('}', open);
    if (close == std::string_view::npos) {
      out += path.substr(open);
      break;
    }
    const Value* value = input.find(path.substr(open + 1, close - open - 1));
    if (value != nullptr && !value->is_null())
      append_encoded(out, path_value(*value));
    path.remove_prefix(close + 1);
  }
  return out;
}

}  // namespace onething::model
