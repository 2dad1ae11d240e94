// SPDX-License-Identifier: Apache-2.0
//
// The functions behind the table of main.cpp, one file cmd_<noun>.cpp per
// group.

#pragma once

#include "command.h"

namespace onething::cli {

int command_check(Session& session, const Arguments& arguments);
int command_test(Session& session, const Arguments& arguments);
int command_metrics(Session& session, const Arguments& arguments);
int command_explain(Session& session, const Arguments& arguments);
int command_fmt(Session& session, const Arguments& arguments);
int command_eval(Session& session, const Arguments& arguments);
int command_graph(Session& session, const Arguments& arguments);
int command_schema(Session& session, const Arguments& arguments);
int command_run(Session& session, const Arguments& arguments);
int command_case_list(Session& session, const Arguments& arguments);
int command_case_show(Session& session, const Arguments& arguments);
int command_case_why(Session& session, const Arguments& arguments);
int command_case_trace(Session& session, const Arguments& arguments);
int command_case_resume(Session& session, const Arguments& arguments);
int command_case_supplement(Session& session, const Arguments& arguments);
int command_case_withdraw(Session& session, const Arguments& arguments);
int command_case_answer(Session& session, const Arguments& arguments);
int command_case_decline(Session& session, const Arguments& arguments);
int command_case_extend(Session& session, const Arguments& arguments);
int command_case_special(Session& session, const Arguments& arguments);
int command_case_special_end(Session& session, const Arguments& arguments);
int command_case_suspend(Session& session, const Arguments& arguments);
int command_case_continue(Session& session, const Arguments& arguments);
int command_case_terminate(Session& session, const Arguments& arguments);
int command_case_deliver(Session& session, const Arguments& arguments);
int command_case_revoke(Session& session, const Arguments& arguments);
int command_case_event(Session& session, const Arguments& arguments);
int command_case_migrate(Session& session, const Arguments& arguments);
int command_case_repair(Session& session, const Arguments& arguments);
int command_batch_template(Session& session, const Arguments& arguments);
int command_batch_check(Session& session, const Arguments& arguments);
int command_batch_run(Session& session, const Arguments& arguments);
int command_batch_list(Session& session, const Arguments& arguments);
int command_batch_status(Session& session, const Arguments& arguments);
int command_batch_resume(Session& session, const Arguments& arguments);
int command_batch_retry(Session& session, const Arguments& arguments);
int command_batch_cancel(Session& session, const Arguments& arguments);
int command_batch_report(Session& session, const Arguments& arguments);
int command_worker(Session& session, const Arguments& arguments);
int command_case_call(Session& session, const Arguments& arguments);
int command_case_message(Session& session, const Arguments& arguments);
int command_task_list(Session& session, const Arguments& arguments);
int command_task_claim(Session& session, const Arguments& arguments);
int command_task_complete(Session& session, const Arguments& arguments);
int command_task_return(Session& session, const Arguments& arguments);
int command_task_refuse(Session& session, const Arguments& arguments);
int command_task_fail(Session& session, const Arguments& arguments);
int command_task_retry(Session& session, const Arguments& arguments);
int command_task_skip(Session& session, const Arguments& arguments);
int command_task_release(Session& session, const Arguments& arguments);
int command_task_hand_over(Session& session, const Arguments& arguments);
int command_task_delegate(Session& session, const Arguments& arguments);
int command_case_note(Session& session, const Arguments& arguments);
int command_case_attach(Session& session, const Arguments& arguments);
int command_case_files(Session& session, const Arguments& arguments);
int command_case_file(Session& session, const Arguments& arguments);
int command_db_backup(Session& session, const Arguments& arguments);
int command_db_verify(Session& session, const Arguments& arguments);
int command_db_upgrade(Session& session, const Arguments& arguments);
int command_audit_verify(Session& session, const Arguments& arguments);
int command_export_tables(Session& session, const Arguments& arguments);
int command_export_xes(Session& session, const Arguments& arguments);
int command_audit_export(Session& session, const Arguments& arguments);
int command_audit_prove(Session& session, const Arguments& arguments);
int command_audit_checkpoint(Session& session, const Arguments& arguments);
int command_audit_key(Session& session, const Arguments& arguments);
int command_clock_show(Session& session, const Arguments& arguments);
int command_clock_accept(Session& session, const Arguments& arguments);
int command_figures(Session& session, const Arguments& arguments);
int command_doctor(Session& session, const Arguments& arguments);
int command_privacy_who_got(Session& session, const Arguments& arguments);
int command_privacy_report(Session& session, const Arguments& arguments);
int command_privacy_erase(Session& session, const Arguments& arguments);
int command_privacy_rotate(Session& session, const Arguments& arguments);
int command_privacy_log(Session& session, const Arguments& arguments);
int command_stub(Session& session, const Arguments& arguments);
int command_completion(Session& session, const Arguments& arguments);
int command_help(Session& session, const Arguments& arguments);

}  // namespace onething::cli
