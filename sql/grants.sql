-- SPDX-License-Identifier: Apache-2.0
--
-- Who may touch what. Last step of every deploy, run by the cluster's superuser; safe to run again, and
-- it covers whatever was added meanwhile, because it walks the catalogue. First everything is taken away,
-- then exactly this is given: schema api to the people, admin.import_* to the import, admin.worker_* to the
-- worker, connecting to all of them.

-- ── The superuser's part: what PostgreSQL itself leaves open to everybody ───────────────────────────

-- CONNECT, and TEMP: a temporary table could shadow a name in somebody's query.
DO $$
BEGIN
    EXECUTE format('REVOKE ALL ON DATABASE %I FROM PUBLIC, paydesk_staff, paydesk_import, paydesk_worker', current_database());
    EXECUTE format('GRANT CONNECT ON DATABASE %I TO paydesk_staff, paydesk_import, paydesk_worker', current_database());
    -- Bound parameters hold passwords' keys and tokens; they must not reach the server's log.
    EXECUTE format('ALTER DATABASE %I SET log_parameter_max_length = 0', current_database());
    EXECUTE format('ALTER DATABASE %I SET log_parameter_max_length_on_error = 0', current_database());
END $$;

REVOKE ALL ON SCHEMA public FROM PUBLIC, paydesk_staff, paydesk_import, paydesk_worker;
REVOKE ALL ON SCHEMA ext FROM PUBLIC, paydesk_staff, paydesk_import, paydesk_worker;
REVOKE EXECUTE ON ALL FUNCTIONS IN SCHEMA ext FROM PUBLIC, paydesk_staff, paydesk_import, paydesk_worker;
GRANT USAGE ON SCHEMA ext TO paydesk_owner;
GRANT EXECUTE ON ALL FUNCTIONS IN SCHEMA ext TO paydesk_owner;

-- DO blocks run any loop in the server; our own functions need the language for their owner only.
REVOKE USAGE ON LANGUAGE plpgsql FROM PUBLIC;
GRANT USAGE ON LANGUAGE plpgsql TO paydesk_owner;

-- Functions of PostgreSQL that reach other people's connections, wait, keep files, write to the log of
-- changes, or tell how much private tables hold. Monitoring keeps those it lives by.
DO $$
DECLARE
    v_function record;
BEGIN
    FOR v_function IN
        SELECT p.oid::regprocedure AS signature, p.proname ~ '^pg_(stat|lock|show|blocking|.*size)' AS monitored
          FROM pg_catalog.pg_proc p
         WHERE p.pronamespace = 'pg_catalog'::regnamespace
           AND (p.proname ~ '^(pg_(try_)?advisory_|pg_sleep|pg_stat_get_|lo_|be_lo_|pg_(relation|table|indexes|total_relation|database|tablespace)_size$)'
                OR p.proname IN (
                    'pg_cancel_backend', 'pg_terminate_backend', 'pg_notify', 'loread', 'lowrite', 'lo',
                    'pg_logical_emit_message', 'pg_export_snapshot', 'pg_lock_status', 'pg_prepared_xact',
                    'pg_blocking_pids', 'pg_safe_snapshot_blocking_pids', 'pg_isolation_test_session_is_blocked',
                    'pg_show_all_settings', 'pg_relation_filenode', 'pg_relation_filepath',
                    'pg_filenode_relation', 'pg_get_multixact_members', 'pg_xact_commit_timestamp',
                    'pg_xact_commit_timestamp_origin', 'pg_last_committed_xact'))
           AND pg_catalog.has_function_privilege('public', p.oid, 'EXECUTE')
    LOOP
        EXECUTE format('REVOKE EXECUTE ON FUNCTION %s FROM PUBLIC', v_function.signature);
        IF v_function.monitored THEN
            EXECUTE format('GRANT EXECUTE ON FUNCTION %s TO pg_monitor', v_function.signature);
        END IF;
    END LOOP;
END $$;

-- Views and tables of PostgreSQL that tell what others do, or how the server is set up.
DO $$
DECLARE
    v_relation record;
BEGIN
    FOR v_relation IN
        SELECT c.oid::regclass AS name
          FROM pg_catalog.pg_class c
         WHERE c.relnamespace = 'pg_catalog'::regnamespace
           AND c.relkind IN ('v', 'r')
           AND (c.relname ~ '^pg_stat' OR c.relname IN ('pg_locks', 'pg_settings', 'pg_prepared_xacts',
                                                        'pg_sequences', 'pg_db_role_setting'))
           AND c.relname <> 'pg_statistic'
           AND pg_catalog.has_table_privilege('public', c.oid, 'SELECT')
    LOOP
        EXECUTE format('REVOKE SELECT ON %s FROM PUBLIC', v_relation.name);
        EXECUTE format('GRANT SELECT ON %s TO pg_monitor', v_relation.name);
    END LOOP;
    -- A rule on pg_settings lets anybody update it, which is SET by another name.
    REVOKE UPDATE ON pg_catalog.pg_settings FROM PUBLIC;
END $$;

-- ── The owner's part: our own schemas ───────────────────────────────────────────────────────────────

SET LOCAL ROLE paydesk_owner;

DO $$
DECLARE
    v_schema text;
    v_function record;
BEGIN
    FOREACH v_schema IN ARRAY ARRAY['pd', 'api', 'admin'] LOOP
        EXECUTE format('REVOKE ALL ON SCHEMA %I FROM PUBLIC, paydesk_staff, paydesk_import, paydesk_worker', v_schema);
        EXECUTE format('REVOKE ALL ON ALL TABLES IN SCHEMA %I FROM PUBLIC, paydesk_staff, paydesk_import, paydesk_worker', v_schema);
        EXECUTE format('REVOKE ALL ON ALL SEQUENCES IN SCHEMA %I FROM PUBLIC, paydesk_staff, paydesk_import, paydesk_worker', v_schema);
        EXECUTE format('REVOKE ALL ON ALL ROUTINES IN SCHEMA %I FROM PUBLIC, paydesk_staff, paydesk_import, paydesk_worker', v_schema);
    END LOOP;

    GRANT USAGE ON SCHEMA api TO paydesk_staff;
    GRANT EXECUTE ON ALL FUNCTIONS IN SCHEMA api TO paydesk_staff;

    GRANT USAGE ON SCHEMA admin TO paydesk_import, paydesk_worker;
    FOR v_function IN
        SELECT p.oid::regprocedure AS signature, 'paydesk_' || substring(p.proname FROM '^(import|worker)_') AS role
          FROM pg_catalog.pg_proc p
         WHERE p.pronamespace = 'admin'::regnamespace AND p.proname ~ '^(import|worker)_'
    LOOP
        EXECUTE format('GRANT EXECUTE ON FUNCTION %s TO %I', v_function.signature, v_function.role);
    END LOOP;
END $$;

RESET ROLE;
