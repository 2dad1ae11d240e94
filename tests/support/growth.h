// SPDX-License-Identifier: Apache-2.0
//
// Whether work grows in proportion to its input, for tests.
//
// Not a measurement: what is compared is the time for an input four times as
// large with that for the input itself, and only a much larger factor counts.

#pragma once

#include <gtest/gtest.h>

#include <algorithm>
#include <cstddef>
#include <ctime>
#include <string>
#include <string_view>

namespace onething::testing {

// `part` so many times between `first` and `last`; "@" in it is its number.
inline std::string repeated(std::string_view first, std::string_view part,
                            std::string_view last, std::size_t count) {
  std::string text(first);
  for (std::size_t i = 0; i < count; ++i) {
    std::string next(part);
    for (std::size_t at = next.find('@'); at != std::string::npos;
         at = next.find('@', at))
      next.replace(at, 1, std::to_string(i));
    text += next;
  }
  return text += last;
}

// The processor's time for one call, the best of some.
template <class Work>
double least_seconds(const Work& work, int times) {
  double least = 1e9;
  for (int i = 0; i < times; ++i) {
    timespec before{};
    timespec after{};
    clock_gettime(CLOCK_THREAD_CPUTIME_ID, &before);
    work();
    clock_gettime(CLOCK_THREAD_CPUTIME_ID, &after);
    const auto seconds = static_cast<double>(after.tv_sec - before.tv_sec);
    const auto rest = static_cast<double>(after.tv_nsec - before.tv_nsec);
    least = std::min(least, seconds + rest / 1e9);
  }
  return least;
}

// `make(times)` gives the work for an input `times` as large. Quadratic growth
// is a factor of 16; below 5 ms nothing is certain, so nothing is said.
template <class Make>
void expect_linear(const Make& make, const std::string& what) {
  constexpr double kEnough = 0.005;
  constexpr double kFactor = 10;
  const auto larger = make(4);
  const double large = least_seconds(larger, 1);
  if (large < kEnough) return;
  const auto smaller = make(1);
  const double small = least_seconds(smaller, 1);
  if (large < kFactor * small) return;
  // Something else may have been in the way: once more.
  EXPECT_LT(least_seconds(larger, 3), kFactor * least_seconds(smaller, 3))
      << what.substr(0, 200);
}

}  // namespace onething::testing
