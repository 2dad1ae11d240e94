// SPDX-License-Identifier: Apache-2.0
//
// What people put beside a case: notes and files. Neither moves it on.

#include <algorithm>
#include <string>
#include <utility>

#include "base/limits.h"
#include "engine/handlers.h"

namespace onething::engine {

namespace {

using Refusal = std::optional<Rejection>;

Refusal reject(Message why) { return Rejection{std::move(why), {}}; }

bool is_blank(const std::string& text) {
  return std::all_of(text.begin(), text.end(),
                     [](char c) { return c == ' ' || c == '\n' || c == '\t'; });
}

bool has_control(const std::string& text) {
  return std::any_of(text.begin(), text.end(), [](char c) {
    const auto byte = static_cast<unsigned char>(c);
    return (byte < 0x20 && c != '\n' && c != '\t') || byte == 0x7f;
  });
}

}  // namespace

Refusal on_note(Draft& draft, const Command& command) {
  const auto& wish = *std::get_if<AddNote>(&command.what);
  if (is_blank(wish.text)) return reject({"engine.note_empty", {}});
  if (wish.text.size() > limits::note_bytes_max || has_control(wish.text))
    return reject({"engine.note_unfit",
                   {{"max", std::to_string(limits::note_bytes_max)}}});
  if (draft.state().notes.size() >= limits::notes_max)
    return reject({"engine.too_many_notes",
                   {{"max", std::to_string(limits::notes_max)}}});
  draft.emit(NoteAdded{wish.text, draft.actor()});
  return std::nullopt;
}

// The same file twice is one.
Refusal on_attach(Draft& draft, const Command& command) {
  const auto& wish = *std::get_if<AttachFile>(&command.what);
  if (wish.name.empty() || wish.name.size() > limits::id_bytes_max ||
      has_control(wish.name) || wish.name.find('/') != std::string::npos)
    return reject({"engine.file_name_unfit",
                   {{"max", std::to_string(limits::id_bytes_max)}}});
  const auto& files = draft.state().files;
  const bool is_there =
      std::any_of(files.begin(), files.end(), [&](const FileState& file) {
        return file.digest == wish.digest && file.name == wish.name;
      });
  if (is_there) return std::nullopt;
  if (files.size() >= limits::files_max)
    return reject({"engine.too_many_files",
                   {{"max", std::to_string(limits::files_max)}}});
  draft.emit(FileAttached{wish.name, wish.digest, wish.stored, wish.size,
                          wish.media_type, draft.actor()});
  return std::nullopt;
}

}  // namespace onething::engine
