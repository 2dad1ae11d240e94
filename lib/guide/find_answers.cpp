// SPDX-License-Identifier: Apache-2.0
//
// BM25 (Robertson and Zaragoza, The Probabilistic Relevance Framework, 2009)
// over words and pairs of Chinese characters; see decision 23.

#include "onething/ask.h"

#include <algorithm>
#include <cmath>
#include <map>
#include <utility>

#include "guide/passages.h"
#include "guide/words.h"

namespace onething {

namespace {

using guides::Passage;

constexpr double kSaturation = 1.2;  // The usual k1 and b.
constexpr double kLength = 0.75;
// Below it too much of the question is about something else than the answer;
// held in place by the questions of tests/golden/cli/ask.test.
constexpr double kSure = 0.6;

bool is_word(unsigned char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') ||
         (c >= '0' && c <= '9');
}

std::size_t length_of(unsigned char first) {
  return first < 0x80 ? 1 : first < 0xE0 ? 2 : first < 0xF0 ? 3 : 4;
}

// A word, or a pair of Chinese characters that are neighbours; `units` are the
// places that it covers: one for a character, two for a word.
struct Term {
  std::string text;
  std::size_t begin = 0, end = 0;
};
struct Terms {
  std::vector<Term> list;
  std::size_t units = 0;
};

// In small letters; marks part.
Terms terms_of(std::string_view text) {
  Terms out;
  std::string word;
  std::string before;
  const auto end_word = [&] {
    if (word.size() > 1) {
      out.list.push_back({word, out.units, out.units + 2});
      out.units += 2;
    }
    word.clear();
  };
  for (std::size_t at = 0; at < text.size();) {
    const auto c = static_cast<unsigned char>(text[at]);
    const std::size_t size = std::min(length_of(c), text.size() - at);
    const std::string letter(text.substr(at, size));
    at += size;
    if (size == 1 && is_word(c)) {
      before.clear();
      word += static_cast<char>(c >= 'A' && c <= 'Z' ? c + 32 : c);
      continue;
    }
    end_word();
    // U+4E00 to U+9FFF in UTF-8; what else is wide parts like a mark.
    const bool is_han = size == 3 && c >= 0xE4 && c <= 0xE9;
    if (is_han) ++out.units;
    if (is_han && !before.empty())
      out.list.push_back({before + letter, out.units - 2, out.units});
    before = is_han ? letter : std::string();
  }
  end_word();
  return out;
}

// What is said in any question and tells nothing.
std::string without_fillers(std::string text) {
  for (const Language language : {Language::zh, Language::en}) {
    const std::string all = render({"guide.ask_fillers", {}}, language);
    for (std::size_t begin = 0; begin < all.size();) {
      const std::size_t end = std::min(all.find('|', begin), all.size());
      const std::string filler = all.substr(begin, end - begin);
      begin = end + 1;
      const bool is_english = language == Language::en;
      for (std::size_t at = text.find(filler); at != std::string::npos;
           at = text.find(filler, at)) {
        const bool is_inside =
            is_english &&
            ((at > 0 && is_word(static_cast<unsigned char>(text[at - 1]))) ||
             (at + filler.size() < text.size() &&
              is_word(static_cast<unsigned char>(text[at + filler.size()]))));
        if (is_inside) {
          at += filler.size();
          continue;
        }
        text.replace(at, filler.size(), " ");
      }
    }
  }
  return text;
}

std::string small(std::string_view text) {
  std::string out(text);
  for (char& c : out)
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c + 32);
  return out;
}

class Index {
 public:
  explicit Index(std::vector<Passage> passages)
      : passages_(std::move(passages)) {
    for (const Passage& each : passages_) {
      std::map<std::string, int> counts;
      int size = 0;
      for (Term& term : terms_of(each.found_by).list) {
        ++counts[std::move(term.text)];
        ++size;
      }
      for (const auto& [term, count] : counts) ++holders_[term];
      sizes_.push_back(size);
      total_ += size;
      counts_.push_back(std::move(counts));
    }
  }

  std::vector<FoundAnswer> best(std::string_view question) const {
    const Terms terms = terms_of(without_fillers(small(question)));
    std::vector<FoundAnswer> out;
    for (std::size_t i = 0; i < passages_.size(); ++i) {
      FoundAnswer answer = passages_[i].answer;
      std::vector<bool> is_met(terms.units, false);
      for (const Term& term : terms.list) {
        const auto found = counts_[i].find(term.text);
        if (found == counts_[i].end()) continue;
        std::fill(is_met.begin() + static_cast<std::ptrdiff_t>(term.begin),
                  is_met.begin() + static_cast<std::ptrdiff_t>(term.end), true);
        answer.score += weight(term.text) * share(found->second, sizes_[i]);
      }
      if (answer.score <= 0) continue;
      answer.coverage =
          static_cast<double>(std::count(is_met.begin(), is_met.end(), true)) /
          static_cast<double>(terms.units);
      out.push_back(std::move(answer));
    }
    // Equal ones as they stand in the files.
    std::stable_sort(out.begin(), out.end(),
                     [](const FoundAnswer& a, const FoundAnswer& b) {
                       return a.score > b.score;
                     });
    return out;
  }

 private:
  // What few passages have says more.
  double weight(const std::string& term) const {
    const auto found = holders_.find(term);
    const double holders = found == holders_.end() ? 0 : found->second;
    const auto all = static_cast<double>(passages_.size());
    return std::log(1 + (all - holders + 0.5) / (holders + 0.5));
  }

  double share(int count, int size) const {
    const double usual = total_ / static_cast<double>(passages_.size());
    return count * (kSaturation + 1) /
           (count + kSaturation * (1 - kLength + kLength * size / usual));
  }

  std::vector<Passage> passages_;
  std::vector<std::map<std::string, int>> counts_;
  std::vector<int> sizes_;
  std::map<std::string, int> holders_;
  double total_ = 0;
};

}  // namespace

Answered ask(const LoadedProject& project, std::string_view question,
             Language language, std::size_t most) {
  const ProjectGuidance told = load_guidance(project);
  const Index index(guides::passages_of(project, told, language));
  Answered out;
  out.found = index.best(question);
  if (out.found.size() > most) out.found.resize(most);
  if (out.found.empty()) return out;
  const FoundAnswer& first = out.found.front();
  out.is_sure = first.coverage >= kSure;
  if (first.workflow != nullptr &&
      first.workflow->lead_department != unresolved)
    out.person = &project.project.departments[first.workflow->lead_department];
  if (first.department != nullptr) out.person = first.department;
  if (out.person != nullptr) out.contact = told.of(*out.person);
  return out;
}

}  // namespace onething
