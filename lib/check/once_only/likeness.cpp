// SPDX-License-Identifier: Apache-2.0

#include "check/once_only/likeness.h"

#include "check/once_only/telling_words.h"
#include "onething/text.h"

namespace onething::check {

namespace {

// Both say something, and neither says less than three characters.
constexpr std::size_t kTellingCharacters = 4;

bool texts_agree(std::string_view a, std::string_view b) {
  if (a.empty() || b.empty() || a == b) return true;
  if (a.size() < b.size()) std::swap(a, b);
  const std::size_t at = a.find(b);
  if (at == std::string_view::npos) return false;
  return !sets_apart(a.substr(0, at)) && !sets_apart(a.substr(at + b.size()));
}

bool is_telling(std::string_view title) {
  return count_code_points(title) >= kTellingCharacters &&
         !is_general_title(title);
}

}  // namespace

bool titles_agree(const Title& a, const Title& b) {
  return texts_agree(a.in(Language::zh), b.in(Language::zh));
}

bool same_telling_title(const Title& a, const Title& b) {
  const std::string& title = a.in(Language::zh);
  return title == b.in(Language::zh) && is_telling(title);
}

bool types_agree(const Type& a, const Type& b) {
  if (a.kind != b.kind) return false;
  if (a.kind != TypeKind::list) return true;
  if (a.element.empty() || b.element.empty()) return false;
  return a.element[0].kind == b.element[0].kind;
}

bool look_alike(const Field& a, const Field& b) {
  // Codes that find a case are the key to sharing, not what is shared.
  if (a.type.kind == TypeKind::uscc ||
      a.type.kind == TypeKind::organisation_code)
    return false;
  if (!types_agree(a.type, b.type)) return false;
  if (a.id.text == b.id.text && !is_general_id(a.id.text))
    return titles_agree(a.title, b.title);
  return same_telling_title(a.title, b.title);
}

}  // namespace onething::check
