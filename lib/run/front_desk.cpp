// SPDX-License-Identifier: Apache-2.0

#include "onething/runner.h"

#include <utility>

#include "base/limits.h"
#include "engine/decide.h"
#include "onething/policy.h"
#include "run/case_desk.h"
#include "run/drive.h"
#include "run/find_receiver.h"

namespace onething {

namespace {

bool is_usable_key(std::string_view key) {
  bool blank = true;
  for (const char c : key) {
    const auto byte = static_cast<unsigned char>(c);
    if (byte < 0x20 || byte == 0x7f) return false;
    blank = blank && c == ' ';
  }
  return !blank && key.size() <= limits::id_bytes_max;
}

// Of what was handed in, so that a repetition is told from another application.
// Who files for the applicant counts where somebody does.
std::string digest_of(const Application& application) {
  const std::string form = to_canonical(application.form);
  const std::string materials = to_canonical(application.materials);
  if (!application.agent) return to_hex(sha256_of_fields({form, materials}));
  const Agent& agent = *application.agent;
  return to_hex(sha256_of_fields(
      {form, materials, agent.id, agent.name, agent.certificate}));
}

}  // namespace

class Runner::Impl {
 public:
  Impl(Store& store, Clock& clock, Connector* departments,
       RunnerOptions options)
      : options_(std::move(options)),
        departments_(departments),
        desk_(store, clock, options_) {}

  Result<Acted> submit(const LoadedProject& project, const Workflow& workflow,
                       const Application& application, std::string_view key,
                       const Actor& actor) {
    if (!is_usable_key(key))
      return Error{
          ErrorCode::invalid,
          {"run.bad_key", {{"max", std::to_string(limits::id_bytes_max)}}}};
    const CaseId id =
        make_case_id(project.project.file.id.text, workflow.id.text, key);
    const std::string digest = digest_of(application);
    const Result<CaseRow> known = desk_.store().row(id);
    if (known) return repeat(id, known.value(), key, digest, actor);
    if (known.error().code != ErrorCode::not_found) return known.error();

    OT_TRY(const engine::Definition* definition,
           desk_.definitions().put(project, workflow));
    SubmitCase submit;
    submit.submission_key = key;
    submit.input_digest = digest;
    submit.form = application.form;
    submit.materials = application.materials;
    submit.agent = application.agent;
    // Jitter only; computed, so that a repetition waits as long as the first.
    const Digest seed = sha256(id.text);
    for (std::size_t i = 0; i < 8; ++i)
      submit.seed = submit.seed << 8 | seed[i];
    return desk_.open(id, *definition, {std::move(submit), actor, false});
  }

  Result<Acted> act(const CaseId& id, Command command) {
    command.may_start = false;
    return desk_.act(id, command);
  }

  Result<std::vector<CaseView>> drive(std::span<const CaseId> ids) {
    return run::drive(desk_, departments_, options_, ids);
  }

  Result<CaseView> view(const CaseId& id) { return desk_.view(id); }

  Result<CaseId> find_receiver(const GiveMessage& message) {
    return run::find_receiver(desk_, message);
  }

 private:
  // G2: the same key with the same input is the same case; with other input it
  // is refused and nothing changes.
  Result<Acted> repeat(const CaseId& id, const CaseRow& row,
                       std::string_view key, const std::string& digest,
                       const Actor& actor) {
    if (row.input_digest != digest)
      return Acted(Rejection{
          {"run.key_reused", {{"key", std::string(key)}, {"case", id.text}}},
          {}});
    OT_TRY(CaseView view, desk_.view(id));
    // Whoever repeats somebody else's application does not get to see the case.
    if (std::optional<Message> why =
            why_not(actor, Act::see_case, view.parties))
      return Acted(Rejection{std::move(*why), {}});
    return Acted(std::move(view));
  }

  RunnerOptions options_;
  Connector* departments_;
  run::CaseDesk desk_;
};

Runner::Runner(Store& store, Clock& clock, Connector* departments,
               RunnerOptions options)
    : impl_(std::make_unique<Impl>(store, clock, departments,
                                   std::move(options))) {}

Runner::~Runner() = default;

Result<Acted> Runner::submit(const LoadedProject& project,
                             const Workflow& workflow,
                             const Application& application,
                             std::string_view submission_key,
                             const Actor& actor) {
  return impl_->submit(project, workflow, application, submission_key, actor);
}

Result<Acted> Runner::act(const CaseId& id, const Command& command) {
  return impl_->act(id, command);
}

Result<std::vector<CaseView>> Runner::drive(std::span<const CaseId> ids) {
  return impl_->drive(ids);
}

Result<CaseId> Runner::find_receiver(const GiveMessage& message) {
  return impl_->find_receiver(message);
}

Result<CaseView> Runner::view(const CaseId& id) { return impl_->view(id); }

}  // namespace onething
