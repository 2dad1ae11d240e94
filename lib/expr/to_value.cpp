// SPDX-License-Identifier: Apache-2.0

#include <string>
#include <utility>

#include "expr/evaluation.h"

namespace onething::expr {

namespace {

// Copies out of the evaluation. Every element counts, so that a list that holds
// the same list many times cannot grow without bound; nesting is bounded by
// that of the formula and of its roots.
class Copier {
 public:
  explicit Copier(Evaluation& evaluation) : evaluation_(evaluation) {}

  Value copy(const Cell& cell) {
    if (!count(sizeof(Cell))) return {};
    switch (cell.tag) {
      case Tag::null:
      case Tag::error:
        return {};
      case Tag::boolean:
        return cell.boolean;
      case Tag::integer:
        return cell.integer;
      case Tag::unsigned_integer:
        return cell.unsigned_integer;
      case Tag::real:
        return cell.real;
      case Tag::money:
        return cell.money();
      case Tag::text:
        return text(cell);
      case Tag::bytes:
        return Bytes{text(cell)};
      case Tag::date:
        return cell.date();
      case Tag::instant:
        return cell.instant();
      case Tag::duration:
        return cell.duration();
      case Tag::term:
        return cell.term();
      case Tag::type:
        return TypeName{text(cell)};
      case Tag::list:
        return list(cell);
      case Tag::map:
        return has_only_text_keys(cell) ? object(cell) : map(cell);
      case Tag::optional:
        return optional(cell);
    }
    return {};
  }

 private:
  bool count(std::size_t bytes) {
    bytes_ += bytes;
    return evaluation_.fits_bytes(bytes_) && !evaluation_.stopped();
  }

  std::string text(const Cell& cell) {
    return count(cell.text().size()) ? std::string(cell.text()) : std::string();
  }

  Value list(const Cell& cell) {
    List out;
    out.reserve(list_size(cell));
    for (std::size_t i = 0; i < list_size(cell) && !evaluation_.stopped(); ++i)
      out.push_back(copy(list_at(cell, i)));
    return out;
  }

  static bool has_only_text_keys(const Cell& cell) {
    if (cell.storage == Storage::object) return true;
    for (std::size_t i = 0; i < map_size(cell); ++i)
      if (!map_at(cell, i).first.is(Tag::text)) return false;
    return true;
  }

  Value object(const Cell& cell) {
    Object out;
    for (std::size_t i = 0; i < map_size(cell) && !evaluation_.stopped(); ++i) {
      const auto [key, value] = map_at(cell, i);
      if (count(key.text().size())) out.set(key.text(), copy(value));
    }
    return out;
  }

  Value map(const Cell& cell) {
    Map out;
    for (std::size_t i = 0; i < map_size(cell) && !evaluation_.stopped(); ++i) {
      const auto [key, value] = map_at(cell, i);
      out.entries.emplace_back(copy(key), copy(value));
    }
    return out;
  }

  Value optional(const Cell& cell) {
    Optional out;
    if (has_content(cell)) out.content.push_back(copy(content_of(cell)));
    return out;
  }

  Evaluation& evaluation_;
  std::size_t bytes_ = 0;
};

}  // namespace

Value to_value(Evaluation& evaluation, const Cell& cell) {
  return Copier(evaluation).copy(cell);
}

}  // namespace onething::expr
