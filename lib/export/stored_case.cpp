// SPDX-License-Identifier: Apache-2.0

#include "export/stored_case.h"

#include <algorithm>
#include <cstdio>
#include <utility>

#include "engine/codec/codec.h"
#include "engine/evolve.h"
#include "engine/view.h"
#include "onething/report.h"

namespace onething::exchange {

namespace {

// "form" reaches all of the form; "steps.tax.receipt" also its later runs.
bool is_of(const Provenance& each, std::string_view path) {
  const std::string_view name =
      std::string_view(each.field).substr(0, each.field.find('['));
  const auto begins = [](std::string_view longer, std::string_view shorter) {
    return longer.starts_with(shorter) &&
           (longer.size() == shorter.size() || longer[shorter.size()] == '.');
  };
  return begins(path, name) || begins(name, path);
}

std::string two(std::int64_t number) {
  std::string text = std::to_string(number);
  return text.size() < 2 ? "0" + text : text;
}

}  // namespace

Result<StoredCase> read_case(Store& store, run::Definitions& definitions,
                             const CaseId& id) {
  OT_TRY(const std::vector<Record> history, store.history(id));
  StoredCase out;
  out.events.reserve(history.size());
  for (const Record& record : history) {
    OT_TRY(engine::Event event, engine::decode(record.type, record.version,
                                               record.at, record.payload));
    engine::evolve(out.state, event);
    out.events.push_back(std::move(event));
    out.types.push_back(record.type);
  }
  OT_TRY(out.definition, definitions.find(out.state.definition));
  out.view = engine::make_view(*out.definition, out.state);
  OT_TRY(out.values, provenance(store, id));
  return out;
}

std::string day_text(Date day) {
  std::string text = to_text(day);
  std::erase(text, '-');
  return text;
}

std::string moment_text(Instant at) {
  const Date day = local_date(at);
  const std::int64_t second = at.seconds - start_of(day).seconds;
  return day_text(day) + "T" + two(second / 3600) + two(second / 60 % 60) +
         two(second % 60);
}

std::string_view department_title(const engine::Definition& definition,
                                  std::string_view id) {
  const Department* found = definition.project->find_department(id);
  return found == nullptr ? std::string_view() : found->title.in(Language::zh);
}

std::string Shown::value(const Value& value, std::string_view path) const {
  return this->value(value, std::vector<std::string>{std::string(path)});
}

std::string Shown::value(const Value& value,
                         const std::vector<std::string>& paths) const {
  if (value.is_null()) return {};
  if (const Optional* optional = value.as<Optional>())
    return optional->content.empty()
               ? std::string()
               : this->value(optional->content.front(), paths);
  bool is_free = static_cast<bool>(options_.unmasks);
  Sensitivity most = Sensitivity::open;
  for (const Provenance& each : of_.values)
    for (const std::string& path : paths)
      if (is_of(each, path)) {
        most = std::max(most, each.sensitivity);
        is_free = is_free && options_.unmasks(of_.view, &each);
      }
  if (most < Sensitivity::personal || is_free) {
    if (const Date* day = value.as<Date>()) return day_text(*day);
    if (const Instant* at = value.as<Instant>()) return moment_text(*at);
  }
  return show_value(value, most, is_free ? Masking::none : Masking::personal,
                    Language::zh);
}

std::string Shown::person(const std::string& id) const {
  if (!options_.unmasks || !options_.unmasks(of_.view, nullptr)) return {};
  return id;
}

// Systems are no people.
std::string Shown::person(const Actor& actor) const {
  return actor.channel == Channel::system ? std::string() : person(actor.id);
}

}  // namespace onething::exchange
