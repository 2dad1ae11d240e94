// SPDX-License-Identifier: Apache-2.0

#include "onething/attachments.h"

#include <algorithm>
#include <utility>

#include "onething/policy.h"
#include "onething/value.h"

namespace onething {

namespace {

struct Kind {
  std::string_view ending;
  std::string_view type;
};
constexpr Kind kKinds[] = {
    {".pdf", "application/pdf"},
    {".ofd", "application/ofd"},
    {".png", "image/png"},
    {".jpg", "image/jpeg"},
    {".jpeg", "image/jpeg"},
    {".txt", "text/plain"},
    {".md", "text/markdown"},
    {".csv", "text/csv"},
    {".json", "application/json"},
    {".xml", "application/xml"},
    {".zip", "application/zip"},
    {".docx",
     "application/"
     "vnd.openxmlformats-officedocument.wordprocessingml.document"},
    {".xlsx",
     "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"},
};

std::string lower(std::string_view text) {
  std::string out(text);
  for (char& c : out)
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
  return out;
}

// Read as plain JSON: other members may be sealed.
std::string stored_digest(const Record& record) {
  const Result<Value> payload = parse_json(record.payload);
  if (!payload) return {};
  const Value* stored = payload.value().find("stored");
  return stored == nullptr || stored->text() == nullptr ? std::string()
                                                        : *stored->text();
}

// The case's key is destroyed, and its files may be gone with it.
bool is_erased(std::string_view address, const std::string& id) {
  const auto store = open_store(address, OlderSchema::refuse);
  if (!store || store.value()->key_shelf() == nullptr) return false;
  const auto key = store.value()->key_shelf()->key(id);
  return key && key.value() && key.value()->erased_at;
}

}  // namespace

std::string media_type_of(std::string_view name) {
  const std::string low = lower(name);
  for (const Kind& kind : kKinds)
    if (low.ends_with(kind.ending)) return std::string(kind.type);
  return "application/octet-stream";
}

Result<Acted> attach_file(Runner& runner, Store& store, FileShelf& shelf,
                          const CaseId& id, const std::string& name,
                          const std::string& bytes, const Actor& actor) {
  OT_TRY(const CaseView view, runner.view(id));
  if (std::optional<Message> why = why_not(actor, Act::attach, view.parties))
    return Acted(Rejection{std::move(*why), {}});
  AttachFile wish;
  wish.name = name;
  wish.digest = to_hex(sha256(bytes));
  wish.size = static_cast<std::int64_t>(bytes.size());
  wish.media_type = media_type_of(name);
  const auto is_it = [&](const FileView& file) {
    return file.digest == wish.digest && file.name == name;
  };
  if (std::any_of(view.files.begin(), view.files.end(), is_it))
    return Acted(view);
  OT_TRY(const std::string resting, store.seal_bytes(id, bytes));
  OT_TRY(wish.stored, shelf.put(resting));
  return runner.act(id, {std::move(wish), actor});
}

Result<std::string> read_attached(Store& store, FileShelf& shelf,
                                  const CaseId& id, const FileView& file) {
  OT_TRY(std::string resting, shelf.get(file.stored));
  OT_TRY(std::string bytes, store.open_bytes(id, std::move(resting)));
  if (!file.digest.empty() && to_hex(sha256(bytes)) != file.digest)
    return Error{ErrorCode::corrupt,
                 {"store.file_altered", {{"digest", file.stored}}}};
  return bytes;
}

Status remove_attached(FileShelf& shelf, const CaseView& view) {
  for (const FileView& file : view.files) OT_CHECK(shelf.remove(file.stored));
  return Done{};
}

void add_named_files(const StoredCase& stored, NamedFiles& named) {
  for (const Record& record : stored.records) {
    if (record.type != "file_attached") continue;
    std::string digest = stored_digest(record);
    if (!digest.empty()) named.emplace(std::move(digest), stored.id);
  }
}

Result<FilesVerified> verify_files(std::string_view address,
                                   const NamedFiles& named) {
  OT_TRY(const std::unique_ptr<FileShelf> shelf, open_file_shelf(address));
  OT_TRY(const std::vector<std::string> there, shelf->list());
  FilesVerified found;
  found.files = static_cast<std::int64_t>(there.size());
  for (const std::string& digest : there) {
    if (!named.contains(digest)) ++found.unnamed;
    if (const auto bytes = shelf->get(digest); !bytes)
      found.damages.push_back(bytes.error().message);
  }
  for (const auto& [digest, id] : named) {
    const bool is_there =
        std::binary_search(there.begin(), there.end(), digest);
    if (is_there || is_erased(address, id)) continue;
    found.damages.push_back(
        {"store.file_missing", {{"digest", digest}, {"case", id}}});
  }
  return found;
}

}  // namespace onething
