// SPDX-License-Identifier: Apache-2.0
//
// The table of commands, and nothing else that matters.

#include "author_options.h"
#include "batch_options.h"
#include "case_options.h"
#include "change_commands.h"
#include "command.h"
#include "command_acts.h"
#include "commands.h"
#include "export_options.h"
#include "guide_commands.h"
#include "import_commands.h"
#include "life_options.h"
#include "new_commands.h"
#include "people_options.h"
#include "privacy_options.h"

namespace onething::cli {

namespace {

constexpr PositionalSpec kWorkflow[] = {{"WORKFLOW", "help.arg_workflow"}};
constexpr PositionalSpec kPath[] = {{"PATH", "help.arg_path", false}};
constexpr PositionalSpec kLayoutPaths[] = {
    {"PATH", "help.arg_fmt", false, true}};
constexpr PositionalSpec kDocument[] = {
    {"DOCUMENT", "help.arg_document", false}};
constexpr PositionalSpec kPaths[] = {{"PATH", "help.arg_paths", false, true}};
constexpr PositionalSpec kScenarios[] = {
    {"PATH", "help.arg_scenarios", false, true}};
constexpr PositionalSpec kCode[] = {{"CODE", "help.arg_code", false}};
constexpr PositionalSpec kCase[] = {{"CASE", "help.arg_case"}};
constexpr PositionalSpec kMaybeCase[] = {{"CASE", "help.arg_one_case", false}};
constexpr PositionalSpec kCaseEvent[] = {{"CASE", "help.arg_case"},
                                         {"EVENT", "help.arg_event"}};
constexpr PositionalSpec kCaseKey[] = {{"CASE", "help.arg_case"},
                                       {"KEY", "help.arg_key"}};
constexpr PositionalSpec kCaseStep[] = {{"CASE", "help.arg_case"},
                                        {"STEP", "help.arg_step"}};
constexpr PositionalSpec kService[] = {{"SERVICE", "help.arg_service"}};
constexpr PositionalSpec kTask[] = {{"TASK", "help.arg_task"}};
constexpr PositionalSpec kShell[] = {{"SHELL", "help.arg_shell"}};
constexpr PositionalSpec kFormula[] = {{"FORMULA", "help.arg_formula", false}};
constexpr PositionalSpec kTopic[] = {{"COMMAND", "help.arg_command", false}};

constexpr PositionalSpec kBackup[] = {{"FILE", "help.arg_backup"}};
constexpr PositionalSpec kDatabase[] = {{"FILE", "help.arg_database", false}};

constexpr PositionalSpec kSubject[] = {{"SUBJECT", "help.arg_subject"}};

constexpr OptionSpec kGlobal[] = {
    {"--lang", "zh|en", "help.opt_lang", false, "zh|en"},
    {"--format", "text|json", "help.opt_format", false, "text|json"},
    {"--color", "auto|always|never", "help.opt_color", false,
     "auto|always|never"},
    {"--project", "DIR", "help.opt_project"},
    {"--store", "ADDRESS", "help.opt_store"},
    {"--as", "NAME", "help.opt_as"},
    {"--channel", "CHANNEL", "help.opt_channel", false,
     "window|online|mobile|kiosk|video|onsite|post|system"},
    {"--log", "FILE", "help.opt_events_log"},
    {"--help", "", "help.opt_help"},
};

constexpr OptionSpec kRun[] = {
    {"--form", "FILE", "help.opt_form"},
    {"--key", "TEXT", "help.opt_key"},
    {"--env", "NAME", "help.opt_env"},
    {"--stub", "URL", "help.opt_stub"},
    {"--fault", "SPEC", "help.opt_fault", true},
};
constexpr OptionSpec kDrive[] = {
    {"--env", "NAME", "help.opt_env"},
    {"--stub", "URL", "help.opt_stub"},
    {"--fault", "SPEC", "help.opt_fault", true},
};
constexpr OptionSpec kSupplement[] = {
    {"--form", "FILE", "help.opt_supplement"},
    {"--notice", "N", "help.opt_notice"},
    {"--env", "NAME", "help.opt_env"},
    {"--stub", "URL", "help.opt_stub"},
    {"--fault", "SPEC", "help.opt_fault", true},
};
constexpr OptionSpec kWorker[] = {
    {"--once", "", "help.opt_once"},
    {"--env", "NAME", "help.opt_env"},
    {"--stub", "URL", "help.opt_stub"},
    {"--fault", "SPEC", "help.opt_fault", true},
};
constexpr OptionSpec kMessage[] = {
    {"--data", "FILE", "help.option_message_data"},
    {"--case", "CASE", "help.option_case"},
    {"--number", "TEXT", "help.option_message_number"},
};
constexpr OptionSpec kAnswer[] = {
    {"--data", "FILE", "help.opt_answer"},
    {"--env", "NAME", "help.opt_env"},
    {"--stub", "URL", "help.opt_stub"},
};
constexpr OptionSpec kWithdraw[] = {
    {"--reason", "TEXT", "help.opt_reason"},
};
constexpr auto kWithdrawMany = joined(kWithdraw, kChoosing, kConditions);
constexpr auto kSuspendMany = joined(kSuspend, kChoosing, kConditions);
constexpr OptionSpec kTaskList[] = {
    {"--case", "CASE", "help.opt_case"},
    {"--department", "ID", "help.opt_department"},
    {"--role", "TEXT", "help.opt_role"},
    {"--attention", "", "help.opt_task_attention"},
    {"--mine", "", "help.opt_mine"},
    {"--limit", "N", "help.opt_limit"},
};
constexpr OptionSpec kTaskEnd[] = {
    {"--set", "FIELD=VALUE", "help.opt_set", true},
    {"--data", "FILE", "help.opt_data"},
    {"--reason", "TEXT", "help.opt_reason"},
    {"--env", "NAME", "help.opt_env"},
    {"--stub", "URL", "help.opt_stub"},
    {"--fault", "SPEC", "help.opt_fault", true},
};
constexpr OptionSpec kTaskReturn[] = {
    {"--problem", "FIELD=TEXT", "help.opt_problem", true},
    {"--env", "NAME", "help.opt_env"},
    {"--stub", "URL", "help.opt_stub"},
    {"--fault", "SPEC", "help.opt_fault", true},
};
constexpr OptionSpec kTaskRefuse[] = {
    {"--reason", "TEXT", "help.opt_reason"},
    {"--basis", "TEXT", "help.opt_basis"},
    {"--remedy", "TEXT", "help.opt_remedy", true},
    {"--env", "NAME", "help.opt_env"},
    {"--stub", "URL", "help.opt_stub"},
    {"--fault", "SPEC", "help.opt_fault", true},
};
constexpr OptionSpec kTaskReason[] = {
    {"--reason", "TEXT", "help.opt_reason"},
    {"--env", "NAME", "help.opt_env"},
    {"--stub", "URL", "help.opt_stub"},
    {"--fault", "SPEC", "help.opt_fault", true},
};
constexpr auto kContinueMany = joined(kTaskReason, kChoosing, kConditions);
constexpr OptionSpec kUpgrade[] = {
    {"--yes", "", "help.opt_yes"},
};
constexpr OptionSpec kAuditVerify[] = {
    {"--checkpoint", "FILE", "help.opt_checkpoint", true},
    {"--public-key", "FILE", "help.opt_public_key"},
};
constexpr OptionSpec kAuditExport[] = {
    {"--case", "CASE", "help.opt_audit_case"},
    {"--out", "FILE", "help.opt_audit_out"},
};
constexpr OptionSpec kAuditProve[] = {
    {"--checkpoint", "FILE", "help.opt_prove_checkpoint"},
};
constexpr OptionSpec kClockAccept[] = {
    {"--reason", "TEXT", "help.opt_reason"},
};
constexpr OptionSpec kAuditKey[] = {
    {"--out", "FILE", "help.opt_key_out"},
};
constexpr OptionSpec kAuditCheckpoint[] = {
    {"--key", "FILE", "help.opt_sign_key"},
    {"--out", "FILE", "help.opt_checkpoint_out"},
    {"--previous", "FILE", "help.opt_previous"},
};
constexpr OptionSpec kStub[] = {
    {"--port", "N", "help.opt_port"},
    {"--log", "FILE", "help.opt_log"},
    {"--fault", "SPEC", "help.opt_fault", true},
    {"--faults", "FILE", "help.opt_faults"},
    {"--seed", "N", "help.opt_seed"},
};

constexpr OptionSpec kFmt[] = {
    {"--check", "", "help.opt_fmt_check"},
    {"--diff", "", "help.opt_fmt_diff"},
    {"--from", "gb18030", "help.opt_fmt_from", false, "gb18030"},
};

constexpr CommandSpec kCommands[] = {
    {"check", "help.check", "help.check_more",
     "onething check\n"
     "onething check workflows/individual_to_company.yaml --format json\n"
     "onething check workflows --report sarif=check.sarif --fail-on warning\n"
     "onething check workflows --fix --diff",
     kPaths, kCheck, command_check},
    {"test", "help.test", "help.test_more",
     "onething test\n"
     "onething test workflows --filter arrears\n"
     "onething test --coverage --min 90\n"
     "onething test --generate --save more.test.yaml\n"
     "onething test workflows/individual_to_company.test.yaml --format junit",
     kScenarios, kTest, command_test},
    {"metrics", "help.metrics", "help.metrics_more",
     "onething metrics workflows/individual_to_company.yaml\n"
     "onething metrics individual_to_company --what-if tax_change=1wd",
     kMetricsPaths, kMetrics, command_metrics},
    {"explain",
     "help.explain",
     "help.explain_more",
     "onething explain OT5101\nonething explain privacy --lang zh",
     kCode,
     {},
     command_explain},
    {"fmt", "help.fmt", "help.fmt_more",
     "onething fmt workflows\n"
     "onething fmt --check --diff workflows/individual_to_company.yaml",
     kLayoutPaths, kFmt, command_fmt},
    {"eval", "help.eval", "help.eval_more",
     "onething eval '[1, 2, 3].filter(x, x > 1)'\n"
     "onething eval 'form.age >= 18' --with data.json --format json\n"
     "onething eval --lines < cases.jsonl",
     kFormula, kEval, command_eval},
    {"diff", "help.diff", "help.diff_more",
     "onething diff HEAD~1:workflows/a.yaml workflows/a.yaml\n"
     "onething diff old new --workflow a --format markdown",
     kOldNew, kDiff, command_diff},
    {"graph", "help.graph", "help.graph_more",
     "onething graph workflows/individual_to_company.yaml --critical\n"
     "onething graph individual_to_company --format mermaid --data",
     kWorkflow, kGraph, command_graph},
#include "guide_commands.def"
    {"schema",
     "help.schema",
     "help.schema_more",
     "onething schema\nonething schema workflow --lang zh",
     kDocument,
     {},
     command_schema},
    {"run", "help.run", "help.run_more",
     "onething run workflows/individual_to_company.yaml --form "
     "examples/clean.yaml\n"
     "onething run workflows/individual_to_company.yaml --form "
     "examples/clean.yaml --format json --key 2026-0001",
     kWorkflow, kRun, command_run},
    {"case list",
     "help.case_list",
     "help.case_list_more",
     "onething case list\nonething case list --state correcting --format json\n"
     "onething case list --overdue --sort due\n"
     "onething case list --where 'form.kind == \"company\"' --format csv",
     {},
     kCaseList,
     command_case_list},
    {"case show",
     "help.case_show",
     "help.case_show_more",
     "onething case show CASE",
     kCase,
     {},
     command_case_show},
    {"case why",
     "help.case_why",
     "help.case_why_more",
     "onething case why CASE",
     kCase,
     {},
     command_case_why},
    {"case trace", "help.case_trace", "help.case_trace_more",
     "onething case trace CASE\nonething case trace CASE --format json", kCase,
     kTrace, command_case_trace},
    {"case resume", "help.case_resume", "help.case_resume_more",
     "onething case resume CASE", kCase, kDrive, command_case_resume},
    {"case supplement", "help.case_supplement", "help.case_supplement_more",
     "onething case supplement CASE --form more.yaml", kCase, kSupplement,
     command_case_supplement},
    {"case withdraw", "help.case_withdraw", "help.case_withdraw_more",
     "onething case withdraw CASE --reason TEXT\n"
     "onething case withdraw --where 'form.district == \"370202\"' --dry-run",
     kMaybeCase, kWithdrawMany, command_case_withdraw},
    {"case answer", "help.case_answer", "help.case_answer_more",
     "onething case answer CASE KEY --data answer.json", kCaseKey, kAnswer,
     command_case_answer},
    {"case decline", "help.case_decline", "help.case_decline_more",
     "onething case decline CASE --reason TEXT --instead TEXT", kCase, kDecline,
     command_case_decline},
    {"case extend", "help.case_extend", "help.case_extend_more",
     "onething case extend CASE --reason TEXT --approver NAME --notified "
     "2026-03-05",
     kCase, kExtend, command_case_extend},
    {"case special", "help.case_special", "help.case_special_more",
     "onething case special CASE --name TEXT --reason TEXT --approver NAME "
     "--notified 2026-03-05 --until 2026-03-20",
     kCase, kSpecial, command_case_special},
    {"case special-end", "help.case_special_end", "help.case_special_end_more",
     "onething case special-end CASE --result TEXT", kCase, kSpecialEnd,
     command_case_special_end},
    {"case suspend", "help.case_suspend", "help.case_suspend_more",
     "onething case suspend CASE --reason TEXT\n"
     "onething case suspend --state processing --department tax --reason TEXT "
     "--apply",
     kMaybeCase, kSuspendMany, command_case_suspend},
    {"case continue", "help.case_continue", "help.case_continue_more",
     "onething case continue CASE --reason TEXT", kMaybeCase, kContinueMany,
     command_case_continue},
    {"case terminate", "help.case_terminate", "help.case_terminate_more",
     "onething case terminate CASE --reason TEXT --basis TEXT", kMaybeCase,
     kSuspendMany, command_case_terminate},
    {"case deliver", "help.case_deliver", "help.case_deliver_more",
     "onething case deliver CASE --how TEXT --to NAME", kCase, kDeliver,
     command_case_deliver},
    {"case revoke", "help.case_revoke", "help.case_revoke_more",
     "onething case revoke CASE --reason TEXT --basis TEXT --remedy TEXT",
     kCase, kRevoke, command_case_revoke},
    {"case event", "help.case_event", "help.case_event_more",
     "onething case event CASE dispatch --reason TEXT", kCaseEvent, kTaskReason,
     command_case_event},
    {"case migrate", "help.case_migrate", "help.case_migrate_more",
     "onething case migrate --all --to workflows/individual_to_company.yaml "
     "--reason TEXT\n"
     "onething case migrate CASE --to individual_to_company --mapping "
     "mapping.yaml --reason TEXT --apply",
     kMaybeCase, kMigrate, command_case_migrate},
    {"case repair", "help.case_repair", "help.case_repair_more",
     "onething case repair CASE --retry tax --reason TEXT\n"
     "onething case repair CASE --set tax --data result.yaml --reason TEXT\n"
     "onething case repair --attention --retry tax --reason TEXT --apply",
     kMaybeCase, kRepair, command_case_repair},
    {"batch template", "help.batch_template", "help.batch_template_more",
     "onething batch template workflows/individual_to_company.yaml > "
     "table.csv\n"
     "onething batch template individual_to_company --out table.xlsx",
     kWorkflow, kBatchTemplate, command_batch_template},
    {"batch check", "help.batch_check", "help.batch_check_more",
     "onething batch check individual_to_company register.csv --key uscc\n"
     "onething batch check individual_to_company register.xlsx --out "
     "checked.xlsx",
     kWorkflowData, kBatchCheck, command_batch_check},
    {"batch run", "help.batch_run", "help.batch_run_more",
     "onething batch run individual_to_company register.csv --key uscc\n"
     "onething batch run individual_to_company register.csv --key uscc --jobs "
     "200 --rate 50/s --stop-after-failures 5%",
     kWorkflowData, kBatchRun, command_batch_run},
    {"batch list",
     "help.batch_list",
     "help.batch_list_more",
     "onething batch list",
     {},
     {},
     command_batch_list},
    {"batch status",
     "help.batch_status",
     "help.batch_status_more",
     "onething batch status BATCH --format json",
     kBatch,
     {},
     command_batch_status},
    {"batch resume", "help.batch_resume", "help.batch_resume_more",
     "onething batch resume BATCH", kBatch, kBatchResume, command_batch_resume},
    {"batch retry", "help.batch_retry", "help.batch_retry_more",
     "onething batch retry BATCH --failed\n"
     "onething batch retry BATCH --attention --reason TEXT",
     kBatch, kBatchRetry, command_batch_retry},
    {"batch cancel", "help.batch_cancel", "help.batch_cancel_more",
     "onething batch cancel BATCH --reason TEXT", kBatch, kCancelling,
     command_batch_cancel},
    {"batch report", "help.batch_report", "help.batch_report_more",
     "onething batch report BATCH\n"
     "onething batch report BATCH --out results.xlsx\n"
     "onething batch report BATCH --failed --out failed.csv",
     kBatch, kBatchReport, command_batch_report},
    {"worker",
     "help.worker",
     "help.worker_more",
     "onething worker --once",
     {},
     kWorker,
     command_worker},
    {"case call", "help.case_call", "help.case_call_more",
     "onething case call CASE site_visit --reason TEXT", kCaseStep, kWithdraw,
     command_case_call},
    {"case message", "help.case_message", "help.case_message_more",
     "onething case message tax/confirm --data message.yaml", kService,
     kMessage, command_case_message},
    {"case note", "help.case_note", "help.case_note_more",
     "onething case note CASE 'the applicant called'", kCaseText, kNone,
     command_case_note},
    {"case attach", "help.case_attach", "help.case_attach_more",
     "onething case attach CASE lease.pdf", kCaseFile, kNone,
     command_case_attach},
    {"case files", "help.case_files", "help.case_files_more",
     "onething case files CASE", kCase, kNone, command_case_files},
    {"case file", "help.case_file", "help.case_file_more",
     "onething case file CASE DIGEST --out lease.pdf", kCaseDigest, kFileOut,
     command_case_file},
    {"task list",
     "help.task_list",
     "help.task_list_more",
     "onething task list --mine\n"
     "onething task list --department tax --format json",
     {},
     kTaskList,
     command_task_list},
    {"task claim",
     "help.task_claim",
     "help.task_claim_more",
     "onething task claim TASK --as li_na",
     kTask,
     {},
     command_task_claim},
    {"task complete", "help.task_complete", "help.task_complete_more",
     "onething task complete TASK --set receipt=T-0001", kTask, kTaskEnd,
     command_task_complete},
    {"task return", "help.task_return", "help.task_return_more",
     "onething task return TASK --problem lease=TEXT", kTask, kTaskReturn,
     command_task_return},
    {"task refuse", "help.task_refuse", "help.task_refuse_more",
     "onething task refuse TASK --reason TEXT --basis TEXT --remedy TEXT",
     kTask, kTaskRefuse, command_task_refuse},
    {"task fail", "help.task_fail", "help.task_fail_more",
     "onething task fail TASK --reason TEXT", kTask, kTaskReason,
     command_task_fail},
    {"task retry", "help.task_retry", "help.task_retry_more",
     "onething task retry TASK --reason TEXT", kTask, kTaskReason,
     command_task_retry},
    {"task skip", "help.task_skip", "help.task_skip_more",
     "onething task skip TASK --reason TEXT", kTask, kTaskReason,
     command_task_skip},
    {"task release", "help.task_release", "help.task_release_more",
     "onething task release TASK --reason TEXT", kTask, kWithdraw,
     command_task_release},
    {"task hand-over", "help.task_hand_over", "help.task_hand_over_more",
     "onething task hand-over TASK --to li_na --reason TEXT", kTask, kHandOver,
     command_task_hand_over},
    {"task delegate", "help.task_delegate", "help.task_delegate_more",
     "onething task delegate TASK --to li_na --reason TEXT", kTask, kDelegate,
     command_task_delegate},
    {"db backup",
     "help.db_backup",
     "help.db_backup_more",
     "onething db backup cases-backup.db",
     kBackup,
     {},
     command_db_backup},
    {"db verify",
     "help.db_verify",
     "help.db_verify_more",
     "onething db verify\nonething db verify --format json",
     kDatabase,
     {},
     command_db_verify},
    {"db upgrade",
     "help.db_upgrade",
     "help.db_upgrade_more",
     "onething db upgrade",
     {},
     kUpgrade,
     command_db_upgrade},
    {"audit verify",
     "help.audit_verify",
     "help.audit_verify_more",
     "onething audit verify\n"
     "onething audit verify --checkpoint 1.checkpoint --public-key audit.pub",
     {},
     kAuditVerify,
     command_audit_verify},
    {"audit export",
     "help.audit_export",
     "help.audit_export_more",
     "onething audit export --out events.jsonl",
     {},
     kAuditExport,
     command_audit_export},
    {"audit checkpoint",
     "help.audit_checkpoint",
     "help.audit_checkpoint_more",
     "onething audit checkpoint --key audit.key --out 1.checkpoint",
     {},
     kAuditCheckpoint,
     command_audit_checkpoint},
    {"audit prove", "help.audit_prove", "help.audit_prove_more",
     "onething audit prove CASE --checkpoint 1.checkpoint > case.proof", kCase,
     kAuditProve, command_audit_prove},
    {"audit key",
     "help.audit_key",
     "help.audit_key_more",
     "onething audit key --out audit.key",
     {},
     kAuditKey,
     command_audit_key},
    {"export tables", "help.export_tables", "help.export_tables_more",
     "onething export tables --since 2026-01-01 --until 2026-03-31 --out q1\n"
     "onething export tables CASE --out - --table accept --format json",
     kMaybeCases, kExportTables, command_export_tables},
    {"export xes", "help.export_xes", "help.export_xes_more",
     "onething export xes --workflow individual_to_company --out log.xes",
     kMaybeCases, kExportXes, command_export_xes},
    {"import guide", "help.import_guide", "help.import_guide_more",
     "onething import guide guide.json --out proposal", kGuide, kImport,
     command_import_guide},
    {"import merge", "help.import_merge", "help.import_merge_more",
     "onething import merge licence.json seal.json --out proposal", kItems,
     kImport, command_import_merge},
    {"new", "help.new", "help.new_more",
     "onething new wedding --title 'Getting married'\n"
     "onething new bakery --template site_inspection",
     kNew, kNewWays, command_new},
    {"adopt", "help.adopt", "help.adopt_more",
     "onething adopt --report --format markdown", kAdopted, kAdoptReport,
     command_adopt},
    {"clock show",
     "help.clock_show",
     "help.clock_show_more",
     "onething clock show",
     {},
     {},
     command_clock_show},
    {"clock accept",
     "help.clock_accept",
     "help.clock_accept_more",
     "onething clock accept --reason 'set by NTP after the move'",
     {},
     kClockAccept,
     command_clock_accept},
    {"figures",
     "help.figures",
     "help.figures_more",
     "onething figures",
     {},
     {},
     command_figures},
    {"doctor",
     "help.doctor",
     "help.doctor_more",
     "onething doctor\nonething doctor --format json",
     {},
     {},
     command_doctor},
    {"privacy who-got", "help.privacy_who_got", "help.privacy_who_got_more",
     "onething privacy who-got 91370203MA3FAKE00X\n"
     "onething privacy who-got - --format csv",
     kSubject, kWhoGot, command_privacy_who_got},
    {"privacy report",
     "help.privacy_report",
     "help.privacy_report_more",
     "onething privacy report\nonething privacy report --format csv",
     {},
     kPrivacyReport,
     command_privacy_report},
    {"privacy erase", "help.privacy_erase", "help.privacy_erase_more",
     "onething privacy erase CASE --reason TEXT", kCase, kErase,
     command_privacy_erase},
    {"privacy rotate",
     "help.privacy_rotate",
     "help.privacy_rotate_more",
     "onething privacy rotate",
     {},
     {},
     command_privacy_rotate},
    {"privacy log",
     "help.privacy_log",
     "help.privacy_log_more",
     "onething privacy log\nonething privacy log --format json",
     {},
     {},
     command_privacy_log},
    {"stub", "help.stub", "help.stub_more",
     "onething stub --port 8081\n"
     "onething stub --fault tax/carry_over_taxpayer=fail:2",
     kPath, kStub, command_stub},
    {"completion",
     "help.completion",
     "help.completion_more",
     "onething completion bash",
     kShell,
     {},
     command_completion},
    {"help",
     "help.help",
     "help.help_more",
     "onething help run",
     kTopic,
     {},
     command_help},
};

// Who may use a command has been decided for every one of them.
static_assert(are_all_decided(kCommands),
              "a command has no line in cli/command_acts.def");

}  // namespace

std::span<const CommandSpec> all_commands() { return kCommands; }
std::span<const OptionSpec> global_options() { return kGlobal; }

}  // namespace onething::cli
