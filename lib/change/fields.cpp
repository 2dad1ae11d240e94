// SPDX-License-Identifier: Apache-2.0

#include "change/fields.h"

#include <algorithm>
#include <utility>

#include "check/flow.h"
#include "model/type_facts.h"

namespace onething::change {

namespace {

// What several limits say together.
Relation join(Relation a, Relation b) {
  if (a == Relation::same) return b;
  if (b == Relation::same || a == b) return a;
  return Relation::other;
}

// `sign` is 1 for a smallest value, -1 for a largest.
Relation compare_bounds(const std::optional<std::int64_t>& before,
                        const std::optional<std::int64_t>& after, int sign) {
  if (before == after) return Relation::same;
  if (!before) return Relation::narrower;
  if (!after) return Relation::wider;
  return (*after > *before) == (sign > 0) ? Relation::narrower
                                          : Relation::wider;
}

Relation compare_patterns(const std::string& before, const std::string& after) {
  if (before == after) return Relation::same;
  if (before.empty()) return Relation::narrower;
  return after.empty() ? Relation::wider : Relation::other;
}

bool has_all(const std::vector<Option>& all, const std::vector<Option>& some) {
  return std::all_of(some.begin(), some.end(), [&](const Option& one) {
    return std::any_of(all.begin(), all.end(), [&](const Option& other) {
      return other.id.text == one.id.text;
    });
  });
}

Relation compare_options(const std::vector<Option>& before,
                         const std::vector<Option>& after) {
  const bool keeps = has_all(after, before);
  const bool adds = !has_all(before, after);
  if (keeps) return adds ? Relation::wider : Relation::same;
  return adds ? Relation::other : Relation::narrower;
}

Relation compare_kinds(TypeKind before, TypeKind after) {
  if (before == after) return Relation::same;
  if (before == TypeKind::text && after == TypeKind::enumeration)
    return Relation::narrower;
  if (before == TypeKind::enumeration && after == TypeKind::text)
    return Relation::wider;
  if (before == TypeKind::integer && after == TypeKind::number)
    return Relation::wider;
  if (before == TypeKind::number && after == TypeKind::integer)
    return Relation::narrower;
  return Relation::other;
}

class Fields {
 public:
  Fields(Pair& pair, const FieldKinds& kinds) : pair_(pair), kinds_(kinds) {}

  // As deep as the document in which they stand.
  void compare(const std::string& root, const std::vector<Field>& before,
               const std::vector<Field>& after) {
    for (const Field& old : before) {
      const Field* now = model::find_field(after, old.id.text);
      if (now == nullptr) now = renamed_to(root, old, before, after);
      if (now == nullptr)
        pair_.found.add(kinds_.removed, {root + "." + old.id.text, &old.title,
                                         &old.id.span, nullptr});
      else
        one(root, old, *now);
    }
    for (const Field& now : after) {
      if (model::find_field(before, now.id.text) != nullptr) continue;
      if (is_new_name(root + "." + now.id.text)) continue;
      pair_.found.add(
          now.optional ? kinds_.added_optional : kinds_.added,
          {root + "." + now.id.text, &now.title, nullptr, &now.id.span},
          {{"after", text_of(now.type)}});
    }
  }

 private:
  // The new field with the same title and type, where there is exactly one.
  const Field* renamed_to(const std::string& root, const Field& old,
                          const std::vector<Field>& before,
                          const std::vector<Field>& after) {
    if (kinds_.removed != Kind::form_field_removed || old.title.empty())
      return nullptr;
    const Field* found = nullptr;
    for (const Field& now : after) {
      if (model::find_field(before, now.id.text) != nullptr ||
          now.title.zh != old.title.zh || now.title.en != old.title.en ||
          text_of(now.type) != text_of(old.type))
        continue;
      if (found != nullptr) return nullptr;
      found = &now;
    }
    if (found == nullptr) return nullptr;
    pair_.renamed.emplace_back(root + "." + old.id.text,
                               root + "." + found->id.text);
    pair_.found.add(Kind::form_field_renamed,
                    {root + "." + found->id.text, &found->title, &old.id.span,
                     &found->id.span},
                    {{"before", old.id.text}, {"after", found->id.text}});
    return found;
  }

  bool is_new_name(const std::string& path) const {
    return std::any_of(pair_.renamed.begin(), pair_.renamed.end(),
                       [&](const auto& each) { return each.second == path; });
  }

  void one(const std::string& root, const Field& old, const Field& now) {
    const Spot spot{root + "." + now.id.text, &now.title, &old.id.span,
                    &now.id.span};
    if (old.optional != now.optional)
      pair_.found.add(now.optional ? kinds_.optional : kinds_.required, spot);
    sensitivity(spot, old.type, now.type);
    type(spot, old.type, now.type);
    add_condition(pair_, spot, old.when, now.when, kinds_.conditions);
    words(spot, old, now);
    compare(spot.place, check::members_of(old.type),
            check::members_of(now.type));
  }

  // Of the whole and of what a list holds.
  void sensitivity(const Spot& spot, const Type& old, const Type& now) {
    if (old.sensitivity != now.sensitivity)
      pair_.found.differ(now.sensitivity < old.sensitivity
                             ? Kind::sensitivity_lower
                             : Kind::sensitivity_higher,
                         spot.below("sensitivity"),
                         std::string(sensitivity_word(old.sensitivity)),
                         std::string(sensitivity_word(now.sensitivity)));
    else if (!old.element.empty() && !now.element.empty())
      sensitivity(spot, old.element.front(), now.element.front());
  }

  void type(const Spot& spot, const Type& old, const Type& now) {
    const Relation relation = compare_types(old, now);
    if (relation == Relation::same) return;
    Kind kind = kinds_.other_type;
    if (relation == Relation::narrower) kind = kinds_.narrower;
    if (relation == Relation::wider) kind = kinds_.wider;
    pair_.found.add(kind, spot,
                    {{"before", text_of(old)}, {"after", text_of(now)}});
  }

  void words(const Spot& spot, const Field& old, const Field& now) {
    Found& found = pair_.found;
    found.differ(Kind::text_changed, spot.below("title"), old.title.zh,
                 now.title.zh);
    if (old.title.zh == now.title.zh)
      found.differ(Kind::text_changed, spot.below("title"), old.title.en,
                   now.title.en);
    found.differ(Kind::text_changed, spot.below("hint"), old.hint, now.hint);
    found.differ(Kind::data_purpose, spot.below("purpose"), old.purpose,
                 now.purpose);
    found.differ(Kind::data_basis, spot.below("basis"), old.basis, now.basis);
    option_titles(spot, old.type, now.type);
  }

  void option_titles(const Spot& spot, const Type& old, const Type& now) {
    for (const Option& option : now.options)
      for (const Option& other : old.options)
        if (option.id.text == other.id.text)
          pair_.found.differ(Kind::text_changed,
                             spot.below("of." + option.id.text), other.title.zh,
                             option.title.zh);
  }

  Pair& pair_;
  const FieldKinds& kinds_;
};

}  // namespace

Relation compare_types(const Type& before, const Type& after) {
  const Relation kinds = compare_kinds(before.kind, after.kind);
  if (kinds == Relation::other) return kinds;
  Relation out = join(kinds, compare_bounds(before.min, after.min, 1));
  out = join(out, compare_bounds(before.max, after.max, -1));
  out = join(out, compare_patterns(before.pattern, after.pattern));
  if (kinds == Relation::same)
    out = join(out, compare_options(before.options, after.options));
  if (before.element.size() != after.element.size()) return Relation::other;
  if (!before.element.empty())
    out =
        join(out, compare_types(before.element.front(), after.element.front()));
  return out;
}

void compare_fields(Pair& pair, const std::string& root,
                    const std::vector<Field>& before,
                    const std::vector<Field>& after, const FieldKinds& kinds) {
  Fields(pair, kinds).compare(root, before, after);
}

void compare_form(Pair& pair) {
  static constexpr FieldKinds kForm = {
      Kind::form_field_added,
      Kind::form_field_added_optional,
      Kind::form_field_removed,
      Kind::form_field_required,
      Kind::form_field_optional,
      Kind::form_field_narrower,
      Kind::form_field_wider,
      Kind::form_field_other_type,
      {Kind::form_asked_of_more, Kind::form_asked_of_fewer,
       Kind::form_asked_of_others}};
  compare_fields(pair, "form", pair.before.workflow.form,
                 pair.after.workflow.form, kForm);
}

}  // namespace onething::change
