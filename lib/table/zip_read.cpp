// SPDX-License-Identifier: Apache-2.0

#include "table/zip_read.h"

#include <minizip/unzip.h>

#include <algorithm>
#include <array>
#include <cstring>

#include "base/limits.h"

namespace onething::table {

namespace {

// The archive as minizip reads it: a file that is a piece of memory.
struct Bytes {
  std::string_view all;
  std::uint64_t at = 0;
};

voidpf open_bytes(voidpf opaque, const void*, int) { return opaque; }

uLong read_bytes(voidpf, voidpf stream, void* to, uLong size) {
  auto& bytes = *static_cast<Bytes*>(stream);
  const std::uint64_t left =
      bytes.at < bytes.all.size() ? bytes.all.size() - bytes.at : 0;
  const std::uint64_t count = std::min<std::uint64_t>(size, left);
  std::memcpy(to, bytes.all.data() + (left == 0 ? 0 : bytes.at), count);
  bytes.at += count;
  return static_cast<uLong>(count);
}

uLong write_nothing(voidpf, voidpf, const void*, uLong) { return 0; }

ZPOS64_T tell_bytes(voidpf, voidpf stream) {
  return static_cast<Bytes*>(stream)->at;
}

long seek_bytes(voidpf, voidpf stream, ZPOS64_T offset, int origin) {
  auto& bytes = *static_cast<Bytes*>(stream);
  std::uint64_t base = 0;
  if (origin == ZLIB_FILEFUNC_SEEK_CUR) base = bytes.at;
  if (origin == ZLIB_FILEFUNC_SEEK_END) base = bytes.all.size();
  const std::uint64_t target = base + offset;
  if (target > bytes.all.size()) return -1;
  bytes.at = target;
  return 0;
}

int close_bytes(voidpf, voidpf) { return 0; }
int error_of_bytes(voidpf, voidpf) { return 0; }

Error damaged(const std::string& name) {
  return {ErrorCode::invalid, {"table.part_damaged", {{"part", name}}}};
}

}  // namespace

struct Archive::Content {
  Bytes bytes;
  unzFile file = nullptr;
  std::uint64_t inflated = 0;

  ~Content() {
    if (file != nullptr) unzClose(file);
  }
};

Archive::Archive(std::unique_ptr<Content> content)
    : content_(std::move(content)) {}
Archive::Archive(Archive&&) noexcept = default;
Archive::~Archive() = default;

Result<Archive> Archive::open(std::string_view bytes) {
  auto content = std::make_unique<Content>();
  content->bytes.all = bytes;
  zlib_filefunc64_def functions{};
  functions.zopen64_file = open_bytes;
  functions.zread_file = read_bytes;
  functions.zwrite_file = write_nothing;
  functions.ztell64_file = tell_bytes;
  functions.zseek64_file = seek_bytes;
  functions.zclose_file = close_bytes;
  functions.zerror_file = error_of_bytes;
  functions.opaque = &content->bytes;
  content->file = unzOpen2_64("", &functions);
  if (content->file == nullptr)
    return Error{ErrorCode::invalid, {"table.no_archive", {}}};
  return Archive(std::move(content));
}

bool Archive::has(const std::string& name) {
  return unzLocateFile(content_->file, name.c_str(), 2) == UNZ_OK;
}

Status Archive::read(const std::string& name,
                     const std::function<bool(std::string_view)>& take) {
  if (!has(name))
    return Error{ErrorCode::not_found, {"table.no_part", {{"part", name}}}};
  if (unzOpenCurrentFile(content_->file) != UNZ_OK) return damaged(name);
  std::array<char, 64 << 10> buffer;
  bool wants_more = true;
  int got = 0;
  while (wants_more) {
    got = unzReadCurrentFile(content_->file, buffer.data(), buffer.size());
    if (got <= 0) break;
    content_->inflated += static_cast<std::uint64_t>(got);
    if (content_->inflated > limits::table_inflated_bytes_max) {
      unzCloseCurrentFile(content_->file);
      return Error{
          ErrorCode::invalid,
          {"table.inflates",
           {{"max", std::to_string(limits::table_inflated_bytes_max >> 20)}}}};
    }
    wants_more = take({buffer.data(), static_cast<std::size_t>(got)});
  }
  const int closed = unzCloseCurrentFile(content_->file);
  if (got < 0 || (wants_more && closed != UNZ_OK)) return damaged(name);
  return Done{};
}

}  // namespace onething::table
