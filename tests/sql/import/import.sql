-- SPDX-License-Identifier: Apache-2.0
-- A small bank through admin.import_*: states, fencing, prefix, chunks, proof, freeing; and what the role may not do.
BEGIN;
SELECT plan(55);

CREATE FUNCTION pg_temp.begin(p_digit text, p_currency text DEFAULT NULL, p_prefix text DEFAULT NULL)
RETURNS TABLE (status text, import bigint, runner integer) LANGUAGE sql AS $$
    SELECT b.status, b.import, b.runner FROM admin.import_begin(repeat(p_digit, 64), p_currency, p_prefix, 'root') b
$$;
CREATE FUNCTION pg_temp.rows(VARIADIC p_rows text[]) RETURNS text LANGUAGE sql AS $$
    SELECT string_agg(translate(r, '|', E'\t'), E'\n') FROM unnest(p_rows) r
$$;
CREATE FUNCTION pg_temp.stage(p_import bigint, p_runner integer, p_first integer) RETURNS void LANGUAGE sql AS $$
    SELECT admin.import_stage(p_import, p_runner, 'district', pg_temp.rows('1|Praha|Prague|1204953'));
    SELECT admin.import_stage(p_import, p_runner, 'client', pg_temp.rows('7|1945-02-04|M|1', '8|||'));
    SELECT admin.import_stage(p_import, p_runner, 'account',
                              pg_temp.rows(p_first || '|1|monthly|1993-01-01', p_first + 1 || '|||1993-02-01'));
    SELECT admin.import_stage(p_import, p_runner, 'holder',
                              pg_temp.rows(p_first || '|7|owner', p_first || '|8|signatory', p_first + 1 || '|8|owner'));
    SELECT admin.import_stage(p_import, p_runner, 'order', pg_temp.rows('1|' || p_first || '|ST|89597016|337270|'));
    SELECT admin.import_stage(p_import, p_runner, 'transaction', pg_temp.rows(
        '1993-01-02|' || p_first || '|1|11|cash_deposit||1000|1000||',
        '1993-02-05|' || p_first || '|3|14|interest|interest|10|-490||',
        '1993-02-04|' || p_first || '|2|13|cash_withdrawal|overdraft_interest|-1500|-500||',
        '1993-02-03|' || p_first + 1 || '|1|12|transfer_in|pension|500|500|YZ|62457513',
        '1993-02-04|' || p_first + 1 || '|2|15|cash_withdrawal|statement_fee|-20|480||'));
$$;
-- A run that went silent more than two seconds ago.
CREATE FUNCTION pg_temp.silent() RETURNS void LANGUAGE sql AS $$
    UPDATE pd.import SET runner_seen = '-infinity'
$$;

-- Beginning.
SELECT throws_ok($$SELECT * FROM admin.import_begin('x', NULL, NULL, 'root')$$, 'PD001', NULL, 'a digest that is none');
SELECT throws_ok($$SELECT * FROM admin.import_begin(NULL, NULL, NULL, 'root')$$, 'PD001', NULL, 'no digest');
SELECT throws_ok($$SELECT * FROM pg_temp.begin('a', 'XXQ')$$, 'PD001', NULL, 'no such currency');
SELECT throws_ok($$SELECT * FROM pg_temp.begin('a', NULL, 'a;')$$, 'PD001', NULL, 'a prefix that is none');
SELECT results_eq($$SELECT status, runner FROM pg_temp.begin('a')$$, $$VALUES ('begun', 1)$$, 'begun');
SELECT results_eq($$SELECT status, runner FROM pg_temp.begin('a')$$, $$VALUES ('busy', 1)$$, 'a second run is told that it is busy');
SELECT is((SELECT count(*) FROM pd.import), 1::bigint, 'one import of these files');
SELECT pg_temp.silent();
SELECT results_eq($$SELECT status, runner FROM pg_temp.begin('a', 'EUR', 'X')$$, $$VALUES ('begun', 2)$$,
                  'a silent run is taken over, options may change');
SELECT is((SELECT prefix || currency FROM pd.import), 'X978', 'they did');
SELECT pg_temp.silent();
SELECT results_eq($$SELECT status, runner FROM pg_temp.begin('a')$$, $$VALUES ('begun', 3)$$, 'and back');
SELECT set_config('test.id', (SELECT id::text FROM pd.import), true);

-- Fencing and states.
CREATE FUNCTION pg_temp.id() RETURNS bigint LANGUAGE sql AS $$ SELECT current_setting('test.id')::bigint $$;
SELECT throws_ok($$SELECT admin.import_stage(pg_temp.id(), 2, 'client', '1')$$, 'PD027', NULL, 'the earlier run cannot stage');
SELECT throws_ok($$SELECT admin.import_load(pg_temp.id(), 2)$$, 'PD027', NULL, 'nor load');
SELECT throws_ok($$SELECT admin.import_load(pg_temp.id(), NULL)$$, 'PD027', NULL, 'nor one without number');
SELECT throws_ok($$SELECT admin.import_stage(0, 3, 'client', '1')$$, 'PD012', NULL, 'no such import');
SELECT throws_ok($$SELECT * FROM admin.import_post(pg_temp.id(), 3, 10)$$, 'PD029', NULL, 'nothing to post yet');
SELECT throws_ok($$SELECT * FROM admin.import_finish(pg_temp.id(), 3, 1)$$, 'PD029', NULL, 'nothing to finish yet');
SELECT throws_ok($$SELECT admin.import_stage(pg_temp.id(), 3, 'money', '1')$$, 'PD001', NULL, 'no such file');
SELECT throws_ok($$SELECT admin.import_stage(pg_temp.id(), 3, 'client', pg_temp.rows('1||X|'))$$, '23514', NULL, 'the tables check too');
SELECT throws_ok($$SELECT admin.import_stage(pg_temp.id(), 3, 'holder', pg_temp.rows('1|1|owner'))$$, '23502', NULL,
                 'a holder of nothing');

-- Loading.
SELECT lives_ok($$SELECT pg_temp.stage(pg_temp.id(), 3, 500)$$, 'rows are staged');
SELECT is((SELECT count(*) FROM pd.account WHERE number = '500'), 0::bigint, 'no account before loading');
SELECT lives_ok($$SELECT admin.import_load(pg_temp.id(), 3)$$, 'loaded');
SELECT results_eq($$SELECT prefix COLLATE "default", customers, accounts, holders, standing_orders, transactions, state FROM pd.import$$,
                  $$VALUES ('', 2::bigint, 2::bigint, 3::bigint, 1::bigint, 5::bigint, 'loaded')$$, 'counted');
SELECT throws_ok($$SELECT admin.import_load(pg_temp.id(), 3)$$, 'PD029', NULL, 'loading twice');
SELECT results_eq(
    $$SELECT p.name, p.born, p.city, p.external_ref, p.kind, p.since, length(p.number)
        FROM pd.import_client k JOIN pd.customer_person p ON p.id = k.customer ORDER BY k.client$$,
    $$VALUES ('Client 00007', '1945-02-04'::date, 'Praha', '7', 'person', '1993-01-01'::date, 8),
             ('Client 00008', NULL, NULL, '8', 'person', '1993-01-01'::date, 8)$$, 'customers, plainly made up');
SELECT results_eq(
    $$SELECT a.number COLLATE "default", a.opened, a.kind, a.gl COLLATE "default", a.currency::integer, b.flags, b.overdraft, p.external_ref
        FROM pd.account a JOIN pd.balance b ON b.account = a.id JOIN pd.customer_person p ON p.id = a.customer
       WHERE a.number IN ('500', '501') ORDER BY 1$$,
    $$VALUES ('500', '1993-01-01'::date, 'customer', '2010', 203, 22, 0::bigint, '7'),
             ('501', '1993-02-01'::date, 'customer', '2010', 203, 22, 0::bigint, '8')$$, 'accounts, closed for business');
SELECT is((SELECT count(*) FROM pd.holder h JOIN pd.account a ON a.id = h.account WHERE a.number IN ('500', '501')), 3::bigint, 'holders');
SELECT throws_ok(
    $$SELECT pd.post(1::smallint, 'test', NULL::uuid, NULL::integer, current_date, current_date, NULL::text,
                     ARRAY[((SELECT id FROM pd.account WHERE number = '500'), 5, 'principal', 'to'),
                           (pd.internal_account(1::smallint, '2200', 203::smallint), -5, 'principal', 'from')]::pd.leg[])$$,
    'PD014', NULL, 'no desk can post to an account that is being imported');
SELECT throws_ok($$SELECT * FROM pg_temp.begin('a', 'EUR')$$, 'PD027', NULL, 'another currency now');
SELECT throws_ok($$SELECT * FROM pg_temp.begin('a', NULL, 'X')$$, 'PD027', NULL, 'another prefix now');

-- Posting in chunks.
SELECT results_eq($$SELECT * FROM admin.import_post(pg_temp.id(), 3, 2)$$, $$VALUES (2::bigint, 5::bigint)$$, 'two');
SELECT throws_ok($$SELECT * FROM admin.import_finish(pg_temp.id(), 3, 1)$$, 'PD028', NULL, 'cannot finish halfway');
SELECT is(admin.import_verify(pg_temp.id()), 3::bigint, 'three are missing');
SELECT pg_temp.silent();
SELECT results_eq($$SELECT status, runner FROM pg_temp.begin('a')$$, $$VALUES ('loaded', 4)$$, 'another run takes over');
SELECT throws_ok($$SELECT * FROM admin.import_post(pg_temp.id(), 3, 2)$$, 'PD027', NULL, 'and the first can post no more');
SELECT results_eq($$SELECT * FROM admin.import_post(pg_temp.id(), 4, 100)$$, $$VALUES (5::bigint, 5::bigint)$$, 'the rest');
SELECT results_eq($$SELECT * FROM admin.import_post(pg_temp.id(), 4, 100)$$, $$VALUES (5::bigint, 5::bigint)$$, 'nothing more');
SELECT results_eq(
    $$SELECT a.number COLLATE "default", e.seq, e.amount, e.balance, e.booked, e.what COLLATE "default",
             j.operation COLLATE "default", j.text, j.partner, j.value_date, j.staff
        FROM pd.entry e JOIN pd.account a ON a.id = e.account JOIN pd.journal j ON j.id = e.journal
       WHERE a.number IN ('500', '501') ORDER BY e.journal$$,
    $$VALUES ('500', 1::bigint, 1000::bigint, 1000::bigint, '1993-01-02'::date, 'principal', 'import.cash_deposit', NULL, NULL, '1993-01-02'::date, NULL::integer),
             ('501', 1, 500, 500, '1993-02-03', 'principal', 'import.transfer_in', 'Pension', 'YZ 62457513', '1993-02-03', NULL),
             ('500', 2, -1500, -500, '1993-02-04', 'interest', 'import.cash_withdrawal', 'Overdraft interest', NULL, '1993-02-04', NULL),
             ('501', 2, -20, 480, '1993-02-04', 'fee', 'import.cash_withdrawal', 'Statement fee', NULL, '1993-02-04', NULL),
             ('500', 3, 10, -490, '1993-02-05', 'interest', 'import.interest', 'Interest', NULL, '1993-02-05', NULL)$$,
    'entries in the order of the days, with the bank''s own dates and balances');
SELECT results_eq(
    $$SELECT a.gl COLLATE "default", a.posted FROM pd.account_now a
       WHERE a.kind = 'internal' AND a.currency = 203 AND a.posted <> 0 ORDER BY a.gl$$,
    $$VALUES ('1090', -1000::bigint), ('1100', -500::bigint), ('4010', 20::bigint), ('4060', 1500::bigint), ('5070', -10::bigint)$$,
    'contra accounts');

-- The proof finds what differs.
SAVEPOINT spoiled;
UPDATE pd.import_transaction SET balance = balance + 1 WHERE source = '12';
SELECT is(admin.import_verify(pg_temp.id()), 1::bigint, 'a balance that differs');
SELECT results_eq($$SELECT status, mismatches FROM admin.import_finish(pg_temp.id(), 4, 1)$$, $$VALUES ('loaded', 1::bigint)$$,
                  'then it is not finished');
SELECT is((SELECT count(*) FROM pd.balance WHERE flags = 22), 2::bigint, 'and its accounts stay closed');
ROLLBACK TO spoiled;
SAVEPOINT spoiled;
UPDATE pd.import_transaction SET booked = '1993-02-06' WHERE source = '14';
SELECT is(admin.import_verify(pg_temp.id()), 1::bigint, 'a date that differs');
ROLLBACK TO spoiled;
SAVEPOINT spoiled;
UPDATE pd.balance SET posted = posted + 1 WHERE account = pd.internal_account(1::smallint, '1100', 203::smallint);
SELECT throws_ok($$SELECT * FROM admin.import_finish(pg_temp.id(), 4, 1)$$, 'PD028', NULL, 'a trial balance that is not zero');
ROLLBACK TO spoiled;

-- Finishing.
SELECT results_eq($$SELECT status, mismatches, transactions, elapsed_ms FROM admin.import_finish(pg_temp.id(), 4, 1234)$$,
                  $$VALUES ('finished', 0::bigint, 5::bigint, 1234::bigint)$$, 'finished');
SELECT results_eq($$SELECT a.number COLLATE "default", b.flags, b.overdraft FROM pd.account a JOIN pd.balance b ON b.account = a.id
                     WHERE a.number IN ('500', '501') ORDER BY 1$$,
                  $$VALUES ('500', 1, 500::bigint), ('501', 1, 0::bigint)$$, 'free, the deepest balance as overdraft');
SELECT results_eq($$SELECT status, runner FROM pg_temp.begin('a')$$, $$VALUES ('finished', 4)$$, 'and known ever after');
SELECT throws_ok($$SELECT * FROM admin.import_post(pg_temp.id(), 4, 100)$$, 'PD029', NULL, 'nothing can be posted to it');
SELECT results_eq($$SELECT operation, outcome, detail ->> 'unix_user' FROM pd.event WHERE operation LIKE 'admin.import%' ORDER BY seq$$,
                  $$VALUES ('admin.import_begin', 'done', 'root'), ('admin.import_finish', 'done', NULL)$$, 'audited');

-- The next bank has the same numbers.
SELECT set_config('test.id', (SELECT import::text FROM pg_temp.begin('b')), true);
SELECT pg_temp.stage(pg_temp.id(), 1, 500);
SELECT lives_ok($$SELECT admin.import_load(pg_temp.id(), 1)$$, 'the same numbers again');
SELECT is((SELECT prefix FROM pd.import WHERE id = pg_temp.id()), pg_temp.id() || '-', 'get a prefix');
SELECT set_config('test.id', (SELECT import::text FROM pg_temp.begin('c', NULL, '')), true);
SELECT pg_temp.stage(pg_temp.id(), 1, 501);
SELECT throws_ok($$SELECT admin.import_load(pg_temp.id(), 1)$$, 'PD027', NULL, 'unless none was asked for');
SELECT set_config('test.id', (SELECT import::text FROM pg_temp.begin('d', NULL, 'GL-')), true);
SELECT pg_temp.stage(pg_temp.id(), 1, 700);
SELECT throws_ok($$SELECT admin.import_load(pg_temp.id(), 1)$$, 'PD001', NULL, 'the bank''s own numbers cannot be had');

-- The role.
SELECT is((SELECT count(*) FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
            WHERE n.nspname IN ('pd', 'api', 'admin') AND c.relkind IN ('r', 'v', 'S')
              AND CASE c.relkind WHEN 'S' THEN has_sequence_privilege('paydesk_import', c.oid, 'USAGE, SELECT, UPDATE')
                  ELSE has_table_privilege('paydesk_import', c.oid, 'SELECT, INSERT, UPDATE, DELETE, TRUNCATE') END),
          0::bigint, 'paydesk_import can touch no table');
SELECT is((SELECT string_agg(p.proname, ' ' ORDER BY p.proname) FROM pg_proc p JOIN pg_namespace n ON n.oid = p.pronamespace
            WHERE n.nspname IN ('pd', 'api', 'admin') AND has_function_privilege('paydesk_import', p.oid, 'EXECUTE')
              AND has_schema_privilege('paydesk_import', n.oid, 'USAGE')),
          'import_begin import_finish import_load import_post import_stage import_verify', 'and call these functions only');

SELECT * FROM finish();
ROLLBACK;
