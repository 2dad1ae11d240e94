// SPDX-License-Identifier: Apache-2.0
//
// A ZIP archive of texts, stored as they are or with what a hostile writer
// makes of them; for tests of readers. Not for real archives.

#pragma once

#include <zlib.h>

#include <cstdint>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace onething::testing {

class ZipText {
 public:
  ZipText& add(const std::string& name, std::string_view text) {
    return add_raw(name, deflated(text), text.size(),
                   crc32(0, bytes(text), static_cast<uInt>(text.size())));
  }

  std::string finish() const {
    std::string all = body_ + directory_;
    put(all, 0x06054b50, 4);
    put(all, 0, 4);
    put(all, count_, 2);
    put(all, count_, 2);
    put(all, directory_.size(), 4);
    put(all, body_.size(), 4);
    put(all, 0, 2);
    return all;
  }

 private:
  static const Bytef* bytes(std::string_view text) {
    return reinterpret_cast<const Bytef*>(text.data());
  }

  static std::string deflated(std::string_view text) {
    z_stream stream{};
    deflateInit2(&stream, 1, Z_DEFLATED, -15, 9, Z_DEFAULT_STRATEGY);
    std::string out(deflateBound(&stream, text.size()), '\0');
    stream.next_in = const_cast<Bytef*>(bytes(text));
    stream.avail_in = static_cast<uInt>(text.size());
    stream.next_out = reinterpret_cast<Bytef*>(out.data());
    stream.avail_out = static_cast<uInt>(out.size());
    deflate(&stream, Z_FINISH);
    out.resize(stream.total_out);
    deflateEnd(&stream);
    return out;
  }

  static void put(std::string& to, std::uint64_t value, int size) {
    for (; size > 0; --size, value >>= 8U)
      to += static_cast<char>(value & 0xff);
  }

  ZipText& add_raw(const std::string& name, const std::string& packed,
                   std::size_t size, std::uint64_t crc) {
    const std::size_t at = body_.size();
    const auto shared = [&](std::string& to) {
      put(to, 20, 2);
      put(to, 0, 2);
      put(to, 8, 2);
      put(to, 0, 4);
      put(to, crc, 4);
      put(to, packed.size(), 4);
      put(to, size, 4);
      put(to, name.size(), 2);
      put(to, 0, 2);
    };
    put(body_, 0x04034b50, 4);
    shared(body_);
    body_ += name + packed;
    put(directory_, 0x02014b50, 4);
    put(directory_, 20, 2);
    shared(directory_);
    put(directory_, 0, 10);
    put(directory_, at, 4);
    directory_ += name;
    ++count_;
    return *this;
  }

  std::string body_;
  std::string directory_;
  std::uint64_t count_ = 0;
};

// A workbook with one sheet of these rows (`<row>…`), and what it refers to.
struct BookText {
  std::string rows;
  std::string texts;    // <si>…
  std::string formats;  // <xf …/>
  std::string codes;    // <numFmt …/>
  std::string workbook_properties;

  std::string bytes() const {
    return ZipText()
        .add("xl/workbook.xml",
             "<workbook xmlns:r=\"r\">" + workbook_properties +
                 "<sheets><sheet name=\"h\" state=\"hidden\" r:id=\"r2\"/>"
                 "<sheet name=\"登记\" r:id=\"r1\"/></sheets></workbook>")
        .add("xl/_rels/workbook.xml.rels",
             "<Relationships><Relationship Id=\"r1\" "
             "Target=\"worksheets/sheet1.xml\"/><Relationship Id=\"r2\" "
             "Target=\"worksheets/sheet2.xml\"/></Relationships>")
        .add("xl/sharedStrings.xml", "<sst>" + texts + "</sst>")
        .add("xl/styles.xml", "<styleSheet><numFmts>" + codes +
                                  "</numFmts><cellXfs>" + formats +
                                  "</cellXfs></styleSheet>")
        .add("xl/worksheets/sheet1.xml",
             "<worksheet><sheetData>" + rows + "</sheetData></worksheet>")
        .add("xl/worksheets/sheet2.xml",
             "<worksheet><sheetData><row r=\"1\"><c r=\"A1\" t=\"str\">"
             "<v>秘密</v></c></row></sheetData></worksheet>")
        .finish();
  }
};

}  // namespace onething::testing
