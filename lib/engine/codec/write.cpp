// SPDX-License-Identifier: Apache-2.0

#include <algorithm>
#include <utility>

#include "engine/codec/archive.h"
#include "engine/codec/parts.h"
#include "engine/codec/stored_message.h"
#include "value/json_text.h"

namespace onething::engine {

namespace {

bool are_together(const SentField& a, const SentField& b) {
  return a.from == b.from && a.purpose == b.purpose && a.basis == b.basis &&
         a.sensitivity == b.sensitivity;
}

}  // namespace

std::string& Writer::begin(std::string_view name) {
  if (members_.size() > first_) text_ += ',';
  members_.push_back({name, text_.size()});
  // Names are plain words.
  text_ += '"';
  text_ += name;
  text_ += "\":";
  return text_;
}

void Writer::put(std::string_view name, const Value& value) {
  value::append_canonical(begin(name), value);
}

void Writer::print(const std::string& item) {
  value::append_quoted(text_, item);
}

void Writer::print(std::int64_t item) { value::append_number(text_, item); }

template <typename T>
void Writer::print(const T& part) {
  const std::size_t outer = std::exchange(first_, members_.size());
  text_ += '{';
  parts(*this, part);
  end_object();
  first_ = outer;
}

template <typename T>
void Writer::put_list(std::string_view name, const std::vector<T>& items) {
  begin(name) += '[';
  for (const T& item : items) {
    if (&item != items.data()) text_ += ',';
    print(item);
  }
  text_ += ']';
}

void Writer::end_object() {
  const auto by_name = [](const Member& a, const Member& b) {
    return a.name < b.name;
  };
  const auto first = members_.begin() + static_cast<std::ptrdiff_t>(first_);
  if (!std::is_sorted(first, members_.end(), by_name)) {
    const std::size_t start = first->begin;
    const std::string written = text_.substr(start);
    std::vector<std::pair<std::string_view, std::string_view>> sorted;
    for (auto member = first; member != members_.end(); ++member) {
      const std::size_t from = member->begin - start;
      const std::size_t end = member + 1 == members_.end()
                                  ? written.size()
                                  : (member + 1)->begin - start - 1;
      sorted.emplace_back(member->name,
                          std::string_view(written).substr(from, end - from));
    }
    std::sort(sorted.begin(), sorted.end());
    text_.resize(start);
    for (const auto& [name, text] : sorted) {
      if (text_.size() > start) text_ += ',';
      text_ += text;
    }
  }
  members_.resize(first_);
  text_ += '}';
}

std::string Writer::take() {
  end_object();
  return std::move(text_);
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
  begin(name);
  print(field);
}
void Writer::operator()(std::string_view name, const RunName& field) {
  begin(name);
  print(field);
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
void Writer::in_groups(std::string_view name,
                       const std::vector<SentField>& sent) {
  // Of each field the first one of its group; mostly that of the one before.
  std::vector<std::size_t> leaders;
  leaders.reserve(sent.size());
  for (std::size_t i = 0; i < sent.size(); ++i) {
    std::size_t leader = leaders.empty() ? i : leaders.back();
    if (leader != i && !are_together(sent[leader], sent[i]))
      for (leader = 0; leader < i; ++leader)
        if (are_together(sent[leader], sent[i])) break;
    leaders.push_back(leader);
  }
  begin(name) += '[';
  for (std::size_t i = 0; i < sent.size(); ++i) {
    if (leaders[i] != i) continue;
    if (i > 0) text_ += ',';
    SentGroup group{
        {}, sent[i].from, sent[i].purpose, sent[i].basis, sent[i].sensitivity};
    for (std::size_t k = i; k < sent.size(); ++k)
      if (leaders[k] == i) group.fields.push_back(sent[k].field);
    print(group);
  }
  text_ += ']';
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
