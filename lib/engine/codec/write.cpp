// SPDX-License-Identifier: Apache-2.0

#include <algorithm>
#include <utility>

#include "engine/codec/archive.h"
#include "engine/codec/parts.h"
#include "engine/codec/stored_message.h"
#include "value/json_text.h"

namespace onething::engine {

namespace {

void print(std::string& out, const std::string& item) {
  value::append_quoted(out, item);
}
void print(std::string& out, std::int64_t item) {
  value::append_number(out, item);
}
template <typename T>
void print(std::string& out, const T& part) {
  Writer writer;
  parts(writer, part);
  out += writer.take();
}

}  // namespace

std::string& Writer::begin(std::string_view name) {
  members_.push_back({name, text_.size()});
  return text_;
}

void Writer::put(std::string_view name, const Value& value) {
  value::append_canonical(begin(name), value);
}

template <typename T>
void Writer::put_list(std::string_view name, const std::vector<T>& items) {
  std::string& out = begin(name);
  out += '[';
  for (const T& item : items) {
    if (&item != items.data()) out += ',';
    print(out, item);
  }
  out += ']';
}

template <typename T>
void Writer::put_part(std::string_view name, const T& part) {
  print(begin(name), part);
}

std::string Writer::take() {
  std::vector<std::pair<std::string_view, std::string_view>> sorted;
  sorted.reserve(members_.size());
  for (std::size_t i = 0; i < members_.size(); ++i) {
    const std::size_t end =
        i + 1 < members_.size() ? members_[i + 1].begin : text_.size();
    sorted.emplace_back(members_[i].name,
                        std::string_view(text_).substr(
                            members_[i].begin, end - members_[i].begin));
  }
  std::sort(sorted.begin(), sorted.end());
  std::string out;
  out.reserve(text_.size() + 24 * members_.size() + 2);
  out += '{';
  for (const auto& [name, text] : sorted) {
    if (out.size() > 1) out += ',';
    value::append_quoted(out, name);
    out += ':';
    out += text;
  }
  out += '}';
  return out;
}

void Writer::operator()(std::string_view name, const std::string& field) {
  value::append_quoted(begin(name), field);
}
void Writer::operator()(std::string_view name, bool field) {
  begin(name) += field ? "true" : "false";
}
void Writer::operator()(std::string_view name, std::int64_t field) {
  value::append_number(begin(name), field);
}
void Writer::operator()(std::string_view name, std::uint64_t field) {
  put(name, field);
}
void Writer::operator()(std::string_view name, Channel field) {
  value::append_quoted(begin(name), channel_word(field));
}
void Writer::operator()(std::string_view name, Instant field) {
  put(name, field);
}
void Writer::operator()(std::string_view name, const Message& field) {
  if (field.empty()) return;
  put(name, Object{{"key", std::string(field.key)},
                   {"args", failure_details(field)}});
}
void Writer::operator()(std::string_view name, const Value& field) {
  if (!field.is_null()) put(name, field);
}
void Writer::operator()(std::string_view name, const List& field) {
  put(name, field);
}
void Writer::operator()(std::string_view name, const Actor& field) {
  put_part(name, field);
}
void Writer::operator()(std::string_view name, const RunName& field) {
  put_part(name, field);
}
void Writer::operator()(std::string_view name,
                        const std::vector<std::string>& field) {
  put_list(name, field);
}
void Writer::operator()(std::string_view name,
                        const std::vector<std::int64_t>& field) {
  put_list(name, field);
}
void Writer::operator()(std::string_view name,
                        const std::vector<CaseDefect>& field) {
  put_list(name, field);
}
void Writer::operator()(std::string_view name,
                        const std::vector<SentField>& field) {
  put_list(name, field);
}
void Writer::operator()(std::string_view name,
                        const std::vector<SentGroup>& field) {
  put_list(name, field);
}
void Writer::operator()(std::string_view name,
                        const std::vector<RunName>& field) {
  put_list(name, field);
}
void Writer::operator()(std::string_view name,
                        const std::vector<Renamed>& field) {
  put_list(name, field);
}

}  // namespace onething::engine
