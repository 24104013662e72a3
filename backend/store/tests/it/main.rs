//! The store's contract, on real databases: the same functions for `SQLite` and `PostgreSQL`.

#[cfg(test)]
mod contract;
#[cfg(test)]
mod credentials;
#[cfg(test)]
mod erasure;
#[cfg(test)]
mod events;
#[cfg(test)]
mod killed;
#[cfg(test)]
mod memory;
#[cfg(test)]
mod postgres;
#[cfg(test)]
mod proofs;
#[cfg(test)]
mod reading;
#[cfg(test)]
mod runners;
#[cfg(test)]
mod site;
#[cfg(test)]
mod tamper;
#[cfg(test)]
mod views;

use site::Site;

/// Runs each part of the contract on a fresh database of its own.
macro_rules! contract {
    ($site:expr; $($part:path),+ $(,)?) => {
        $(
            let start = std::time::Instant::now();
            $part(&$site).await;
            eprintln!("{} {:?}", stringify!($part), start.elapsed());
        )+
    };
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn postgresql_keeps_the_contract() {
    let cluster = postgres::Cluster::start();
    let site = Site::Postgres(&cluster);
    contract!(site;
        contract::positions_are_dense_and_start_at_zero,
        contract::a_stream_condition_fails_only_its_own_command,
        contract::of_racing_commands_about_a_subject_one_wins,
        contract::the_same_command_twice_is_recorded_once,
        contract::a_tailing_reader_misses_nothing_from_many_writers,
        contract::two_processes_share_one_order,
        reading::a_historic_import_keeps_its_order_and_comes_first,
        reading::a_time_maps_to_the_position_after_its_last_event,
        reading::events_are_found_by_subject_and_type,
        contract::what_does_not_fit_a_leaf_is_refused_alone,
        contract::a_command_that_the_database_refuses_fails_alone,
        contract::the_database_refuses_to_change_an_event,
        contract::a_log_of_another_origin_is_not_opened,
        contract::the_log_is_written_durably,
        proofs::receipts_verify_and_checkpoints_continue_each_other,
        proofs::tiles_are_those_of_the_whole_tree,
        proofs::a_changed_leaf_stops_the_sealing,
        proofs::sealing_gets_its_turn_while_appends_never_pause,
        proofs::a_log_cut_below_its_checkpoint_is_not_opened,
        tamper::each_tampering_is_found_and_named,
        tamper::a_mended_rewrite_is_caught_by_a_kept_checkpoint,
        credentials::a_token_counts_until_it_expires_or_is_revoked,
        credentials::an_erased_person_is_not_recognised_again,
        credentials::a_log_is_inspected_as_it_lies_there,
        erasure::an_erased_key_takes_no_new_parts,
        erasure::a_restored_key_is_destroyed_again,
        views::views_at_any_prefix,
        runners::a_reader_sees_what_it_wrote,
        runners::views_resume_where_they_were_after_a_restart,
        runners::a_fold_that_fails_stops_at_its_event,
        runners::a_rebuild_serves_the_old_rows_until_it_is_done,
        runners::a_new_version_is_folded_beside_the_old_one,
        runners::two_runners_do_not_harm_each_other,
        views::pages_of_rows_join_without_gap_or_double,
        views::spans_say_what_holds_at_any_prefix,
        memory::a_lens_remembers_stretches_of_one_version,
        memory::a_memory_of_another_log_is_forgotten,
        memory::a_damaged_memory_is_not_given_back,
        killed::acknowledged_events_survive_kill_9,
    );
}

/// One test for each part, on `SQLite`.
macro_rules! on_sqlite {
    ($($name:ident = $part:path),+ $(,)?) => {
        $(
            #[tokio::test(flavor = "multi_thread", worker_threads = 4)]
            async fn $name() {
                $part(&Site::Sqlite).await;
            }
        )+
    };
}

on_sqlite! {
    positions_are_dense_and_start_at_zero = contract::positions_are_dense_and_start_at_zero,
    a_stream_condition_fails_only_its_own_command =
        contract::a_stream_condition_fails_only_its_own_command,
    of_racing_commands_about_a_subject_one_wins =
        contract::of_racing_commands_about_a_subject_one_wins,
    the_same_command_twice_is_recorded_once = contract::the_same_command_twice_is_recorded_once,
    a_tailing_reader_misses_nothing_from_many_writers =
        contract::a_tailing_reader_misses_nothing_from_many_writers,
    two_processes_share_one_order = contract::two_processes_share_one_order,
    time_never_goes_back = reading::time_never_goes_back,
    a_historic_import_keeps_its_order_and_comes_first =
        reading::a_historic_import_keeps_its_order_and_comes_first,
    a_time_maps_to_the_position_after_its_last_event =
        reading::a_time_maps_to_the_position_after_its_last_event,
    events_are_found_by_subject_and_type = reading::events_are_found_by_subject_and_type,
    what_does_not_fit_a_leaf_is_refused_alone =
        contract::what_does_not_fit_a_leaf_is_refused_alone,
    the_database_refuses_to_change_an_event = contract::the_database_refuses_to_change_an_event,
    a_log_of_another_origin_is_not_opened = contract::a_log_of_another_origin_is_not_opened,
    the_log_is_written_durably = contract::the_log_is_written_durably,
    checkpoints_continue_each_other = proofs::receipts_verify_and_checkpoints_continue_each_other,
    tiles_are_those_of_the_whole_tree = proofs::tiles_are_those_of_the_whole_tree,
    a_false_inner_hash_spoils_no_receipt = proofs::a_false_inner_hash_spoils_no_receipt,
    a_changed_leaf_stops_the_sealing = proofs::a_changed_leaf_stops_the_sealing,
    sealing_gets_its_turn_while_appends_never_pause =
        proofs::sealing_gets_its_turn_while_appends_never_pause,
    a_log_cut_below_its_checkpoint_is_not_opened =
        proofs::a_log_cut_below_its_checkpoint_is_not_opened,
    each_tampering_is_found_and_named = tamper::each_tampering_is_found_and_named,
    a_mended_rewrite_is_caught_by_a_kept_checkpoint =
        tamper::a_mended_rewrite_is_caught_by_a_kept_checkpoint,
    a_token_counts_until_it_expires_or_is_revoked =
        credentials::a_token_counts_until_it_expires_or_is_revoked,
    an_erased_person_is_not_recognised_again =
        credentials::an_erased_person_is_not_recognised_again,
    a_log_is_inspected_as_it_lies_there = credentials::a_log_is_inspected_as_it_lies_there,
    an_erased_key_takes_no_new_parts = erasure::an_erased_key_takes_no_new_parts,
    a_restored_key_is_destroyed_again = erasure::a_restored_key_is_destroyed_again,
    after_erasure_no_byte_of_key_or_payload_is_left =
        erasure::after_erasure_no_byte_of_key_or_payload_is_left,
    a_view_at_any_prefix_equals_a_fresh_fold_of_that_prefix = views::views_at_any_prefix,
    a_reader_sees_what_it_wrote = runners::a_reader_sees_what_it_wrote,
    views_resume_where_they_were_after_a_restart =
        runners::views_resume_where_they_were_after_a_restart,
    views_that_were_deleted_are_folded_again = runners::views_that_were_deleted_are_folded_again,
    views_of_another_log_are_folded_again = runners::views_of_another_log_are_folded_again,
    a_fold_that_fails_stops_at_its_event = runners::a_fold_that_fails_stops_at_its_event,
    a_hole_in_the_log_stops_the_views = runners::a_hole_in_the_log_stops_the_views,
    a_rebuild_serves_the_old_rows_until_it_is_done =
        runners::a_rebuild_serves_the_old_rows_until_it_is_done,
    a_new_version_is_folded_beside_the_old_one = runners::a_new_version_is_folded_beside_the_old_one,
    two_runners_do_not_harm_each_other = runners::two_runners_do_not_harm_each_other,
    pages_of_rows_join_without_gap_or_double = views::pages_of_rows_join_without_gap_or_double,
    spans_say_what_holds_at_any_prefix = views::spans_say_what_holds_at_any_prefix,
    a_lens_remembers_stretches_of_one_version = memory::a_lens_remembers_stretches_of_one_version,
    a_memory_of_another_log_is_forgotten = memory::a_memory_of_another_log_is_forgotten,
    a_damaged_memory_is_not_given_back = memory::a_damaged_memory_is_not_given_back,
    acknowledged_events_survive_kill_9 = killed::acknowledged_events_survive_kill_9,
}
