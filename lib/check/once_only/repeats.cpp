// SPDX-License-Identifier: Apache-2.0

#include "check/once_only/repeats.h"

#include <algorithm>
#include <unordered_map>

#include "check/flow.h"
#include "check/once_only/likeness.h"
#include "check/once_only/same_as.h"
#include "check/once_only/telling_words.h"
#include "onething/text.h"

namespace onething::check {

namespace {

// A document's name says enough with fewer characters than a field's.
constexpr std::size_t kTellingDocument = 3;

bool may_meet(const GroundFacts& facts, const Formula& a, const Formula& b) {
  return !never_together(facts, a, b);
}

// Codes and persons' data may belong to two different ones.
bool names_somebody(TypeKind kind) {
  return kind == TypeKind::uscc || kind == TypeKind::citizen_id ||
         kind == TypeKind::organisation_code || kind == TypeKind::person;
}

bool same_question(const Asked& a, const Asked& b) {
  if (a.in_list || b.in_list) return false;
  const Field& one = a.field();
  const Field& two = b.field();
  if (!types_agree(one.type, two.type) || !members_of(one.type).empty())
    return false;
  const bool both_on_top = a.fields.size() == 1 && b.fields.size() == 1;
  if (both_on_top) {
    const std::string_view first = one.title.in(Language::zh);
    const std::string_view second = two.title.in(Language::zh);
    return first != second && one.type.kind > TypeKind::file &&
           without_number(first) == without_number(second) && !first.empty();
  }
  // Below one record and beside it; members of two records speak of two.
  if (a.fields.size() != 1 && b.fields.size() != 1) return false;
  return one.id.text == two.id.text && !is_general_id(one.id.text) &&
         !names_somebody(one.type.kind) &&
         same_telling_title(one.title, two.title);
}

// Which of those that came before share a word, so that not each is compared
// with each: what is the same is so by its id or by its title.
class Earlier {
 public:
  void add(std::size_t index, std::string_view id, std::string_view title) {
    by_word_[id].push_back(index);
    if (title != id) by_word_[title].push_back(index);
  }

  // The first ones first.
  std::vector<std::size_t> sharing(std::string_view id,
                                   std::string_view title) const {
    std::vector<std::size_t> both;
    const auto by_id = by_word_.find(id);
    if (by_id != by_word_.end()) both = by_id->second;
    const auto by_title = by_word_.find(title);
    if (by_title == by_word_.end() || by_title == by_id) return both;
    const auto middle = static_cast<std::ptrdiff_t>(both.size());
    both.insert(both.end(), by_title->second.begin(), by_title->second.end());
    std::inplace_merge(both.begin(), both.begin() + middle, both.end());
    return both;
  }

 private:
  std::unordered_map<std::string_view, std::vector<std::size_t>> by_word_;
};

const Asked* find_asked(const std::vector<Asked>& all, const Field* field) {
  for (const Asked& asked : all)
    if (&asked.field() == field) return &asked;
  return nullptr;
}

struct Document {
  const Spelled* name = nullptr;
  const Title* title = nullptr;  // Of the material; null for a kind.
  const Formula* when = nullptr;
  std::size_t material = unresolved;  // None: a field of the form.
};

std::vector<Document> documents_of(const Workflow& workflow) {
  std::vector<Document> out;
  for (const Field& field : workflow.form)
    if (field.type.kind == TypeKind::file)
      out.push_back({&field.id, &field.title, &field.when, unresolved});
  for (std::size_t i = 0; i < workflow.materials.size(); ++i) {
    const Material& material = workflow.materials[i];
    out.push_back({&material.id, &material.title, &material.when, i});
    for (const Spelled& kind : material.any_of)
      out.push_back({&kind, nullptr, &material.when, i});
  }
  return out;
}

bool is_telling_document(std::string_view title) {
  return count_code_points(title) >= kTellingDocument &&
         !is_general_title(title);
}

bool same_document(const Document& a, const Document& b) {
  if (a.material == b.material) return false;
  if (a.name->text == b.name->text && !is_general_id(a.name->text)) return true;
  // Two materials with one title are told by their titles alone already.
  const bool field_and_material =
      a.material == unresolved || b.material == unresolved;
  return field_and_material && a.title != nullptr && b.title != nullptr &&
         a.title->in(Language::zh) == b.title->in(Language::zh) &&
         is_telling_document(a.title->in(Language::zh));
}

// The service only hands back, stamped or numbered, what it was given.
bool hands_back(const KeptField& kept) {
  return kept.service != nullptr &&
         std::any_of(
             kept.service->input.begin(), kept.service->input.end(),
             [&kept](const Field& input) {
               return input.type.kind == TypeKind::file &&
                      (input.id.text == kept.field->id.text ||
                       same_telling_title(input.title, kept.field->title));
             });
}

// A step of this workflow makes its document out of the applicant's.
bool is_made_from(const GroundFacts& facts, const KeptField& kept,
                  std::size_t material) {
  return std::any_of(
      facts.flows.begin(), facts.flows.end(), [&](const Flow& flow) {
        return flow.from.root == Root::materials &&
               flow.from.owner == material && flow.step != unresolved &&
               !flow.to_prefill &&
               facts.service_of(facts.workflow.steps[flow.step]) ==
                   kept.service;
      });
}

}  // namespace

std::vector<RepeatedField> repeated_fields(const GroundFacts& facts) {
  std::vector<RepeatedField> out;
  if (facts.is_broken) return out;
  const std::vector<Asked> all = asked_fields(facts.workflow);
  Earlier earlier;
  for (std::size_t i = 0; i < all.size(); ++i) {
    const Spelled& same_as = all[i].field().same_as;
    if (!same_as.empty()) {
      const SameAs same = resolve_same_as(facts.project.project,
                                          facts.workflow.form, same_as.text);
      const Asked* first = find_asked(all, same.field());
      if (same.names_department || first == nullptr || first == &all[i])
        continue;
      if (may_meet(facts, all[i].top().when, first->top().when))
        out.push_back({all[i], *first, same_as.span, true});
      continue;
    }
    const std::string& id = all[i].field().id.text;
    const std::string_view title =
        without_number(all[i].field().title.in(Language::zh));
    for (const std::size_t k : earlier.sharing(id, title))
      if (same_question(all[i], all[k]) &&
          may_meet(facts, all[i].top().when, all[k].top().when)) {
        out.push_back({all[i], all[k], {}, false});
        break;
      }
    earlier.add(i, id, title);
  }
  return out;
}

std::vector<RepeatedMaterial> repeated_materials(const GroundFacts& facts) {
  std::vector<RepeatedMaterial> out;
  if (facts.is_broken) return out;
  const std::vector<Document> all = documents_of(facts.workflow);
  Earlier earlier;
  for (std::size_t i = 0; i < all.size(); ++i) {
    const std::string& id = all[i].name->text;
    const std::string_view title =
        all[i].title == nullptr ? id : all[i].title->in(Language::zh);
    for (const std::size_t k : earlier.sharing(id, title)) {
      if (!same_document(all[i], all[k])) continue;
      if (!may_meet(facts, *all[i].when, *all[k].when)) continue;
      out.push_back({all[i].name, all[k].name, all[k].material == unresolved,
                     all[i].material});
      break;
    }
    earlier.add(i, id, title);
  }
  return out;
}

std::vector<IssuedMaterial> issued_materials(const GroundFacts& facts) {
  std::vector<IssuedMaterial> out;
  if (facts.is_broken) return out;
  const auto& index = facts.project.kept;
  for (const Document& document : documents_of(facts.workflow)) {
    if (document.material == unresolved) continue;
    const auto look = [&](const std::string& word, bool is_telling) {
      const auto entries = index.find(word);
      if (!is_telling || entries == index.end()) return false;
      for (const KeptField& kept : entries->second) {
        if (facts.project.is_broken(kept.field->id.span)) continue;
        if (hands_back(kept)) continue;
        if (is_made_from(facts, kept, document.material)) continue;
        out.push_back({document.material, document.name, &kept});
        return true;
      }
      return false;
    };
    if (look(document.name->text, !is_general_id(document.name->text)))
      continue;
    if (document.title == nullptr) continue;
    const std::string& title = document.title->in(Language::zh);
    look(title, is_telling_document(title));
  }
  return out;
}

}  // namespace onething::check
