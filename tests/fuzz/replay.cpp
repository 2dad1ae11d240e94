// SPDX-License-Identifier: Apache-2.0
//
// Runs a fuzz target without libFuzzer, for ./dev test:
//   fuzz_formula SECONDS SEED…
// A seed is a file, or a folder with all that is below it and ends in .yaml,
// .json, .checkpoint or .pem; a .txt file holds one input a line. First every
// seed as it is, then seeds with small changes until the time is over. The
// changes follow from a fixed number, so that a crash comes again; the input
// that is being tried stands beside the program, in PROGRAM.input.

#include <algorithm>
#include <chrono>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <random>
#include <string>
#include <vector>

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data,
                                      std::size_t size);

namespace {

namespace fs = std::filesystem;
using Clock = std::chrono::steady_clock;

constexpr std::size_t kInputBytesMax = 8 << 10;

bool is_seed(const fs::path& path) {
  const fs::path end = path.extension();
  return end == ".yaml" || end == ".json" || end == ".checkpoint" ||
         end == ".pem";
}

void add_file(const fs::path& path, std::vector<std::string>& seeds) {
  std::ifstream in(path, std::ios::binary);
  const std::string text{std::istreambuf_iterator<char>(in),
                         std::istreambuf_iterator<char>()};
  if (path.extension() != ".txt") {
    seeds.push_back(text.substr(0, kInputBytesMax));
    return;
  }
  std::size_t begin = 0;
  while (begin < text.size()) {
    const std::size_t end = std::min(text.find('\n', begin), text.size());
    seeds.push_back(text.substr(begin, end - begin));
    begin = end + 1;
  }
}

void add_seeds(const fs::path& path, std::vector<std::string>& seeds) {
  if (!fs::is_directory(path)) return add_file(path, seeds);
  std::vector<fs::path> files;
  for (const auto& entry : fs::recursive_directory_iterator(path))
    if (entry.is_regular_file() && is_seed(entry.path()))
      files.push_back(entry.path());
  std::sort(files.begin(), files.end());
  for (const fs::path& file : files) add_file(file, seeds);
}

class Mutator {
 public:
  explicit Mutator(const std::vector<std::string>& seeds) : seeds_(seeds) {}

  std::string next() {
    std::string text = seeds_[below(seeds_.size())];
    for (std::size_t count = 1 + below(4); count > 0; --count) change(text);
    text.resize(std::min(text.size(), kInputBytesMax));
    return text;
  }

 private:
  std::size_t below(std::size_t limit) {
    return limit == 0 ? 0 : random_() % limit;
  }

  void change(std::string& text) {
    const std::size_t at = below(text.size() + 1);
    const std::size_t length = below(16);
    switch (below(6)) {
      case 0:
        text.erase(at, length);
        break;
      case 1:
        text.insert(at, 1, static_cast<char>(below(256)));
        break;
      case 2:
        if (at < text.size()) text[at] = static_cast<char>(below(256));
        break;
      case 3:  // Twice the same.
        text.insert(at, text.substr(below(text.size() + 1), length));
        break;
      case 4: {  // A piece of another one.
        const std::string& other = seeds_[below(seeds_.size())];
        text.insert(at, other.substr(below(other.size() + 1), length * 4));
        break;
      }
      default: {  // Signs that mean something.
        constexpr std::string_view signs = "()[]{}.,:?'\"`\\-+*/!&|=<>#\n0 ";
        text.insert(at, 1, signs[below(signs.size())]);
        break;
      }
    }
  }

  const std::vector<std::string>& seeds_;
  std::mt19937 random_{20260302};
};

void run(const std::string& input, const std::string& note) {
  std::ofstream(note, std::ios::binary) << input;
  LLVMFuzzerTestOneInput(reinterpret_cast<const std::uint8_t*>(input.data()),
                         input.size());
}

}  // namespace

int main(int argc, char** argv) {
  if (argc < 3) {
    std::fprintf(stderr, "usage: %s SECONDS SEED...\n", argv[0]);
    return 2;
  }
  const std::string note = std::string(argv[0]) + ".input";
  std::vector<std::string> seeds;
  for (int i = 2; i < argc; ++i) add_seeds(argv[i], seeds);
  if (seeds.empty()) {
    std::fprintf(stderr, "no seeds\n");
    return 1;
  }
  const auto end =
      Clock::now() + std::chrono::seconds(std::strtol(argv[1], nullptr, 10));
  for (const std::string& seed : seeds) run(seed, note);
  Mutator mutator(seeds);
  std::size_t count = 0;
  for (; Clock::now() < end; ++count) run(mutator.next(), note);
  std::printf("%zu seeds, %zu changed inputs\n", seeds.size(), count);
  return 0;
}
