-- SPDX-License-Identifier: Apache-2.0
-- Jobs: which is due, in which order, what is written down, how a failure waits.  Two workers at once and killed ones
-- are tests/worker.
BEGIN;
SELECT plan(26);

DELETE FROM pd.job;
SET LOCAL ROLE paydesk_owner;
CREATE TABLE pd.test_work (job text PRIMARY KEY, amount integer NOT NULL, fails text);
CREATE FUNCTION pd.test_do(p_job text, p_limit integer) RETURNS integer LANGUAGE plpgsql AS $$
DECLARE
    v_work pd.test_work;
    v_done integer;
BEGIN
    SELECT * INTO v_work FROM pd.test_work w WHERE w.job = p_job;
    v_done := least(v_work.amount, p_limit);
    UPDATE pd.test_work w SET amount = w.amount - v_done WHERE w.job = p_job;
    IF v_work.fails IS NOT NULL THEN
        RAISE EXCEPTION USING ERRCODE = v_work.fails, MESSAGE = 'It does not work.';
    END IF;
    RETURN v_done;
END $$;
CREATE FUNCTION pd.job_apples(p_limit integer) RETURNS integer LANGUAGE sql AS $$ SELECT pd.test_do('apples', p_limit) $$;
CREATE FUNCTION pd.job_berries(p_limit integer) RETURNS integer LANGUAGE sql AS $$ SELECT pd.test_do('berries', p_limit) $$;
CREATE FUNCTION pd.job_cherries(p_limit integer) RETURNS integer LANGUAGE sql AS $$ SELECT pd.test_do('cherries', p_limit) $$;
RESET ROLE;
INSERT INTO pd.test_work VALUES ('apples', 5, NULL), ('berries', 0, NULL), ('cherries', 2, 'PD018');
INSERT INTO pd.job (name, every, chunk) VALUES ('apples', '1 hour', 3), ('berries', '2 hours', 10), ('cherries', '1 hour', 10);

CREATE FUNCTION pg_temp.run(p_after text) RETURNS text LANGUAGE sql AS $$
    SELECT coalesce(n.job || concat(' ' || w.done, ' ' || w.code), 'none')
      FROM admin.worker_next(p_after) n
      LEFT JOIN LATERAL admin.worker_run(n.job) w ON n.job IS NOT NULL
$$;
CREATE FUNCTION pg_temp.waits(p_job text) RETURNS interval LANGUAGE sql AS $$
    SELECT date_trunc('second', j.next_run - clock_timestamp() + interval '500 milliseconds') FROM pd.job j WHERE j.name = p_job
$$;

SELECT is(pg_temp.run(NULL), 'apples 3', 'the first by name');
SELECT is(pg_temp.run('apples'), 'berries 0', 'then the next one, although the first has more to do');
SELECT is(pg_temp.run('berries'), 'cherries PD018', 'a failure is told with its code');
SELECT is(pg_temp.run('cherries'), 'apples 2', 'and round again, without what waits');
SELECT is(pg_temp.run('apples'), 'apples 0', 'until nothing is left');
SELECT is(pg_temp.run('apples'), 'none', 'then none is due');

SELECT is((SELECT w.ran FROM admin.worker_run('apples') w), false, 'and it cannot be asked for before its time');
SELECT is(pg_temp.waits('apples'), interval '1 hour', 'a job with nothing left waits for its time');
SELECT is(pg_temp.waits('berries'), interval '2 hours', 'each for its own');
SELECT is(pg_temp.waits('cherries'), interval '1 second', 'a failed one is tried again soon');
SELECT is((SELECT w.amount FROM pd.test_work w WHERE w.job = 'cherries'), 2, 'and what it did is undone');
SELECT is((SELECT concat_ws(' ', j.failures, j.last_code, j.last_error, coalesce(j.last_result, -1)) FROM pd.job j WHERE j.name = 'cherries'),
          '1 PD018 It does not work. -1', 'its failure is written down');
SELECT ok((SELECT n.wait_ms BETWEEN 1 AND 1000 FROM admin.worker_next(NULL) n), 'the wait is until the first of them');

UPDATE pd.job SET failures = 6, next_run = clock_timestamp() WHERE name = 'cherries';
SELECT is(pg_temp.run(NULL), 'cherries PD018', 'a job that goes on failing');
SELECT is(pg_temp.waits('cherries'), interval '64 seconds', 'waits longer');
UPDATE pd.job SET failures = 2000, next_run = clock_timestamp() WHERE name = 'cherries';
SELECT is(pg_temp.run(NULL), 'cherries PD018', 'however often it failed');
SELECT is(pg_temp.waits('cherries'), interval '15 minutes', 'but never more than a quarter of an hour');

UPDATE pd.test_work SET fails = '40P01' WHERE job = 'cherries';
UPDATE pd.job SET next_run = clock_timestamp() WHERE name = 'cherries';
SELECT is(pg_temp.run(NULL), 'cherries 40P01', 'a lost race for locks is tried a few times');
UPDATE pd.test_work SET fails = NULL WHERE job = 'cherries';
UPDATE pd.job SET next_run = clock_timestamp() WHERE name = 'cherries';
SELECT is(pg_temp.run(NULL), 'cherries 2', 'it works again');
SELECT is((SELECT j.failures FROM pd.job j WHERE j.name = 'cherries'), 0, 'and its failures are forgotten');

SELECT is((SELECT n.job FROM admin.worker_next(NULL, clock_timestamp() - interval '1 hour') n), NULL, 'only what was due by then');
UPDATE pd.job SET is_enabled = false;
SELECT is(pg_temp.run(NULL), 'none', 'a job that is switched off does not run');
UPDATE pd.job SET is_enabled = true, next_run = 'infinity', last_run = clock_timestamp() + interval '1 day' WHERE name = 'apples';
SELECT is(pg_temp.run(NULL), 'apples 0', 'a clock that was set back stops nothing');

INSERT INTO pd.job (name, every, chunk) VALUES ('dates', '1 hour', 1);
SELECT is(pg_temp.run(NULL), 'dates 42883', 'a job without a function fails like any other');

SELECT is(pd.job_next(ROW('a', '1 hour', '02:30', 1, true, NULL, NULL, NULL, NULL, 0, NULL, NULL, NULL)::pd.job, '2026-03-29 02:29:59+00'),
          '2026-03-29 02:30+00'::timestamptz, 'a daily job runs at its time of this day');
SELECT is(pd.job_next(ROW('a', '1 hour', '02:30', 1, true, NULL, NULL, NULL, NULL, 0, NULL, NULL, NULL)::pd.job, '2026-03-29 02:30+00'),
          '2026-03-30 02:30+00'::timestamptz, 'or of the next');

SELECT * FROM finish();
ROLLBACK;
