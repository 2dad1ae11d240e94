// SPDX-License-Identifier: Apache-2.0

#include "author/baseline.h"

#include <filesystem>
#include <fstream>
#include <iterator>
#include <set>
#include <system_error>
#include <utility>

#include "base/format.h"
#include "diag/fingerprint.h"
#include "onething/text.h"
#include "onething/value.h"

namespace onething::author {

namespace fs = std::filesystem;

namespace {

std::string folder_of(const std::string& path) {
  std::error_code error;
  return fs::absolute(path, error).lexically_normal().parent_path().string();
}

std::string text_of(const Object& entry, std::string_view name) {
  const Value* found = entry.find(name);
  const std::string* text = found == nullptr ? nullptr : found->text();
  return text == nullptr ? std::string() : *text;
}

const List* entries_of(const Value& root) {
  const Object* object = root.object();
  const Value* list = object == nullptr ? nullptr : object->find("findings");
  return list == nullptr ? nullptr : list->list();
}

}  // namespace

Result<Baseline> Baseline::read(const std::string& path) {
  std::ifstream in(path, std::ios::binary);
  if (!in)
    return Error{ErrorCode::not_found,
                 {"author.no_baseline", {{"path", path}}}};
  const std::string text{std::istreambuf_iterator<char>(in),
                         std::istreambuf_iterator<char>()};
  const Error no_list = {ErrorCode::invalid,
                         {"author.bad_baseline", {{"path", path}}}};
  const Result<Value> root = parse_json(text);
  if (!root) return no_list;
  const List* entries = entries_of(root.value());
  if (entries == nullptr) return no_list;
  Baseline baseline;
  baseline.folder_ = folder_of(path);
  for (const Value& each : *entries) {
    const Object* entry = each.object();
    if (entry == nullptr) return no_list;
    const Value* count = entry->find("count");
    const std::int64_t* number =
        count == nullptr ? nullptr : count->as<std::int64_t>();
    baseline.counts_[{text_of(*entry, "code"), text_of(*entry, "file"),
                      text_of(*entry, "at")}] +=
        number == nullptr ? 1 : *number;
  }
  return baseline;
}

Baseline Baseline::of(const Diagnostics& diagnostics, const Sources& sources,
                      const std::string& path) {
  Baseline baseline;
  baseline.folder_ = folder_of(path);
  for (const Diagnostic& each : diagnostics)
    ++baseline.counts_[baseline.key_of(each, sources)];
  return baseline;
}

std::string Baseline::relative(const std::string& file) const {
  std::error_code error;
  return fs::absolute(file, error)
      .lexically_normal()
      .lexically_relative(folder_)
      .generic_string();
}

Baseline::Key Baseline::key_of(const Diagnostic& diagnostic,
                               const Sources& sources) const {
  std::string at = diag::stable_place(diagnostic.span, sources);
  // JSON holds no broken characters.
  if (!is_valid_utf8(at))
    for (char& c : at)
      if (static_cast<unsigned char>(c) >= 0x80) c = '?';
  return {std::string(diagnostic.code),
          relative(sources.files[diagnostic.span.file].path), std::move(at)};
}

std::size_t Baseline::take_known(Diagnostics& diagnostics,
                                 const Sources& sources) {
  return std::erase_if(diagnostics, [&](const Diagnostic& each) {
    const auto found = counts_.find(key_of(each, sources));
    if (found == counts_.end()) return false;
    if (--found->second == 0) counts_.erase(found);
    return true;
  });
}

std::vector<std::string> Baseline::left(const Sources& sources) const {
  std::set<std::string> files;
  for (const SourceFile& file : sources.files)
    files.insert(relative(file.path));
  std::vector<std::string> out;
  for (const auto& [key, count] : counts_) {
    const auto& [code, file, at] = key;
    if (files.contains(file)) out.push_back(format("{} {} {}", code, file, at));
  }
  return out;
}

std::string Baseline::to_json() const {
  std::string out = "{\n  \"onething_baseline\": 1,\n  \"findings\": [";
  std::string_view comma;
  for (const auto& [key, count] : counts_) {
    const auto& [code, file, at] = key;
    out += std::string(comma) + "\n    " +
           onething::to_json(Object{
               {"code", code}, {"file", file}, {"at", at}, {"count", count}});
    comma = ",";
  }
  return out + (counts_.empty() ? "" : "\n  ") + "]\n}\n";
}

}  // namespace onething::author
