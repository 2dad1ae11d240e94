// SPDX-License-Identifier: Apache-2.0
//
// A square of bits, for what holds between each two of a thousand steps: 125 KB
// and one addition of rows for every wait, where a walk from each step would
// take minutes with many.
//
// Knows nothing of steps; facts.h says what a bit means.

#pragma once

#include <bit>
#include <cstddef>
#include <cstdint>
#include <vector>

namespace onething::check {

class BitRows {
 public:
  class Row {
   public:
    Row(const std::uint64_t* words, std::size_t count)
        : words_(words), count_(count) {}

    bool operator[](std::size_t column) const {
      return (words_[column / bits] >> (column % bits) & 1) != 0;
    }
    std::size_t count() const {
      std::size_t sum = 0;
      for (std::size_t i = 0; i < count_; ++i)
        sum += static_cast<std::size_t>(std::popcount(words_[i]));
      return sum;
    }

   private:
    const std::uint64_t* words_;
    std::size_t count_;
  };

  BitRows() = default;
  explicit BitRows(std::size_t size)
      : words_in_row_((size + bits - 1) / bits), words_(size * words_in_row_) {}

  Row operator[](std::size_t row) const {
    return {words_.data() + row * words_in_row_, words_in_row_};
  }
  void set(std::size_t row, std::size_t column) {
    words_[row * words_in_row_ + column / bits] |= mask(column);
  }
  void clear(std::size_t row, std::size_t column) {
    words_[row * words_in_row_ + column / bits] &= ~mask(column);
  }
  // All that `other` has.
  void add_row(std::size_t row, std::size_t other) {
    for (std::size_t i = 0; i < words_in_row_; ++i)
      words_[row * words_in_row_ + i] |= words_[other * words_in_row_ + i];
  }

 private:
  static constexpr std::size_t bits = 64;
  static std::uint64_t mask(std::size_t column) {
    return std::uint64_t{1} << (column % bits);
  }

  std::size_t words_in_row_ = 0;
  std::vector<std::uint64_t> words_;
};

}  // namespace onething::check
