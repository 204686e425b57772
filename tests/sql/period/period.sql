-- SPDX-License-Identifier: Apache-2.0
--
-- Closed periods and value dates: who may close what, and that nothing gets in, whichever way it comes.
BEGIN;
\ir ../ledger/bank.psql
SELECT no_plan();

CREATE FUNCTION pg_temp.close(p_who text, p_until date, p_reason text DEFAULT 'Reconciled', p_request uuid DEFAULT gen_random_uuid()) RETURNS text LANGUAGE sql AS $$
    SELECT pg_temp.told(p_who, format('SELECT api.period_close(%L, %L, %L)', p_request, p_until, p_reason))
$$;
CREATE FUNCTION pg_temp.day() RETURNS date LANGUAGE sql AS $$ SELECT least(pg_temp.today(), (clock_timestamp() AT TIME ZONE 'UTC')::date) $$;
CREATE FUNCTION pg_temp.dated(p_business date, p_value date) RETURNS text LANGUAGE plpgsql AS $$
BEGIN
    PERFORM pd.post(1::smallint, 'test.post', NULL, NULL, p_business, p_value, NULL, ARRAY[pg_temp.leg('susp', -1), pg_temp.leg('bas', 1)]);
    RETURN 'done';
EXCEPTION WHEN OTHERS THEN
    RETURN SQLSTATE;
END $$;
CREATE FUNCTION pg_temp.checked(p_value date, p_role text) RETURNS text LANGUAGE plpgsql AS $$
BEGIN
    RETURN (pd.value_date_check(1::smallint, pg_temp.today(), p_value, p_role, 'value_date') - pg_temp.today())::text;
EXCEPTION WHEN OTHERS THEN
    RETURN SQLSTATE;
END $$;

-- Before anything is closed.
SELECT is(pg_temp.ask('tl_tina', 'SELECT concat_ws('' '', closed_until, closed_by) FROM api.period_view()'), '', 'nothing is closed');
SELECT is(pg_temp.dated(pg_temp.today(), pg_temp.today() - 40), 'done', 'an old value date may be posted');
SELECT is(pg_temp.close(v.who, v.until, v.reason), v.expected, format('%s closes %s: %s', v.who, v.until, v.expected))
  FROM (VALUES ('tl_tina', pg_temp.day() - 30, 'x', 'PD004'), ('tl_audrey', pg_temp.day() - 30, 'x', 'PD004'), ('tl_vera', pg_temp.day(), 'x', 'PD029 until'),
               ('tl_vera', pg_temp.day() + 1, 'x', 'PD029 until'), ('tl_vera', 'infinity', 'x', 'PD001 until'), ('tl_vera', '-infinity', 'x', 'PD001 until'),
               ('tl_vera', NULL, 'x', 'PD001 until'), ('tl_vera', pg_temp.day() - 30, NULL, 'PD001 reason'), ('tl_vera', pg_temp.day() - 30, 'First', 'done'),
               ('tl_vera', pg_temp.day() - 30, 'Again', 'PD029 until'), ('tl_vera', pg_temp.day() - 31, 'Backwards', 'PD029 until'), ('tl_vera', pg_temp.day() - 10, 'Next', 'done')) AS v(who, until, reason, expected);
SELECT is(pg_temp.ask('tl_tina', 'SELECT concat_ws('' '', closed_until, closed_by, reason) FROM api.period_view()'), concat_ws(' ', pg_temp.day() - 10, 'tl_vera', 'Next'), 'who and why');
SELECT is((SELECT string_agg(reason, ', ' ORDER BY until) FROM pd.period_close), 'First, Next', 'each closing is kept');
SELECT throws_ok('DELETE FROM pd.period_close', 'PD029', NULL, 'for good');
SELECT gen_random_uuid() AS req1 \gset
SELECT is(pg_temp.close('tl_vera', pg_temp.day() - 9, 'Third', :'req1') || pg_temp.close('tl_vera', pg_temp.day() - 9, 'Third', :'req1') || pg_temp.close('tl_vera', pg_temp.day() - 8, 'Third', :'req1'),
          'donedonePD002 request', 'the same request, and with another day');
SELECT is((SELECT count(*) FROM pd.period_close), 3::bigint, 'once');

-- Nothing gets in.
SELECT is(pg_temp.dated(pg_temp.today() - b.back, pg_temp.today() - v.back), CASE WHEN least(pg_temp.today() - b.back, pg_temp.today() - v.back) <= pg_temp.day() - 9 THEN 'PD010' ELSE 'done' END,
          format('business date %s, value date %s days back', b.back, v.back))
  FROM (VALUES (0), (1), (40)) AS b(back), (VALUES (0), (8), (9), (10), (40)) AS v(back);
SELECT throws_ok(format($$INSERT INTO pd.journal (id, created_at, business_date, value_date, ledger, operation, entry_account, entry_seq)
                          VALUES (-1, now(), %L, %L, 1, 'x', '{1,2}', '{1,1}')$$, pg_temp.today(), pg_temp.day() - 9), 'PD010', NULL, 'not even by hand');
SELECT throws_ok(format($$UPDATE pd.ledger SET business_date = %L$$, pg_temp.day() - 9), '23514', NULL, 'the business date cannot go back into it');

-- What is corrected of it carries the day.
SELECT pd.receipt_number(1::smallint, min(id)) AS receipt FROM pd.journal WHERE operation = 'test.post' AND value_date < pg_temp.today() - 30 \gset
SELECT is(pg_temp.ask('tl_vera', format('SELECT a ->> ''value_date'' FROM api.payment_correct(%L, %L, ''0.02'', ''x'') a', gen_random_uuid(), :'receipt')), pg_temp.today()::text, 'a correction of a closed period has the value date of today');

-- The value date that a form may ask for.
SELECT is(pg_temp.checked(v.value, v.role), v.expected, format('%s of %s: %s', v.value, v.role, v.expected))
  FROM (VALUES (NULL::date, 'teller', '0'), (pg_temp.today(), 'teller', '0'), (pg_temp.today() - 1, 'teller', 'PD004'), (pg_temp.today() - 1, 'supervisor', '-1'),
               (pg_temp.day() - 9, 'supervisor', 'PD010'), (pg_temp.day() - 9, 'teller', 'PD004'), (pg_temp.today() + 1, 'supervisor', 'PD001'), ('infinity', 'supervisor', 'PD001'),
               ('-infinity', 'supervisor', 'PD001'), ('0001-01-01', 'supervisor', 'PD001'), ('5874897-12-31', 'teller', 'PD001')) AS v(value, role, expected);
SELECT * FROM finish();
ROLLBACK;
