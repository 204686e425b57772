-- SPDX-License-Identifier: Apache-2.0
BEGIN;
\ir ../ledger/bank.psql
SELECT plan(27);

-- Ten days of two entries each, one amount per entry, then the statement in pages.
SELECT pd.post(1::smallint, 'test.post', NULL, NULL, pg_temp.today() + d, pg_temp.today() + d - 1, 'day ' || d, ARRAY[
           pg_temp.leg('bas', -(10 * d + n)), pg_temp.leg('cur', 10 * d + n)]) FROM (SELECT d, n FROM generate_series(1, 10) d, generate_series(1, 2) n ORDER BY d, n) s \g /dev/null

CREATE FUNCTION pg_temp.amounts(p_before bigint, p_limit int, p_from int DEFAULT NULL, p_to int DEFAULT NULL) RETURNS text LANGUAGE sql AS $$
    SELECT pg_temp.ask('tl_sam', format('SELECT string_agg(amount_minor::text, '' '') FROM api.account_statement(%L, %L, %L, %L, %L)', pg_temp.acc('cur'),
        p_before, p_limit, pg_temp.today() + p_from, pg_temp.today() + p_to))
$$;
CREATE FUNCTION pg_temp.walk(p_limit int, p_from int DEFAULT NULL, p_to int DEFAULT NULL) RETURNS text LANGUAGE plpgsql AS $$
DECLARE
    v_before bigint;
    v_page record;
    v_all text[] := '{}';
BEGIN
    LOOP
        SELECT split_part(a, '/', 1)::text[] AS amounts, split_part(a, '/', 2)::bigint AS before INTO v_page
          FROM pg_temp.ask('tl_sam', format('SELECT array_agg(amount_minor ORDER BY seq DESC)::text || ''/'' || min(seq) FROM api.account_statement(%L, %L, %L, %L, %L)',
                   pg_temp.acc('cur'), v_before, p_limit, pg_temp.today() + p_from, pg_temp.today() + p_to)) a;
        EXIT WHEN v_page.before IS NULL;
        v_all := v_all || v_page.amounts;
        v_before := v_page.before;
    END LOOP;
    RETURN array_to_string(v_all, ' ');
END $$;
SELECT is(pg_temp.amounts(NULL, 3), '102 101 92', 'newest first');
SELECT is(pg_temp.walk(v.size), '102 101 92 91 82 81 72 71 62 61 52 51 42 41 32 31 22 21 12 11 100000', format('pages of %s chain', v.size))
  FROM unnest(ARRAY[1, 4, 7, 200]) AS v(size);
SELECT is(pg_temp.amounts(NULL, NULL, 3, 4), '42 41 32 31', 'a period');
SELECT is(pg_temp.walk(1, 3, 4), '42 41 32 31', 'a period in pages');
SELECT is(pg_temp.amounts(NULL, NULL, 10), '102 101', 'from a day');
SELECT is(pg_temp.amounts(NULL, NULL, NULL, 0), '100000', 'to a day');
SELECT is(pg_temp.amounts(NULL, NULL, 11), NULL, 'the future is empty');
SELECT is(pg_temp.amounts(NULL, NULL, -9, -1), NULL, 'so is the time before');
SELECT is(pg_temp.ask('tl_sam', format($$SELECT concat_ws('|', seq, booked - current_date = value_date - current_date + 1, operation, what, text, counterparty, amount_minor, balance_minor, currency)
              FROM api.account_statement(%L, NULL, 1)$$, pg_temp.acc('cur'))),
          format('21|t|test.post|principal|day 10|%s|102|%s|EUR', pg_temp.acc('bas'), pg_temp.bal('cur')), 'a line');
SELECT is(pg_temp.ask('tl_sam', format($$SELECT receipt FROM api.account_statement(%L, NULL, 1)$$, pg_temp.acc('cur'))),
          '1-' || lpad((SELECT max(id) FROM pd.journal)::text, 8, '0'), 'with its receipt');
SELECT is(pg_temp.ask('tl_vera', $$SELECT amount_minor || ' ' || balance_minor || ' ' || counterparty FROM api.account_statement('DRAWER-tl_tina-EUR')$$),
          '1000000 1000000 GL-1010-EUR', 'a drawer in its own sense');

-- Searched.
CREATE FUNCTION pg_temp.found(p_amount text, p_text text, p_counterparty text, p_before bigint DEFAULT NULL, p_limit int DEFAULT NULL) RETURNS text LANGUAGE sql AS $$
    SELECT pg_temp.ask('tl_sam', format('SELECT string_agg(amount_minor::text, '' '') FROM api.account_statement(%L, %L, %L, NULL, NULL, %L, %L, %L)', pg_temp.acc('cur'),
        p_before, p_limit, p_amount, p_text, p_counterparty))
$$;
SELECT is(pg_temp.found('0.42', NULL, NULL), '42', 'an amount');
SELECT is(pg_temp.found(NULL, 'DAY 1', NULL), '102 101 12 11', 'a text');
SELECT is(pg_temp.found(NULL, 'day 1', NULL, 21, 2), '101 12', 'a page of what was found');
SELECT is(pg_temp.found(NULL, '%', NULL), NULL, 'signs that mean nothing');
SELECT is(pg_temp.found('0.11', 'day', pg_temp.acc('bas')), '11', 'all together');
SELECT is(pg_temp.found(NULL, NULL, pg_temp.ask('tl_sam', format('SELECT counterparty FROM api.account_statement(%L) WHERE seq = 1', pg_temp.acc('cur')))), '100000', 'a counterparty');
SELECT is(pg_temp.found(NULL, NULL, pg_temp.acc('usd')), NULL, 'one who never was');
SELECT is(pg_temp.told('tl_sam', format('SELECT seq FROM api.account_statement(%L, p_amount => %L)', pg_temp.acc('cur'), '1 USD')), 'PD015 amount', 'another currency');

SELECT is(pg_temp.told('tl_sam', format('SELECT seq FROM api.account_statement(%L, 0)', pg_temp.acc('cur'))), 'PD001 before', 'before nothing');
SELECT is(pg_temp.told('tl_sam', format('SELECT seq FROM api.account_statement(%L, NULL, 201)', pg_temp.acc('cur'))), 'PD001 limit', 'too many');
SELECT is(pg_temp.told('tl_sam', format('SELECT seq FROM api.account_statement(%L, NULL, NULL, %L, %L)', pg_temp.acc('cur'), '2026-02-01', '2026-01-01')), 'PD001 to', 'a period backwards');
SELECT is(pg_temp.told('tl_sam', $$SELECT seq FROM api.account_statement('1')$$), 'PD012 account', 'of none');
SELECT is(pg_temp.told('tl_sam', $$SELECT seq FROM api.account_statement('GL-3010-EUR')$$), 'PD004 account', 'of the bank''s own');
SELECT finish();
ROLLBACK;
