// SPDX-License-Identifier: Apache-2.0

#include "onething/runner.h"

#include <utility>

#include "base/limits.h"
#include "engine/decide.h"
#include "onething/policy.h"
#include "run/arrivals.h"
#include "run/case_desk.h"
#include "run/drive.h"
#include "run/find_receiver.h"
#include "run/input_digest.h"

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

Error bad_key() {
  return {ErrorCode::invalid,
          {"run.bad_key", {{"max", std::to_string(limits::id_bytes_max)}}}};
}

SubmitCase submit_of(const CaseId& id, const Application& application,
                     std::string_view key) {
  SubmitCase submit;
  submit.submission_key = key;
  submit.input_digest = run::input_digest(application);
  submit.form = application.form;
  submit.materials = application.materials;
  submit.agent = application.agent;
  // Jitter only; computed, so that a repetition waits as long as the first.
  const Digest seed = sha256(id.text);
  for (std::size_t i = 0; i < 8; ++i) submit.seed = submit.seed << 8 | seed[i];
  return submit;
}

// A feed's applications, made ready to be submitted. That their cases are not
// there yet is seen when they are stored.
class Intake final : public run::ReadyFeed {
 public:
  Intake(std::string project, const engine::Definition& definition,
         const Actor& actor, CaseFeed& feed)
      : project_(std::move(project)),
        definition_(definition),
        actor_(actor),
        feed_(feed) {}

  Result<run::FedCases> more(std::size_t room) override {
    OT_TRY(CaseFeed::More more, feed_.more(room));
    run::FedCases ready;
    ready.is_last = more.is_last;
    ready.next_at = more.next_at;
    for (CaseFeed::Item& item : more.items) {
      if (item.known) {
        ready.cases.push_back({item.tag, *item.known, std::nullopt, 0});
      } else if (!is_usable_key(item.submission_key)) {
        OT_CHECK(feed_.opened(item.tag, bad_key()));
      } else {
        CaseId id = make_case_id(project_, definition_.workflow->id.text,
                                 item.submission_key);
        SubmitCase submit =
            submit_of(id, item.application, item.submission_key);
        ready.cases.push_back({item.tag, std::move(id), std::move(submit), 0});
      }
    }
    // Nothing usable among them is not the end.
    if (ready.cases.empty() && !more.items.empty() && !ready.is_last)
      return this->more(room);
    return ready;
  }
  CaseFeed& told() override { return feed_; }
  const engine::Definition& definition() const override { return definition_; }
  const Actor& actor() const override { return actor_; }

 private:
  std::string project_;
  const engine::Definition& definition_;
  const Actor& actor_;
  CaseFeed& feed_;
};

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
    OT_TRY(Hand hand, take(project, workflow, application, key, actor));
    if (hand.known) return std::move(*hand.known);
    OT_TRY(const engine::Definition* definition,
           desk_.definitions().put(project, workflow));
    return desk_.open(hand.id, *definition,
                      {std::move(hand.submit), actor, false});
  }

  Result<Acted> rehearse_submit(const LoadedProject& project,
                                const Workflow& workflow,
                                const Application& application,
                                std::string_view key, const Actor& actor) {
    OT_TRY(Hand hand, take(project, workflow, application, key, actor));
    if (hand.known) return std::move(*hand.known);
    OT_TRY(const engine::Definition* definition,
           desk_.definitions().try_out(project, workflow));
    return desk_.rehearse_open(hand.id, *definition,
                               {std::move(hand.submit), actor, false});
  }

  Result<Acted> act(const CaseId& id, Command command) {
    command.may_start = false;
    return desk_.act(id, command);
  }

  Result<Acted> rehearse(const CaseId& id, Command command) {
    command.may_start = false;
    return desk_.rehearse(id, command);
  }

  Result<std::string> add_definition(const LoadedProject& project,
                                     const Workflow& workflow, Keep keep) {
    run::Definitions& all = desk_.definitions();
    OT_TRY(const engine::Definition* definition,
           keep == Keep::in_store ? all.put(project, workflow)
                                  : all.try_out(project, workflow));
    return definition->hash;
  }

  Result<std::vector<CaseView>> drive(std::span<const CaseId> ids) {
    return run::drive(desk_, departments_, options_, ids);
  }

  Status work(const LoadedProject& project, const Workflow& workflow,
              const Actor& actor, CaseFeed& feed, std::size_t at_once) {
    OT_TRY(const engine::Definition* definition,
           desk_.definitions().put(project, workflow));
    Intake intake(project.project.file.id.text, *definition, actor, feed);
    return run::drive_fed(desk_, departments_, options_, intake, at_once);
  }

  Result<CaseView> view(const CaseId& id) { return desk_.view(id); }

  Result<std::vector<CaseId>> cases_with_arrivals() {
    if (departments_ == nullptr) return std::vector<CaseId>();
    return run::cases_with_arrivals(*departments_, desk_.store());
  }

  Result<CaseId> find_receiver(const GiveMessage& message) {
    return run::find_receiver(desk_, message);
  }

 private:
  // What was handed in, and the answer where its key is known already.
  struct Hand {
    CaseId id;
    SubmitCase submit;
    std::optional<Acted> known;
  };

  Result<Hand> take(const LoadedProject& project, const Workflow& workflow,
                    const Application& application, std::string_view key,
                    const Actor& actor) {
    if (!is_usable_key(key)) return bad_key();
    Hand hand;
    hand.id = make_case_id(project.project.file.id.text, workflow.id.text, key);
    hand.submit = submit_of(hand.id, application, key);
    const Result<CaseRow> known = desk_.store().row(hand.id);
    if (known) {
      OT_TRY(hand.known, repeat(hand.id, known.value(), key,
                                hand.submit.input_digest, actor));
      return hand;
    }
    if (known.error().code != ErrorCode::not_found) return known.error();
    return hand;
  }

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

Result<Acted> Runner::rehearse_submit(const LoadedProject& project,
                                      const Workflow& workflow,
                                      const Application& application,
                                      std::string_view submission_key,
                                      const Actor& actor) {
  return impl_->rehearse_submit(project, workflow, application, submission_key,
                                actor);
}

Result<Acted> Runner::act(const CaseId& id, const Command& command) {
  return impl_->act(id, command);
}

Result<Acted> Runner::rehearse(const CaseId& id, const Command& command) {
  return impl_->rehearse(id, command);
}

Result<std::string> Runner::add_definition(const LoadedProject& project,
                                           const Workflow& workflow,
                                           Keep keep) {
  return impl_->add_definition(project, workflow, keep);
}

Result<std::vector<CaseView>> Runner::drive(std::span<const CaseId> ids) {
  return impl_->drive(ids);
}

Result<CaseId> Runner::find_receiver(const GiveMessage& message) {
  return impl_->find_receiver(message);
}

Result<std::vector<CaseId>> Runner::cases_with_arrivals() {
  return impl_->cases_with_arrivals();
}

Status Runner::work(const LoadedProject& project, const Workflow& workflow,
                    const Actor& actor, CaseFeed& feed, std::size_t at_once) {
  return impl_->work(project, workflow, actor, feed, at_once);
}

Result<CaseView> Runner::view(const CaseId& id) { return impl_->view(id); }

}  // namespace onething
