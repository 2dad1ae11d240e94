// SPDX-License-Identifier: Apache-2.0

#include "table/encoding.h"

#include <iconv.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <utility>

#include "onething/table.h"
#include "onething/text.h"

namespace onething::table {

namespace {

// One conversion of glibc; closed when it goes.
class Converter {
 public:
  explicit Converter(const char* from) : handle_(iconv_open("UTF-8", from)) {}
  Converter(const Converter&) = delete;
  Converter& operator=(const Converter&) = delete;
  ~Converter() {
    if (is_open()) iconv_close(handle_);
  }

  bool is_open() const {
    return handle_ != reinterpret_cast<iconv_t>(-1);  // NOLINT: POSIX says so.
  }

  // False where it stopped before the end; `bytes` then begins there.
  bool run(std::string_view& bytes, std::string& out) {
    std::array<char, 16 << 10> buffer;
    char* from = const_cast<char*>(bytes.data());  // iconv writes nothing.
    std::size_t left = bytes.size();
    bool fine = true;
    while (left > 0 && fine) {
      char* to = buffer.data();
      std::size_t room = buffer.size();
      const std::size_t result = iconv(handle_, &from, &left, &to, &room);
      out.append(buffer.data(), buffer.size() - room);
      fine = result != static_cast<std::size_t>(-1) || errno == E2BIG;
    }
    bytes.remove_prefix(bytes.size() - left);
    return fine;
  }

 private:
  iconv_t handle_;
};

Error not_encoded(std::string_view before, std::string_view encoding) {
  const auto line = std::count(before.begin(), before.end(), '\n') + 1;
  return {
      ErrorCode::invalid,
      {"table.not_encoded",
       {{"encoding", std::string(encoding)}, {"line", std::to_string(line)}}}};
}

Result<Decoded> convert(std::string_view bytes, const char* from,
                        std::string_view name) {
  Converter converter(from);
  if (!converter.is_open())
    return Error{ErrorCode::unavailable,
                 {"table.no_encoding", {{"encoding", std::string(name)}}}};
  Decoded decoded{std::string(name), {}};
  decoded.text.reserve(bytes.size() * 3 / 2);
  std::string_view left = bytes;
  if (!converter.run(left, decoded.text))
    return not_encoded(bytes.substr(0, bytes.size() - left.size()), name);
  return decoded;
}

// The first line that is not valid UTF-8, by lines, since a broken sequence
// never holds a line end.
Error not_utf8(std::string_view bytes) {
  std::size_t begin = 0;
  while (begin < bytes.size()) {
    const std::size_t end = std::min(bytes.find('\n', begin), bytes.size());
    if (!is_valid_utf8(bytes.substr(begin, end - begin)))
      return not_encoded(bytes.substr(0, begin), "utf-8");
    begin = end + 1;
  }
  return not_encoded(bytes, "utf-8");
}

}  // namespace

Result<Decoded> decode(std::string bytes, std::string_view wanted) {
  constexpr std::string_view kUtf16Little = "\xFF\xFE";
  constexpr std::string_view kUtf16Big = "\xFE\xFF";
  if (wanted == "gb18030") return convert(bytes, "GB18030", "gb18030");
  if (bytes.starts_with(utf8_mark)) {
    if (!is_valid_utf8(bytes)) return not_utf8(bytes);
    return Decoded{"utf-8", bytes.substr(utf8_mark.size())};
  }
  if (wanted == "auto" && bytes.starts_with(kUtf16Little))
    return convert(std::string_view(bytes).substr(2), "UTF-16LE", "utf-16le");
  if (wanted == "auto" && bytes.starts_with(kUtf16Big))
    return convert(std::string_view(bytes).substr(2), "UTF-16BE", "utf-16be");
  if (is_valid_utf8(bytes)) return Decoded{"utf-8", std::move(bytes)};
  if (wanted == "utf-8") return not_utf8(bytes);
  return convert(bytes, "GB18030", "gb18030");
}

}  // namespace onething::table
