// SPDX-License-Identifier: Apache-2.0

#include "typing/overloads.h"

#include <algorithm>
#include <cstdlib>
#include <vector>

namespace onething::typing {

namespace {

struct Word {
  std::string_view text;
  char sign;
};
constexpr Word kWords[] = {
    {"dyn", 'd'},      {"bool", 'b'},   {"int", 'i'},       {"uint", 'u'},
    {"double", 'f'},   {"string", 's'}, {"bytes", 'y'},     {"money", 'm'},
    {"date", 't'},     {"term", 'r'},   {"timestamp", '@'}, {"list", '['},
    {"map", '{'},      {"type", ':'},   {"duration", 'l'},  {"A", 'A'},
    {"optional", '?'}, {"number", '#'}, {"B", 'B'},         {"N", 'N'},
    {"O", 'O'},
};

// Reads a row's words while compiling; a word that is not known stops there.
class SignatureReader {
 public:
  consteval Signature read(std::string_view arguments,
                           std::string_view result) {
    take_types(arguments);
    out_.arguments = count_;
    take_types(result);
    return out_;
  }

 private:
  consteval void take_types(std::string_view text) {
    int depth = 0;
    std::size_t at = 0;
    while (at < text.size()) {
      const char c = text[at];
      if (c >= 'A' && c <= 'z') {
        const std::size_t end = word_end(text, at);
        if (depth == 0) ++count_;
        put(text.substr(at, end - at));
        at = end;
        continue;
      }
      if (c == '(') ++depth;
      if (c == ')') --depth;
      if (c == '.') out_.repeats = true;
      ++at;
    }
  }

  consteval std::size_t word_end(std::string_view text, std::size_t at) {
    while (at < text.size() && text[at] >= 'A' && text[at] <= 'z') ++at;
    return at;
  }

  consteval void put(std::string_view word) {
    for (const Word& known : kWords) {
      if (known.text != word) continue;
      if (word.size() == 1) out_.has_parameters = true;
      out_.signs[size_++] = known.sign;
      return;
    }
    std::abort();  // A word that is no type: ends the compiling.
  }

  Signature out_;
  std::size_t size_ = 0;
  std::uint8_t count_ = 0;
};

constexpr Overload kOverloads[] = {
#define ONETHING_OVERLOAD(name, style, arguments, result) \
  {name, expr::CallStyle::style, arguments, result,       \
   SignatureReader().read(arguments, result)},
#include "typing/overloads.def"
#undef ONETHING_OVERLOAD
};

bool comes_before(const FunctionEntry& a, std::string_view name,
                  expr::CallStyle style) {
  if (a.name.size() != name.size()) return a.name.size() < name.size();
  const int order = a.name.compare(name);
  return order != 0 ? order < 0 : a.style < style;
}

// In an order that find_entry() knows.
std::vector<FunctionEntry> make_entries() {
  std::vector<FunctionEntry> entries;
  const std::span<const Overload> rows = kOverloads;
  for (std::size_t i = 0; i < rows.size();) {
    std::size_t end = i + 1;
    while (end < rows.size() && rows[end].name == rows[i].name &&
           rows[end].style == rows[i].style)
      ++end;
    entries.push_back({rows[i].name, rows[i].style, rows.subspan(i, end - i),
                       expr::find_function(rows[i].name, rows[i].style)});
    i = end;
  }
  std::sort(entries.begin(), entries.end(),
            [](const FunctionEntry& a, const FunctionEntry& b) {
              return comes_before(a, b.name, b.style);
            });
  return entries;
}

}  // namespace

std::span<const Overload> all_overloads() { return kOverloads; }

std::span<const FunctionEntry> all_entries() {
  static const std::vector<FunctionEntry> entries = make_entries();
  return entries;
}

const FunctionEntry* find_entry(std::string_view name, expr::CallStyle style) {
  const auto entries = all_entries();
  const auto found =
      std::lower_bound(entries.begin(), entries.end(), name,
                       [style](const FunctionEntry& a, std::string_view b) {
                         return comes_before(a, b, style);
                       });
  if (found == entries.end() || found->name != name || found->style != style)
    return nullptr;
  return &*found;
}

bool begins_function_name(std::string_view name) {
  const auto entries = all_entries();
  return std::any_of(
      entries.begin(), entries.end(), [name](const FunctionEntry& entry) {
        return entry.name.size() > name.size() &&
               entry.name[name.size()] == '.' && entry.name.starts_with(name);
      });
}

}  // namespace onething::typing
