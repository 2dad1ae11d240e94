// SPDX-License-Identifier: Apache-2.0

#include <map>

#include "onething/privacy.h"
#include "report/field_sources.h"
#include "run/definitions.h"

namespace onething {

class SubjectMask::Impl {
 public:
  explicit Impl(Store& store) : definitions_(store, {}) {}

  std::string show(const CaseRow& row) {
    if (row.subject.empty()) return {};
    return show_value(row.subject, sensitivity(row.definition),
                      Masking::personal, Language::zh);
  }

 private:
  // What cannot be read is handled with care.
  Sensitivity sensitivity(const std::string& definition) {
    const auto known = known_.find(definition);
    if (known != known_.end()) return known->second;
    Sensitivity found = Sensitivity::personal;
    const auto loaded = definitions_.find(definition);
    if (loaded)
      for (const Field& field : loaded.value()->workflow->form)
        if (field.id.text == loaded.value()->workflow->subject)
          found = report::sensitivity_of(field.type);
    return known_[definition] = found;
  }

  run::Definitions definitions_;
  std::map<std::string, Sensitivity> known_;
};

SubjectMask::SubjectMask(Store& store) : impl_(std::make_unique<Impl>(store)) {}
SubjectMask::~SubjectMask() = default;

std::string SubjectMask::show(const CaseRow& row) { return impl_->show(row); }

}  // namespace onething
