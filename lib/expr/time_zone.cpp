// SPDX-License-Identifier: Apache-2.0

#include "expr/time_zone.h"

#include <algorithm>
#include <fstream>
#include <iterator>
#include <string>

#include "expr/zone_rule.h"

namespace onething::expr {

namespace {

constexpr std::string_view kFolder = "/usr/share/zoneinfo/";
constexpr std::size_t kNameBytesMax = 64;
constexpr std::size_t kTableBytesMax = 256 << 10;
constexpr std::size_t kHeaderBytes = 44;

// Names only: nothing that leads out of the folder or to its other files.
bool is_zone_name(std::string_view zone) {
  if (zone.empty() || zone.size() > kNameBytesMax) return false;
  if (zone[0] < 'A' || zone[0] > 'Z') return false;
  return std::all_of(zone.begin(), zone.end(), [](char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') ||
           (c >= '0' && c <= '9') || c == '_' || c == '-' || c == '+' ||
           c == '/';
  });
}

std::string read_table(std::string_view zone) {
  std::ifstream file(std::string(kFolder) + std::string(zone),
                     std::ios::binary);
  std::string table(kTableBytesMax, '\0');
  file.read(table.data(), static_cast<std::streamsize>(table.size()));
  table.resize(static_cast<std::size_t>(file.gcount()));
  return table;
}

// Big-endian numbers; reading behind the end gives 0 and is remembered.
class Reader {
 public:
  explicit Reader(std::string_view bytes) : bytes_(bytes) {}

  std::int64_t number(std::size_t at, std::size_t width) {
    if (at + width > bytes_.size()) {
      ok_ = false;
      return 0;
    }
    std::uint64_t value = bytes_[at] < 0 ? ~std::uint64_t{0} : 0;
    for (std::size_t i = 0; i < width; ++i)
      value = value << 8 | static_cast<unsigned char>(bytes_[at + i]);
    return static_cast<std::int64_t>(value);
  }
  bool ok() const { return ok_; }

 private:
  std::string_view bytes_;
  bool ok_ = true;
};

// How many of each part follow a header.
struct Counts {
  std::size_t utc_marks = 0;
  std::size_t standard_marks = 0;
  std::size_t leaps = 0;
  std::size_t transitions = 0;
  std::size_t types = 0;
  std::size_t letters = 0;

  std::size_t bytes(std::size_t time_width) const {
    return transitions * (time_width + 1) + types * 6 + letters +
           leaps * (time_width + 4) + standard_marks + utc_marks;
  }
};

std::optional<Counts> read_counts(std::string_view table, std::size_t at) {
  if (table.substr(at, 4) != "TZif") return std::nullopt;
  Reader reader(table);
  const auto count = [&reader, at](std::size_t index) {
    const std::int64_t value = reader.number(at + 20 + 4 * index, 4);
    return static_cast<std::size_t>(
        std::clamp<std::int64_t>(value, 0, kTableBytesMax));
  };
  const Counts counts{count(0), count(1), count(2),
                      count(3), count(4), count(5)};
  if (!reader.ok()) return std::nullopt;
  return counts;
}

}  // namespace

std::optional<std::int64_t> offset_in_table(std::string_view table,
                                            std::int64_t seconds) {
  // The first block has 32-bit times and is passed over.
  const auto old = read_counts(table, 0);
  if (!old || table[4] < '2') return std::nullopt;
  const std::size_t second = kHeaderBytes + old->bytes(4);
  if (second >= table.size()) return std::nullopt;
  const auto counts = read_counts(table, second);
  if (!counts) return std::nullopt;
  const std::size_t times = second + kHeaderBytes;
  const std::size_t kinds = times + counts->transitions * 8;
  const std::size_t types = kinds + counts->transitions;
  const std::size_t rule = times + counts->bytes(8);
  if (rule > table.size() || counts->types == 0) return std::nullopt;

  Reader reader(table);
  std::size_t type = 0;
  std::size_t passed = 0;
  while (passed < counts->transitions &&
         reader.number(times + passed * 8, 8) <= seconds)
    ++passed;
  if (passed == counts->transitions)
    if (const auto offset = offset_by_rule(table.substr(rule), seconds))
      return offset;
  if (passed > 0) type = static_cast<unsigned char>(table[kinds + passed - 1]);
  if (type >= counts->types) return std::nullopt;
  return reader.number(types + type * 6, 4);
}

std::optional<std::int64_t> offset_in_zone(std::string_view zone,
                                           std::int64_t seconds) {
  if (!is_zone_name(zone)) return std::nullopt;
  return offset_in_table(read_table(zone), seconds);
}

}  // namespace onething::expr
