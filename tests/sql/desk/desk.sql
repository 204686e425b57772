-- SPDX-License-Identifier: Apache-2.0
--
-- desk.search and desk.today.
BEGIN;
\ir ../ledger/bank.psql
SELECT plan(21);

CREATE FUNCTION pg_temp.search(p_who text, p_query text) RETURNS text LANGUAGE sql AS $$
    SELECT pg_temp.ask(p_who, format('SELECT string_agg(concat_ws(''|'', kind, number, title, detail), ''; '') FROM api.desk_search(%L)', p_query))
$$;
SELECT is(pg_temp.search('tl_tom', pg_temp.acc('cur')), format('account|%s|Ada Example|EUR · Current account · open', pg_temp.acc('cur')), 'an account number');
SELECT is(pg_temp.search('tl_tom', overlay(pg_temp.acc('cur') PLACING ' ' FROM 4 FOR 0)), format('account|%s|Ada Example|EUR · Current account · open', pg_temp.acc('cur')), 'with blanks');
SELECT is(pg_temp.search('tl_tom', :'ada'), format('customer|%s|Ada Example|1980-02-29 · Köln · +493023125101', :'ada'), 'a customer number');
SELECT is(pg_temp.search('tl_tom', '+49 30 2312'), format('customer|%s|Ada Example|1980-02-29 · Köln · +493023125101', :'ada'), 'a telephone number');
SELECT is(pg_temp.search('tl_tom', 'exam'), format('customer|%s|Ada Example|1980-02-29 · Köln · +493023125101', :'ada'), 'a name');
SELECT is(pg_temp.search('tl_tom', 'PROBE'), format('customer|%s|Probe GmbH|', :'probe'), 'a business');
SELECT pg_temp.ask('tl_tina', format('SELECT api.cash_deposit(%L, %L, %L) ->> %L', gen_random_uuid(), pg_temp.acc('cur'), '5', 'receipt')) AS receipt \gset
SELECT is(pg_temp.search('tl_tom', :'receipt'), format('receipt|%s|cash.deposit|%s', :'receipt', pg_temp.today()), 'a receipt');
SELECT is(pg_temp.search('tl_tina', 'DRAWER-tl_tina-EUR'), 'account|DRAWER-tl_tina-EUR|Drawer of tl_tina|EUR · open', 'her own drawer');
SELECT is(pg_temp.search('tl_vera', 'DRAWER-tl_tina-EUR'), 'account|DRAWER-tl_tina-EUR|Drawer of tl_tina|EUR · open', 'a supervisor finds it too');
SELECT is(pg_temp.search('tl_tom', 'DRAWER-tl_tina-EUR'), NULL, 'a colleague does not');
SELECT is(pg_temp.search('tl_tom', 'GL-3010-EUR'), NULL, 'nor the bank''s own accounts');
SELECT is(pg_temp.search('tl_audrey', 'GL-3010-EUR'), 'account|GL-3010-EUR|Equity and opening|EUR · open', 'an auditor does');
SELECT is(pg_temp.search('tl_tom', '%'), NULL, 'a per cent sign is no joker');
SELECT is(pg_temp.told('tl_tom', 'SELECT kind FROM api.desk_search('' '')'), 'PD001 query', 'nothing asked');
SELECT is(pg_temp.told('tl_tom', 'SELECT kind FROM api.desk_search(repeat(''x'', 71))'), 'PD001 query', 'too much asked');

-- Today.
SELECT pg_temp.ask('tl_tina', format('SELECT api.payment_transfer(%L, %L, %L, %L) ->> %L', gen_random_uuid(), pg_temp.acc('cur'), pg_temp.acc('bas'), '7', 'receipt')) AS second \gset
CREATE FUNCTION pg_temp.today_of(p_who text) RETURNS text LANGUAGE sql AS $$
    SELECT pg_temp.ask(p_who, 'SELECT string_agg(concat_ws(''|'', receipt, operation, account, amount_minor, currency, at > now()), ''; '') FROM api.desk_today()')
$$;
SELECT is(pg_temp.today_of('tl_tina'), format('%s|payment.transfer|%s|700|EUR|t; %s|cash.deposit|%s|500|EUR|t', :'second', pg_temp.acc('cur'), :'receipt', pg_temp.acc('cur')), 'newest first, the customer''s account');
SELECT is(pg_temp.today_of('tl_tom'), NULL, 'only one''s own');
SELECT pg_temp.ask('tl_tina', format('SELECT api.payment_transfer(%L, %L, %L, %L)', gen_random_uuid(), pg_temp.acc('bas'), pg_temp.acc('biz'), '0.01')) FROM generate_series(1, 25) \g /dev/null
SELECT is(pg_temp.ask('tl_tina', 'SELECT count(*) FROM api.desk_today()'), '20', 'twenty at most');
UPDATE pd.ledger SET business_date = business_date + 1;
SELECT is(pg_temp.today_of('tl_tina'), NULL, 'the next day begins empty');

-- The trees these walk on.
CREATE FUNCTION pg_temp.plan_of(p_sql text) RETURNS text LANGUAGE plpgsql AS $$
DECLARE
    v_line text;
    v_plan text := '';
BEGIN
    SET LOCAL enable_seqscan = off;
    SET LOCAL enable_bitmapscan = off;
    FOR v_line IN EXECUTE 'EXPLAIN (COSTS off) ' || p_sql LOOP v_plan := v_plan || v_line || E'\n'; END LOOP;
    RETURN v_plan;
END $$;
SELECT ok(p !~ 'Sort' AND p ~ 'Index.*customer_personal_name', 'a name prefix walks its index in order') FROM pg_temp.plan_of($$
    SELECT c.id FROM pd.customer_person c WHERE c.ledger = 1 AND c.search_name >= 'mu' AND c.search_name < 'mu' || chr(1114111)
     ORDER BY c.search_name, c.id LIMIT 20$$) p;
SELECT ok(p !~ 'Sort' AND p ~ 'Index.* Backward using entry_pkey', 'a statement walks the primary key backward') FROM pg_temp.plan_of($$
    SELECT n.seq FROM pd.entry n WHERE n.ledger = 1 AND n.account = 5 AND n.seq > 0 AND n.seq <= 99 ORDER BY n.seq DESC LIMIT 25$$) p;
SELECT finish();
ROLLBACK;
