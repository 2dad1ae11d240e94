// SPDX-License-Identifier: Apache-2.0

#include "yaml/encoding.h"

#include <iconv.h>
#include <algorithm>
#include <bit>
#include <cstdint>
#include <cstring>

#include "onething/text.h"

namespace onething::yaml {

namespace {

// So many well-formed sequences before the first fault do not happen by chance
// in another encoding.
constexpr std::size_t kSequencesOfUtf8 = 3;
constexpr std::size_t kSampleCells = 24;

// Bytes of the UTF-8 sequence that begins here, 0 if none does.
std::size_t sequence_at(std::string_view s, std::size_t i) {
  const auto byte = [&](std::size_t k) {
    return i + k < s.size() ? static_cast<unsigned char>(s[i + k]) : 0U;
  };
  const auto follows = [&](std::size_t k) {
    return (byte(k) & 0xC0U) == 0x80U;
  };
  const unsigned lead = byte(0);
  // Nearly all Chinese characters.
  if (lead >= 0xE3 && lead <= 0xE9) return follows(1) && follows(2) ? 3 : 0;
  if (lead < 0x80) return 1;
  if (lead >= 0xC2 && lead <= 0xDF) return follows(1) ? 2 : 0;
  if (lead >= 0xE0 && lead <= 0xEF) {
    if (lead == 0xE0 && byte(1) < 0xA0) return 0;
    if (lead == 0xED && byte(1) > 0x9F) return 0;
    return follows(1) && follows(2) ? 3 : 0;
  }
  if (lead >= 0xF0 && lead <= 0xF4) {
    if (lead == 0xF0 && byte(1) < 0x90) return 0;
    if (lead == 0xF4 && byte(1) > 0x8F) return 0;
    return follows(1) && follows(2) && follows(3) ? 4 : 0;
  }
  return 0;
}

std::size_t skip_ascii(std::string_view s, std::size_t i) {
  constexpr std::uint64_t high_bits = 0x8080808080808080ULL;
  for (; i + 8 <= s.size(); i += 8) {
    std::uint64_t eight = 0;
    std::memcpy(&eight, s.data() + i, 8);
    eight &= high_bits;
    if (eight == 0) continue;
    if (std::endian::native == std::endian::little)
      return i + static_cast<std::size_t>(std::countr_zero(eight)) / 8;
    break;
  }
  while (i < s.size() && static_cast<unsigned char>(s[i]) < 0x80) ++i;
  return i;
}

struct FirstFault {
  std::size_t byte = std::string_view::npos;
  std::size_t sequences_before = 0;
};

FirstFault find_fault(std::string_view s) {
  FirstFault fault;
  for (std::size_t i = skip_ascii(s, 0); i < s.size();) {
    const std::size_t length = sequence_at(s, i);
    if (length == 0) {
      fault.byte = i;
      return fault;
    }
    ++fault.sequences_before;
    i += length;
    if (i < s.size() && static_cast<unsigned char>(s[i]) < 0x80)
      i = skip_ascii(s, i);
  }
  return fault;
}

// `bytes` as UTF-8, or empty when they are not in that encoding throughout.
std::string convert(std::string_view bytes, const char* encoding) {
  const iconv_t converter = iconv_open("UTF-8", encoding);
  // NOLINTNEXTLINE(performance-no-int-to-ptr): this is how iconv says no.
  if (converter == reinterpret_cast<iconv_t>(-1)) return {};
  std::string in(bytes);
  std::string out(in.size() * 4 + 16, '\0');
  char* from = in.data();
  char* to = out.data();
  std::size_t from_left = in.size();
  std::size_t to_left = out.size();
  const std::size_t result = iconv(converter, &from, &from_left, &to, &to_left);
  iconv_close(converter);
  if (result == static_cast<std::size_t>(-1)) return {};
  out.resize(out.size() - to_left);
  return out;
}

// The line with the first character beyond ASCII.
std::string sample_of(std::string_view text) {
  std::size_t at = skip_ascii(text, 0);
  if (at == text.size()) at = 0;
  const std::size_t end = std::min(text.find('\n', at), text.size());
  std::string_view line = text.substr(at, end - at);
  if (line.ends_with('\r')) line.remove_suffix(1);
  return shorten(line, kSampleCells);
}

// UTF-16 and UTF-32 fill ASCII up with zero bytes.
bool has_many_zeros(std::string_view bytes) {
  const std::string_view head = bytes.substr(0, 256);
  const auto zeros = std::count(head.begin(), head.end(), '\0');
  return head.size() >= 2 && static_cast<std::size_t>(zeros) * 4 >= head.size();
}

EncodingGuess wide(std::string_view bytes) {
  const bool is_32 =
      bytes.starts_with(std::string_view("\xFF\xFE\0\0", 4)) ||
      bytes.starts_with(std::string_view("\0\0\xFE\xFF", 4)) ||
      (bytes.size() >= 4 && bytes[1] == '\0' && bytes[2] == '\0');
  const bool is_big = bytes.starts_with("\xFE\xFF") || bytes[0] == '\0';
  const char* name = is_32 ? (is_big ? "UTF-32BE" : "UTF-32LE")
                           : (is_big ? "UTF-16BE" : "UTF-16LE");
  std::string text = convert(bytes, name);
  if (text.starts_with("\xEF\xBB\xBF")) text.erase(0, 3);
  return {is_32 ? Encoding::utf32 : Encoding::utf16, 0, sample_of(text)};
}

}  // namespace

EncodingGuess guess_encoding(std::string_view bytes) {
  if (bytes.starts_with("\xFF\xFE") || bytes.starts_with("\xFE\xFF") ||
      has_many_zeros(bytes))
    return wide(bytes);
  const FirstFault fault = find_fault(bytes);
  if (fault.byte == std::string_view::npos) return {};
  if (fault.sequences_before >= kSequencesOfUtf8)
    return {Encoding::damaged_utf8, fault.byte, {}};
  const std::string text = convert(bytes, "GB18030");
  if (text.empty()) return {Encoding::unknown, fault.byte, {}};
  return {Encoding::gb18030, fault.byte, sample_of(text)};
}

std::optional<std::string> from_gb18030(std::string_view bytes) {
  std::string text = convert(bytes, "GB18030");
  if (text.empty() && !bytes.empty()) return std::nullopt;
  return text;
}

}  // namespace onething::yaml
